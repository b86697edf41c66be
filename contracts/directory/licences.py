"""What the page of licences says of the sources of contracts and systems."""

import datetime
from typing import Any

from contracts.listing.sources import sources_told
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel


def sources_of(subject: None, audience: Audience, day: datetime.date) -> dict[str, Any]:
    """Every source of a record that the audience may see; no other may be known by its being listed."""
    sources = sources_told(audience)
    return {"sources": sources, "demonstration": any(source.demonstration for source in sources)}


def register() -> None:
    """Put the panel on the page of licences; called when the app is ready."""
    PANELS.register(Panel("sources", "licences", 10, "contracts/panels/sources.html", sources_of, queries=3))
