"""Which authorities border which, computed from their boundaries."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

BOUNDARIES: Path = settings.BASE_DIR / "fixtures" / "boundaries" / "london-boroughs.geojson"

type Point = tuple[float, float]


def neighbouring_codes(collection: dict[str, Any]) -> set[tuple[str, str]]:
    """The pairs of GSS codes whose boundaries share a stretch, each pair once, in order.

    A stretch is two points one after the other: meeting at a single point does not make a neighbour.
    The boundaries meet in the middle of the Thames, so facing each other across it does.
    """
    owners: dict[frozenset[Point], set[str]] = defaultdict(set)
    for feature in collection["features"]:
        for ring in rings_of(feature["geometry"]):
            for stretch in itertools.pairwise(ring):
                owners[frozenset(stretch)].add(feature["properties"]["gss"])
    return {pair for codes in owners.values() for pair in itertools.combinations(sorted(codes), 2)}


def read_boundaries(path: Path = BOUNDARIES) -> dict[str, Any]:
    """The boundaries as GeoJSON."""
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return collection


def rings_of(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    """Every closed line of a boundary, islands and far banks included."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            yield [tuple(point) for point in ring]
