"""Whose boundary an authority shares, and what of theirs ends soon: reason enough to buy together."""

import datetime
from dataclasses import dataclass
from typing import Any

from boroughs.models import Borough
from contracts.listing.describing import list_of
from contracts.listing.filters import ContractFilter
from contracts.listing.selection import Selection
from thirty3.audiences import Audience


@dataclass(frozen=True)
class Neighbour:
    """An authority next door, with how many of its contracts end within 12 months, and their list."""

    borough: Borough
    ending: int
    address: str


def neighbours_of(subject: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The neighbours by name; nothing for a body that has none."""
    neighbours = list(subject.neighbours.order_by("name"))
    if not neighbours:
        return None
    around = tuple(borough.slug for borough in (subject, *neighbours))
    ending = Selection(ContractFilter(borough=around, status=("ending",)), audience, day)
    counts = ending.facets.counts("borough", ending.ids)
    return {
        "neighbours": [
            Neighbour(one, counts.get(one.slug, 0), list_of(ending.chosen.narrowed(borough=(one.slug,))))
            for one in neighbours
        ],
        "ending": len(ending.ids),
        "list": list_of(ending.chosen),
        "demonstration": bool(ending.ids & ending.facets.any_of("source", ["demonstration"])),
    }
