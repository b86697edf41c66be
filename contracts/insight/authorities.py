"""What has come from each authority, and how fresh it is: whose records the other figures are made of."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from contracts.insight.breakdown import Breakdown, Row, coverage_of
from contracts.listing.filters import ListingFilter
from contracts.listing.rollups import Days, Time, told_on, within
from contracts.listing.selection import Selection
from contracts.listing.statuses import a_year_before

# What is told of an authority's agreements: column, and the filter that finds them.
KNOWN: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "live": ("status", ("live",)),
    "ending": ("status", ("ending",)),
    "end": ("end", ("dated", "open", "none")),
    "supplier": ("suppliers", ("one", "several")),
    "value": ("span", ("annual", "whole-life", "not-stated")),
}
SIDES: Final = ("frontline", "corporate")


@dataclass(frozen=True)
class Authority:
    """One authority's line: each figure with the list that it counts."""

    slug: str
    agreements: Row
    known: Mapping[str, Row]
    agreements_fresh: Row
    agreements_newest: datetime.date | None
    systems: Row
    sides: Mapping[str, Row]
    systems_fresh: Row
    systems_newest: datetime.date | None

    @property
    def newest(self) -> datetime.date | None:
        days = [day for day in (self.agreements_newest, self.systems_newest) if day]
        return max(days, default=None)


class ByAuthority:
    """The lines of all authorities, and of the other bodies that have records."""

    def __init__(self, agreements: Selection, systems: Selection, everyone: Sequence[str]) -> None:
        self.agreements, self.systems, self.everyone = agreements, systems, everyone
        self.since = a_year_before(agreements.day)
        self._dates = {s.kind: told_on(s.kind, s.facets, s.audience) for s in (agreements, systems)}
        self._fresh = {s.kind: self._told_since(s) for s in (agreements, systems)}
        self._known = {name: _having(agreements, *wanted) & agreements.ids for name, wanted in KNOWN.items()}

    def _told_since(self, selection: Selection) -> AbstractBitMap:
        time: Time = (self.since, None)
        days, kind = self._dates[selection.kind], selection.kind
        return within(f"told {kind}", days, (time,), selection.facets, selection.audience)[time]

    @property
    def slugs(self) -> list[str]:
        """The 33, then whoever else has records; where authorities are chosen, just these."""
        if chosen := self.agreements.chosen.borough:
            return list(chosen)
        found = {
            slug
            for selection in (self.agreements, self.systems)
            for slug in selection.facets.counts("borough", selection.ids)
        }
        return [*self.everyone, *sorted(found - set(self.everyone))]

    def lines(self) -> list[Authority]:
        return [self._line(slug) for slug in self.slugs]

    def distinct(self, facet: str) -> dict[str, int]:
        """How many different makers of systems, or suppliers of agreements, each authority has."""
        selection = self.systems if facet == "maker" else self.agreements
        return {slug: len(selection.facets.counts(facet, _of(selection, slug))) for slug in self.slugs}

    def _line(self, slug: str) -> Authority:
        agreements, systems = (_of(selection, slug) for selection in (self.agreements, self.systems))
        bought = self.agreements.chosen.narrowed(borough=(slug,))
        run = self.systems.chosen.narrowed(borough=(slug,))
        return Authority(
            slug=slug,
            agreements=Row("", len(agreements), bought),
            known={
                name: Row(
                    "",
                    self._known[name].intersection_cardinality(agreements),
                    bought.narrowed(**{facet: values}),
                )
                for name, (facet, values) in KNOWN.items()
            },
            agreements_fresh=self._told_lately(agreements, bought),
            agreements_newest=_newest(self._dates[bought.KIND], agreements),
            systems=Row("", len(systems), run),
            sides={side: self._on_side(systems, run, side) for side in SIDES},
            systems_fresh=self._told_lately(systems, run),
            systems_newest=_newest(self._dates[run.KIND], systems),
        )

    def _on_side(self, systems: AbstractBitMap, run: ListingFilter, side: str) -> Row:
        ids = self.systems.any_of("side", [side]) & systems
        chosen = run.narrowed(side=(side,)) if not run.side or side in run.side else None
        return Row("", len(ids) if chosen else 0, chosen)

    def _told_lately(self, ids: AbstractBitMap, chosen: ListingFilter) -> Row:
        since = max(filter(None, (self.since, chosen.told_after)))
        return Row(
            "", self._fresh[chosen.KIND].intersection_cardinality(ids), chosen.narrowed(told_after=since)
        )


def by_authority(by: ByAuthority, lines: Sequence[Authority]) -> Breakdown:
    """Agreements by authority: one that several share stands under each of them. Who has systems alone
    has told something too.
    """
    everyone = frozenset(by.everyone)
    of_agreements, of_systems = (coverage_of(s, s.ids, everyone) for s in (by.agreements, by.systems))
    whole = Row("", len(by.agreements.ids), by.agreements.chosen)
    return Breakdown(
        whole=whole,
        base=whole,
        parts=[replace(line.agreements, value=line.slug, facet="borough") for line in lines],
        coverage=replace(of_agreements, present=of_agreements.present | of_systems.present),
    )


def _of(selection: Selection, slug: str) -> BitMap:
    return selection.facets.any_of("borough", [slug]) & selection.ids


def _having(selection: Selection, facet: str, values: Sequence[str]) -> BitMap:
    if facet == "status":
        return BitMap().union(*(selection.statuses[status] for status in values))
    return selection.any_of(facet, values)


def _newest(days: Days, ids: AbstractBitMap) -> datetime.date | None:
    return next((day for day, told in days.items() if not told.isdisjoint(ids)), None)
