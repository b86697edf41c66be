"""Asking for a role, and who decides."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, EmailDomain, Officer, RoleRequest
from boroughs.officers import asking
from boroughs.officers.asking import NotPossible
from boroughs.permissions import role_at
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")
STATED = {"role": "editor", "interests": "None", "agreed": "on"}


def asked(person: User, borough: Borough, role: str = "editor") -> RoleRequest:
    return asking.ask(person=person, borough=borough, role=role, interests="None")


def to(letters: list[EmailMessage], person: User) -> list[str]:
    return [letter.subject for letter in letters if letter.to == [person.email]]


def test_a_person_asks_on_the_page_and_a_lead_is_told(
    client: Client, camden: Borough, person: User, lead: User, mailoutbox: list[EmailMessage]
) -> None:
    sign_in(client, person)
    page = client.get("/account/roles/ask/").text
    assert "so the role is there" in page
    assert "I use nothing of it for a supplier" in page
    answer = client.post("/account/roles/ask/", {**STATED, "borough": camden.pk}, follow=True)
    assert "You asked for a role at Camden." in answer.text
    request = RoleRequest.objects.get()
    assert (request.statement_version, request.stated_on) == (1, timezone.localdate())
    assert to(mailoutbox, lead) == ["Somebody asks for a role at Camden"]
    assert to(mailoutbox, person) == ["You asked for a role at Camden"]
    assert all("None" not in letter.body for letter in mailoutbox)


def test_the_statement_has_to_be_made(client: Client, camden: Borough, person: User) -> None:
    sign_in(client, person)
    answer = client.post("/account/roles/ask/", {"borough": camden.pk, "role": "reader"})
    assert "Error: Ask for a role" in answer.text
    assert "Enter your outside interests" in answer.text
    assert "Tick the box to state it" in answer.text
    assert not RoleRequest.objects.exists()


def test_a_domain_of_several_authorities_lets_the_person_choose(
    client: Client, camden: Borough, domain: EmailDomain, person: User
) -> None:
    domain.boroughs.add(factories.borough("Islington"))
    factories.borough("Hackney")
    sign_in(client, person)
    page = client.get("/account/roles/ask/").text
    assert "Islington" in page
    assert "Hackney" not in page
    hackney = factories.borough("Hackney")
    client.post("/account/roles/ask/", {**STATED, "borough": hackney.pk})
    assert not RoleRequest.objects.exists()


@pytest.mark.parametrize(
    "address", ["x@elsewhere.example", "x@sub.camden.example", "x@notcamden.example", "camden.example@a.b"]
)
def test_an_address_elsewhere_asks_for_nothing(
    client: Client, camden: Borough, domain: EmailDomain, address: str
) -> None:
    person = User.objects.create_user(address)
    with pytest.raises(NotPossible):
        asked(person, camden)
    sign_in(client, person)
    assert "not at the domain of an authority that we know" in client.get("/account/roles/ask/").text
    client.post("/account/roles/ask/", {**STATED, "borough": camden.pk})
    assert not RoleRequest.objects.exists()


def test_a_request_opens_nothing_until_it_is_approved(
    camden: Borough, person: User, lead: User, mailoutbox: list[EmailMessage]
) -> None:
    request = asked(person, camden)
    assert role_at(person, camden) is None
    mailoutbox.clear()
    officer = asking.approve(request=request, actor=lead)
    assert role_at(person, camden) == Officer.Role.EDITOR
    assert to(mailoutbox, person) == ["Your role at Camden"]
    change = Change.objects.of("boroughs.officer", officer.pk).get()
    assert (change.actor, change.role) == (lead, "Lead at Camden")


def test_a_refusal_says_why(
    client: Client, camden: Borough, person: User, lead: User, mailoutbox: list[EmailMessage]
) -> None:
    request = asked(person, camden)
    with pytest.raises(NotPossible):
        asking.refuse(request=request, actor=lead, reason=" ")
    asking.refuse(request=request, actor=lead, reason="You left in May.")
    assert "You left in May." in mailoutbox[-1].body
    sign_in(client, person)
    assert "You left in May." in client.get("/account/roles/").text
    assert role_at(person, camden) is None
    assert asked(person, camden).outcome == ""


def test_nobody_decides_about_their_own(camden: Borough, lead: User) -> None:
    request = asked(lead, camden, "reader")
    with pytest.raises(NotPossible):
        asking.approve(request=request, actor=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRequest.objects.update(outcome="approved", decided_at=timezone.now(), decided_by=lead)


def test_staff_do_not_decide_about_their_own_either(camden: Borough, domain: EmailDomain) -> None:
    staff = staff_member("staff@camden.example")
    with pytest.raises(NotPossible):
        asking.approve(request=asked(staff, camden), actor=staff)


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_readers_and_editors_decide_nothing(
    camden: Borough, person: User, give: Callable[..., Officer], role: str
) -> None:
    other = give("other@camden.example", role, camden).user
    with pytest.raises(PermissionDenied):
        asking.approve(request=asked(person, camden), actor=other)


def test_a_lead_elsewhere_finds_no_such_request(
    client: Client, camden: Borough, person: User, give: Callable[..., Officer]
) -> None:
    request = asked(person, camden)
    sign_in(client, give("lead@hackney.example", "lead", factories.borough("Hackney")).user)
    address = f"/account/roles/waiting/{request.key}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"decision": "approve"}).status_code == 404
    assert "person@camden.example" not in client.get("/account/roles/waiting/").text
    request.refresh_from_db()
    assert request.outcome == ""


def test_of_two_who_decide_one_does(camden: Borough, person: User, lead: User) -> None:
    request = asked(person, camden)
    late = RoleRequest.objects.get(pk=request.pk)
    asking.refuse(request=request, actor=lead, reason="No.")
    with pytest.raises(NotPossible, match="decided already"):
        asking.approve(request=late, actor=lead)
    assert role_at(person, camden) is None


def test_staff_are_asked_where_there_is_no_lead(
    client: Client, camden: Borough, person: User, mailoutbox: list[EmailMessage]
) -> None:
    staff = staff_member()
    request = asked(person, camden)
    assert to(mailoutbox, staff) == ["Somebody asks for a role at Camden"]
    sign_in(client, staff)
    assert "person@camden.example" in client.get("/account/roles/waiting/").text
    from_admin = client.get(f"/admin/boroughs/rolerequest/{request.pk}/change/")
    assert from_admin["Location"] == f"/account/roles/waiting/{request.key}/"
    client.post(f"/account/roles/waiting/{request.key}/", {"decision": "approve"})
    assert role_at(person, camden) == Officer.Role.EDITOR
    assert Change.objects.filter(kind="boroughs.officer").get().role == "LOTI staff"


def test_a_lead_decides_on_the_page(client: Client, camden: Borough, person: User, lead: User) -> None:
    request = asked(person, camden)
    sign_in(client, lead)
    address = f"/account/roles/waiting/{request.key}/"
    assert "staff have not yet checked whose it is" in client.get(address).text
    assert "Enter a reason" in client.post(address, {"decision": "refuse"}).text
    client.post(address, {"decision": "approve"})
    assert role_at(person, camden) == Officer.Role.EDITOR
    assert "It is decided." in client.get(address).text


def test_another_role_takes_the_place_of_the_old_one(camden: Borough, person: User, lead: User) -> None:
    asking.approve(request=asked(person, camden, "reader"), actor=lead)
    with pytest.raises(NotPossible):
        asked(person, camden, "reader")
    asking.approve(request=asked(person, camden, "lead"), actor=lead)
    assert role_at(person, camden) == Officer.Role.LEAD
    assert Officer.objects.filter(user=person).count() == 1


def test_one_person_may_have_a_role_at_several_authorities(
    camden: Borough, domain: EmailDomain, person: User
) -> None:
    islington = factories.borough("Islington")
    domain.boroughs.add(islington)
    staff = staff_member()
    for borough, role in ((camden, "reader"), (islington, "lead")):
        asking.approve(request=asked(person, borough, role), actor=staff)
    assert (role_at(person, camden), role_at(person, islington)) == ("reader", "lead")


def test_whoever_waits_does_not_ask_twice(camden: Borough, person: User, lead: User) -> None:
    asked(person, camden)
    with pytest.raises(NotPossible, match="already wait"):
        asked(person, camden, "lead")


def test_erasing_a_person_takes_what_they_stated(camden: Borough, person: User, lead: User) -> None:
    from thirty3.accounts.services import forget

    request: Any = asked(person, camden)
    asking.approve(request=request, actor=lead)
    forget(person=lead, why="They asked")
    request.refresh_from_db()
    assert request.decided_by is None
    forget(person=person, why="They asked")
    assert not RoleRequest.objects.exists()
    assert not Officer.objects.filter(user=person.pk).exists()
