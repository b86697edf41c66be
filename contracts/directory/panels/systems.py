"""What an authority runs."""

import datetime
from typing import Any, Final

from boroughs.models import Borough
from contracts.directory.running import runs_of
from contracts.directory.worlds import worlds_of
from contracts.listing.describing import list_of
from contracts.listing.filters import SystemFilter
from contracts.listing.rows import in_order_of_title, rows_of
from contracts.listing.selection import SYSTEM, Selection
from thirty3.audiences import Audience

SHOWN: Final = 12


def systems_of(subject: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What the authority runs, by name, the first few; nothing where nobody has told."""
    running = Selection(SystemFilter(borough=(subject.slug,)), audience, day)
    if not running.ids:
        return None
    first = in_order_of_title(SYSTEM, running.ids, audience)[:SHOWN]
    worlds = worlds_of(running)
    runs = runs_of(rows_of(SYSTEM, first, audience), audience, day)
    return {
        "total": len(running.ids),
        "worlds": worlds,
        "runs": runs,
        "list": list_of(running.chosen),
        "for_authorities": audience == Audience.BOROUGHS,
        "demonstration": any(world.invented for world in worlds),
    }
