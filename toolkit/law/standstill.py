"""The standstill: whether there is one, when it ends, and when the contract may be signed (section 51)."""

import datetime
from typing import Final

from toolkit.law.before_award import competed, user_choice
from toolkit.law.case import Route
from toolkit.law.days import ONE_DAY, first_working_day, last_working_day, last_year_known
from toolkit.law.decision import Findings, Standstill
from toolkit.law.facts import Facts, held, said
from toolkit.law.grounds import PROTECT_LIFE, URGENCY

FREE_ROUTES: Final = {
    Route.DYNAMIC_MARKET: "an award through a dynamic market",
    Route.FRAMEWORK_CALL_OFF: "a call-off under a framework",
}


def standstill_of(facts: Facts, found: Findings) -> tuple[Standstill | None, str, datetime.date | None]:
    """The standstill or None, why, and the earliest day of signature (None where it is not known)."""
    if not facts.public:
        return None, "Below the threshold there is no contract award notice and no standstill.", None
    if user_choice(facts.case):
        return None, "User choice contracts owe no contract award notice, so no standstill starts.", None
    free = _why_free(facts)
    mandatory = free is None
    case = facts.case
    if case.route is None and not facts.light_touch:
        return None, "Whether there is a standstill depends on the route.", None
    if not mandatory and not case.standstill_days:
        reason = f"No standstill is mandatory for {free}: the contract may be signed once UK6 is published."
        return None, reason, case.uk6_on
    standstill = _counted(facts, found, mandatory, free)
    ends = standstill.ends
    return standstill, standstill.reason, ends + ONE_DAY if ends else None


def _why_free(facts: Facts) -> str | None:
    case = facts.case
    if facts.light_touch:
        return "a light touch contract"
    if case.route in FREE_ROUTES:
        return FREE_ROUTES[case.route]
    if case.route is Route.DIRECT_AWARD and case.direct_ground in URGENCY:
        return "a direct award in extreme and unavoidable urgency"
    if case.route is Route.DIRECT_AWARD and case.direct_ground == PROTECT_LIFE:
        return "a direct award that relies on regulations under section 42"
    return None


def _counted(facts: Facts, found: Findings, mandatory: bool, free: str | None) -> Standstill:
    case = facts.case
    least = held("standstill-working-days", case.uk6_on)
    promised = case.standstill_days or 0
    if 0 < promised < least.number:
        found.warn(f"A standstill lasts at least {least.said}, even where it is voluntary.")
    number = max(least.number, promised)
    begins = first_working_day(case.uk6_on) if case.uk6_on else None
    ends = last_working_day(case.uk6_on, number) if case.uk6_on else None
    if case.uk6_on and ends is None:
        found.warn(
            f"The bank holidays after {last_year_known()} are not in the table, so the end of the standstill "
            "is not counted."
        )
    way = "competition" if competed(case) else "direct award"
    why = (
        f"after a {way} it is mandatory"
        if mandatory
        else f"it is voluntary for {free}, and binds once promised"
    )
    reason = (
        f"{number} working days, the day of UK6 counting if it is a working day: {why}. A working day is one "
        "in every part of the United Kingdom."
    )
    if ends:
        reason += f" It ends with {said(ends)}."
    return Standstill(mandatory, number, begins, ends, reason, least.source)
