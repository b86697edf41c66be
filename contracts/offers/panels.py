"""What the maker of a technology says of it, and what authorities say to that, on the technology's page."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from boroughs.permissions import Act, authorities_for
from contracts.models import Disagreement
from contracts.offers.confirming import counts
from contracts.offers.running import running
from suppliers.models import HowKnown, Product
from suppliers.profiles.data_freedom import (
    PRODUCTS,
    Answered,
    answers_of,
    full_words,
    shown_offers,
    statement_name,
)
from thirty3.audiences import Audience, audience_of
from thirty3.registry import PANELS, RECORD_ACTIONS, Panel, RecordAction

STATEMENT: Final = "data-freedom"


@dataclass(frozen=True)
class Answer:
    """An answer of the maker, how many authorities confirm it, and which dispute it."""

    told: Answered
    confirmed: int
    disputed: list[Disagreement]


def said_by_maker(subject: Product, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What its maker says of it, as what it is: said, confirmed by so many, disputed by these."""
    offer = shown_offers().filter(product=subject).first()
    if offer is None:
        return None
    told = answers_of(offer)
    confirmed = counts(offer, {one.name: full_words(one) for one in told}, audience)
    shown = Disagreement.objects.shown().filter(supplier=offer.supplier)
    disputed = list(shown.filter(statement__startswith=f"{STATEMENT}:{offer.key}-"))
    answers = [
        Answer(
            one,
            confirmed[one.name],
            [
                other
                for other in disputed
                if other.statement == f"{STATEMENT}:{statement_name(offer, one.name)}"
            ],
        )
        for one in told
    ]
    known = HowKnown.objects.filter(supplier=offer.supplier, section=PRODUCTS, item=offer.key).first()
    # A dispute of an answer that is no longer given was settled by that.
    return {
        "offer": offer,
        "answers": answers,
        "disputed": [dispute for one in answers for dispute in one.disputed],
        "known": known,
        "demonstration": subject.demonstration,
    }


def may_confirm(request: HttpRequest, product: Product) -> bool:
    """Whether somebody edits for an authority that runs what its maker said something of."""
    if audience_of(request) != Audience.BOROUGHS or not shown_offers().filter(product=product).exists():
        return False
    return authorities_for(request.user, Act.EDIT).filter(pk__in=running(product)).exists()


def register() -> None:
    """Put the panel and the way to confirm on technologies' pages; called when the app is ready."""
    template = "contracts/offers/said-by-maker.html"
    PANELS.register(Panel("said-by-maker", "technology", 15, template, said_by_maker, queries=1))
    RECORD_ACTIONS.register(
        RecordAction(
            "confirm-offer",
            "technology",
            "Confirm or dispute what its maker says",
            lambda product: reverse("contracts:confirm-offer", args=[product.slug]),
            order=40,
            shown_to=may_confirm,
        )
    )
