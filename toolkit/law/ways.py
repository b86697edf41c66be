"""The routes by which a contract may be let, each with what it needs."""

from toolkit.law.below import reservation_lawful
from toolkit.law.case import Route
from toolkit.law.decision import Findings, OpenRoute
from toolkit.law.facts import Facts, held, said, source

NAMES = {
    Route.OPEN: "Open procedure",
    Route.FLEXIBLE: "Competitive flexible procedure",
    Route.DYNAMIC_MARKET: "Competition among a dynamic market’s members",
    Route.FRAMEWORK_CALL_OFF: "Call-off under a framework",
    Route.DIRECT_AWARD: "Direct award",
    Route.QUOTES: "Quotes from suppliers you choose",
    Route.ADVERTISED_BELOW: "Advertised competition",
    Route.RESERVED_BELOW: "Competition reserved to an area, or to small and voluntary suppliers",
}
STANDING_ORDERS = "the council’s contract standing orders allow it at this value"


def ways_of(facts: Facts) -> tuple[OpenRoute, ...]:
    """Every route, open or not."""
    if facts.case.after_award:
        return ()
    return _above(facts) if facts.public else _below(facts)


def say_of_closed_route(facts: Facts, ways: tuple[OpenRoute, ...], found: Findings) -> None:
    for way in ways:
        if way.route == facts.case.route and not way.open:
            found.warn(f"{way.name} is not open to this contract: {way.reason}")


def _way(route: Route, open_: bool, needs: tuple[str, ...], reason: str, key: str) -> OpenRoute:
    return OpenRoute(route.value, NAMES[route], open_, needs, reason, source(key))


def _above(facts: Facts) -> tuple[OpenRoute, ...]:
    special = facts.concession
    no_concession = "Concessions are not let this way."
    only_below = "It is lawful only below the threshold."
    framework_years, needs = held("framework-years").said, _call_off_needs(facts)
    return (
        _way(
            Route.OPEN, True, ("a tender notice that anybody may answer",),
            "One stage: whoever wants to may tender.", "pa-20",
        ),
        _way(
            Route.FLEXIBLE, True, ("stages that suit nature, complexity and cost, as the tender notice "
                "says them",),
            "The council designs the stages: it may limit numbers, negotiate and see demonstrations.",
            "pa-20",
        ),
        _way(
            Route.DYNAMIC_MARKET, not special, ("a market that covers this supply", "applications "
                "considered first"),
            no_concession if special else "A competitive flexible procedure among the members alone.",
            "pa-34",
        ),
        _way(
            Route.FRAMEWORK_CALL_OFF, not special, needs,
            no_concession if special else f"A framework (closed ones last {framework_years} at most) "
                f"whose terms "
            "and users include this purchase.",
            "pa-45",
        ),
        _way(
            Route.DIRECT_AWARD, True, ("a ground of Schedule 5, or a competition that failed (section 43)",),
            "Without competition only where a ground fits and can be shown.", "pa-41",
        ),
        *(_way(route, False, (), only_below, "pa-11") for route in (Route.QUOTES, Route.ADVERTISED_BELOW)),
        _way(Route.RESERVED_BELOW, False, (), only_below, "reserving-guidance"),
    )  # fmt: skip


def _below(facts: Facts) -> tuple[OpenRoute, ...]:
    lawful = reservation_lawful(facts)
    start = held("reservation-in-force").said
    advertise: tuple[str, ...] = ("a chance for everybody who sees it",)
    if facts.notifiable:
        advertise += ("a below-threshold tender notice (UK4) before it is advertised elsewhere",)
    return (
        _way(Route.DIRECT_AWARD, True, (STANDING_ORDERS,), "The Act asks for no ground below the "
            "threshold.", "below-threshold-guide"),
        _way(Route.QUOTES, True, (STANDING_ORDERS,), "Suppliers you choose are asked for quotes.",
        "below-threshold-guide"),
        _way(Route.ADVERTISED_BELOW, True, advertise, "Anybody may answer an advertisement.", "pa-87"),
        _way(
            Route.RESERVED_BELOW, lawful, ("a competition", "the reservation and its boundary in the "
                "advertisement"),
            f"Lawful below the threshold for procurements begun on or after {start}.", "reserving-guidance",
        ),
        _way(
            Route.FRAMEWORK_CALL_OFF, not facts.concession, _call_off_needs(facts),
            "Concessions are not let this way." if facts.concession else "A framework whose terms and "
                "users include this purchase.",
            "pa-45",
        ),
    )  # fmt: skip


def _call_off_needs(facts: Facts) -> tuple[str, ...]:
    return (
        "the framework is live and names the authority among its users",
        "a competition among its suppliers, unless there is only one supplier or it sets core terms and an "
        "objective way of choosing",
    )


def say_of_framework(facts: Facts, found: Findings) -> None:
    """Warnings for a call-off or a framework's own rules."""
    case = facts.case
    if case.route is Route.FRAMEWORK_CALL_OFF:
        if case.framework_regime is None:
            found.warn(
                "The case does not say under which law the framework was set up. Taken as the Procurement "
                "Act 2023: under the law of 2015 everything is different."
            )
        if not case.framework_call_off_has_competition_or_objective_mechanism and not facts.light_touch:
            found.warn(
                "A call-off without competition is lawful only if one supplier is on the framework, or if "
                "it sets core terms and an objective way of choosing."
            )
        bought = case.entered_on or facts.began.day
        if case.framework_ends_on and bought and bought > case.framework_ends_on:
            found.warn(
                f"The framework ended on {said(case.framework_ends_on)}: nothing is called off from it after "
                "that day. Look for another route."
            )
        found.warn(
            "Check that the framework is live on the day of the call-off, and names the authority as a user."
        )
