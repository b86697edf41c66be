"""What journeys add to pages: what is due now on My authority, and the way in from a contract's page."""

import datetime
from typing import Any, Final

from django.urls import reverse

from boroughs.officers.authority import FIGURES, TO_DO, Desk
from boroughs.permissions import Act
from contracts.journeys.telling import tell_all
from contracts.keeping.links import may_edit
from contracts.models import Journey
from thirty3.audiences import Audience
from thirty3.registry import PANELS, RECORD_ACTIONS, Panel, RecordAction

SHOWN: Final = 5


def due_now(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The authority's journeys under way, each with what should be done by now."""
    held = tell_all(list(Journey.objects.of(desk.borough).under_way()), day)
    if not held:
        return None
    told = [(one, one.due[:SHOWN], len(one.due[SHOWN:])) for one in held]
    # Those with most to do come first.
    told.sort(key=lambda each: -len(each[0].due))
    return {"journeys": told[:SHOWN], "more": len(told[SHOWN:]), "borough": desk.borough}


def ways_to_journeys(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any]:
    """How many journeys the authority has under way, the way to them, and to begin one."""
    count = Journey.objects.filter(borough=desk.borough).under_way().count()
    return {"borough": desk.borough, "may_edit": desk.may(Act.EDIT), "count": count}


def _way_in(row: Any) -> str:
    return reverse("contracts:new-journey", args=[row.data["lead"]["slug"]], query={"contract": row.key})


def register() -> None:
    """Put both on the pages; called when the app is ready."""
    PANELS.register(
        Panel("own-journeys", TO_DO, 15, "contracts/journeys/due.html", due_now, queries=4),
    )
    PANELS.register(
        Panel("journeys", FIGURES, 35, "contracts/journeys/ways.html", ways_to_journeys, queries=1)
    )
    RECORD_ACTIONS.register(
        RecordAction("journey", "contract", "Plan what comes after", _way_in, order=7, shown_to=may_edit)
    )
