"""Contracts of an authority, with a supplier or for a service: how many in which state, what ends next."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from contracts.directory.panels.subjects import Asked, Subject
from contracts.directory.spend import spend_beside
from contracts.directory.worlds import World, worlds_of
from contracts.listing.describing import list_of
from contracts.listing.filters.words import STATUSES
from contracts.listing.ordering import page_of
from contracts.listing.selection import CONTRACT, Selection
from thirty3.audiences import Audience

SHOWN: Final = 8
IN_ORDER: Final = ("live", "ending", "not-started", "ended", "unknown")


@dataclass(frozen=True)
class Status:
    """How many of the contracts are in a state today, and the list of just these."""

    label: str
    count: int
    address: str


@dataclass(frozen=True)
class Part:
    """The real or the invented contracts of a subject, by state, and the dashboard that counts these."""

    world: World
    statuses: list[Status]
    insights: str


def contracts_panel(page: str) -> Callable[[Subject, Audience, datetime.date], dict[str, Any] | None]:
    """The panel of a page. An authority's says that there are none; elsewhere it is then left out."""

    def told(subject: Subject, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
        asked = Asked(page, subject)
        selection = Selection(asked.filter(CONTRACT, sort="end"), audience, day)
        spend = spend_beside(selection)
        if not selection.ids and not spend and page != "borough":
            return None
        parts = [
            Part(world, _statuses(world.selection), asked.insights(invented=world.invented))
            for world in worlds_of(selection)
        ]
        return {
            "of": asked.words,
            "parts": parts,
            "both": len(parts) > 1,
            "spend": spend,
            **_shown(selection, page),
            "show_authority": page != "borough",
            "show_supplier": page != "supplier",
            "demonstration": any(part.world.invented for part in parts),
        }

    return told


def _shown(selection: Selection, page: str) -> dict[str, Any]:
    """Those that end next; of a supplier, whose page tells of ends by themselves, those worth most."""
    if page == "supplier":
        largest = selection.beside(replace(selection.chosen, sort="value"))
        return {"largest": page_of(largest, 1, SHOWN)}
    # What has no known end, or has ended, comes after these.
    rows = page_of(selection, 1, SHOWN)
    return {"ending": [row for row in rows if row.ends and row.ends >= selection.day], "tells_ends": True}


def _statuses(selection: Selection) -> list[Status]:
    counts, chosen = selection.counts("status"), replace(selection.chosen, sort="")
    return [
        Status(STATUSES[name], counts.get(name, 0), list_of(chosen.narrowed(status=(name,))))
        for name in IN_ORDER
    ]
