"""A role rests when its mailbox was not proved for 90 days, and wakes at a sign-in by code."""

import datetime
import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, EmailDomain, Officer
from boroughs.officers import asking
from boroughs.permissions import role_at
from tests.signing_in import staff_member
from thirty3.accounts.models import User
from thirty3.accounts.services import save_person
from thirty3.registry import AUDIENCE_GRANTS

pytestmark = pytest.mark.django_db(databases="__all__")


def ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


@pytest.fixture
def officer(camden: Borough, person: User) -> Officer:
    """An editor whose role was approved long ago."""
    request = asking.ask(person=person, borough=camden, role="editor", interests="None")
    given = asking.approve(request=request, actor=staff_member())
    Officer.objects.filter(pk=given.pk).update(approved_at=ago(400))
    return given


def sign_in_by_code(client: Client, person: User, mailoutbox: list[EmailMessage]) -> None:
    client.post("/account/sign-in/", {"email": person.email})
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[-1].body)
    assert code
    client.post("/account/sign-in/code/", {"code": code.group()})


@pytest.mark.parametrize(("days", "opens"), [(0, True), (89, True), (91, False)])
def test_a_role_counts_for_90_days_after_the_mailbox_was_proved(
    officer: Officer, person: User, days: int, opens: bool
) -> None:
    User.objects.filter(pk=person.pk).update(mailbox_proved_at=ago(days))
    assert AUDIENCE_GRANTS["officer"].holds(person.pk) is opens


@pytest.mark.parametrize(("days", "opens"), [(89, True), (91, False)])
def test_without_a_proof_it_counts_from_the_approval(
    officer: Officer, person: User, days: int, opens: bool
) -> None:
    Officer.objects.update(approved_at=ago(days))
    assert AUDIENCE_GRANTS["officer"].holds(person.pk) is opens


def test_a_sign_in_by_code_wakes_the_role(
    client: Client, officer: Officer, person: User, mailoutbox: list[EmailMessage]
) -> None:
    User.objects.filter(pk=person.pk).update(mailbox_proved_at=ago(91))
    sign_in_by_code(client, person, mailoutbox)
    assert client.get("/account/authority/camden/").status_code == 200
    assert AUDIENCE_GRANTS["officer"].holds(person.pk)


def test_a_session_without_a_code_proves_nothing(client: Client, officer: Officer, person: User) -> None:
    client.force_login(person)
    assert client.get("/account/authority/camden/").status_code == 404
    assert "It rests" in client.get("/account/roles/").text


def test_a_wrong_code_proves_nothing(
    client: Client, officer: Officer, person: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/account/sign-in/", {"email": person.email})
    client.post("/account/sign-in/code/", {"code": "AAAA-AAAA"})
    person.refresh_from_db()
    assert person.mailbox_proved_at is None


def test_a_code_that_went_to_an_address_of_before_proves_nothing(
    client: Client, officer: Officer, person: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/account/sign-in/", {"email": person.email})
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[-1].body)
    assert code
    person.email = "other@camden.example"
    save_person(person=person, actor=None)
    client.post("/account/sign-in/code/", {"code": code.group()})
    person.refresh_from_db()
    assert person.mailbox_proved_at is None


def test_an_address_elsewhere_carries_no_role_with_it(
    camden: Borough, officer: Officer, person: User
) -> None:
    User.objects.filter(pk=person.pk).update(mailbox_proved_at=timezone.now())
    assert role_at(person, camden) == "editor"
    person.refresh_from_db()
    person.email = "person@hackney.example"
    save_person(person=person, actor=None)
    assert person.mailbox_proved_at is None
    User.objects.filter(pk=person.pk).update(mailbox_proved_at=timezone.now())
    assert role_at(person, camden) is None


def test_what_else_is_changed_of_a_person_leaves_the_proof(person: User) -> None:
    person.mailbox_proved_at = proved = timezone.now()
    person.is_staff = True
    save_person(person=person, actor=None)
    person.refresh_from_db()
    assert person.mailbox_proved_at == proved


def test_a_closed_account_proves_nothing(
    client: Client, domain: EmailDomain, person: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/account/sign-in/", {"email": person.email})
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[-1].body)
    assert code
    User.objects.filter(pk=person.pk).update(is_active=False)
    client.post("/account/sign-in/code/", {"code": code.group()})
    person.refresh_from_db()
    assert person.mailbox_proved_at is None
