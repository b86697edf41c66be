"""The boundaries of the 33 as paths of a drawing, made once in a process from the published boundaries."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from boroughs.boundaries import Point, read_boundaries, rings_of
from thirty3.design.tiles import OUTLINES_HEIGHT, OUTLINES_WIDTH, Outline

MARGIN: Final = 4
# What three capitals take in the drawing's units at the size that the style sheet gives them.
NAME_WIDTH: Final = 46
LINE_HEIGHT: Final = 19
# Hard to hit with a finger: the City is a fifth of the next in size.
SMALL: Final = 1000

type Place = tuple[int, int]


@cache
def outlines() -> Mapping[str, Outline]:
    """Each authority's outline by its GSS code."""
    features = read_boundaries()["features"]
    projection = Projection.around(
        point for feature in features for ring in rings_in(feature) for point in ring
    )
    return MappingProxyType(
        {
            feature["properties"]["gss"]: outline_of(
                [[projection.place(point) for point in ring] for ring in rings_in(feature)]
            )
            for feature in features
        }
    )


def rings_in(feature: dict[str, Any]) -> list[list[Point]]:
    """The closed lines of one authority's boundary."""
    return list(rings_of(feature["geometry"]))


@dataclass(frozen=True)
class Projection:
    """Degrees to whole units of the drawing, a degree of longitude shortened as it is at London."""

    west: float
    north: float
    shortening: float
    scale: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Projection":
        """The projection that fits these points into the drawing."""
        longitudes, latitudes = zip(*points, strict=True)
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        shortening = math.cos(math.radians((south + north) / 2))
        scale = min(
            (OUTLINES_WIDTH - 2 * MARGIN) / ((east - west) * shortening),
            (OUTLINES_HEIGHT - 2 * MARGIN) / (north - south),
        )
        return cls(west, north, shortening, scale)

    def place(self, point: Point) -> Place:
        longitude, latitude = point
        return (
            MARGIN + round((longitude - self.west) * self.shortening * self.scale),
            MARGIN + round((self.north - latitude) * self.scale),
        )


def outline_of(rings: list[list[Place]]) -> Outline:
    """The path of an authority, and where it is written in: in its largest part, as far as there is room."""
    largest = max(rings, key=area_of)
    for lines in (2, 1):
        x, y, width = place_for_writing(largest, lines)
        if width >= NAME_WIDTH:
            break
    else:
        lines = 0
    return Outline("".join(map(path_of, rings)), x, y, lines, small=area_of(largest) < SMALL)


def place_for_writing(ring: list[Place], lines: int = 1) -> tuple[int, int, int]:
    """The middle of the best place for so many lines of writing within a closed line, and how wide that is.

    A wide one near the middle height is best; width beyond what two names need counts for nothing.
    """
    height = lines * LINE_HEIGHT
    heights = [y for _, y in ring]
    middle = (min(heights) + max(heights)) / 2
    found = [
        (*stretch_within(ring, y, height), y)
        for y in range(min(heights) + height // 2, max(heights) - height // 2 + 1, 2)
    ]
    if not found:
        return ring[0][0], ring[0][1], 0
    left, right, y = max(
        found, key=lambda place: min(place[1] - place[0], 2 * NAME_WIDTH) - abs(place[2] - middle) / 2
    )
    return (left + right) // 2, y, right - left


def stretch_within(ring: list[Place], y: int, height: int = LINE_HEIGHT) -> tuple[int, int]:
    """From where to where writing of a height around y stays within a closed line."""
    edges = [_stretch_at(ring, y + offset) for offset in (-height // 2, 0, height // 2)]
    return max(left for left, _ in edges), min(right for _, right in edges)


def _stretch_at(ring: list[Place], y: float) -> tuple[int, int]:
    """The widest stretch at one height that lies inside."""
    y += 0.5  # between whole units, so that no corner is met
    crossings = sorted(
        x1 + (x2 - x1) * (y - y1) / (y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring) if (y1 > y) != (y2 > y)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=True)) or [(0.0, 0.0)]
    left, right = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return math.ceil(left), math.floor(right)


def path_of(ring: list[Place]) -> str:
    """A closed line as one move and steps relative to it, points that fell together left out."""
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring[:-1]) if (x1, y1) != (x2, y2)]
    return f"M{_pair(*ring[0])}l{' '.join(_pair(*step) for step in steps)}z".replace(" -", "-")


def area_of(ring: list[Place]) -> float:
    """The surface within a closed line."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def _pair(x: int, y: int) -> str:
    return f"{x} {y}"
