"""The least time for tenders and for requests to take part (section 54): the shortest row that fits."""

import datetime

from toolkit.law.before_award import competed
from toolkit.law.case import Case, Route
from toolkit.law.days import after, months_later
from toolkit.law.decision import Deadline, Findings
from toolkit.law.facts import Facts, held, source


def deadlines_of(facts: Facts, found: Findings) -> tuple[Deadline | None, Deadline | None]:
    """For tenders and for requests to take part; None where a case has no such deadline."""
    case = facts.case
    if not facts.public or not competed(case):
        return None, None
    _say_what_does_not_fit(case, found)
    if facts.light_touch:
        free = Deadline(None, None, "No least period binds light touch contracts.", source("pa-54"))
        return free, None if case.route is Route.OPEN else free
    tenders = _for_tenders(case, found)
    _say_of_early_award(case, tenders, found)
    return tenders, None if case.route not in (Route.FLEXIBLE, Route.DYNAMIC_MARKET) else _for_requests(case)


def qualifies(case: Case, found: Findings) -> bool:
    """Whether a planned procurement notice came early enough before the tender notice, and not too early."""
    if case.uk3_on is None or case.uk4_on is None:
        return False
    days = (case.uk4_on - case.uk3_on).days
    least, most = (
        held("planned-notice-least-days", case.uk4_on),
        held("planned-notice-most-months", case.uk4_on),
    )
    if days >= least.number and case.uk3_on >= months_later(case.uk4_on, -most.number):
        return True
    found.warn(
        f"UK3 shortens the time for tenders only if it is published at least {least.said} and at most "
        f"{most.said} before UK4. Here it is {days} day{'' if days == 1 else 's'}: it does not."
    )
    return False


def _preselected(case: Case) -> bool:
    """Whether only pre-selected suppliers may tender, which an open procedure never has."""
    if case.route is Route.OPEN:
        return False
    return bool(case.preselected or (case.period_agreed and case.preselected is None))


def _say_what_does_not_fit(case: Case, found: Findings) -> None:
    if case.route is Route.OPEN and (case.preselected or case.period_agreed):
        found.warn(
            "In an open procedure anyone may tender, so there are no pre-selected suppliers, and no period "
            "can be agreed with them."
        )
    elif case.period_agreed and case.preselected is False:
        found.warn("A period can be agreed only where pre-selected suppliers alone may tender.")


def _for_tenders(case: Case, found: Findings) -> Deadline:
    if case.period_agreed and _preselected(case):
        reason = "The period is the one agreed with all pre-selected suppliers."
        return Deadline(None, None, reason, source("pa-54"))
    rows = _rows(case, found)
    key, why = min(rows, key=lambda row: held(row[0], case.uk4_on).number)
    if (key, why) == rows[-1]:
        _say_what_was_taken(case, found)
    least = held(key, case.uk4_on)
    start = _starts(case)
    reason = f"At least {least.said}, counted from the day after the invitation: {why}."
    if start is None and _preselected(case):
        reason += " It is counted from the invitation to tender, which follows the choice of suppliers."
    elif case.route is Route.FLEXIBLE and case.preselected is None:
        fewer = held("tender-days-preselected", case.uk4_on)
        reason += (
            f" If suppliers are chosen first, those chosen have at least {fewer.said} from their invitation."
        )
    return Deadline(least.number, after(start, least.number) if start else None, reason, least.source)


def _starts(case: Case) -> datetime.date | None:
    """The day of the invitation: the tender notice itself unless suppliers are chosen first."""
    return case.invited_on or (None if _preselected(case) else case.uk4_on)


def _rows(case: Case, found: Findings) -> list[tuple[str, str]]:
    rows = []
    if _preselected(case):
        rows.append(("tender-days-preselected", "only pre-selected suppliers may tender"))
    if qualifies(case, found):
        rows.append(("tender-days-planned-notice", "a qualifying planned procurement notice came before"))
    if case.urgent:
        rows.append(("tender-days-urgent", "urgency makes a longer period impractical"))
    if case.route is Route.DYNAMIC_MARKET:
        rows.append(("tender-days-dynamic-market", "the tenders come from a dynamic market’s members"))
    how = "paper" if case.electronic is False else "electronic"
    what = "all" if case.all_docs_together else "later"
    tenders = "tenders are not electronic" if case.electronic is False else "tenders are electronic"
    papers = (
        "all documents come with the tender notice" if case.all_docs_together else "some documents come later"
    )
    rows.append((f"tender-days-{how}-{what}", f"{tenders} and {papers}"))
    return rows


def _say_what_was_taken(case: Case, found: Findings) -> None:
    """What the case leaves open, where the least period hangs on it."""
    taken = []
    if case.electronic is None:
        taken.append("tenders are electronic")
    if case.all_docs_together is None:
        taken.append("some documents come later than the tender notice")
    if taken:
        found.warn(f"The time for tenders is that where {' and '.join(taken)}: the case does not say.")


def _for_requests(case: Case) -> Deadline:
    least = held("participation-days-urgent" if case.urgent else "participation-days", case.uk4_on)
    why = (
        "urgency makes a longer period impractical"
        if case.urgent
        else "where suppliers first ask to take part"
    )
    reason = f"At least {least.said}, counted from the day after the tender notice: {why}."
    return Deadline(
        least.number, after(case.uk4_on, least.number) if case.uk4_on else None, reason, least.source
    )


def _say_of_early_award(case: Case, tenders: Deadline, found: Findings) -> None:
    if case.uk6_on and tenders.earliest and case.uk6_on < tenders.earliest:
        found.warn("The contract award notice (UK6) is dated before tenders may be due.")
