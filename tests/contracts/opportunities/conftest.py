"""An authority that tells of what it needs, and the people who work for it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from boroughs.models import Borough, Officer
from contracts.models import Opportunity, Stage
from contracts.opportunities import writing
from contracts.opportunities.deadlines import in_london
from contracts.opportunities.steps import Notice
from tests import factories
from thirty3.accounts.models import User
from thirty3.history.services import recording

type Tells = Callable[..., Opportunity]
FTS = "https://www.find-tender.service.gov.uk/Notice/000001-2026"
NONE_OWED = Notice(reason="It is below the threshold and was sent to three firms.")
TODAY = timezone.localdate()


def officer_at(borough: Borough, role: str = "editor") -> User:
    """Somebody with a role there, the same each time."""
    email = f"{role}@{borough.slug}.example"
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    person = User.objects.create_user(email)
    held = Officer(user=person, borough=borough, role=role, approved_at=timezone.now())
    with recording(held):
        held.save()
    return person


def in_days(days: int, hour: int = 12) -> datetime.datetime:
    """A deadline so many days from today, at noon in London unless said otherwise."""
    return in_london(TODAY + datetime.timedelta(days=days), datetime.time(hour))


def take(opportunity: Opportunity, stage: Stage, notice: Notice | None = None, on: Any = None) -> Opportunity:
    """A step, by an editor of its authority; with a notice where one publishes it."""
    codes = {Stage.ENGAGEMENT: "UK2", Stage.PLANNED: "UK3", Stage.OPEN: "UK4"}
    usual = Notice(codes[stage], FTS) if stage in codes else Notice()
    return writing.take_step(
        opportunity=opportunity,
        actor=officer_at(opportunity.borough),
        stage=stage,
        on_date=on or TODAY,
        notice=notice or usual,
    )


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def tells(camden: Borough) -> Tells:
    """Lets an authority tell of a need: a draft, or published at a stage."""

    def tell(title: str = "Repairs booked online", stage: Stage | None = None, **facts: Any) -> Opportunity:
        borough = facts.pop("borough", camden)
        functions = facts.pop("functions", None) or [factories.function(f"Function of {title}")]
        participants = facts.pop("participants", ())
        opened = {"deadline": in_days(20), "how_to_respond": "On the portal.", "contact_role": "Buyer"}
        told = {"outcome": "Tenants book repairs.", "for_whom": "Tenants"}
        told |= opened if stage == Stage.OPEN else {}
        opportunity = writing.save(
            opportunity=Opportunity(borough=borough, title=title, **(told | facts)),
            actor=officer_at(borough),
            functions=functions,
            participants=participants,
        )
        return take(opportunity, stage) if stage else opportunity

    return tell
