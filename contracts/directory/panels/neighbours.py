"""Whose boundary an authority shares, and what of theirs ends soon: reason enough to buy together."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boroughs.models import Borough
from contracts.directory.worlds import World, worlds_of
from contracts.listing.filters import ContractFilter
from contracts.listing.selection import Selection
from thirty3.audiences import Audience


@dataclass(frozen=True)
class Neighbour:
    """An authority next door, with what of its contracts ends within 12 months, real and invented apart."""

    borough: Borough
    ending: Sequence[World]


def neighbours_of(subject: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The neighbours by name; nothing for a body that has none."""
    neighbours = list(subject.neighbours.order_by("name"))
    if not neighbours:
        return None
    around = tuple(borough.slug for borough in (subject, *neighbours))
    ending = Selection(ContractFilter(borough=around, status=("ending",)), audience, day)
    worlds = worlds_of(ending)
    return {
        "neighbours": [
            Neighbour(one, worlds_of(ending.beside(ending.chosen.narrowed(borough=(one.slug,)))))
            for one in neighbours
        ],
        "worlds": worlds,
        "demonstration": any(world.invented for world in worlds),
    }
