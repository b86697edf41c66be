"""What the lists hold of technologies and authorities: sets of contracts and systems, counted and named."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from pyroaring import AbstractBitMap, BitMap

from contracts.directory.compare.sheet import UNKNOWN, Cell, linked
from contracts.directory.facts import PAGES, Link
from contracts.listing.choices import Names
from contracts.listing.describing import counted, list_of
from contracts.listing.filters import ContractFilter, ListingFilter, SystemFilter, SystemFilterSet
from contracts.listing.filters.words import IN_USE
from contracts.listing.rollups import Days
from contracts.listing.selection import Selection
from contracts.listing.telling import SPANS
from thirty3.audiences import Audience
from thirty3.design.formatting import money

PENCE: Final = 100
# Of many names in a cell, those with most records.
NAMED: Final = 5


@dataclass(frozen=True)
class Held:
    """The agreements and the systems in use of one world, of which those of each compared are a part."""

    audience: Audience
    day: datetime.date
    source: tuple[str, ...] = ()

    @cached_property
    def agreements(self) -> Selection:
        return Selection(ContractFilter(source=self.source), self.audience, self.day)

    @cached_property
    def systems(self) -> Selection:
        return Selection(SystemFilter(source=self.source, status=IN_USE), self.audience, self.day)

    def of(self, facet: str, value: str) -> tuple[Selection, Selection]:
        """Its agreements and its systems in use."""
        return (
            self.agreements.beside(self.agreements.chosen.narrowed(**{facet: (value,)})),
            self.systems.beside(self.systems.chosen.narrowed(**{facet: (value,)})),
        )


def figure(selection: Selection, **narrowed: tuple[str, ...]) -> Cell:
    """How many there are, and the list of just these; nought says more than we know where none is held."""
    found = selection.beside(selection.chosen.narrowed(**narrowed)) if narrowed else selection
    if not selection.ids:
        return UNKNOWN
    return linked(counted(len(found.ids), selection.kind), list_of(found.chosen))


def having(selection: Selection, facet: str) -> dict[str, BitMap]:
    """Value of a facet -> which of the selection have it."""
    found = {value: BitMap(ids & selection.ids) for value, ids in selection.facets.values(facet).items()}
    return {value: ids for value, ids in found.items() if ids}


def names_for(selections: Iterable[Selection]) -> Names:
    """The names of whatever these selections show: four queries."""
    wanted: dict[str, set[str]] = {"supplier": set(), "maker": set(), "product": set()}
    for selection in selections:
        for facet, values in wanted.items():
            values.update(having(selection, facet))
    return Names.of_values(SystemFilterSet, wanted)


def most(names: Names, facet: str, held: Mapping[str, BitMap], page: str = "") -> Cell:
    """The names with most records, and how many others there are."""
    if not held:
        return UNKNOWN
    ordered = sorted(held, key=lambda slug: (-len(held[slug]), names.label(facet, slug).casefold()))
    address = PAGES[page] if page else lambda entry: ""
    links = [Link(names.label(facet, slug), address({"slug": slug})) for slug in ordered[:NAMED]]
    if rest := len(ordered) - NAMED if len(ordered) > NAMED else 0:
        links.append(Link(f"and {rest:,} more"))
    return Cell(links=tuple(links))


def newest(days: Iterable[Days], selections: Iterable[Selection]) -> datetime.date | None:
    """The day of the newest source of any of these records."""
    found = [
        next((day for day, told in by_day.items() if not told.isdisjoint(selection.ids)), None)
        for by_day, selection in zip(days, selections, strict=True)
    ]
    return max(filter(None, found), default=None)


def ranges(selection: Selection, pence: Any) -> Cell:
    """From the least to the most as stated, by what the sums are for: they are never put together."""
    told = []
    for span, words in (*SPANS.items(), ("not-stated", "period not stated")):
        valued = selection.facets.any_of("span", [span]) & selection.ids
        sums = sorted(pence.of(BitMap([record_id])) for record_id in valued)
        if sums:
            least, largest = (money(Decimal(one) / PENCE) for one in (sums[0], sums[-1]))
            said = least if least == largest else f"{least} to {largest}"
            told.append(Link(f"{said} ({words})", _valued(selection.chosen, span), f"{len(sums):,} known"))
    return Cell(links=tuple(told)) if told else stated(selection, "value-state")


def _valued(chosen: ListingFilter, span: str) -> str:
    return list_of(chosen.narrowed(span=(span,)))


def stated(selection: Selection, states: str) -> Cell:
    """Where no value is known: withheld if it is of any of them, otherwise not known."""
    withheld: AbstractBitMap = selection.facets.any_of(states, ["withheld"])
    return Cell("withheld") if not withheld.isdisjoint(selection.ids) else UNKNOWN
