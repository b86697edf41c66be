"""How fresh an authority's records are, and how much is known of its contracts."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from pyroaring import AbstractBitMap, BitMap

from boroughs.models import Borough
from contracts.directory.worlds import worlds_of
from contracts.listing.describing import counted, list_of
from contracts.listing.filters import ContractFilter, ListingFilter, SystemFilter
from contracts.listing.filters.words import ROUTES
from contracts.listing.rollups import told_on
from contracts.listing.selection import CONTRACT, Selection
from contracts.listing.sources import registers_of
from contracts.listing.statuses import a_year_before
from thirty3.audiences import Audience
from thirty3.design.charts import Cell, FigureTable, TableRow
from thirty3.design.formatting import share_words
from thirty3.states import STATE_WORDS

# The main facts of a contract: the facet of their states, and the facet and values with which they are known.
FACTS: Final[Mapping[str, tuple[str, str, Sequence[str]]]] = {
    "Supplier": ("supplier", "suppliers", ("one", "several")),
    "Value": ("span", "span", ("annual", "whole-life", "not-stated")),
    "End": ("end", "end", ("dated", "open")),
    "Route to market": ("route", "route", tuple(route for route in ROUTES if route not in STATE_WORDS)),
}


@dataclass(frozen=True)
class Fresh:
    """How many records of a kind a source dated within a year tells of, and the list of just these."""

    words: str
    share: str
    of: str
    address: str


@dataclass(frozen=True)
class Part:
    """The real or the invented records of an authority."""

    invented: bool
    fresh: Sequence[Fresh]
    newest: datetime.date | None
    # The day of its last register, as far as that is told apart from other sources.
    register: datetime.date | None
    any_register: bool
    table: FigureTable | None


class Told:
    """The agreements or systems of one world, and the days of their newest sources."""

    def __init__(self, selection: Selection) -> None:
        self.selection, self.ids = selection, selection.ids
        self.days = {
            day: ids
            for day, told in told_on(selection.kind, selection.facets, selection.audience).items()
            if (ids := told & self.ids)
        }

    def newest(self, among: AbstractBitMap) -> datetime.date | None:
        """The latest day on which a source told of any of these."""
        return next((day for day, told in self.days.items() if not told.isdisjoint(among)), None)

    def fresh(self) -> Fresh:
        since = a_year_before(self.selection.day)
        lately = BitMap().union(*(told for day, told in self.days.items() if day >= since))
        return Fresh(
            words=f"{len(lately):,}",
            share=share_words(_share(len(lately), len(self.ids))),
            of=counted(len(self.ids), self.selection.kind),
            address=list_of(self.selection.chosen.narrowed(told_after=since)) if lately else "",
        )

    def by(self, registers: Sequence[str]) -> tuple[AbstractBitMap, AbstractBitMap]:
        """The records that registers tell of, and those of which nothing else tells."""
        told = self.selection.any_of("told-by", registers) & self.ids
        everyone = self.selection.facets.values("told-by")
        others = BitMap().union(*(ids for slug, ids in everyone.items() if slug not in registers))
        return told, told - others


def fresh_and_complete(subject: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """How much was confirmed or seen of late, and how much is known; nothing where there are no records."""
    chosen: tuple[ListingFilter, ...] = tuple(
        of_kind(borough=(subject.slug,)) for of_kind in (ContractFilter, SystemFilter)
    )
    by_world: dict[bool, list[Selection]] = {}
    for one in chosen:
        for world in worlds_of(Selection(one, audience, day)):
            by_world.setdefault(world.invented, []).append(world.selection)
    if not by_world:
        return None
    registers = registers_of(subject.slug)
    parts = [_part(invented, found, registers) for invented, found in sorted(by_world.items())]
    return {
        "parts": parts,
        "both": len(parts) > 1,
        "demonstration": any(part.invented for part in parts),
    }


def _part(invented: bool, selections: Sequence[Selection], registers: Sequence[str]) -> Part:
    told = [Told(selection) for selection in selections]
    by_register = [one.by(registers) for one in told]
    contracts = next((one.selection for one in told if one.selection.kind == CONTRACT), None)
    alone = [one.newest(ids) for one, (_, ids) in zip(told, by_register, strict=True)]
    return Part(
        invented=invented,
        fresh=[one.fresh() for one in told],
        newest=_latest(one.newest(one.ids) for one in told),
        register=_latest(alone),
        any_register=any(ids for ids, _ in by_register),
        table=_table(contracts, invented) if contracts else None,
    )


def _latest(days: Iterable[datetime.date | None]) -> datetime.date | None:
    return max(filter(None, days), default=None)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / Decimal(whole)


def _table(agreements: Selection, invented: bool) -> FigureTable:
    """Of each main fact, for how many contracts it is known, and what is said of the others."""
    rows = [TableRow([Cell(name), *_cells(agreements, *fact)]) for name, fact in FACTS.items()]
    caption = f"What is known of its {'invented ' if invented else ''}contracts"
    return FigureTable(caption, ["Fact", "Known", *STATE_WORDS.values()], rows)


def _cells(agreements: Selection, states: str, facet: str, values: Sequence[str]) -> Iterator[Cell]:
    held = agreements.facets.counts(facet, agreements.ids)
    yield _cell(agreements, facet, [value for value in values if value in held])
    for state in STATE_WORDS:
        yield _cell(agreements, states, [state])


def _cell(agreements: Selection, facet: str, values: Sequence[str]) -> Cell:
    count = len(agreements.any_of(facet, values) & agreements.ids)
    if not count:
        return Cell("0", numeric=True)
    share = share_words(_share(count, len(agreements.ids)))
    chosen = agreements.chosen.narrowed(**{facet: tuple(values)})
    return Cell(f"{count:,} ({share})", list_of(chosen), numeric=True)
