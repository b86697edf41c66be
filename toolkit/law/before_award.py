"""What a public contract owes before its award: UK1, UK2, UK4 or UK5, and UK6 (rules D10 to D18)."""

import datetime
from typing import Final

from toolkit.law.case import BELOW_ONLY, COMPETED, Case, Route
from toolkit.law.days import financial_years_ahead, last_of
from toolkit.law.decision import Duty, Findings, Owed
from toolkit.law.facts import Facts, held, in_force, said, source
from toolkit.law.grounds import GROUNDS, PROTECT_LIFE, USER_CHOICE

BEFORE_ADVERTISING: Final = (
    "before tenders or requests to take part are invited, and before it is published anywhere else"
)


def user_choice(case: Case) -> bool:
    return case.direct_ground == USER_CHOICE and case.route in (None, Route.DIRECT_AWARD, Route.END)


def competed(case: Case) -> bool:
    """Whether a tender notice starts it. What is only lawful below the threshold has to be competed above."""
    return case.route in COMPETED or case.route in BELOW_ONLY


def notices_before_award(facts: Facts, found: Findings) -> None:
    case = facts.case
    _pipeline(facts, found)
    if competed(case):
        _market_engagement(case, found)
        _tender_notice(case, found)
    elif case.route is Route.DIRECT_AWARD:
        _transparency_notice(case, found)
    elif case.route is None:
        found.warn(
            "Say by which route the contract is let: a competition owes UK4, a direct award UK5, and a "
            "call-off under a framework neither."
        )
    _award_notice(case, found)


def _planned_on(case: Case) -> datetime.date | None:
    return case.uk4_on or case.uk5_on or case.commenced_on


def _pipeline(facts: Facts, found: Findings) -> None:
    """D10. A contract is listed in every window in which its tender or transparency notice is planned."""
    case = facts.case
    noticed = competed(case) or (case.route is Route.DIRECT_AWARD and not user_choice(case))
    if not noticed or not facts.reaches("pipeline-contract-value"):
        return
    floor, spend = held("pipeline-contract-value"), held("pipeline-authority-spend")
    if case.authority_spend_over_100m is None:
        found.warn(
            f"If the authority expects to pay more than {spend.said} in the coming financial year, this "
            "contract belongs in its pipeline notice (UK1)."
        )
    if not case.authority_spend_over_100m:
        return
    months = held("pipeline-window-months")
    reason = (
        f"The contract is worth more than {floor.said}, and its notice is planned within {months.said} from "
        "1 April."
    )
    planned = _planned_on(case)
    if planned is None:
        days = held("pipeline-days").said
        when = f"within {days}, the first being 1 April, in each year whose window holds the planned notice"
        found.notices.append(Owed("UK1", when, reason, floor.source))
        return
    for begins in financial_years_ahead(planned, months.number):
        if begins >= in_force():
            due = last_of(begins, held("pipeline-days", begins).number)
            when = f"in the pipeline notice for the financial year from {said(begins)}"
            found.notices.append(Owed("UK1", when, reason, floor.source, due))


def _market_engagement(case: Case, found: Findings) -> None:
    """D11."""
    if case.engaged_market:
        found.notices.append(
            Owed(
                "UK2", "before the tender notice (UK4); or UK4 gives the reasons why there is none",
                "The authority engages or engaged with the market before a tender notice.", source("pa-17"),
            )
        )  # fmt: skip


def _tender_notice(case: Case, found: Findings) -> None:
    """D12 to D14."""
    _conflicts(found, "the tender notice")
    found.duties.append(
        Duty(
            "Consider lots", "before the tender notice",
            "If the contract could be split and is not, the tender notice says why.", source("pa-18"),
        )
    )  # fmt: skip
    reason = "A public contract that is competed needs a tender notice."
    if case.route is Route.DYNAMIC_MARKET:
        reason = "A public contract that is competed among a dynamic market’s members needs a tender notice."
        found.duties.append(
            Duty(
                "Consider applications to join the dynamic market", "before members are invited",
                "Suppliers who are not members yet may apply, and are considered first.", source("pa-34"),
            )
        )  # fmt: skip
    found.notices.append(Owed("UK4", BEFORE_ADVERTISING, reason, source("pa-21")))
    found.duties.append(
        Duty(
            "Assessment summaries", "before the contract award notice (UK6)",
            "Each supplier whose tender was assessed gets a summary for its own tender and, if another won, "
            "for the winner’s.",
            source("pa-50"),
        )
    )  # fmt: skip


def _transparency_notice(case: Case, found: Findings) -> None:
    """D17 and D18."""
    _say_of_ground(case, found)
    if user_choice(case):
        return
    _conflicts(found, "the transparency notice")
    found.notices.append(
        Owed(
            "UK5", "before the contract is awarded",
            "A public contract that is awarded directly needs a transparency notice.", source("pa-44"),
        )
    )  # fmt: skip
    if case.direct_ground == PROTECT_LIFE:
        found.warn(
            "Section 44 names awards under sections 41 and 43. Whether an award that relies on regulations "
            "under section 42 owes UK5 is not confirmed here: publish it, or take advice."
        )


def _say_of_ground(case: Case, found: Findings) -> None:
    ground = GROUNDS.get(case.direct_ground or "")
    if case.direct_ground is None:
        found.warn(
            "A direct award above the threshold needs a ground of Schedule 5, or a competition that failed "
            "(section 43). None is given: the standstill is counted as for most of them."
        )
    elif ground is None:
        found.warn(
            f"Paragraph {case.direct_ground} of Schedule 5 is not among the grounds explained here: read it, "
            "and take advice. The standstill is counted as for most of them."
        )
    else:
        key = "pa-43" if ground.key.startswith("switch") else "pa-sch-5"
        found.duties.append(
            Duty(
                "Show that the ground fits", "before the award", f"{ground.name}: {ground.test}", source(key)
            )
        )
    if user_choice(case):
        found.warn(
            "User choice contracts are no usual way of buying a borough’s technology: UK5, UK6, UK7 and UK11 "
            "are not owed for them. Take advice before you rely on it."
        )


def _conflicts(found: Findings, notice: str) -> None:
    found.duties.append(
        Duty(
            "Conflicts assessment", f"before {notice}, and kept up to date",
            "The notices confirm that it was prepared and revised.", source("pa-83"),
        )
    )  # fmt: skip


def _award_notice(case: Case, found: Findings) -> None:
    if user_choice(case):
        return
    found.notices.append(
        Owed(
            "UK6", "before the contract is entered into; it starts the standstill where there is one",
            "Every public contract needs a contract award notice before it is signed.", source("pa-50"),
        )
    )  # fmt: skip
