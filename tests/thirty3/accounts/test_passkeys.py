"""Staff may use a passkey instead of the app's code; the app stays compulsory."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.passkey import Device
from tests.signing_in import security_code, sign_in, staff_member
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")

LIST, ADD = "/account/passkeys/", "/account/passkeys/new/"
AGAIN, ASK = "/account/security-code/", "/account/sign-in/security-code/"

# Answers that have the right shape and nothing in it.
HOLLOW: list[dict[str, str]] = [
    {},
    {"clientDataJSON": "YQ", "attestationObject": "YQ"},
    {"clientDataJSON": "e30", "authenticatorData": "YQ", "signature": "YQ"},
]


def answer(response: dict[str, str]) -> str:
    return json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": response})


@pytest.fixture
def client() -> Client:
    """Passkeys are bound to a host, which is what people type."""
    return Client(SERVER_NAME="localhost")


def options_of(page: str) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]+)"', page)
    assert found
    return dict(json.loads(html.unescape(found.group(1))))


def added(client: Client, person: User, device: Device, name: str = "Laptop") -> Any:
    """Adds a passkey as staff do: with a code of the app, then with the device."""
    sign_in(client, person)
    client.post(AGAIN, {"code": security_code(person)})
    options = options_of(client.get(ADD).text)
    return client.post(ADD, {"name": name, "credential": device.make(options)})


def asked(client: Client) -> dict[str, Any]:
    return options_of(client.get(ASK).text)


def test_staff_add_a_passkey_and_sign_in_with_it(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    device = Device()
    assert added(client, staff, device).url == reverse("mfa_view_recovery_codes")
    assert "Laptop" in client.get(LIST).text
    client.post(reverse("account_logout"))
    give_code(staff.email, following="/admin/")
    assert client.get("/admin/").status_code == 302
    assert client.post(ASK, {"credential": device.show(asked(client))}).url == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert "Last used on" in client.get(LIST).text


def test_adding_a_passkey_takes_a_code_of_the_app(client: Client, staff: User) -> None:
    sign_in(client, staff)
    for method in (client.get, client.post):
        assert method(ADD).url == "/account/security-code/?next=%2Faccount%2Fpasskeys%2Fnew%2F"
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_page_says_that_it_needs_scripts_and_how_to_go_on_without(client: Client, staff: User) -> None:
    sign_in(client, staff)
    client.post(AGAIN, {"code": security_code(staff)})
    page = client.get(ADD).text
    assert "This page needs JavaScript" in page
    assert "go on using your authenticator app" in page
    answer = client.post(ADD, {"name": "Laptop", "credential": "null"})
    assert "Your browser did not give a passkey" in answer.text
    assert "Hidden field" not in answer.text


def test_the_app_still_lets_in_those_who_have_a_passkey(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    added(client, staff, Device())
    client.post(reverse("account_logout"))
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    cache.clear()  # a code that was used once in half a minute is not taken again
    give_code(staff.email)
    assert client.post(ASK, {"code": security_code(staff)}).url == "/account/"


def test_without_a_passkey_none_is_asked_for(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    give_code(staff.email)
    assert "passkey" not in client.get(ASK).text


@pytest.mark.parametrize(
    "device", [Device(), Device(origin="https://evil.example"), Device(host="evil.example")]
)
def test_another_key_or_another_site_lets_nobody_in(
    client: Client, staff: User, give_code: Callable[..., Any], device: Device
) -> None:
    own = Device()
    added(client, staff, own)
    client.post(reverse("account_logout"))
    give_code(staff.email)
    if device.origin != own.origin or device.host != own.host:
        device.key, device.credential_id = own.key, own.credential_id
    answer = client.post(ASK, {"credential": device.show(asked(client))})
    assert "This code is not right" in answer.text
    assert client.get("/account/").status_code == 302


def test_an_answer_works_once(client: Client, staff: User, give_code: Callable[..., Any]) -> None:
    device = Device()
    added(client, staff, device)
    client.post(reverse("account_logout"))
    give_code(staff.email)
    answer = device.show(asked(client))
    client.post(ASK, {"credential": answer})
    client.post(reverse("account_logout"))
    give_code(staff.email)
    client.get(ASK)
    client.post(ASK, {"credential": answer})
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "nonsense",
    ["", "[]", "{}", "7", '"x"', "{", '{"id": 1}', *(answer(one) for one in HOLLOW)],
)
def test_nonsense_is_refused_in_plain_words(
    client: Client, staff: User, give_code: Callable[..., Any], nonsense: str
) -> None:
    sign_in(client, staff)
    client.post(AGAIN, {"code": security_code(staff)})
    client.get(ADD)
    answer = client.post(ADD, {"name": "x", "credential": nonsense})
    assert answer.status_code == 200
    assert "There is a problem" in answer.text
    added(client, staff, Device())
    client.post(reverse("account_logout"))
    give_code(staff.email)
    client.get(ASK)
    answer = client.post(ASK, {"credential": nonsense})
    assert answer.status_code == 200
    assert "There is a problem" in answer.text


def test_guessing_with_passkeys_counts_as_guessing(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    added(client, staff, Device())
    client.post(reverse("account_logout"))
    give_code(staff.email)
    for _ in range(5):
        client.post(ASK, {"credential": Device().show(asked(client))})
    assert "Too many attempts" in client.post(ASK, {"code": security_code(staff)}).text


def test_a_passkey_is_removed_and_no_longer_lets_in(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    device = Device()
    added(client, staff, device)
    passkey = Authenticator.objects.get(type="webauthn")
    address = reverse("mfa_remove_webauthn", args=[passkey.pk])
    assert "Remove this passkey?" in client.get(address).text
    assert client.post(address).url == LIST
    assert "You have no passkey" in client.get(LIST).text
    assert Authenticator.objects.filter(type="totp").exists()


def test_nobody_removes_the_passkey_of_another(client: Client, staff: User) -> None:
    added(Client(SERVER_NAME="localhost"), staff, Device())
    passkey = Authenticator.objects.get(type="webauthn")
    other = staff_member("other@loti.example")
    sign_in(client, other)
    client.post(AGAIN, {"code": security_code(other)})
    assert client.post(reverse("mfa_remove_webauthn", args=[passkey.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_passkeys_are_for_staff_alone(client: Client, officer: User) -> None:
    sign_in(client, officer)
    for address in (LIST, ADD, "/account/passkeys/1/remove/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in (404, 405)


def test_a_passkey_does_not_stand_in_for_the_app_itself(client: Client, staff: User) -> None:
    added(client, staff, Device())
    Authenticator.objects.filter(type="totp").delete()
    assert client.get("/admin/").url == "/account/authenticator/"
