"""Only the addresses that sign-in needs are there, and their pages keep the house rules."""

import re
from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from allauth.mfa.models import Authenticator
from allauth.urls import urlpatterns as all_of_allauth
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.signing_in import code_now, security_code, sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.accounts.urls import urlpatterns as ours

pytestmark = pytest.mark.django_db(databases="__all__")


def patterns(branches: list[Any], prefix: str = "") -> list[tuple[str, str]]:
    """Every route and its name, branches flattened."""
    found: list[tuple[str, str]] = []
    for branch in branches:
        if isinstance(branch, URLResolver):
            found += patterns(branch.url_patterns, prefix + str(branch.pattern))
        elif isinstance(branch, URLPattern):
            found.append((prefix + str(branch.pattern), branch.name or ""))
    return found


OUR_NAMES = {name for _, name in patterns(ours)}
NOT_OURS = [(route, name) for route, name in patterns(all_of_allauth) if name not in OUR_NAMES]


def test_allauth_offers_much_that_is_not_here() -> None:
    names = {name for _, name in NOT_OURS}
    assert {"account_signup", "account_reset_password", "account_email", "mfa_deactivate_totp"} <= names


@pytest.mark.parametrize(("route", "name"), NOT_OURS)
def test_every_other_address_of_allauth_is_missing(client: Client, route: str, name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
    path = re.sub(r"\(.*?\)|[\^$\\<>:?]|\w+:", "x", route)
    assert client.get(f"/account/{path}").status_code == 404
    sign_in(client, staff_member())
    assert client.post(f"/account/{path}").status_code == 404


def test_nobody_has_a_password_to_change(client: Client) -> None:
    sign_in(client, staff_member())
    assert client.get("/admin/password_change/").status_code == 404


def test_the_admin_shows_no_secret_of_an_authenticator_and_no_code_of_a_task() -> None:
    names = {name for _, name in patterns(get_resolver().url_patterns)}
    assert "accounts_user_changelist" in names
    for hidden in ("mfa_authenticator", "account_emailaddress", "django_tasks_database_dbtaskresult"):
        assert not [name for name in names if name.startswith(hidden)]


@pytest.fixture
def page(
    client: Client,
    officer: User,
    give_code: Callable[..., Any],
    ask_for_code: Callable[..., str],
    settings: Any,
) -> Callable[[str], str]:
    """Every page of the account, as the person gets it for whom it is meant."""
    settings.DEMO = True

    def get(name: str) -> str:
        args: list[int] = []
        match name:
            case "account_confirm_login_code":
                ask_for_code(officer.email)
            case "mfa_authenticate":
                give_code(staff_member().email)
            case "mfa_activate_totp":
                give_code(staff_member(with_authenticator=False).email)
            case "mfa_reauthenticate":
                sign_in(client, staff_member())
            case "mfa_list_webauthn" | "mfa_add_webauthn" | "mfa_remove_webauthn":
                person = staff_member()
                sign_in(client, person)
                client.post(reverse("mfa_reauthenticate"), {"code": security_code(person)})
                args = [passkey(person).pk] if name == "mfa_remove_webauthn" else []
            case "mfa_view_recovery_codes" | "mfa_generate_recovery_codes":
                give_code(staff_member(with_authenticator=False).email)
                set_up(client)
            case "account_delete_confirm":
                give_code(officer.email)
                client.post(reverse("account_delete"))
            case "account_home" | "account_delete" | "account_sessions" | "mfa_index" | "account_logout":
                give_code(officer.email)
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == 200
        return str(answer.text)

    return get


def passkey(person: User) -> Authenticator:
    """One whose key nobody uses."""
    return Authenticator.objects.create(user=person, type="webauthn", data={"name": "Laptop"})


def set_up(client: Client) -> None:
    found = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(reverse("mfa_activate_totp")).text)
    assert found
    client.post(reverse("mfa_activate_totp"), {"code": code_now(found.group(1))})


@pytest.mark.parametrize("name", sorted(OUR_NAMES - {"mfa_totp_qr"}))
def test_each_page_is_sound(page: Callable[[str], str], name: str) -> None:
    text = page(name)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(text)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert len(list(tree.iter("h1"))) == 1
    for label in tree.iter("label"):
        assert label.get("for") in ids
    for element in tree.iter():
        assert not [a for a in element.attrib if a == "style" or a.startswith("on")]
        assert not str(element.get("src", "")).startswith("data:")
    assert not list(tree.iter("style"))
    assert all(script.get("src") and not script.text for script in tree.iter("script"))
