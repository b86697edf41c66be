"""What authorities need and buy, in the small worlds of the page tests."""

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from contracts.models import (
    BarrierAnswer,
    Interest,
    Opportunity,
    OpportunityFollower,
    OpportunityLot,
    OpportunityQuestion,
    OpportunityStep,
    SharedNeed,
    Stage,
)
from contracts.opportunities.barriers import barriers
from thirty3.accounts.models import User
from thirty3.history.services import recording

if TYPE_CHECKING:
    from tests.pages.worlds import World

NOTICE = "https://www.find-tender.service.gov.uk/Notice/000001-2026"


def add_opportunity(world: "World", number: int) -> None:
    """One that the first authority published and one that it drafts; the first has some of everything."""
    first = number == 0
    made = _made(world, f"Opportunity {number}", published=True)
    _made(world, f"Draft {number}", published=False)
    if first:
        _made(world, "Opportunity elsewhere", published=True, elsewhere=True)
        person = User.objects.create_user("follows@firm.example")
        OpportunityFollower.objects.create(opportunity=made, user=person)
    _enlarge(world, number)


def _made(world: "World", title: str, *, published: bool, elsewhere: bool = False) -> Opportunity:
    made = Opportunity(
        title=title,
        borough=world.others[0] if elsewhere else world.borough,
        outcome="Tenants book repairs themselves.",
        for_whom="Tenants",
        stage=Stage.ENGAGEMENT if published else Stage.NEED,
        published_at=timezone.now() if published else None,
        value_min=100_000,
        value_state="known",
        deadline=timezone.now() + datetime.timedelta(days=20),
        how_to_respond="On the portal.",
        contact_role="Buyer",
    )
    with recording(made):
        made.save()
        made.functions.add(world.functions[0])
        if published:
            step = {"stage": Stage.ENGAGEMENT, "on_date": timezone.localdate(), "notice": "UK2"}
            OpportunityStep.objects.create(opportunity=made, notice_url=NOTICE, **step)
    return made


def first_of(world: "World") -> Opportunity:
    return Opportunity.objects.published().filter(borough=world.borough).order_by("pk")[0]


def draft_of(world: "World") -> Opportunity:
    return Opportunity.objects.filter(borough=world.borough, published_at=None).order_by("pk")[0]


def elsewhere_of(world: "World") -> Opportunity:
    return Opportunity.objects.published().filter(borough=world.others[0]).order_by("pk")[0]


def _enlarge(world: "World", number: int) -> None:
    """More of every part of the first one."""
    made, other, today = first_of(world), world.others[number], timezone.localdate()
    with recording(made):
        made.participants.add(other)
        made.functions.add(world.functions[number])
        OpportunityLot.objects.create(opportunity=made, position=number + 1, title=f"Lot {number}")
        if number < len(barriers()):
            BarrierAnswer.objects.create(
                opportunity=made, barrier=barriers()[number].key, answer="done", why="We did."
            )
    asked = {"opportunity": made, "text": f"Question {number}?", "asked_on": today}
    OpportunityQuestion.objects.create(**asked)
    OpportunityQuestion.objects.create(**asked, answer="Yes.", answered_at=timezone.now())
    Interest.objects.create(opportunity=made, supplier=world.suppliers[number], since_date=today, shown=True)
    SharedNeed.objects.create(opportunity=made, borough=other, since_date=today)
