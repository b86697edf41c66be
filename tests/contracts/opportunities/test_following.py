"""Questions, interest and followers: everybody hears the same, at the same moment, and nobody is told on."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.models import Opportunity, OpportunityNews, OpportunityQuestion, Stage
from contracts.opportunities import asking, following
from contracts.opportunities.steps import NotPossible
from contracts.sharing.wording import NamesSomebody
from suppliers.models import SupplierMember
from tests import factories
from tests.contracts.opportunities.conftest import officer_at, take
from tests.signing_in import sign_in
from thirty3.accounts.models import User
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")


def member_of(name: str) -> tuple[User, object]:
    supplier = factories.supplier(name)
    person = User.objects.create_user(f"owner@{supplier.slug}.example")
    SupplierMember.objects.create(user=person, supplier=supplier, role="owner", came_by="staff")
    return person, supplier


def page(opportunity: Opportunity) -> str:
    return Client().get(opportunity.get_absolute_url()).content.decode()


def test_a_question_changes_nothing_for_others_until_it_is_answered_for_everybody(tells, camden):
    opportunity = tells(stage=Stage.NEED)
    before, changes = page(opportunity), Change.objects.count()
    asking.ask(opportunity=opportunity, text="May we bid for a part, from Bromley?")
    assert page(opportunity) == before
    assert Change.objects.count() == changes
    assert mail.outbox[-1].to == ["editor@camden.example"]
    assert "Bromley" not in mail.outbox[-1].body
    question = OpportunityQuestion.objects.get()
    said = {"key": question.key, "text": "May a firm bid for a part?", "said": "Yes."}
    asking.answer(opportunity=opportunity, actor=officer_at(camden), **said)
    after = page(opportunity)
    assert "May a firm bid for a part?" in after
    assert "Bromley" not in after
    assert OpportunityNews.objects.order_by("-pk")[0].words == "A question was answered."


def test_nothing_is_kept_of_who_asked():
    people = [field for field in OpportunityQuestion._meta.fields if field.related_model is User]
    assert people == []


def test_questions_and_answers_reach_nobody_and_end_with_the_tender(tells, camden):
    opportunity = tells(stage=Stage.NEED)
    with pytest.raises(NamesSomebody):
        asking.ask(opportunity=opportunity, text="Write to me@firm.example")
    take(opportunity, Stage.WITHDRAWN)
    with pytest.raises(NotPossible):
        asking.ask(opportunity=opportunity, text="Why?")
    with pytest.raises(NotPossible):
        asking.ask(opportunity=tells("Draft"), text="Why?")


def test_how_many_are_interested_is_told_from_three_on(tells):
    opportunity, day = tells(stage=Stage.NEED), timezone.localdate()
    whose = []
    for name in ("Acme", "Beacon", "Corvid"):
        interested = following.interest_in(opportunity, day)
        assert (interested.count, interested.named) == (0, [])
        whose.append(member_of(name))
        person, supplier = whose[-1]
        shown = {"shown": False, "opportunity": opportunity}
        following.register_interest(supplier=supplier, actor=person, **shown)
        following.register_interest(supplier=supplier, actor=person, **shown)
    assert following.interest_in(opportunity, day).count == 3
    assert "Acme" not in page(opportunity)
    person, supplier = whose[0]
    following.register_interest(opportunity=opportunity, supplier=supplier, actor=person, shown=True)
    assert "Acme" in page(opportunity)
    following.withdraw_interest(opportunity=opportunity, supplier=supplier, actor=person)
    assert following.interest_in(opportunity, day).count == 0


def test_a_member_registers_interest_on_a_page_and_takes_it_back(tells, client):
    opportunity = tells(stage=Stage.NEED)
    person, supplier = member_of("Acme")
    sign_in(client, person)
    address = reverse("contracts:opportunity-interest", args=[opportunity.key])
    assert "no request to take part" in client.get(address).content.decode()
    for said, held in (("quietly", [False]), ("openly", [True]), ("no", [])):
        client.post(address, {"supplier": supplier.pk, "interested": said})
        assert list(opportunity.interests.values_list("shown", flat=True)) == held
    client.post(address, {"supplier": supplier.pk, "interested": "openly"})
    sign_in(client, officer_at(opportunity.borough))
    own = reverse("contracts:own-opportunity", args=[opportunity.borough.slug, opportunity.key])
    assert "Acme" in client.get(own).content.decode()


def test_nobody_speaks_for_another_supplier_or_authority(tells, camden):
    opportunity = tells(stage=Stage.NEED)
    person, _ = member_of("Acme")
    _, other = member_of("Beacon")
    with pytest.raises(PermissionDenied):
        following.register_interest(opportunity=opportunity, supplier=other, actor=person, shown=True)
    hackney = factories.borough("Hackney")
    with pytest.raises(PermissionDenied):
        following.need_it_too(opportunity=opportunity, borough=hackney, actor=officer_at(camden), needs=True)


def test_another_authority_that_needs_it_too_is_told_to_authorities_alone(tells, camden):
    opportunity, hackney = tells(stage=Stage.NEED), factories.borough("Hackney")
    before = page(opportunity)
    following.need_it_too(opportunity=opportunity, borough=hackney, actor=officer_at(hackney), needs=True)
    assert page(opportunity) == before
    client = Client()
    sign_in(client, officer_at(camden, "reader"))
    assert (
        "which authorities alone read: Hackney" in client.get(opportunity.get_absolute_url()).content.decode()
    )


def test_followers_are_told_once_of_what_is_new_since_they_follow(tells):
    opportunity, now = tells(stage=Stage.NEED), timezone.now()
    person = User.objects.create_user("follows@firm.example")
    following.send_news(now)
    following.follow(opportunity=opportunity, person=person)
    following.follow(opportunity=opportunity, person=person)
    take(opportunity, Stage.ENGAGEMENT)
    later = now + datetime.timedelta(minutes=1)
    assert (following.send_news(later), following.send_news(later)) == (1, 0)
    letters = [letter for letter in mail.outbox if letter.to == [person.email]]
    assert len(letters) == 1
    assert "Talking to the market, from" in letters[0].body
    leave = re.search(r"/opportunities/\S+/follow/\S+/", letters[0].body)
    assert leave is not None
    assert Client().get(leave[0]).status_code == 200
    assert opportunity.followers.count() == 1
    assert Client().post(leave[0]).status_code == 200
    assert opportunity.followers.count() == 0
    assert Client().get(leave[0]).status_code == 404


def test_a_draft_is_not_there_for_anybody(tells, client):
    draft = tells()
    sign_in(client, officer_at(draft.borough))
    for name in ("opportunity", "ask-opportunity", "follow-opportunity", "opportunity-interest"):
        hidden = client.get(reverse(f"contracts:{name}", args=[draft.key]))
        missing = client.get(reverse(f"contracts:{name}", args=["2345678923"]))
        assert (hidden.status_code, missing.status_code) == (404, 404)
    with pytest.raises(NotPossible):
        following.follow(opportunity=draft, person=officer_at(draft.borough))
