"""Which other authorities run what this one runs: whom to ask, and with whom to buy."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from pyroaring import AbstractBitMap, FrozenBitMap

from boroughs.models import Borough
from contracts.directory.compare.chosen import MOST, address
from contracts.listing.filters import SystemFilter
from contracts.listing.filters.words import IN_USE
from contracts.listing.selection import Selection
from thirty3.audiences import Audience
from thirty3.evidence import DEMONSTRATION, REAL

SHOWN: Final = 6


@dataclass(frozen=True)
class Alike:
    """Another authority: how many technologies both run, and for how many functions both have systems."""

    borough: Borough
    technologies: int
    functions: int
    compare: str


def alike_to(subject: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Those with most technologies in common, then with most functions; nothing where nobody has told.

    Real systems are counted with real ones, and invented with invented.
    """
    running = Selection(SystemFilter(status=IN_USE), audience, day)
    authorities = running.facets.values("borough")
    ours = authorities.get(subject.slug, FrozenBitMap()) & running.ids
    if not ours:
        return None
    invented = not ours.isdisjoint(running.invented)
    within = running.invented if invented else running.ids - running.invented
    counts = {facet: _in_common(running, facet, subject.slug, within) for facet in ("product", "function")}
    technologies, functions = counts["product"], counts["function"]
    ordered = sorted(functions.keys() | technologies.keys(), key=lambda slug: _place(counts, slug))
    found = Borough.objects.in_bulk(ordered[:SHOWN], field_name="slug")
    source = DEMONSTRATION if invented else REAL
    if not found:
        return None

    def compare(*others: str) -> str:
        return address(
            reverse("contracts:compare-boroughs"), "borough", [subject.slug, *others], source=source
        )

    return {
        "alike": [
            Alike(found[slug], technologies.get(slug, 0), functions.get(slug, 0), compare(slug))
            for slug in ordered[:SHOWN]
        ],
        "compare": compare(*ordered[: MOST - 1]),
        "compared": len(ordered[: MOST - 1]),
        "demonstration": invented,
    }


def _in_common(running: Selection, facet: str, subject: str, within: AbstractBitMap) -> dict[str, int]:
    """Authority -> how many values of a facet both its systems and the subject's have."""
    authorities = running.facets.values("borough")
    counts: dict[str, int] = {}
    for having in running.facets.values(facet).values():
        ids = having & within
        if ids.isdisjoint(authorities[subject]):
            continue
        for slug, theirs in authorities.items():
            if slug != subject and not theirs.isdisjoint(ids):
                counts[slug] = counts.get(slug, 0) + 1
    return counts


def _place(counts: dict[str, dict[str, int]], slug: str) -> tuple[int, int, str]:
    return (-counts["product"].get(slug, 0), -counts["function"].get(slug, 0), slug)
