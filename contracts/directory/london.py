"""London on the tile map, told by what is held of each authority."""

from dataclasses import dataclass

from boroughs.london import tiles_of
from boroughs.models import Borough
from thirty3.audiences import Audience
from thirty3.design.tiles import LegendEntry, Tile, shades
from thirty3.search.facets import facets


@dataclass(frozen=True)
class LondonMap:
    """The tiles with their legend, and whether invented records are among what they count."""

    tiles: list[Tile]
    legend: list[LegendEntry]
    demonstration: bool

    @property
    def caption(self) -> str:
        return "Contracts we hold, by authority"

    @property
    def mark(self) -> str:
        return "Demonstration" if self.demonstration else ""


def map_of_contracts(audience: Audience) -> LondonMap:
    """How many contracts are held of each of the 33, shared ones under each of their authorities."""
    held = facets("contract", audience)
    found = held.counts("borough", held.everything)
    authorities = list(Borough.objects.authorities())
    counts = {borough.slug: found.get(borough.slug, 0) for borough in authorities}
    levels, legend = shades(counts)
    tiles = tiles_of(
        authorities,
        labels={borough.slug: f"{borough.name}: {_told(counts[borough.slug])}" for borough in authorities},
        levels=levels,
        values={slug: f"{count:,}" for slug, count in counts.items() if count},
    )
    return LondonMap(tiles, legend, bool(held.any_of("source", ["demonstration"])))


def _told(count: int) -> str:
    if count == 0:
        return "no contracts held"
    return "1 contract" if count == 1 else f"{count:,} contracts"
