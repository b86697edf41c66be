"""What the pages of authorities, functions and contracts say of opportunities."""

import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough, Function
from boroughs.officers.authority import FIGURES, TO_DO, Desk
from boroughs.permissions import Act
from contracts.models import Opportunity, OpportunityQuestion
from contracts.models.opportunities import OpportunityQuerySet
from contracts.opportunities.filters import COMING, OpportunityFilter
from contracts.opportunities.listing import line_of
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel

SHOWN: Final = 5


def of_borough(subject: Borough, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What an authority needs and buys now."""
    chosen = OpportunityFilter(borough=(subject.slug,))
    return _told(Opportunity.objects.published().of_or_with(subject), chosen)


def of_function(subject: Function, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What is needed and bought now for a function."""
    chosen = OpportunityFilter(function=(subject.slug,))
    return _told(Opportunity.objects.published().filter(functions=subject), chosen)


def _told(found: OpportunityQuerySet, chosen: OpportunityFilter) -> dict[str, Any] | None:
    now = timezone.now()
    held = list(found.at_stage(*COMING, now=now).for_list().closing_first()[: SHOWN + 1])
    if not held:
        return None
    return {
        "lines": [line_of(one, now) for one in held[:SHOWN]],
        "all": chosen.at(reverse("contracts:opportunities")) if len(held) > SHOWN else "",
    }


def behind_contract(subject: Any, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The opportunity from which a contract came."""
    found = Opportunity.objects.published().filter(contract_key=subject.key).first()
    return {"opportunity": found} if found else None


def own_opportunities(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any]:
    """How many an authority keeps here, and the way to them."""
    count = Opportunity.objects.filter(borough=desk.borough).count()
    return {"borough": desk.borough, "count": count, "may_edit": desk.may(Act.EDIT)}


def questions_to_answer(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Questions that wait for an answer, for those who may give it."""
    if not desk.may(Act.EDIT):
        return None
    waiting = OpportunityQuestion.objects.filter(opportunity__borough=desk.borough, answer="")
    keys = list(
        waiting.order_by("opportunity__title", "opportunity__pk")
        .values_list("opportunity__key", "opportunity__title")
        .distinct()[:SHOWN]
    )
    return {"borough": desk.borough, "opportunities": keys} if keys else None


def register() -> None:
    """Put the panels on the pages; called when the app is ready."""
    folder = "contracts/opportunities/panels"
    for page, told in (("borough", of_borough), ("function", of_function)):
        PANELS.register(
            Panel(f"{page}-opportunities", page, 15, f"{folder}/opportunities.html", told, queries=2)
        )
    PANELS.register(
        Panel("opportunity", "contract", 65, f"{folder}/contract.html", behind_contract, queries=1)
    )
    PANELS.register(
        Panel("own-opportunities", FIGURES, 42, f"{folder}/own.html", own_opportunities, queries=1)
    )
    PANELS.register(
        Panel("opportunity-questions", TO_DO, 48, f"{folder}/questions.html", questions_to_answer, queries=1)
    )
