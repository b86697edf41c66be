"""What a supplier says of itself, on its page."""

import datetime
from typing import Any

from suppliers.models import Supplier
from suppliers.profiles.telling import told_openly
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel


def said_by_it(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Its own words, section by section; nothing where it said nothing."""
    told = told_openly(subject)
    return {"told": told, "demonstration": subject.demonstration} if told else None


def register() -> None:
    """Put it on suppliers' pages; called when the app is ready."""
    PANELS.register(
        Panel("said-by-supplier", "supplier", 40, "suppliers/panels/profile.html", said_by_it, queries=6)
    )
