"""Claiming a supplier that is here: who may, what proves it, who is told, and what a rival cannot do."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from boroughs.models import EmailDomain
from suppliers.members import claiming, deciding, proving
from suppliers.members.queue import waiting
from suppliers.members.requests import NotPossible, place_in_queue
from suppliers.models import Claim, Supplier, SupplierMember
from tests import factories
from tests.pages.reading import faults
from tests.suppliers.members.conftest import claimed, to
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")


def code_in(letters: list[EmailMessage]) -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", letters[-1].body, re.MULTILINE)
    assert found
    return found.group()


def test_a_supplier_is_claimed_by_a_code_to_an_address_at_its_domain(
    window: Callable[[User], Client],
    client: Client,
    acme: Supplier,
    anna: User,
    staff: User,
    mailoutbox: list[EmailMessage],
) -> None:
    page = client.get(f"/suppliers/{acme.slug}/").text
    assert "Is this your organisation?" in page
    assert "<form" not in page.partition("<main")[2]
    hers = window(anna)
    assert "@acme" not in hers.get(f"/suppliers/{acme.slug}/claim/").text
    answer = hers.post(f"/suppliers/{acme.slug}/claim/", {"message": "I run it"}, follow=True)
    assert "acme.example" in answer.text
    [claim] = Claim.objects.all()
    base = f"/account/suppliers/requests/{claim.key}/"
    assert 'value="anna@acme.example"' in hers.get(f"{base}code/").text
    answer = hers.post(f"{base}code/", {"address": "office@acme.example"}, follow=True)
    assert mailoutbox[-1].to == ["office@acme.example"]
    for written in (answer.text, hers.get(base).text, hers.get(f"{base}code/").text):
        assert faults(written) == []
    answer = hers.post(
        f"{base}code/enter/", {"code": code_in(mailoutbox).lower().replace("-", " ")}, follow=True
    )
    assert "A code came back from an address at acme.example" in answer.text
    claim.refresh_from_db()
    assert (claim.proof, claim.code_digest) == ("code", "")
    assert "office" not in str(claim.__dict__)
    desk = window(staff)
    page = f"/account/suppliers/waiting/{claim.key}/"
    assert "A code came back from an address at acme.example" in desk.get(page).text
    assert faults(desk.get(page).text) == []
    desk.post(page, {"decision": "approve"})
    member = SupplierMember.objects.get()
    assert (member.role, member.came_by) == ("owner", "claimed")
    assert "People of Acme Software Ltd" in hers.get("/account/suppliers/").text
    assert to(mailoutbox, anna)[-1] == "You can keep the profile of Acme Software Ltd"


def test_a_rival_cannot_prove_it(
    window: Callable[[User], Client], acme: Supplier, ben: User, mailoutbox: list[EmailMessage]
) -> None:
    claim = claimed(ben, acme)
    before = len(mailoutbox)
    page = window(ben).post(f"/account/suppliers/requests/{claim.key}/code/", {"address": ben.email})
    assert "Enter an address that ends in @acme.example" in page.text
    for address in (
        "x@sub.acme.example",
        "x@acme.example.rival.example",
        "x@notacme.example",
        "@acme.example",
    ):
        with pytest.raises(NotPossible):
            proving.send_code(claim=claim, person=ben, address=address.replace("@acme.example", "@", 1))
    assert len(mailoutbox) == before
    proving.send_code(claim=claim, person=ben, address="anna@acme.example")
    for _ in range(3):
        with pytest.raises(NotPossible):
            proving.give_code(claim=claim, person=ben, code="WRNG-CODE")
    # Three guesses are all, also with the right code.
    with pytest.raises(NotPossible, match="no longer works"):
        proving.give_code(claim=claim, person=ben, code=code_in(mailoutbox))
    claim.refresh_from_db()
    assert claim.proof == ""


def test_a_code_lapses_and_proves_only_the_domain_of_today(
    acme: Supplier, anna: User, mailoutbox: list[EmailMessage]
) -> None:
    claim = claimed(anna, acme)
    proving.send_code(claim=claim, person=anna, address=anna.email)
    Claim.objects.update(code_sent_at=timezone.now() - datetime.timedelta(minutes=16))
    with pytest.raises(NotPossible, match="no longer works"):
        proving.give_code(claim=claim, person=anna, code=code_in(mailoutbox))
    proving.send_code(claim=claim, person=anna, address=anna.email)
    factories.change(acme, website="https://other.example")
    with pytest.raises(NotPossible, match="no longer works"):
        proving.give_code(claim=claim, person=anna, code=code_in(mailoutbox))
    claim.refresh_from_db()
    assert claim.proof == ""


def test_a_website_that_many_share_or_that_is_an_authoritys_proves_nothing(
    acme: Supplier, anna: User
) -> None:
    claim = claimed(anna, acme)
    EmailDomain.objects.create(domain="camden.example")
    for website in (
        "https://acme.wixsite.com",
        "https://www.gmail.com/acme",
        "https://it.camden.example",
        "",
    ):
        factories.change(acme, website=website)
        claim.supplier = acme
        assert proving.provable_at(claim) == ""
        with pytest.raises(NotPossible):
            proving.send_code(claim=claim, person=anna, address="anna@gmail.com")


def test_staff_write_down_what_they_saw(acme: Supplier, anna: User, staff: User) -> None:
    claim = claimed(anna, acme)
    with pytest.raises(NotPossible, match="what you saw"):
        deciding.approve(claim=claim, actor=staff, seen="  ")
    held = deciding.approve(claim=claim, actor=staff, seen="Companies House names her")
    assert (held.proof, held.seen) == ("seen", "Companies House names her")


def test_only_staff_decide_about_claims_and_nobody_about_their_own(
    acme: Supplier, anna: User, ben: User, staff: User, window: Callable[[User], Client]
) -> None:
    claim, own = claimed(anna, acme), claimed(staff, acme)
    page = f"/account/suppliers/waiting/{claim.key}/"
    assert window(ben).get(page).status_code == 404
    assert window(anna).post(page, {"decision": "approve"}).status_code == 404
    assert window(ben).get("/account/suppliers/waiting/").status_code == 404
    answer = window(staff).get(f"/account/suppliers/waiting/{own.key}/")
    assert "Somebody else decides" in answer.text
    with pytest.raises(NotPossible, match="their own"):
        deciding.approve(claim=own, actor=staff, seen="I know myself")
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=own.pk).update(decided_by=staff)


def test_members_are_told_of_whoever_wants_to_join_and_an_owner_decides(
    acme: Supplier,
    anna: User,
    ben: User,
    member: Callable[..., User],
    window: Callable[[User], Client],
    mailoutbox: list[EmailMessage],
) -> None:
    owner, editor = member("olga@acme.example"), member("eve@acme.example", "editor")
    claim = claimed(anna, acme)
    assert claim.kind == "join"
    asks = "Somebody asks to keep the profile of Acme Software Ltd"
    assert to(mailoutbox, owner) == to(mailoutbox, editor) == [asks]
    page = f"/account/suppliers/waiting/{claim.key}/"
    assert window(editor).get(page).status_code == 404
    hers = window(owner)
    assert "anna@acme.example" in hers.get(f"/account/suppliers/{acme.slug}/people/").text
    assert "What you saw" not in hers.get(page).text
    hers.post(page, {"decision": "approve"})
    joined = SupplierMember.objects.get(user=anna)
    assert (joined.role, joined.came_by) == ("editor", "joined")
    assert "was decided" in to(mailoutbox, editor)[-1]
    # The rival is refused by those whom they would displace.
    rival = claimed(ben, acme)
    deciding.refuse(claim=rival, actor=owner, reason="We do not know you.")
    assert not SupplierMember.objects.filter(user=ben).exists()
    with pytest.raises(NotPossible, match="decided already"):
        deciding.approve(claim=rival, actor=owner)


def test_what_cannot_be_claimed(
    acme: Supplier, anna: User, member: Callable[..., User], window: Callable[[User], Client]
) -> None:
    secret = factories.supplier("Secret")
    factories.contract(
        suppliers=[secret], visibility={"supplier": {"audience": "boroughs", "reason": "security"}}
    )
    invented = factories.supplier("Invented", demonstration=True)
    factories.contract(suppliers=[invented], demonstration=True)
    held = factories.supplier("Held", held_from="public")
    hers = window(anna)
    for supplier in (secret, invented, held):
        assert hers.get(f"/suppliers/{supplier.slug}/claim/").status_code == 404
        assert hers.post(f"/suppliers/{supplier.slug}/claim/", {"message": "Mine"}).status_code == 404
    with pytest.raises(NotPossible, match="invented"):
        claimed(anna, invented)
    claimed(anna, acme)
    with pytest.raises(NotPossible, match="already wait"):
        claimed(anna, acme)
    owner = member("olga@acme.example")
    with pytest.raises(NotPossible, match="already"):
        claiming.claim(person=owner, supplier=acme, message="")


def test_the_queue_promises_five_working_days_and_says_when_they_are_over(
    acme: Supplier, anna: User, ben: User
) -> None:
    first, second = claimed(anna, acme), claimed(ben, acme)
    assert [place_in_queue(first), place_in_queue(second)] == [1, 2]
    # Sent on a Friday: five working days later it is Friday again, and late on the Saturday.
    Claim.objects.update(sent_at=datetime.datetime(2026, 11, 6, 12, tzinfo=datetime.UTC))
    assert waiting(datetime.date(2026, 11, 13)) == (2, 0)
    assert waiting(datetime.date(2026, 11, 14)) == (2, 2)


def test_a_request_is_taken_back(
    window: Callable[[User], Client], acme: Supplier, anna: User, ben: User
) -> None:
    claim = claimed(anna, acme)
    page = f"/account/suppliers/requests/{claim.key}/take-back/"
    assert window(ben).post(page).status_code == 404
    assert faults(window(anna).get(page).text) == []
    window(anna).post(page)
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
    assert waiting(timezone.localdate()) == (0, 0)
