"""What an authority runs."""

import datetime
from typing import Any, Final

from boroughs.models import Borough
from contracts.directory.panels.subjects import Asked
from contracts.directory.running import runs_of
from contracts.listing.rows import rows_of
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
    rows = sorted(rows_of(SYSTEM, ids, audience), key=lambda row: (row.title.casefold(), row.key))
    runs = runs_of(rows[:SHOWN], audience, day)
    return {
        "total": len(rows),
        "runs": runs,
        "list": Asked("borough", subject).address(SYSTEM),
        "for_authorities": audience == Audience.BOROUGHS,
        "demonstration": any(row.demonstration for row in rows),
    }
