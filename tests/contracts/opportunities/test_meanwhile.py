"""Of two who act at once the second is told why not, in words, on every page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.models import Opportunity, Stage
from contracts.opportunities import own, people, writing
from contracts.opportunities.asking import AskForm
from contracts.opportunities.barriers import BarriersForm
from contracts.opportunities.forms import LotForm, NeedForm, StepForm
from contracts.opportunities.steps import GONE
from suppliers.models import SupplierMember
from tests import factories
from tests.contracts.opportunities.conftest import FTS, TODAY, Tells, officer_at, take
from tests.signing_in import sign_in
from thirty3.accounts.models import User
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
type Deed = Callable[[], object]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[type, Deed], None]:
    """Has somebody else do something after a form was found in order and before it is kept."""

    def do(form: type, deed: Deed) -> None:
        in_order: Any = form.is_valid  # type: ignore[attr-defined]

        def then(self: Any) -> bool:
            valid = in_order(self)
            if valid:
                deed()
            return bool(valid)

        monkeypatch.setattr(form, "is_valid", then)

    return do


def signed_in(person: User) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def gone(opportunity: Opportunity) -> Deed:
    return lambda: remove(Opportunity.objects.get(pk=opportunity.pk), why="Not a need")


def test_interest_in_what_ended_meanwhile_is_refused_in_words(tells, meanwhile):
    opportunity, supplier = tells(stage=Stage.NEED), factories.supplier("Acme")
    member = User.objects.create_user("owner@acme.example")
    SupplierMember.objects.create(user=member, supplier=supplier, role="owner", came_by="staff")
    meanwhile(people.InterestForm, lambda: take(opportunity, Stage.WITHDRAWN))
    sent = {"supplier": supplier.pk, "interested": "quietly"}
    answer = signed_in(member).post(reverse("contracts:opportunity-interest", args=[opportunity.key]), sent)
    assert (answer.status_code, "It has ended." in answer.content.decode()) == (200, True)


def test_a_need_that_was_removed_meanwhile_is_nobodys_too(tells, meanwhile):
    opportunity, hackney = tells(stage=Stage.NEED), factories.borough("Hackney")
    meanwhile(people.SharedNeedForm, gone(opportunity))
    sent = {"borough": hackney.pk, "needs": "yes"}
    address = reverse("contracts:shared-need", args=[opportunity.key])
    assert GONE in signed_in(officer_at(hackney)).post(address, sent).content.decode()


def test_what_was_removed_meanwhile_is_not_followed_or_asked(tells, meanwhile, monkeypatch):
    opportunity, client = tells(stage=Stage.NEED), signed_in(User.objects.create_user("reads@firm.example"))
    meanwhile(AskForm, gone(opportunity))
    asked = client.post(reverse("contracts:ask-opportunity", args=[opportunity.key]), {"text": "Why?"})
    assert GONE in asked.content.decode()
    monkeypatch.setattr(people, "published", lambda key: opportunity)
    followed = client.post(reverse("contracts:follow-opportunity", args=[opportunity.key]), follow=True)
    assert GONE in followed.content.decode()


def sent_to(name: str, *more: str, **form: Any) -> Any:
    return (name, more, form)


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        (NeedForm, sent_to("edit-opportunity", "need", title="Mine", outcome="So.")),
        (LotForm, sent_to("add-opportunity-lot", title="Telephony")),
        (StepForm, sent_to("opportunity-step", "engagement", on_date=str(TODAY), code="UK2", url=FTS)),
        (BarriersForm, sent_to("opportunity-barriers")),
    ],
)
def test_a_draft_that_somebody_took_away_meanwhile_does_not_come_back(tells, camden, meanwhile, form, sent):
    draft = tells()
    name, more, fields = sent
    meanwhile(form, lambda: writing.discard(opportunity=draft, actor=officer_at(camden)))
    address = reverse(f"contracts:{name}", args=["camden", draft.key, *more])
    assert GONE in signed_in(officer_at(camden)).post(address, fields).content.decode()
    assert not Opportunity.objects.exists()


def test_a_draft_that_was_published_meanwhile_is_not_taken_away(tells: Tells, camden, monkeypatch):
    draft = tells()
    take(Opportunity.objects.get(pk=draft.pk), Stage.NEED)
    monkeypatch.setattr(own, "own_opportunity", lambda *asked: draft)
    address = reverse("contracts:discard-opportunity", args=["camden", draft.key])
    told = signed_in(officer_at(camden)).post(address, follow=True).content.decode()
    assert "It was published. Withdraw it instead." in told
    assert Opportunity.objects.published().exists()


def test_a_lot_of_what_is_gone_is_not_taken_away(tells, camden, monkeypatch):
    draft = tells()
    writing.discard(opportunity=draft, actor=officer_at(camden))
    monkeypatch.setattr(own, "own_opportunity", lambda *asked: draft)
    address = reverse("contracts:remove-opportunity-lot", args=["camden", draft.key, 1])
    assert GONE in signed_in(officer_at(camden)).post(address, follow=True).content.decode()
