"""Whoever proves an address at an authority's domain gets an account, and nobody else does."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from boroughs.models import EmailDomain
from tests import factories
from tests.thirty3.accounts.test_enumeration import ADDRESS, queued, walk
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db(databases="__all__")
__all__ = ["queued"]


@pytest.fixture
def domain() -> EmailDomain:
    """A domain that two authorities share."""
    known = EmailDomain(domain="camden.example")
    with recording(known):
        known.save()
        known.boroughs.set([factories.borough("Camden"), factories.borough("Islington")])
    return known


def test_who_gives_the_code_back_has_an_account_and_is_led_to_ask_for_a_role(
    client: Client, domain: EmailDomain, give_code: Callable[..., Any]
) -> None:
    answer = give_code("New@Camden.example")
    person = User.objects.get()
    assert (person.email, person.is_staff, person.is_superuser) == ("new@camden.example", False, False)
    assert person.mailbox_proved_at is not None
    assert answer.url == "/account/"
    assert "Ask for a role at your authority" in client.get(answer.url).text
    asking = client.get("/account/roles/ask/").text
    assert "Camden" in asking
    assert "Islington" in asking


def test_the_log_tells_that_somebody_joined_and_not_who(
    domain: EmailDomain, give_code: Callable[..., Any]
) -> None:
    give_code("new@camden.example")
    told = Change.objects.get(why="Joined with a code")
    assert "new@" not in str(vars(told))


def test_a_code_that_does_not_come_back_makes_nothing(
    client: Client, domain: EmailDomain, ask_for_code: Callable[..., str]
) -> None:
    ask_for_code("new@camden.example")
    for _ in range(3):
        client.post("/account/sign-in/code/", {"code": "BBBB-BBBB"})
    assert not User.objects.exists()


def test_a_code_counts_in_the_browser_that_asked_for_it_alone(
    domain: EmailDomain, ask_for_code: Callable[..., str]
) -> None:
    code = ask_for_code("new@camden.example")
    other = Client()
    ask_for_code("other@camden.example", with_client=other)
    assert "This code is not right" in other.post("/account/sign-in/code/", {"code": code}).text
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "address", ["new@elsewhere.example", "new@sub.camden.example", "camden.example@elsewhere.example"]
)
def test_an_address_elsewhere_gets_no_letter_and_no_account(
    client: Client,
    domain: EmailDomain,
    queued: list[dict[str, str]],
    mailoutbox: list[EmailMessage],
    address: str,
) -> None:
    client.post("/account/sign-in/", {"email": address})
    answer = client.post("/account/sign-in/code/", {"code": queued[0]["code"]})
    assert "This code is not right" in answer.text
    assert not mailoutbox
    assert not User.objects.exists()


def test_a_domain_without_an_authority_lets_nobody_join(
    client: Client, domain: EmailDomain, queued: list[dict[str, str]]
) -> None:
    client.post("/account/sign-in/", {"email": "new@camden.example"})
    domain.boroughs.clear()
    client.post("/account/sign-in/code/", {"code": queued[0]["code"]})
    assert not User.objects.exists()


def test_a_closed_account_stays_closed(
    client: Client, domain: EmailDomain, queued: list[dict[str, str]], mailoutbox: list[EmailMessage]
) -> None:
    person = User.objects.create_user("new@camden.example", is_active=False)
    client.post("/account/sign-in/", {"email": person.email})
    client.post("/account/sign-in/code/", {"code": queued[0]["code"]})
    person.refresh_from_db()
    assert (person.is_active, person.mailbox_proved_at) == (False, None)
    assert "_auth_user_id" not in client.session
    assert not mailoutbox


def test_who_was_added_meanwhile_signs_in_to_that_account(
    client: Client, domain: EmailDomain, ask_for_code: Callable[..., str]
) -> None:
    code = ask_for_code("new@camden.example")
    person = User.objects.create_user("new@camden.example")
    client.post("/account/sign-in/code/", {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_addresses_that_may_join_get_the_same_answers_as_others(
    queued: list[dict[str, str]], domain: EmailDomain
) -> None:
    may_join = walk()
    domain.boroughs.clear()
    assert walk() == may_join
    User.objects.create_user(ADDRESS)
    assert walk() == may_join


def test_as_few_codes_are_sent_to_who_may_join_as_to_anyone(
    client: Client, domain: EmailDomain, mailoutbox: list[EmailMessage]
) -> None:
    for _ in range(5):
        client.post("/account/sign-in/", {"email": "new@camden.example"})
        client.post("/account/sign-out/")
    assert len(mailoutbox) == 3
    assert all(re.search(r"[A-Z]{4}-[A-Z]{4}", str(letter.body)) for letter in mailoutbox)
