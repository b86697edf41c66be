"""What an authority's page shows of its own people's skills."""

import datetime
from typing import Any

from boroughs.models import Borough, SkillLevel
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel


def skills_of(borough: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Who could teach whom: for authorities and staff alone."""
    if audience != Audience.BOROUGHS:
        return None
    levels = (
        SkillLevel.objects.filter(borough=borough)
        .select_related("skill")
        .order_by("-level", "skill__name", "demonstration")
    )
    shown = list(levels)
    return {"levels": shown, "demonstration": any(level.demonstration for level in shown)} if shown else None


def register() -> None:
    """Put the panel on authorities' pages; called when the app is ready."""
    PANELS.register(Panel("skills", "borough", 30, "boroughs/panels/skills.html", skills_of, queries=1))
