"""Everything that the dashboard tells of a scope, worked out from two selections."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from boroughs.models import Borough
from contracts.insight.authorities import Authority, ByAuthority, by_authority
from contracts.insight.breakdown import Breakdown, Row
from contracts.insight.ends import by_quarter
from contracts.insight.facets import by_facet
from contracts.insight.scope import MOST, Scope
from contracts.insight.values import TOLD, by_supplier
from contracts.listing.selection import Selection
from thirty3.audiences import Audience
from thirty3.search.held import Held

_held_breakdowns: Held[Mapping[str, Breakdown]] = Held()


@dataclass(frozen=True)
class Report:
    """The breakdowns of a scope for an audience on a day. Each is worked out when it is asked for."""

    scope: Scope
    audience: Audience
    day: datetime.date
    authorities: Sequence[Borough]

    @cached_property
    def agreements(self) -> Selection:
        return Selection(self.scope.agreements(), self.audience, self.day)

    @cached_property
    def systems(self) -> Selection:
        return Selection(self.scope.systems(), self.audience, self.day)

    @cached_property
    def lines(self) -> list[Authority]:
        return self.by_authority.lines()

    @cached_property
    def by_authority(self) -> ByAuthority:
        return ByAuthority(self.agreements, self.systems, [borough.slug for borough in self.authorities])

    @property
    def ending_soon(self) -> Row:
        """The agreements that end within 12 months."""
        ids = self.agreements.statuses["ending"] & self.agreements.ids
        return Row("", len(ids), self.agreements.chosen.narrowed(status=("ending",)))

    @property
    def everyone(self) -> frozenset[str]:
        return frozenset(borough.slug for borough in self.authorities)

    def breakdown(self, name: str) -> Breakdown:
        match name:
            case "ends":
                return by_quarter(self.agreements, self.everyone)
            case "suppliers":
                return by_facet(self.agreements, "supplier", self.everyone, most=MOST)
            case "makers":
                return by_facet(self.systems, "maker", self.everyone, most=MOST)
            case "sides":
                return by_facet(self.systems, "side", self.everyone)
            case "areas":
                # Of one area, itself would be the whole of it.
                facet = "function" if len(self.scope.area) == 1 else "area"
                return by_facet(self.systems, facet, self.everyone)
            case "authorities":
                return by_authority(self.by_authority, self.lines)
            case "value-whole-life" | "value-annual":
                return by_supplier(self.agreements, name.removeprefix("value-"), self.everyone, MOST)
        raise KeyError(name)

    @cached_property
    def breakdowns(self) -> Mapping[str, Breakdown]:
        """All of them. Those of the whole of London, which most visitors see and which take longest, are
        kept until a stamp or the day moves.
        """
        if any(name != "source" for name, _ in self.scope.in_use):
            return self._worked_out()
        stamps = (self.agreements.facets.stamp, self.systems.facets.stamp)
        moment = (*stamps, self.day, self.everyone)
        return _held_breakdowns.of((self.audience, self.scope.counted), moment, self._worked_out)

    def _worked_out(self) -> Mapping[str, Breakdown]:
        return {name: self.breakdown(name) for name in NAMES}


NAMES: Final = ("ends", "sides", "areas", "makers", "suppliers", *(f"value-{s}" for s in TOLD), "authorities")


def values_named(breakdowns: Mapping[str, Breakdown]) -> dict[str, list[str]]:
    """Facet -> the values whose names the figures need."""
    found: dict[str, list[str]] = {}
    for facet, value in _values(breakdowns):
        found.setdefault(facet, []).append(value)
    return found


def _values(breakdowns: Mapping[str, Breakdown]) -> Iterator[tuple[str, str]]:
    for breakdown in breakdowns.values():
        for row in breakdown.rows:
            if row.facet:
                yield row.facet, row.value
