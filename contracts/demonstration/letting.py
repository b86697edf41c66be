"""How an agreement was let: route, framework, law and the day of the award."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from contracts.demonstration.chances import Chances
from contracts.demonstration.tables import ANCHOR
from contracts.demonstration.terms import Term
from contracts.models import Contract

Route = Contract.Route
# The day on which the Procurement Act 2023 took effect. What is called off from an older
# framework stays under the older law.
NEW_LAW: Final = dt.date(2025, 2, 24)
CALLED_OFF: Final = (Route.CALL_OFF, Route.MINI_COMPETITION)
COMPETED: Final = (Route.OPEN, Route.RESTRICTED, Route.NEGOTIATED, Route.MINI_COMPETITION)
QUOTED_BELOW: Final = 60_000
ORDERED_BELOW: Final = 15_000
LONGEST_CLOUD: Final = 48

CLOUD_FRAMEWORKS: Final = (
    (dt.date(2024, 11, 9), "G-Cloud 14 (RM1557.14)"),
    (dt.date(2022, 11, 9), "G-Cloud 13 (RM1557.13)"),
    (dt.date(2020, 9, 28), "G-Cloud 12 (RM1557.12)"),
    (dt.date(2019, 7, 2), "G-Cloud 11 (RM1557.11)"),
    (dt.date(2018, 7, 2), "G-Cloud 10 (RM1557.10)"),
)
OTHER_FRAMEWORKS: Final = (
    (dt.date(2022, 1, 1), "Technology Products and Associated Services 2 (RM6098)"),
    (dt.date(2019, 3, 1), "Data and Application Solutions (RM3821)"),
)


@dataclass(frozen=True, slots=True)
class Letting:
    """The answers, each as the workbook's lists have it; blank where the question does not arise."""

    kind: str
    route: str
    framework: str
    competition: str
    regime: str
    award: dt.date


def letting(chances: Chances, term: Term, whole_value: float) -> Letting:
    award = min(term.start, ANCHOR) - dt.timedelta(chances.whole(14, 150))
    route = _route(chances, award, whole_value)
    framework = ""
    if route in CALLED_OFF:
        # Nobody competes again within G-Cloud, and its call-offs last four years at most.
        cloud = route == Route.CALL_OFF and term.months <= LONGEST_CLOUD and chances.happens(0.75)
        listed = CLOUD_FRAMEWORKS if cloud else OTHER_FRAMEWORKS
        framework = next((name for since, name in listed if since <= award), "")
    return Letting(
        kind=_kind(chances, route, framework, whole_value),
        route=str(route.label),
        framework=framework,
        competition=str(_competition(route).label),
        regime=str(_regime(route, award).label),
        award=award,
    )


def _route(chances: Chances, award: dt.date, whole_value: float) -> Contract.Route:
    if whole_value < QUOTED_BELOW:
        return chances.weighted((Route.QUOTATION, 0.5), (Route.DIRECT, 0.25), (Route.CALL_OFF, 0.25))
    return chances.weighted(
        (Route.CALL_OFF, 0.4),
        (Route.MINI_COMPETITION, 0.14),
        (Route.OPEN, 0.17),
        (Route.RESTRICTED, 0.08 if award < NEW_LAW else 0),
        (Route.NEGOTIATED, 0.07),
        (Route.DIRECT, 0.12),
        (Route.VARIATION, 0.05),
        (Route.DYNAMIC, 0.03),
        (Route.OTHER, 0.01),
    )


def _kind(chances: Chances, route: Contract.Route, framework: str, whole_value: float) -> str:
    if framework:
        return str(Contract.Kind.CALL_OFF.label)
    if whole_value < ORDERED_BELOW:
        return str(Contract.Kind.PURCHASE_ORDER.label)
    if route == Route.OPEN and chances.happens(0.05):
        return str(Contract.Kind.FRAMEWORK.label)
    return str(Contract.Kind.CONTRACT.label)


def _competition(route: Contract.Route) -> Contract.Competition:
    if route in COMPETED:
        return Contract.Competition.TENDER
    return Contract.Competition.QUOTE if route == Route.QUOTATION else Contract.Competition.NEITHER


def _regime(route: Contract.Route, award: dt.date) -> Contract.Regime:
    old = award < NEW_LAW or route in CALLED_OFF or route == Route.VARIATION
    return Contract.Regime.PCR_2015 if old else Contract.Regime.PA_2023
