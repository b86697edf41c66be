"""What an authority runs."""

import datetime
from typing import Any, Final

from boroughs.models import Borough
from contracts.directory.panels.subjects import Asked
from contracts.directory.running import runs_of
from contracts.listing.rows import in_order_of_title, rows_of
from contracts.listing.selection import SYSTEM
from thirty3.audiences import Audience
from thirty3.search.facets import facets

SHOWN: Final = 12


def systems_of(subject: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What the authority runs, by name, the first few; nothing where nobody has told."""
    held = facets(SYSTEM, audience)
    ids = held.any_of("borough", [subject.slug])
    if not ids:
        return None
    first = in_order_of_title(SYSTEM, ids, audience)[:SHOWN]
    runs = runs_of(rows_of(SYSTEM, first, audience), audience, day)
    return {
        "total": len(ids),
        "runs": runs,
        "list": Asked("borough", subject).address(SYSTEM),
        "for_authorities": audience == Audience.BOROUGHS,
        "demonstration": bool(ids & held.any_of("source", ["demonstration"])),
    }
