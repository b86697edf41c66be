"""Contracts below the threshold (Part 6 of the Act; rules D6 to D8, and competitions that are reserved)."""

from toolkit.law.case import Case, Category, Route
from toolkit.law.decision import Duty, Findings, Owed
from toolkit.law.facts import Facts, held, said, source

ADVERTISED_BY_NATURE = frozenset({Route.OPEN, Route.FLEXIBLE, Route.ADVERTISED_BELOW, Route.RESERVED_BELOW})

MAY_BE_ADVERTISED = frozenset({None, Route.DYNAMIC_MARKET})


def advertised(case: Case) -> bool:
    """Whether the opportunity is advertised, rather than put to suppliers who were picked."""
    if case.route is Route.FRAMEWORK_CALL_OFF:
        return False
    if case.advertised is not None:
        return case.advertised
    if case.uk4_on:
        return True
    return case.route in ADVERTISED_BY_NATURE and not case.preselected


def below_threshold(facts: Facts, found: Findings) -> None:
    if facts.concession:
        return
    _say_what_is_odd(facts, found)
    if facts.notifiable:
        _notices(facts, found)
    _duties(facts, found)


def _notices(facts: Facts, found: Findings) -> None:
    """D8 and D16."""
    floor = held("notifiable")
    if advertised(facts.case):
        reserved = facts.case.route is Route.RESERVED_BELOW
        found.notices.append(
            Owed(
                "UK4", "before the opportunity is advertised anywhere else",
                f"A contract of {floor.said} or more below the threshold that is advertised needs a "
                "below-threshold tender notice."
                + (" It says that the competition is reserved, and to which area." if reserved else ""),
                floor.source,
            )
        )  # fmt: skip
    found.notices.append(
        Owed(
            "UK7", "as soon as reasonably practicable after the contract is entered into",
            f"A contract of {floor.said} or more below the threshold needs a contract details notice, "
            "however it was let.",
            floor.source,
        )
    )  # fmt: skip


def _duties(facts: Facts, found: Findings) -> None:
    case, days = facts.case, held("payment-days")
    if case.route is not Route.FRAMEWORK_CALL_OFF:
        found.duties += [
            Duty(
                "Consider what hinders small and medium-sized enterprises", "before tenders are invited",
                "Barriers are considered, and removed or lowered where they can be.", source("pa-86"),
            ),
            _suitability(facts),
        ]  # fmt: skip
    if facts.notifiable:
        found.duties.append(
            Duty(
                "Winner registered on the central digital platform", "before the notice of the award",
                "The 2026 amending regulations ask for it, as summaries of them say.",
                source("amending-2026"),
            )
        )  # fmt: skip
        if advertised(case):
            found.duties.append(
                Duty(
                    "Reasonable time limits, the same for everyone", "in the tender notice",
                    "No number of days is fixed below the threshold.", source("pa-87"),
                )
            )  # fmt: skip
    if case.route is Route.RESERVED_BELOW:
        found.duties.append(
            Duty(
                "Hold a competition, and say the reservation and its boundary",
                "decided before tenders are invited; said in the advertisement and in UK4",
                "A reservation limits who may tender; it is no direct award.",
                source("reserving-wardhadaway"),
            )
        )  # fmt: skip
    found.duties.append(
        Duty(
            f"Pay within {days.said}", "from a valid invoice that is not disputed",
            "The law writes this into the contract and its subcontracts.", source("pa-88"),
        )
    )  # fmt: skip


def _suitability(facts: Facts) -> Duty:
    floor = held("suitability-works-floor", facts.began.day)
    if facts.case.category is Category.WORKS and facts.reaches("suitability-works-floor"):
        return Duty(
            "A stage of suitability is allowed", "before tenders",
            f"These are works of {floor.said} or more.", floor.source,
        )  # fmt: skip
    return Duty(
        "No shortlist by suitability", "when tenders are invited",
        "Nobody is kept from tendering by a stage of suitability; suitability may be judged later.",
        source("pa-85"),
    )  # fmt: skip


def reservation_lawful(facts: Facts) -> bool:
    """Whether a competition may be reserved at all: below the threshold, and begun since the rule."""
    if facts.public:
        return False
    return facts.began.day is None or facts.began.day >= held("reservation-in-force").day


def _say_what_is_odd(facts: Facts, found: Findings) -> None:
    case = facts.case
    if case.route in (Route.OPEN, Route.FLEXIBLE, Route.DYNAMIC_MARKET) and not case.after_award:
        found.warn(
            "The contract is below the threshold: the procedures of the Act are not owed. The council’s "
            "contract standing orders say how it is bought."
        )
    if case.advertised and (case.preselected or case.route in (Route.DIRECT_AWARD, Route.QUOTES)):
        found.warn(
            "An invitation to particular or pre-selected suppliers alone is not advertising, and then owes "
            "no UK4. The case says both; it is taken as advertised."
        )
    if facts.notifiable and case.advertised is None and not case.uk4_on and case.route in MAY_BE_ADVERTISED:
        found.warn("If the opportunity is advertised, a tender notice (UK4) comes first: say whether it is.")
    if case.advertised is False and case.route in ADVERTISED_BY_NATURE - {Route.RESERVED_BELOW}:
        found.warn(
            "The route is one that is advertised, and the case says that it is not. UK4 is owed as soon as "
            "it is: check which holds."
        )
    if case.route is Route.RESERVED_BELOW and not advertised(case):
        found.warn(
            "A reserved competition says its reservation in the advertisement: say how it is advertised."
        )


def say_of_reservation(facts: Facts, found: Findings) -> None:
    """Warnings for a competition that is reserved to suppliers of an area or to small ones."""
    if facts.case.route is not Route.RESERVED_BELOW:
        return
    if facts.public:
        found.warn(
            "Only competitions below the threshold may be reserved to suppliers of an area, or to small or "
            "voluntary ones: this one may not."
        )
        return
    if not reservation_lawful(facts):
        start = held("reservation-in-force").day
        found.warn(f"Reserving became lawful on {said(start)}. This procurement began before: it may not.")
    found.warn(
        "That a bordering unitary council counts as a bordering county is not confirmed: check the area that "
        "you reserve to against the Order and its guidance."
    )
