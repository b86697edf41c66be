"""Who may do what at every address, by every method: each answer follows from the rules, none is recorded.

The rules are in `tests/pages/permissions/rules.py`, the people in `people.py`, and which address stands under
which rule in `addresses.py` and `staff.py`. A new address needs a line there.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.pages.permissions.addresses import ADDRESSES
from tests.pages.permissions.asking import PlainClient, ask
from tests.pages.permissions.matrix import problem
from tests.pages.permissions.people import VISITORS, Visitor
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import REFUSED, SHOWN, TO_SET_UP, TO_SIGN_IN
from tests.pages.permissions.staff import STAFF_ADDRESSES
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")
EVERY = (*ADDRESSES, *STAFF_ADDRESSES)
# Asked in turn: another of them by each visitor.
OTHER_METHODS = ("head", "put", "patch", "delete")


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every pattern that addresses follow."""
    for pattern in resolver.url_patterns:
        part = str(pattern.pattern)
        route = before + (part.removeprefix("^") if before else part)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def test_no_address_is_without_a_rule(place: Place) -> None:
    covered = {resolve(address.where(place).partition("?")[0]).route for address in EVERY}
    assert sorted(set(routes(get_resolver())) - covered) == []


@pytest.mark.parametrize("visitor", VISITORS, ids=str)
def test_everyone_comes_as_far_as_the_rules_say(place: Place, visitor: Visitor) -> None:
    client, other = visitor.arrive(place), OTHER_METHODS[VISITORS.index(visitor) % len(OTHER_METHODS)]
    found = []
    for address in EVERY:
        where, form = address.where(place), address.form(place)
        for method in ("get", "post", other):
            came = ask(client, method, where, form if method == "post" else None)
            found.append(problem(address, method, visitor, came))
    wrong_ones = [one for one in found if one]
    # Said at length: a comparison would be cut short.
    if wrong_ones:
        pytest.fail("\n".join(wrong_ones), pytrace=False)


def test_staff_without_a_second_factor_are_led_to_set_one_up_from_everywhere(place: Place) -> None:
    client = PlainClient()
    sign_in(client, staff_member("new@loti.example", with_authenticator=False))
    # Meanwhile they may do that, fetch its picture, and sign out.
    open_to_them = {"mfa_activate_totp": SHOWN, "mfa_totp_qr": "missing", "account_logout": SHOWN}
    for address in EVERY:
        for method in ("get", "post"):
            came = ask(
                client, method, address.where(place), address.form(place) if method == "post" else None
            )
            if address.name not in open_to_them:
                assert came.to == TO_SET_UP, (method, address.name, came)
                assert not came.wrote
            elif method == "get":
                assert came.to == open_to_them[address.name], (address.name, came)


def test_staff_who_did_not_use_their_second_factor_are_signed_out(place: Place) -> None:
    client = PlainClient()
    client.force_login(staff_member("unproven@loti.example"))
    for address in EVERY:
        for method in ("get", "post"):
            came = ask(
                client, method, address.where(place), address.form(place) if method == "post" else None
            )
            assert came.to == TO_SIGN_IN, (method, address.name, came)
            assert not came.wrote
    client.get("/about/")
    assert "_auth_user_id" not in client.session


def test_a_form_from_elsewhere_is_refused_everywhere(place: Place) -> None:
    client = VISITORS[-1].arrive(place)
    client.handler.enforce_csrf_checks = True  # type: ignore[attr-defined]
    for address in EVERY:
        if address.send is not None:
            came = ask(client, "post", address.where(place), address.form(place))
            assert came.to == REFUSED, (address.name, came)
            assert not came.wrote


def test_signing_out_takes_a_form(place: Place) -> None:
    client = VISITORS[1].arrive(place)
    client.get("/account/sign-out/")
    assert "_auth_user_id" in client.session
    client.post("/account/sign-out/")
    assert "_auth_user_id" not in client.session
