"""Pages in states that no kind of page stands for are sound HTML; the kinds: test_every_visit.py."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests import factories
from tests.pages.reading import faults
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED, World, authority
from thirty3 import errors

pytestmark = pytest.mark.django_db(databases="__all__")
EMPTY = [
    ("/", "home"),
    ("/contracts/", "contracts"),
    ("/boroughs/", "authorities"),
    ("/contracts/?q=x", "none"),
]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.text


@pytest.mark.parametrize("number", range(9))
def test_a_contract_in_any_state_is_sound(world: World, number: int) -> None:
    client = client_of(Visitor.STAFF)
    assert faults(page(client, world.contracts[number].get_absolute_url())) == []


@pytest.mark.parametrize(("address", "name"), EMPTY)
def test_a_page_with_nothing_to_show_is_sound(client: Client, address: str, name: str) -> None:
    assert faults(page(client, address)) == []


def test_an_authority_of_which_nothing_is_held_is_sound(client: Client) -> None:
    assert faults(page(client, authority(0).get_absolute_url())) == []


@pytest.mark.parametrize(
    "query",
    [
        "?ends_after=soon&ends_before=later&value_min=x&value_max=y&sort=colour&page=x&status=a&sme=b&route=c",
        "?borough=%21%21&supplier=%3Cscript%3E&product=%22&area=%27&function=%00",
        "?value_min=2&value_max=1&ends_after=2027-01-01&ends_before=2026-01-01",
        "?q=%3F",
        "?q=" + "a%20" * 60,
        "?page=0",
    ],
)
def test_a_page_that_says_what_is_wrong_is_sound(world: World, client: Client, query: str) -> None:
    html = page(client, f"/contracts/{query}")
    assert "<title>Error: " in html
    assert faults(html) == []


@pytest.mark.parametrize(
    ("name", "visitor", "given"),
    [
        ("account_login", Visitor.ANYONE, {"email": "nonsense"}),
        ("account_confirm_login_code", Visitor.CODE_SENT, {"code": "wrong"}),
        ("mfa_authenticate", Visitor.CODE_GIVEN, {"code": "1"}),
        ("mfa_activate_totp", Visitor.NEW_STAFF, {"code": ""}),
        ("mfa_reauthenticate", Visitor.STAFF, {"code": "x"}),
    ],
)
def test_a_form_that_says_what_is_wrong_is_sound(name: str, visitor: Visitor, given: dict[str, str]) -> None:
    html = client_of(visitor).post(reverse(name), given).text
    assert "<title>Error: " in html
    assert faults(html) == []


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: errors.bad_request(request, ValueError()),
        lambda request: errors.permission_denied(request, PermissionError()),
        lambda request: errors.csrf_failure(request, ""),
        lambda request: errors.page_not_found(request, Http404()),
        errors.gone,
        errors.server_error,
    ],
)
def test_a_page_for_what_goes_wrong_is_sound(answer: Any) -> None:
    request: HttpRequest = RequestFactory().get("/contracts/missing/")
    request.user = AnonymousUser()
    assert faults(answer(request).content.decode()) == []


def test_a_contract_closed_to_the_public_is_sound_for_those_who_see_it() -> None:
    record = factories.contract("One", visibility={"record": CLOSED})
    assert faults(page(client_of(Visitor.OFFICER), record.get_absolute_url())) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>text", "h1"),
        (
            "<!DOCTYPE html><html lang='en'><title>A - Thirty3</title><main><h1>A</h1><h3>B</h3></main>",
            "follows",
        ),
        ("<!DOCTYPE html><p id='a'></p><p id='a'></p>", "stands 2 times"),
        ("<!DOCTYPE html><input name='q'>", "has no name"),
        ("<!DOCTYPE html><label for='q'>Q</label>", "refers to nothing"),
        ("<!DOCTYPE html><a href='/'></a>", "an empty <a>"),
        ("<!DOCTYPE html><p style='color: red'></p>", "<p style>"),
        ("<!DOCTYPE html><p onclick='x()'></p>", "<p onclick>"),
        ("<!DOCTYPE html><script>1</script>", "inline <script>"),
        ("<!DOCTYPE html><a href='javascript:x'>x</a>", "javascript"),
        ("<!DOCTYPE html><img src='a.png'>", "no alt"),
        ("<!DOCTYPE html><script src='https://cdn.example/x.js'></script>", "from elsewhere"),
        ("<!DOCTYPE html><ul><li>a</ul></p>", "line 1"),
    ],
)
def test_the_reader_sees_a_fault(html: str, fault: str) -> None:
    assert fault in " / ".join(faults(html))
