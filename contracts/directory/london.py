"""London on the tile map, told by what ends soon at each authority."""

from collections.abc import Sequence
from dataclasses import dataclass

from boroughs.london import tiles_of
from boroughs.models import Borough
from contracts.listing.describing import list_of
from contracts.listing.selection import Selection
from thirty3.design.measures import graded
from thirty3.design.tiles import LegendEntry, Tile


@dataclass(frozen=True)
class LondonMap:
    """The tiles with their legend; of how many authorities contracts are held, of how many."""

    tiles: Sequence[Tile]
    legend: Sequence[LegendEntry]
    told: int
    authorities: int

    @property
    def caption(self) -> str:
        return "Contracts ending within 12 months"


def map_of_ending(ending: Selection, everything: Selection, authorities: Sequence[Borough]) -> LondonMap:
    """How many of each authority's contracts end soon, shared ones under each of their authorities.

    An authority of which nothing is held is told apart from one where nothing ends.
    """
    held = ending.facets.counts("borough", everything.ids)
    soon = ending.facets.counts("borough", ending.ids)
    counts = {b.slug: soon.get(b.slug, 0) if b.slug in held else None for b in authorities}
    levels, legend = graded(counts, lambda count: f"{count:,}", unknown="No records")
    tiles = tiles_of(
        authorities,
        labels={b.slug: f"{b.name}: {_words(counts[b.slug])}" for b in authorities},
        levels=levels,
        values={slug: f"{count:,}" for slug, count in counts.items() if count is not None},
        hrefs={slug: list_of(ending.chosen.narrowed(borough=(slug,))) for slug in held},
    )
    return LondonMap(tiles, legend, len(held.keys() & counts.keys()), len(authorities))


def _words(count: int | None) -> str:
    if count is None:
        return "no contracts held"
    return {0: "none ends within 12 months", 1: "1 contract"}.get(count, f"{count:,} contracts")
