"""Who is interested in an opportunity, who needs it too, and who is told of what is new."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from boroughs.permissions import Act, demand
from contracts.models import Interest, Opportunity, OpportunityFollower, OpportunityNews, SharedNeed, Stage
from contracts.opportunities.letters import write_to
from contracts.opportunities.steps import GONE, NotPossible
from contracts.services.speaking import speaks_for
from suppliers.models import Supplier
from thirty3.accounts.models import User
from toolkit.law.figures import figure

ENDED = (Stage.AWARDED, Stage.WITHDRAWN)


def _published(opportunity: Opportunity) -> Opportunity:
    """The opportunity as it is held; of a draft nobody knows."""
    held = Opportunity.objects.published().select_for_update().filter(pk=opportunity.pk).first()
    if held is None:
        raise NotPossible(GONE)
    return held


@transaction.atomic
def register_interest(*, opportunity: Opportunity, supplier: Supplier, actor: Any, shown: bool) -> None:
    """A supplier says that it is interested, and whether everybody may read its name."""
    if not speaks_for(actor, supplier):
        raise PermissionDenied
    held = _published(opportunity)
    if held.stage_at(timezone.now()) in ENDED:
        raise NotPossible("It has ended.")
    Interest.objects.update_or_create(
        opportunity=held,
        supplier=supplier,
        defaults={"shown": shown},
        create_defaults={"shown": shown, "since_date": timezone.localdate()},
    )


@transaction.atomic
def withdraw_interest(*, opportunity: Opportunity, supplier: Supplier, actor: Any) -> None:
    """A supplier is no longer interested."""
    if not speaks_for(actor, supplier):
        raise PermissionDenied
    Interest.objects.filter(opportunity=opportunity, supplier=supplier).delete()


@transaction.atomic
def need_it_too(*, opportunity: Opportunity, borough: Borough, actor: Any, needs: bool) -> None:
    """Another authority says that it needs this too, or no longer."""
    demand(actor, Act.GROUP, borough)
    held = _published(opportunity)
    if held.borough_id == borough.pk:
        raise NotPossible("It leads this opportunity already.")
    if needs:
        SharedNeed.objects.get_or_create(
            opportunity=held, borough=borough, defaults={"since_date": timezone.localdate()}
        )
    else:
        SharedNeed.objects.filter(opportunity=held, borough=borough).delete()


@transaction.atomic
def follow(*, opportunity: Opportunity, person: User) -> None:
    """Tell somebody by e-mail of what is new from now on."""
    OpportunityFollower.objects.get_or_create(opportunity=_published(opportunity), user=person)


def unfollow(*, opportunity: Opportunity, key: str) -> bool:
    """Tell no more to whoever holds this link; whether it was still in force."""
    return bool(OpportunityFollower.objects.filter(opportunity=opportunity, key=key).delete()[0])


@dataclass(frozen=True)
class Interested:
    """What everybody reads of interest: how many, from a number on, and who wishes to be named."""

    count: int
    named: list[Supplier]

    @property
    def said(self) -> bool:
        return bool(self.count or self.named)


def interest_in(opportunity: Opportunity, day: datetime.date) -> Interested:
    """One query. Of few, the number would tell too much."""
    interests = list(opportunity.interests.select_related("supplier").order_by("supplier__name", "pk"))
    named = [one.supplier for one in interests if one.shown and not one.supplier.held_from]
    enough = len(interests) >= figure("opportunity-interest-shown-from", day).number
    return Interested(len(interests) if enough else 0, named)


def send_news(now: datetime.datetime) -> int:
    """Send what is new and not sent, and say how much that was."""
    unsent = OpportunityNews.objects.filter(sent_at=None, opportunity__published_at__isnull=False)
    return sum(_send(pk, now) for pk in unsent.order_by("at", "pk").values_list("pk", flat=True))


@transaction.atomic
def _send(pk: int, now: datetime.datetime) -> bool:
    """Leave the letters of one piece of news to a task, in the transaction that marks it as sent."""
    found = OpportunityNews.objects.select_for_update(of=("self",)).filter(pk=pk, sent_at=None)
    news = found.select_related("opportunity").first()
    if news is None:
        return False
    opportunity = news.opportunity
    followers = opportunity.followers.filter(since_at__lte=news.at).select_related("user").order_by("pk")
    for one in followers:
        leave = reverse("contracts:unfollow-opportunity", args=[opportunity.key, one.key])
        write_to(
            [one.user],
            "news",
            opportunity.title,
            page=opportunity.get_absolute_url(),
            told=news.words,
            leave=leave,
        )
    news.sent_at = now
    news.save(update_fields=["sent_at"])
    return True
