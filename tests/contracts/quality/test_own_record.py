"""A firm's report on its own record is marked so, and its authority reads it too."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.models import DataIssue
from contracts.quality.about import about_of
from contracts.quality.own_record import is_own_record
from suppliers.models import SupplierMember
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.signing_in import sign_in
from thirty3 import spam
from thirty3.accounts.models import User
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db(databases="__all__")
CLOSED = {"supplier": {"audience": "boroughs", "reason": "commercial"}}


@pytest.fixture
def acme():
    return factories.supplier("Acme")


@pytest.fixture
def member(acme):
    person = User.objects.create_user("member@acme.example")
    SupplierMember.objects.create(user=person, supplier=acme, came_by="claimed")
    return person


def own(person, about):
    return is_own_record(about_of(about, Audience.PUBLIC), person, Audience.PUBLIC)


def test_what_a_firm_supplies_or_makes_is_its_own_and_nothing_else(acme, member):
    made = factories.product(maker=acme)
    record = factories.contract(suppliers=[acme])
    by_others = factories.contract(suppliers=[factories.supplier()])
    hidden = factories.contract(suppliers=[acme], visibility=CLOSED)
    running = factories.system(made)
    for about in (f"contract:{record.key}", f"system:{running.key}", f"supplier:{acme.slug}"):
        assert own(member, about), about
    assert own(member, f"technology:{made.slug}")
    for about in (f"contract:{by_others.key}", f"contract:{hidden.key}", "borough:camden", "/", ""):
        assert not own(member, about), about
    assert not own(officer_at(factories.borough()), f"contract:{record.key}")
    SupplierMember.objects.update(ended_at=timezone.now())
    assert not own(member, f"contract:{record.key}")


def test_it_is_marked_and_goes_to_those_who_keep_the_record(client: Client, acme, member, monkeypatch):
    monkeypatch.setattr(spam, "problem_of_stamp", lambda stamp: "")
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    record = factories.contract("Housing", buyer=camden, suppliers=[acme])
    page = f"{reverse('contracts:report')}?about=contract:{record.key}"
    sign_in(client, member)
    assert "the authority reads it as staff do" in client.get(page).text
    answer = client.post(page, {"wrong": "ended", "text": "It <ended>.", "opened": spam.stamp()}, follow=True)
    assert "reported by the supplier itself" in answer.text
    assert "the authority reads it as staff do" not in Client().get(page).text
    Client().post(page, {"wrong": "date", "text": "Mine.", "opened": spam.stamp()})
    assert list(DataIssue.objects.order_by("pk").values_list("by_supplier", flat=True)) == [True, False]
    told = {}
    for borough, role in ((camden, "editor"), (camden, "reader"), (hackney, "editor")):
        theirs = Client()
        sign_in(theirs, officer_at(borough, role))
        told[borough.slug, role] = theirs.get(reverse("boroughs:authority", args=[borough.slug])).text
    assert "“It &lt;ended&gt;.”" in told["camden", "editor"]
    assert "Mine." not in told["camden", "editor"]
    assert not any(
        "Reported by suppliers" in told[who] for who in (("camden", "reader"), ("hackney", "editor"))
    )
    DataIssue.objects.update(public_sentence="We look.")
    assert Client().get(reverse("contracts:problems")).text.count("reported by the supplier itself") == 1
