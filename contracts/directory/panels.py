"""What an authority's page shows of its contracts and systems."""

import datetime
from typing import Any

from boroughs.models import Borough
from contracts.listing.filters import ContractFilter
from contracts.listing.ordering import page_of
from contracts.listing.rows import rows_of
from contracts.listing.selection import Selection
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel
from thirty3.search.facets import facets

SHOWN = 8
STATUSES = ("live", "ending", "not-started", "ended", "unknown")


def contracts_of(borough: Borough, audience: Audience, day: datetime.date) -> dict[str, Any]:
    """How many contracts are held of the authority, in which state, and those that end next."""
    chosen = ContractFilter(borough=(borough.slug,), sort="end")
    selection = Selection(chosen, audience, day)
    counts = selection.counts("status")
    return {
        "total": len(selection.ids),
        "real": selection.counts("source").get("real", 0),
        "counts": {status.replace("-", "_"): counts.get(status, 0) for status in STATUSES},
        "next": page_of(selection, 1, SHOWN),
        "demonstration": bool(selection.facets.any_of("source", ["demonstration"]) & selection.ids),
    }


def systems_of(borough: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What the authority runs, by name; nothing where nobody has told."""
    held = facets("system", audience)
    ids = held.any_of("borough", [borough.slug])
    if not ids:
        return None
    rows = sorted(rows_of("system", ids, audience), key=lambda row: (row.title.casefold(), row.key))
    return {
        "systems": rows,
        "for_authorities": audience == Audience.BOROUGHS,
        "demonstration": any(row.demonstration for row in rows),
    }


def register() -> None:
    """Put the panels on authorities' pages; called when the app is ready."""
    for panel in (
        Panel("contracts", "borough", 10, "contracts/panels/contracts.html", contracts_of, queries=4),
        Panel("systems", "borough", 20, "contracts/panels/systems.html", systems_of, queries=2),
    ):
        PANELS.register(panel)
