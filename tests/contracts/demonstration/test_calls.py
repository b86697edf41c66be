"""Invented calls, their answers, and the accounts with which they are tried."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough, Officer
from boroughs.permissions import Act, may
from contracts.demonstration.calls import load_calls
from contracts.demonstration.people import SUPPLIER
from contracts.imports.removing import remove_demonstration
from suppliers.members.permissions import Act as OfSupplier
from suppliers.members.permissions import suppliers_for
from suppliers.models import Supplier, SupplierMember
from tests import factories
from tests.logged import unlogged
from tests.signing_in import sign_in
from thirty3.accounts.demonstration import demonstration_accounts, table
from thirty3.accounts.models import User
from thirty3.audiences import Audience
from thirty3.search.everything import search
from toolkit.calls.content import Given
from toolkit.models import Call, Feedback, LearnMore, Response

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timezone.localdate()
FIRMS = (
    *("Countwell Sensors Ltd", "Keysworth Housing Solutions Limited", "Commonhearth Co-operative Limited"),
    *("Safeframe Compliance Ltd", SUPPLIER, "Larchgate Tenancy Software LLP"),
    "Plainpage Digital Co-operative Limited",
)
OPEN, CLOSED = "demonstration-damp-sensors", "demonstration-hearing-of-needs"


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.DEMO = settings.ALLOW_DEMONSTRATION = True


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def firms(camden: Borough) -> list[Supplier]:
    return [factories.supplier(name, demonstration=True) for name in FIRMS]


def signed_in(email: str) -> Client:
    client = Client()
    sign_in(client, User.objects.get(email=email))
    return client


def test_they_come_once_one_open_and_one_closed_whatever_the_day(firms: list[Supplier]) -> None:
    assert (load_calls(DAY), load_calls(DAY)) == (2, 0)
    now = timezone.now()
    assert Call.objects.get(slug=OPEN).is_open_at(now)
    assert Call.objects.get(slug=CLOSED).has_closed_at(now)
    assert (Response.objects.sent().count(), LearnMore.objects.count(), Feedback.objects.count()) == (7, 1, 1)
    for one in Response.objects.all():
        assert one.sent_at is not None
        assert one.call.is_open_at(one.sent_at)
        assert one.sent_at < now
        given = Given.read(one.sent)
        assert not given.missing(one.call.questions.all())
        assert bool(given.confidential) == bool(given.confidential_reason)
    assert unlogged() == []


def test_they_hold_across_the_change_of_clocks(firms: list[Supplier]) -> None:
    load_calls(datetime.date(2027, 3, 10))
    call = Call.objects.get(slug=OPEN)
    opens, closes = (timezone.localtime(at) for at in (call.opens_at, call.closes_at))
    assert (opens.hour, opens.date()) == (9, datetime.date(2027, 2, 17))
    assert (closes.hour, closes.date()) == (12, datetime.date(2027, 4, 21))


def test_every_page_of_theirs_says_that_they_are_invented(firms: list[Supplier], camden: Borough) -> None:
    # The frame of every page explains the mark.
    usual = Client().get("/calls/").text.count("t3-demonstration-tag")
    load_calls(DAY)
    demonstration_accounts()
    call = Client().get(reverse("toolkit:call", args=[OPEN]))
    assert "Invented for the demonstration, as are all answers to it." in call.text
    assert "noindex" in call["X-Robots-Tag"]
    assert "/calls/demonstration" not in Client().get("/sitemap-calls.xml").text
    (hit,) = (
        hit
        for group in search("damp tenant", audience=Audience.PUBLIC, day=DAY).groups
        for hit in group.hits
        if group.kind == "call"
    )
    assert hit.demonstration
    officer, member = signed_in("officer@thirty3.example"), signed_in("supplier@thirty3.example")
    answer = Response.objects.filter(call__slug=OPEN)[0]
    for client, name, args in (
        (Client(), "calls", []),
        (Client(), "call", [OPEN]),
        (officer, "own-calls", [camden.slug]),
        (officer, "call-answers", [camden.slug, OPEN]),
        (officer, "call-answer", [camden.slug, OPEN, answer.key]),
        (member, "answer-call", [OPEN]),
    ):
        page = client.get(reverse(f"toolkit:{name}", args=args)).text
        assert page.count("t3-demonstration-tag") > usual, name
    table = officer.get(reverse("toolkit:call-answers-csv", args=[camden.slug, OPEN]))
    assert "demonstration-answers" in table["Content-Disposition"]


def test_an_officer_and_a_firm_may_be_tried_and_are_told_beside_staff(
    firms: list[Supplier], camden: Borough
) -> None:
    accounts = demonstration_accounts()
    assert accounts == demonstration_accounts()
    told = table(accounts)
    for words in (
        *("officer@thirty3.example", "Officer of Camden, editor"),
        *("supplier@thirty3.example", f"Keeps the profile of {SUPPLIER}, an invented firm"),
    ):
        assert words in told
    # Staff alone need a second factor.
    assert told.count("TOTP secret") == 1
    officer, member = (User.objects.get(email=account.email) for account in accounts[1:])
    assert not officer.is_staff
    assert not member.is_staff
    assert may(officer, Act.EDIT, camden)
    assert [one.name for one in suppliers_for(member, OfSupplier.EDIT_PROFILE)] == [SUPPLIER]
    # What somebody ended stays so.
    factories.change(Officer.objects.get(), ended_at=timezone.now())
    factories.change(SupplierMember.objects.get(), ended_at=timezone.now())
    demonstration_accounts()
    assert not Officer.objects.in_force().exists()
    assert not SupplierMember.objects.in_force().exists()


def test_without_the_authority_and_the_firm_there_are_staff_alone() -> None:
    assert [account.email for account in demonstration_accounts()] == ["staff@thirty3.example"]
    assert User.objects.count() == 1


def test_the_officer_reads_what_the_invented_firms_answered(firms: list[Supplier], camden: Borough) -> None:
    load_calls(DAY)
    demonstration_accounts()
    officer = signed_in("officer@thirty3.example")
    page = officer.get(reverse("toolkit:call-answers", args=[camden.slug, OPEN])).text
    assert "4 answers, in the order in which they came" in page
    assert page.count("> the answer of ") == 4
    answer = Response.objects.get(supplier__name="Countwell Sensors Ltd")
    page = officer.get(reverse("toolkit:call-answer", args=[camden.slug, OPEN, answer.key])).text
    for words in ("34 pounds", ">Confidential<", "Our rivals do not know", "To learn more"):
        assert words in page
    member = signed_in("supplier@thirty3.example")
    mine = Response.objects.get(supplier__name=SUPPLIER)
    page = member.get(reverse("toolkit:response-receipt", args=[CLOSED, mine.key])).text
    assert "on the page of opportunities." in page


def test_all_of_it_goes_with_the_demonstration(firms: list[Supplier]) -> None:
    load_calls(DAY)
    demonstration_accounts()
    remove_demonstration()
    for model in (Call, Response, User, Officer, SupplierMember):
        assert not model._default_manager.exists(), model
    assert not Supplier.objects.filter(name__in=FIRMS).exists()
    assert unlogged() == []
    # What was taken away stays away.
    assert load_calls(DAY) == 0
