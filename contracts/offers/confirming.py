"""An authority that runs a product confirms what its maker says of data in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough
from boroughs.permissions import Act, capacity, demand
from contracts.models import OfferConfirmation
from contracts.offers.running import runs, seen_to_run
from suppliers.members.permissions import role_of
from suppliers.models import ProductOffer
from suppliers.profiles.data_freedom import answers_of, full_words, shown_offers
from thirty3.audiences import Audience
from thirty3.history.services import recording, remove


class NotPossible(ValueError):
    """Something that cannot be confirmed, in words for whoever tried."""


@transaction.atomic
def confirm(*, offer: ProductOffer, borough: Borough, actor: Any, seen: Mapping[str, str]) -> None:
    """Confirm these answers, each in the words that were read. What is left out is confirmed no more."""
    demand(actor, Act.EDIT, borough)
    if role_of(actor, offer.supplier) is not None:
        raise PermissionDenied
    held = shown_offers().select_for_update(of=("self",)).filter(pk=offer.pk).first()
    if held is None:
        raise NotPossible("The supplier took this back.")
    if not runs(borough, held.product):
        raise NotPossible(f"We know of no system or contract of {borough} with {held.product}.")
    words = {answer.name: full_words(answer) for answer in answers_of(held)}
    if any(words.get(name) != text for name, text in seen.items()):
        raise NotPossible("The supplier changed its answers since you opened them. Read them again.")
    role, day = capacity(actor, borough), timezone.localdate()
    found = {one.answer: one for one in OfferConfirmation.objects.filter(offer=held, borough=borough)}
    for name, one in found.items():
        if name not in seen:
            remove(one, actor=actor, why="Confirmed no more")
    for name, text in seen.items():
        one = found.get(name) or OfferConfirmation(offer=held, borough=borough, answer=name)
        if one.words != text:
            with recording(one, actor=actor, role=role, why="Confirmed"):
                one.words, one.confirmed_on = text, day
                one.save()


def confirmed_by(offer: ProductOffer, borough: Borough) -> dict[str, str]:
    """Name of each answer -> the words that the authority confirmed."""
    found = OfferConfirmation.objects.filter(offer=offer, borough=borough)
    return dict(found.values_list("answer", "words"))


def counts(offer: ProductOffer, words: Mapping[str, str], audience: Audience) -> dict[str, int]:
    """How many authorities confirmed each answer as it reads today.

    Only those count of which the audience sees that they run the product, so that no number tells of another.
    """
    found = list(
        OfferConfirmation.objects.filter(offer=offer).values_list("answer", "words", "borough__slug")
    )
    running = seen_to_run(offer.product, audience) if found else set()
    return _counted(words, ((name, text) for name, text, slug in found if slug in running))


def _counted(words: Mapping[str, str], confirmed: Iterable[tuple[str, str]]) -> dict[str, int]:
    told = dict.fromkeys(words, 0)
    for name, text in confirmed:
        if words.get(name) == text:
            told[name] += 1
    return told
