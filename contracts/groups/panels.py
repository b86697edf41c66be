"""What a supplier's page says of its group: to officers that there is or could be one; what was published."""

import datetime
from typing import Any, Final

from django.urls import reverse

from contracts.groups.using import FEWEST, Using
from contracts.models import GroupAsk, GroupMember
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.registry import MOVERS, PANELS, Mover, Panel

SHOWN: Final = 10


def group_on(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """For officers how many authorities use it and how many joined; for everyone what was published."""
    published = list(GroupAsk.objects.of(subject).in_public()[:SHOWN])
    told: dict[str, Any] = {"asks": published, "demonstration": subject.demonstration}
    if audience == Audience.BOROUGHS:
        using = len(Using(subject, audience, day).by_authority)
        joined = GroupMember.objects.filter(supplier=subject).count()
        if using >= FEWEST or joined:
            told |= {
                "using": using,
                "joined": joined,
                "page": reverse("contracts:supplier-group", args=[subject.slug]),
            }
    return told if published or "page" in told else None


def register() -> None:
    """Put the panel on suppliers' pages, and say what a merge moves; called when the app is ready."""
    for model in (GroupMember, GroupAsk):
        MOVERS.register(Mover(model, "supplier"))
    PANELS.register(Panel("group", "supplier", 60, "contracts/groups/panel.html", group_on, queries=6))
