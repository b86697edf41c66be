"""Nobody learns from the answers who has an account."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thirty3.accounts import tasks
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")

ADDRESS = "officer@camden.example"
PAGES = [
    ("asking for a code", lambda client: client.post("/account/sign-in/", {"email": ADDRESS})),
    ("the page that asks for it", lambda client: client.get("/account/sign-in/code/")),
    ("a wrong code", lambda client: client.post("/account/sign-in/code/", {"code": "BBBB-BBBB"})),
    ("going back", lambda client: client.get("/account/sign-in/")),
    ("a second wrong code", lambda client: client.post("/account/sign-in/code/", {"code": "BBBB-BBBB"})),
    ("a last wrong code", lambda client: client.post("/account/sign-in/code/", {"code": "BBBB-BBBB"})),
    ("the start", lambda client: client.get("/account/sign-in/")),
]


def without_tokens(answer: HttpResponse) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def without_date(answer: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in ("Date", "Expires")}


def walk() -> list[tuple[str, Any]]:
    """What an address gets, page by page: status, headers, names of cookies, body and queries."""
    client = Client()
    cache.clear()  # the count of requests for the address begins anew
    seen = []
    for name, ask in PAGES:
        with CaptureQueriesContext(connections["default"]) as queries:
            answer = ask(client)
        kinds = [query["sql"].split()[0] for query in queries.captured_queries]
        cookies = sorted(answer.cookies)
        seen.append(
            (name, (answer.status_code, without_date(answer), cookies, without_tokens(answer), kinds))
        )
    return seen


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The task as a worker would get it: taken down, not run within the request."""
    taken: list[dict[str, str]] = []

    class Queue:
        def enqueue(self, **arguments: str) -> None:
            taken.append(arguments)

    monkeypatch.setattr("thirty3.accounts.adapters.send_sign_in_code", Queue())
    return taken


@pytest.mark.parametrize("is_active", [True, False])
def test_known_unknown_and_closed_addresses_get_the_same_answers(
    queued: list[dict[str, str]], is_active: bool
) -> None:
    unknown = walk()
    User.objects.create_user(ADDRESS, is_active=is_active)
    assert walk() == unknown


def test_staff_and_people_with_a_role_get_the_same_answers_too(queued: list[dict[str, str]]) -> None:
    unknown = walk()
    TOTP.activate(User.objects.create_user(ADDRESS, is_staff=True), generate_totp_secret())
    assert walk() == unknown


def test_the_cache_is_asked_the_same_for_everyone(
    queued: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits are counted there, outside the database that the walk watches."""

    def asked() -> list[str]:
        seen: list[str] = []
        for name in ("get", "set", "add", "delete"):
            kept = getattr(cache, name)

            def watch(*args: Any, _name: str = name, _kept: Any = kept, **options: Any) -> Any:
                seen.append(_name)
                return _kept(*args, **options)

            monkeypatch.setattr(cache, name, watch)
        walk()
        monkeypatch.undo()
        monkeypatch.setattr("thirty3.accounts.adapters.send_sign_in_code", SimpleNamespace(enqueue=dict))
        return seen

    unknown = asked()
    User.objects.create_user(ADDRESS)
    assert len(unknown) > 10
    assert asked() == unknown


def test_the_request_leaves_the_letter_to_a_task_for_every_address(queued: list[dict[str, str]]) -> None:
    User.objects.create_user(ADDRESS)
    Client().post("/account/sign-in/", {"email": ADDRESS})
    Client().post("/account/sign-in/", {"email": "nobody@camden.example"})
    assert [task["email"] for task in queued] == [ADDRESS, "nobody@camden.example"]
    assert all(re.fullmatch(r"[A-Z]{4}-[A-Z]{4}", task["code"]) for task in queued)


def test_the_task_writes_only_to_people_who_may_sign_in(mailoutbox: list[EmailMessage]) -> None:
    User.objects.create_user("closed@camden.example", is_active=False)
    for email in ("nobody@camden.example", "closed@camden.example"):
        tasks.send_sign_in_code.call(email=email, code="BCDF-GHJK")
    assert mailoutbox == []


def test_an_unknown_address_is_not_let_in_with_the_code_that_nobody_got(
    queued: list[dict[str, str]], client: Client
) -> None:
    client.post("/account/sign-in/", {"email": "nobody@camden.example"})
    answer = client.post("/account/sign-in/code/", {"code": queued[0]["code"]})
    assert "This code is not right" in answer.text
