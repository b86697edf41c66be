"""What an authority's own page says of its answers."""

import datetime
from typing import Any

from boroughs.officers.authority import FIGURES, Desk
from boroughs.permissions import Act
from contracts.models import Answer
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel


def own_answers(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """How a request for information is answered with a link, for those who may."""
    if not desk.may(Act.ANSWER):
        return None
    standing = Answer.objects.of(desk.borough).filter(withdrawn_at__isnull=True).count()
    return {"borough": desk.borough, "standing": standing}


def register() -> None:
    """Put the panel on the page; called when the app is ready."""
    PANELS.register(Panel("own-answers", FIGURES, 30, "contracts/answers/panel.html", own_answers, queries=1))
