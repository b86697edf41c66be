"""Authorities that run a product confirm or dispute what its maker says of data in it."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from contracts.models import Disagreement, OfferConfirmation
from contracts.offers import confirming
from contracts.offers.confirming import NotPossible
from contracts.opinions import disagreeing
from contracts.opinions.statements import statements_of
from suppliers.models import ProductOffer, Supplier
from tests import factories
from tests.contracts.offers.conftest import OWN, told
from tests.contracts.sharing.conftest import officer_at
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.working_days import working_days_after

pytestmark = pytest.mark.django_db(databases="__all__")
type Opens = Callable[[User], Client]
SAID = {"open-api": "Yes", "fees": "No"}


@pytest.fixture
def run(camden: Borough, offer: ProductOffer) -> None:
    factories.system(offer.product, buyer=camden)


def text_of(client: Client, offer: ProductOffer) -> str:
    return " ".join(client.get(offer.product.get_absolute_url()).content.decode().split())


def test_what_is_confirmed_is_counted_and_names_nobody(
    run: None, offer: ProductOffer, camden: Borough, editor: User, client: Client
) -> None:
    assert "No authority that runs it has confirmed this" in text_of(client, offer)
    confirming.confirm(offer=offer, borough=camden, actor=editor, seen=SAID)
    confirming.confirm(offer=offer, borough=camden, actor=editor, seen=SAID)
    assert text_of(client, offer).count("Confirmed by 1 authority that runs it") == 2
    kinds = Change.objects.filter(kind="contracts.offerconfirmation")
    assert set(kinds.values_list("role", "action")) == {("Editor at Camden", "created")}
    assert set(OfferConfirmation.objects.values_list("confirmed_on", flat=True)) == {timezone.localdate()}
    confirming.confirm(offer=offer, borough=camden, actor=editor, seen={"fees": "No"})
    assert text_of(client, offer).count("Confirmed by 1 authority that runs it") == 1


def test_an_answer_that_changed_is_confirmed_no_more(
    run: None, offer: ProductOffer, camden: Borough, editor: User, acme: Supplier, staff: User, client: Client
) -> None:
    confirming.confirm(offer=offer, borough=camden, actor=editor, seen=SAID)
    told(staff, acme, "products", offer.key, fees="yes", fees_note="£900 for each extract")
    assert text_of(client, offer).count("Confirmed by 1 authority") == 1
    with pytest.raises(NotPossible):
        confirming.confirm(offer=offer, borough=camden, actor=editor, seen=SAID)


def test_only_editors_of_an_authority_that_runs_it_may(
    offer: ProductOffer,
    camden: Borough,
    editor: User,
    olga: User,
    member: Callable[..., User],
    window: Opens,
) -> None:
    address = reverse("contracts:confirm-offer", args=[offer.product.slug])
    assert window(editor).get(address).status_code == 404
    with pytest.raises(NotPossible):
        confirming.confirm(offer=offer, borough=camden, actor=editor, seen=SAID)
    factories.system(offer.product, buyer=camden)
    reader = officer_at(camden, "reader")
    for person in (reader, olga):
        assert window(person).get(address).status_code == 404
        with pytest.raises(PermissionDenied):
            confirming.confirm(offer=offer, borough=camden, actor=person, seen=SAID)
    answer = window(editor).post(address, {"borough": camden.pk, "answers": ["fees|No"]})
    assert answer.status_code == 302
    assert [one.answer for one in OfferConfirmation.objects.all()] == ["fees"]
    # Nobody speaks for both sides.
    member(editor.email)
    assert window(editor).get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        confirming.confirm(offer=offer, borough=camden, actor=editor, seen=SAID)


def test_no_number_tells_of_an_authority_that_runs_it_unseen(
    run: None, offer: ProductOffer, camden: Borough, editor: User, client: Client
) -> None:
    brent = factories.borough("Brent")
    factories.system(offer.product, buyer=brent, visibility=OWN)
    confirming.confirm(offer=offer, borough=camden, actor=editor, seen=SAID)
    before = text_of(client, offer)
    confirming.confirm(offer=offer, borough=brent, actor=officer_at(brent), seen=SAID)
    assert text_of(client, offer) == before


def test_an_answer_can_be_disputed_and_shows_with_both_texts_after_its_time(
    run: None, offer: ProductOffer, camden: Borough, editor: User, acme: Supplier, olga: User, client: Client
) -> None:
    statement = f"data-freedom:{offer.key}-fees"
    assert statements_of(acme)[statement] == "Acme Homes, fees for data or for leaving: No"
    words = "We paid £900 for an extract."
    disagreeing.disagree(supplier=acme, borough=camden, actor=editor, statement=statement, text=words)
    assert words not in text_of(client, offer)
    found = Disagreement.objects.get()
    disagreeing.answer(disagreement=found, actor=olga, text="That was for a report.")
    day = working_days_after(timezone.localdate(), 15) + datetime.timedelta(days=1)
    disagreeing.go_on(timezone.make_aware(datetime.datetime.combine(day, datetime.time(9))))
    text = text_of(client, offer)
    for shown in (words, "That was for a report.", "Disputed"):
        assert shown in text


def test_words_that_were_not_said_are_refused(
    run: None, offer: ProductOffer, camden: Borough, editor: User, window: Opens
) -> None:
    address = reverse("contracts:confirm-offer", args=[offer.product.slug])
    for answers in (["fees|Yes"], ["exit-help|No"], ["<b>|x"], ["fees"]):
        answer = window(editor).post(address, {"borough": camden.pk, "answers": answers})
        assert "changed its answers since you opened them" in answer.content.decode()
    assert not OfferConfirmation.objects.exists()


def test_an_answer_is_disputed_by_an_authority_that_runs_that_product_alone(
    offer: ProductOffer, camden: Borough, editor: User, acme: Supplier
) -> None:
    # It uses the supplier, and another product of it.
    factories.system(factories.product("Other", maker=acme), buyer=camden, supplier=acme)
    statement = f"data-freedom:{offer.key}-fees"
    said = {"supplier": acme, "borough": camden, "actor": editor, "statement": statement, "text": "Not so."}
    with pytest.raises(disagreeing.NotPossible, match="with Acme Homes"):
        disagreeing.disagree(**said)
    factories.system(offer.product, buyer=camden)
    assert disagreeing.disagree(**said).borough == camden
