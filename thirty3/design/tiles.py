"""The maps of London: what is said of each authority, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

TILE: Final = 40
GAP: Final = 3
# Row 3 is the last north of the Thames; the river runs below it.
FIRST_ROW_SOUTH: Final = 4
RIVER: Final = 9
LEVELS: Final = 5
# The boundary map's own units: `boroughs.outlines` projects into these.
OUTLINES_WIDTH: Final = 800
OUTLINES_HEIGHT: Final = 618
# What the licence of the boundaries asks every drawing of them to say.
OUTLINES_SOURCE: Final = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right."
)


@dataclass(frozen=True)
class Outline:
    """An authority's boundary as the commands of an SVG path, and where it is written in: on two lines its
    short name and what is told of it, on one its name alone, on none nothing.

    A small one answers to the pointer around it too.
    """

    path: str
    x: int
    y: int
    lines: int
    small: bool


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One authority on a map. `label` is what a screen reader says; a `level` of None is "no data"."""

    slug: str
    name: str
    short: str
    x: int
    y: int
    href: str
    label: str
    level: int | None = None
    value: str = ""
    outline: Outline | None = None


@dataclass(frozen=True)
class LegendEntry:
    """What one shade means."""

    level: int | None
    label: str


@dataclass(frozen=True)
class PlacedTile:
    """A tile with its corner in the drawing's own units."""

    tile: Tile
    left: int
    top: int


DEFAULT_LEGEND: Final = (
    LegendEntry(None, "No records"),
    LegendEntry(0, "Fewest"),
    LegendEntry(1, ""),
    LegendEntry(2, ""),
    LegendEntry(3, ""),
    LegendEntry(4, "Most"),
)


def placed(tiles: Sequence[Tile]) -> list[PlacedTile]:
    """The tiles in reading order, north to south, with the gap of the river between."""
    return [
        PlacedTile(
            tile,
            left=tile.x * (TILE + GAP),
            top=tile.y * (TILE + GAP) + (RIVER if tile.y >= FIRST_ROW_SOUTH else 0),
        )
        for tile in sorted(tiles, key=lambda tile: (tile.y, tile.x))
    ]


def outlined(tiles: Sequence[Tile]) -> list[Tile]:
    """The tiles that have a boundary, in the tile map's order; small ones last, so that none covers them."""
    shown = [(item.tile.outline.small, item.tile) for item in placed(tiles) if item.tile.outline]
    return [tile for _, tile in sorted(shown, key=itemgetter(0))]
