"""A supplier says that an authority uses its product: nobody learns of it until the authority confirms it."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from contracts.models import SystemInUse, UseClaim
from contracts.offers import answering
from contracts.offers.answering import NotPossible
from contracts.offers.uses import state_of
from contracts.sharing.wording import NamesSomebody
from suppliers.members.requests import NotPossible as NotSaid
from suppliers.models import ProductOffer, Supplier
from suppliers.profiles.deciding import refuse as refuse_edit
from suppliers.profiles.resting import ASKED_AGAIN_AFTER
from suppliers.profiles.saying import say
from tests import factories
from tests.contracts.offers.conftest import OWN, told
from tests.contracts.sharing.conftest import officer_at
from thirty3.accounts.models import User
from thirty3.keys import new_key

pytestmark = pytest.mark.django_db(databases="__all__")
type Opens = Callable[[User], Client]
REASON = "We cannot say what we use for this."


@pytest.fixture
def claim(olga: User, acme: Supplier, offer: ProductOffer, camden: Borough) -> UseClaim:
    facts = {"product": offer.product.key, "borough": camden.slug, "since": "2024-04-01"}
    key = told(olga, acme, "uses", new_key(), **facts)
    return UseClaim.objects.with_names().get(key=key)


def answer_page(claim: UseClaim) -> str:
    return reverse("contracts:answer-use", args=[claim.borough.slug, claim.key])


def seen_by(person: User, claim: UseClaim, window: Opens) -> list[str]:
    """What the supplier's own people read of their claims."""
    slug = claim.supplier.slug
    pages = [
        reverse("suppliers:profile", args=[slug]),
        reverse("suppliers:profile-section", args=[slug, "uses"]),
        reverse("suppliers:profile-preview", args=[slug]),
    ]
    client = window(person)
    return [client.get(page).content.decode() for page in pages]


def public_pages(claim: UseClaim) -> list[str]:
    pages = (claim.supplier, claim.product, claim.borough)
    return [Client().get(page.get_absolute_url()).content.decode() for page in pages]


def test_a_claim_is_asked_of_the_authority_alone(
    offer: ProductOffer, camden: Borough, olga: User, acme: Supplier, editor: User, ben: User, window: Opens
) -> None:
    facts = {"product": offer.product.key, "borough": camden.slug, "since": ""}
    places = (acme, offer.product, camden)
    before = [Client().get(place.get_absolute_url()).content for place in places]
    told(olga, acme, "uses", new_key(), **facts)
    assert [Client().get(place.get_absolute_url()).content for place in places] == before
    found = UseClaim.objects.with_names().get()
    desk = reverse("boroughs:authority", args=[camden.slug])
    assert "Suppliers who say that you use their products" in window(editor).get(desk).content.decode()
    assert window(editor).get(answer_page(found)).status_code == 200
    hackney = officer_at(factories.borough("Hackney"))
    for person in (hackney, ben, olga):
        assert window(person).get(answer_page(found)).status_code == 404
    reader = officer_at(camden, "reader")
    assert window(reader).get(answer_page(found)).status_code == 403
    assert "Suppliers who say" not in window(reader).get(desk).content.decode()
    assert "Acme Homes at Camden" not in seen_by(olga, found, window)[2]


def test_a_confirmed_claim_becomes_a_system_of_the_authority(
    claim: UseClaim, editor: User, olga: User, window: Opens, mailoutbox: list[EmailMessage], client: Client
) -> None:
    assert window(editor).post(answer_page(claim), {"decision": "confirm"}).status_code == 302
    system = SystemInUse.objects.get()
    assert (system.product, system.borough, system.supplier) == (claim.product, claim.borough, claim.supplier)
    assert (system.since_date, system.status) == (datetime.date(2024, 4, 1), "live")
    claim.refresh_from_db()
    assert (claim.confirmed_on, claim.system) == (timezone.localdate(), system)
    assert [(one.to, one.subject) for one in mailoutbox] == [([olga.email], "Camden uses Acme Homes")]
    assert "Camden" in client.get(claim.product.get_absolute_url()).content.decode()
    assert state_of(claim, public=True).startswith("Confirmed on")
    with pytest.raises(NotPossible):
        answering.refuse(claim=claim, actor=editor, reason=REASON)


def test_what_the_authority_holds_already_is_linked_and_keeps_its_own_audience(
    claim: UseClaim, editor: User, camden: Borough
) -> None:
    held = factories.system(claim.product, buyer=camden, visibility=OWN)
    before = public_pages(claim)
    assert answering.confirm(claim=claim, actor=editor) == held
    assert SystemInUse.objects.count() == 1
    assert public_pages(claim) == before


def test_a_refusal_is_told_to_the_supplier_alone_with_its_reason(
    claim: UseClaim, editor: User, olga: User, window: Opens, mailoutbox: list[EmailMessage]
) -> None:
    before = public_pages(claim)
    assert window(editor).post(answer_page(claim), {"decision": "refuse", "reason": " "}).status_code == 200
    with pytest.raises(NamesSomebody):
        answering.refuse(claim=claim, actor=editor, reason="Ask jane@camden.gov.uk")
    answer = window(editor).post(answer_page(claim), {"decision": "refuse", "reason": REASON})
    assert answer.status_code == 302
    assert [one.subject for one in mailoutbox] == ["Camden does not confirm that it uses Acme Homes"]
    assert REASON not in mailoutbox[0].body
    assert REASON in seen_by(olga, claim, window)[1]
    assert public_pages(claim) == before
    assert not SystemInUse.objects.exists()


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_the_supplier_cannot_tell_whether_a_hidden_record_is_there(
    state: str, claim: UseClaim, camden: Borough, editor: User, olga: User, window: Opens
) -> None:
    if state == "refused":
        answering.refuse(claim=claim, actor=editor, reason=REASON)
    before = seen_by(olga, claim, window)
    factories.system(claim.product, buyer=camden, supplier=claim.supplier, visibility=OWN)
    assert seen_by(olga, claim, window) == before


def test_what_a_public_record_shows_is_simply_told_so(
    claim: UseClaim, camden: Borough, editor: User, olga: User, window: Opens
) -> None:
    contract = factories.contract(buyer=camden, suppliers=[claim.supplier], products=[claim.product])
    assert contract.lead_buyer == camden
    assert "Shown by a public record" in seen_by(olga, claim, window)[1]
    assert window(editor).get(answer_page(claim)).status_code == 404


def test_nobody_answers_for_both_sides_or_what_was_changed_meanwhile(
    claim: UseClaim, editor: User, acme: Supplier, olga: User, member: Callable[..., User]
) -> None:
    told(olga, acme, "uses", claim.key, since="2025-01-01")
    with pytest.raises(NotPossible):
        answering.confirm(claim=claim, actor=editor)
    claim.refresh_from_db()
    with pytest.raises(PermissionDenied):
        answering.confirm(claim=claim, actor=olga)
    member(editor.email)
    with pytest.raises(PermissionDenied):
        answering.confirm(claim=claim, actor=editor)
    assert not SystemInUse.objects.exists()


def test_a_claim_is_made_once_and_of_its_own_products_alone(
    claim: UseClaim, olga: User, acme: Supplier, camden: Borough
) -> None:
    same = {"product": claim.product.key, "borough": camden.slug, "since": ""}
    other = same | {"product": factories.product("Theirs").key}
    for facts in (same, other, same | {"borough": "nowhere"}):
        with pytest.raises(NotSaid):
            say(person=olga, supplier=acme, section="uses", item=new_key(), values=facts)
    assert UseClaim.objects.count() == 1


def test_staff_refuse_what_was_said_and_the_claim_is_gone(
    offer: ProductOffer, olga: User, acme: Supplier, camden: Borough, staff: User
) -> None:
    facts = {"product": offer.product.key, "borough": camden.slug, "since": ""}
    said = say(person=olga, supplier=acme, section="uses", item=new_key(), values=facts)
    assert said.shown is not None
    refuse_edit(edit=said.shown, actor=staff, reason="Not so.")
    assert not UseClaim.objects.exists()


def test_an_authority_that_said_no_is_not_asked_anew_at_once(
    claim: UseClaim, editor: User, olga: User, acme: Supplier, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering.refuse(claim=claim, actor=editor, reason=REASON)
    facts = {"product": claim.product.key, "borough": claim.borough.slug, "since": "2024-05-01"}
    with pytest.raises(NotSaid, match="did not confirm this"):
        told(olga, acme, "uses", claim.key, **facts)
    with pytest.raises(NotSaid, match="did not confirm this"):
        told(olga, acme, "uses", claim.key, product="", borough="", since="")
    later = timezone.localdate() + ASKED_AGAIN_AFTER
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: later)
    told(olga, acme, "uses", claim.key, **facts)
    claim.refresh_from_db()
    assert (claim.refused_on, claim.said_on) == (None, later)
