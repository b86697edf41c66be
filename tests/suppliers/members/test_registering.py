"""Registering an organisation: the questions, what is offered instead, refusal, mending and approval."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from contracts.models import Contract
from suppliers.members import deciding, registering
from suppliers.members.matching import for_staff, is_this_you
from suppliers.members.requests import MOST_OPEN, NotPossible
from suppliers.models import Claim, HowKnown, Supplier, SupplierMember
from tests import factories
from tests.logged import unlogged
from tests.pages.reading import faults
from tests.suppliers.members.conftest import draft, registered, to
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db(databases="__all__")
CLOSED = {"supplier": {"audience": "boroughs", "reason": "security"}}


def test_a_sole_trader_registers_page_by_page(
    window: Callable[[User], Client], anna: User, staff: User, mailoutbox: list[EmailMessage]
) -> None:
    client = window(anna)
    answer = client.post("/suppliers/register/start/", {"organisation": "sole-trader"}, follow=True)
    claim = Claim.objects.get()
    base = f"/suppliers/register/{claim.key}/"
    assert "What is it called?" in answer.text
    client.post(f"{base}name/", {"name": "  Anna   Cole Maps "})
    page = client.get(f"{base}number/").text
    assert "PPON" in page
    assert "Company number" not in page
    answer = client.post(f"{base}number/", {"ppon": "gb-ppon-pbcd-1234-wxyz"}, follow=True)
    # Nobody is called alike, so the next question is where it is found, and no street address is one.
    assert "Where is it found?" in answer.text
    assert "address</label>" not in answer.text
    answer = client.post(f"{base}more/", {"website": "annacole.example"}, follow=True)
    assert "Check and send" in answer.text
    assert "Anna Cole Maps" in answer.text
    assert "PBCD-1234-WXYZ" in answer.text
    assert "Preview of Anna Cole Maps" in client.get(f"/account/suppliers/requests/{claim.key}/preview/").text
    answer = client.post(f"{base}send/", {"message": "Ring the bell"}, follow=True)
    assert "Place in the queue" in answer.text
    assert "within five working days" in answer.text
    assert to(mailoutbox, staff) == ["Somebody asks to keep the profile of Anna Cole Maps"]
    assert not Supplier.objects.exists()


def test_a_draft_waits_where_it_was_left(window: Callable[[User], Client], anna: User) -> None:
    client = window(anna)
    begun = registering.start(person=anna, organisation="company")
    assert "Company" in client.get("/account/suppliers/").text or begun
    assert client.get(f"/suppliers/register/{begun.key}/").headers["Location"].endswith("/name/")
    registering.answer(claim=begun, person=anna, facts={"name": "New Firm Ltd"})
    assert client.get(f"/suppliers/register/{begun.key}/").headers["Location"].endswith("/number/")


@pytest.mark.parametrize(
    ("organisation", "given", "says"),
    [
        ("company", {"company_number": "12"}, "07654321"),
        ("company", {"company_number": ""}, "Enter a company number of eight characters"),
        ("company", {"company_number": "ABCDEFGH"}, "Enter a company number of eight characters"),
        ("charity", {"charity_number": "SC123456"}, "Enter a charity number"),
        ("cic", {"company_number": "123456789"}, "Enter a company number of eight characters"),
        ("foreign", {"other_number": ""}, "Enter the name of the register"),
        ("partnership", {"ppon": "PABC-1234-WXYZ"}, "Enter a PPON"),
        ("company", {"company_number": "0123\x004567"}, "Null characters are not allowed"),
    ],
)
def test_a_number_of_the_wrong_form_is_refused(
    window: Callable[[User], Client], anna: User, organisation: str, given: dict[str, str], says: str
) -> None:
    begun = registering.start(person=anna, organisation=organisation)
    page = window(anna).post(f"/suppliers/register/{begun.key}/number/", given)
    if given.get("company_number") == "12":
        # Zeros that a spreadsheet dropped are put back.
        begun.refresh_from_db()
        assert begun.company_number == "00000012"
        return
    assert "Error: " in page.text
    assert says in page.text
    begun.refresh_from_db()
    assert (begun.company_number, begun.charity_number, begun.other_number, begun.ppon) == ("", "", "", "")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "a" * 201, "¡¡¡", "x\x00y"])
def test_a_hostile_name_does_no_harm(window: Callable[[User], Client], anna: User, name: str) -> None:
    client, begun = window(anna), registering.start(person=anna, organisation="other")
    page = client.post(f"/suppliers/register/{begun.key}/name/", {"name": name}, follow=True)
    begun.refresh_from_db()
    assert "<script>alert" not in page.text
    assert begun.name == (name if name.startswith("<") else "")
    assert "<script>alert" not in client.get("/account/suppliers/").text


def test_the_same_number_is_offered_and_nothing_else(
    window: Callable[[User], Client], anna: User, acme: Supplier
) -> None:
    factories.contract(suppliers=[factories.supplier("New Firm Limited")])
    begun = draft(anna, company_number="01234567")
    page = window(anna).get(f"/suppliers/register/{begun.key}/match/").text
    assert "Acme Software Ltd, company number 01234567" in page
    assert "New Firm Limited" not in page
    answer = window(anna).post(f"/suppliers/register/{begun.key}/match/", {"supplier": acme.slug})
    assert answer.headers["Location"] == f"/suppliers/{acme.slug}/claim/"


def test_names_that_are_alike_are_offered_and_can_be_passed_over(
    window: Callable[[User], Client], anna: User
) -> None:
    for number in range(7):
        factories.contract(suppliers=[factories.supplier(f"New Firm Services {number} Ltd")])
    begun = draft(anna, "New Firm Services Ltd")
    client = window(anna)
    page = client.get(f"/suppliers/register/{begun.key}/").headers["Location"]
    assert page.endswith("/match/")
    assert client.get(page).text.count('name="supplier"') <= 6
    with pytest.raises(NotPossible, match="Answer every question"):
        registering.send(claim=begun, person=anna)
    client.post(page, {"supplier": "new"})
    begun.refresh_from_db()
    assert begun.passed_over
    assert client.get(f"/suppliers/register/{begun.key}/").headers["Location"].endswith("/send/")


def test_a_supplier_that_only_a_hidden_record_shows_is_not_offered(anna: User, staff: User) -> None:
    secret = factories.supplier("Secret Seller Ltd", company_number="07654321")
    factories.contract(suppliers=[secret], visibility=CLOSED)
    begun = draft(anna, "Secret Seller")
    assert registering.missing(begun) == ""
    sent = registering.send(claim=begun, person=anna)
    with pytest.raises(NotPossible, match="has this company number"):
        deciding.approve(claim=sent, actor=staff, seen="Their site")
    deciding.approve(claim=sent, actor=staff, seen="Their site", known=secret)
    assert SupplierMember.objects.get().supplier == secret


def test_what_a_registration_said_is_known_as_the_suppliers_word(anna: User, staff: User) -> None:
    sent = registering.send(claim=draft(anna, company_number="01234567"), person=anna)
    deciding.approve(claim=sent, actor=staff, seen="Their site")
    known = HowKnown.objects.order_by("section").values_list("section", "how", "on_date")
    day = timezone.localdate(sent.sent_at)
    assert list(known) == [("about", "said", day), ("numbers", "said", day)]
    assert unlogged() == []


def test_a_registration_is_refused_with_reasons_mended_and_approved(
    window: Callable[[User], Client],
    client: Client,
    anna: User,
    staff: User,
    mailoutbox: list[EmailMessage],
) -> None:
    sent = registering.send(claim=draft(anna), person=anna, message="Trust me")
    page = f"/account/suppliers/waiting/{sent.key}/"
    desk = window(staff)
    assert "Enter a reason" in desk.post(page, {"decision": "refuse"}).text
    desk.post(page, {"decision": "refuse", "reason": "Say where you are named."})
    assert "Your request about New Firm Ltd" in to(mailoutbox, anna)
    hers = window(anna)
    told = hers.get(f"/account/suppliers/requests/{sent.key}/").text
    assert "Say where you are named." in told
    answer = hers.post(f"/suppliers/register/{sent.key}/mend/", follow=True)
    assert "Say where you are named." in answer.text
    again = Claim.objects.drafts().get()
    assert registering.mend(claim=sent, person=anna) == again
    hers.post(f"/suppliers/register/{again.key}/send/", {"message": "On our page of people"})
    page = f"/account/suppliers/waiting/{again.key}/"
    assert "Say where you are named." in desk.get(page).text
    assert "Enter what you saw" in desk.post(page, {"decision": "approve"}).text
    assert client.get("/suppliers/new-firm-ltd/").status_code == 404
    desk.post(page, {"decision": "approve", "seen": "Their page of people"})
    public = client.get("/suppliers/new-firm-ltd/")
    assert public.status_code == 200
    assert "07654321" in public.text
    assert "New Firm Ltd" in client.get("/suppliers/").text
    made = SupplierMember.objects.get()
    assert (made.role, made.came_by, made.user) == ("owner", "registered", anna)
    kinds = set(Change.objects.values_list("kind", flat=True))
    assert {"suppliers.supplier", "suppliers.suppliermember"} <= kinds
    assert sent.state == "waiting"
    assert Claim.objects.get(pk=sent.pk).reason == "Say where you are named."


def test_an_approved_supplier_answers_to_its_name_in_imports(anna: User, staff: User) -> None:
    made = registered(anna, staff)
    assert made.aliases.get().folded == "new firm"
    assert made.listed
    assert not Contract.objects.exists()


def test_nobody_fills_the_queue(anna: User) -> None:
    for _ in range(MOST_OPEN):
        registering.start(person=anna, organisation="other")
    with pytest.raises(NotPossible, match="not answered"):
        registering.start(person=anna, organisation="other")


def test_requests_are_counted_by_the_minute(window: Callable[[User], Client], anna: User) -> None:
    client = window(anna)
    codes = [
        client.post("/suppliers/register/start/", {"organisation": "other"}).status_code for _ in range(6)
    ]
    assert codes[-1] == 429
    assert codes[0] == 302


@pytest.mark.parametrize("step", ["kind", "name", "number", "more", "send"])
def test_somebody_elses_draft_is_not_there(
    window: Callable[[User], Client], anna: User, ben: User, step: str
) -> None:
    begun = draft(anna)
    page = f"/suppliers/register/{begun.key}/{step}/"
    mine = window(anna).get(page)
    assert mine.status_code == 200
    assert faults(mine.text) == []
    assert window(ben).get(page).status_code == 404
    assert window(ben).post(page, {"name": "Mine"}).status_code == 404


def test_whoever_has_no_account_gets_one_by_asking(client: Client, mailoutbox: list[EmailMessage]) -> None:
    assert 'method="post"' not in client.get("/suppliers/register/").text
    client.post("/account/sign-in/", {"email": "new@firm.example"})
    assert mailoutbox == []
    wanted = {"email": "new@firm.example", "next": "/suppliers/register/start/"}
    sent = client.post("/suppliers/register/address/", wanted)
    [letter] = mailoutbox
    code = next(line.strip() for line in letter.body.splitlines() if len(line.strip()) == 9 and "-" in line)
    answer = client.post(sent.headers["Location"], {"code": code}, follow=True)
    assert User.objects.get().email == "new@firm.example"
    assert "What kind of organisation is it?" in answer.text


def test_a_firm_is_offered_by_the_name_it_has_now_and_by_no_hidden_one(acme: Supplier, anna: User) -> None:
    def offered(name: str) -> list[Supplier]:
        return is_this_you(Claim(name=name))

    with recording(acme):
        acme.aliases.create(spelling="Zephyrine Networks", folded="zephyrine networks")
    assert offered("Zephyrine Networks Ltd") == []
    # A firm of which nobody may know takes no part, however well it fits.
    factories.supplier("Quintessa Housing")
    assert offered("Quintessa Housing Ltd") == []
    factories.change(acme, name="Quintessa Housing Services")
    assert offered("Quintessa Housing Services Ltd") == [acme]
    assert offered("Acme Software Ltd") == []
    factories.change(acme, held_from="public")
    assert offered("Quintessa Housing Services Ltd") == []
    assert for_staff(Claim(name="Quintessa Housing Services Ltd"))[0] == acme
