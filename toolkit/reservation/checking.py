"""Whether a competition may be reserved to a local area, and which area that is. No database."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from toolkit.law.case import Case, Category, Route
from toolkit.law.facts import facts_of, held, said
from toolkit.law.figures import Figure
from toolkit.reservation.areas import AreaKind, BorderingArea, areas_around


@dataclass(frozen=True)
class Asked:
    """Who buys, when the procurement begins, for how much, and whether the area takes in what borders it."""

    authorities: frozenset[str]
    day: datetime.date
    value: Decimal
    category: Category
    with_borders: bool
    # Whether unitary areas count among what borders it, which is not confirmed.
    with_unitary: bool = True


@dataclass(frozen=True)
class LocalArea:
    """What was found: whether it is lawful, why not, and the area by its parts."""

    lawful: bool
    threshold: Figure
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    own: frozenset[str]
    boroughs: frozenset[str]
    outside: tuple[BorderingArea, ...]

    @property
    def within_london(self) -> frozenset[str]:
        return self.own | self.boroughs


def local_area(asked: Asked, neighbours: Mapping[str, frozenset[str]]) -> LocalArea:
    """The lawful local area of authorities that buy together; `neighbours` are those within London."""
    case = Case(
        value=asked.value, category=asked.category, route=Route.RESERVED_BELOW, commenced_on=asked.day
    )
    threshold = facts_of(case).threshold
    reasons = _reasons_against(asked, threshold)
    bordering: frozenset[str] = frozenset()
    outside: list[BorderingArea] = []
    if asked.with_borders:
        beside = (neighbours.get(slug, frozenset()) for slug in asked.authorities)
        bordering = frozenset().union(*beside) - asked.authorities
        around = areas_around(set(asked.authorities), asked.day)
        outside = [area for area in around if asked.with_unitary or area.kind is AreaKind.COUNTY]
    return LocalArea(
        not reasons, threshold, tuple(reasons), tuple(_warnings(asked, outside)), asked.authorities,
        bordering, tuple(outside),
    )  # fmt: skip


def _reasons_against(asked: Asked, threshold: Figure) -> list[str]:
    reasons = []
    start = held("reservation-in-force").day
    if asked.day < start:
        reasons.append(
            f"Reserving to a local area became lawful on {said(start)}. This procurement begins before."
        )
    if threshold.met_by(asked.value):
        reasons.append(
            f"Only competitions below the threshold may be reserved. It is {threshold.said}, including VAT, "
            "and this contract reaches it."
        )
    return reasons


def _warnings(asked: Asked, outside: list[BorderingArea]) -> list[str]:
    warnings = []
    unitary = [area.name for area in outside if area.kind is AreaKind.UNITARY]
    if unitary:
        warnings.append(
            f"Unitary, and no county: {' and '.join(unitary)}. The rule speaks of bordering counties and "
            "London boroughs. That bordering unitary areas count is not confirmed: take advice or leave them "
            "out."
        )
    if "city-of-london" in asked.authorities and asked.with_borders:
        warnings.append(
            "The City of London is no London borough in law. That its neighbours count as bordering "
            "boroughs is taken from the sense of the rule, not from its words."
        )
    return warnings
