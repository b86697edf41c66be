"""Rights that end while somebody's page is open: what is sent afterwards counts by the rights of then."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from django.utils import timezone

from boroughs.models import EmailDomain, Officer
from suppliers.models import SupplierMember
from tests import factories
from tests.pages.permissions.address import Address
from tests.pages.permissions.addresses import ADDRESSES
from tests.pages.permissions.asking import PlainClient, ask
from tests.pages.permissions.matrix import problem
from tests.pages.permissions.people import KEEPER, LONG_AGO, READER, SOMEBODY, STAFF, Visitor, visitor_named
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import SHOWN, TO_SIGN_IN, As
from tests.pages.permissions.staff import STAFF_ADDRESSES
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
DEEDS: Final = tuple(address for address in ADDRESSES if address.deed)
STAFF_DEEDS: Final = tuple(address for address in STAFF_ADDRESSES if address.deed)
FORMER: Final = SOMEBODY


def role_of(client: PlainClient) -> Officer:
    return Officer.objects.get(user=person_of(client))


def person_of(client: PlainClient) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def end(client: PlainClient) -> None:
    factories.change(role_of(client), ended_at=timezone.now())


def lower(client: PlainClient) -> None:
    factories.change(role_of(client), role="reader")


def let_lapse(client: PlainClient) -> None:
    factories.change(role_of(client), approved_at=timezone.now() - LONG_AGO)


def give_another_domain(client: PlainClient) -> None:
    """The role is of another domain now, so that the address proves nothing of the authority's mailbox."""
    factories.change(role_of(client), domain=EmailDomain.objects.get(domain="d1.example"))


@pytest.mark.parametrize(
    ("happens", "stands"),
    [
        (end, FORMER),
        (lower, READER),
        (let_lapse, FORMER | {As.HOLDER}),
        (give_another_domain, FORMER | {As.HOLDER}),
    ],
)
def test_a_role_that_changes_counts_for_the_form_that_is_open(
    place: Place, happens: Callable[[PlainClient], None], stands: frozenset[As]
) -> None:
    lead = visitor_named("a lead")
    client = lead.arrive(place)
    looked_at = [deed for deed in DEEDS if deed.look is not None and deed.look.may == As.LEAD]
    assert {ask(client, "get", deed.where(place)).to for deed in looked_at} == {SHOWN}
    happens(client)
    assert told(place, replace(lead, stands=stands), client, DEEDS) == ""


def membership_of(client: PlainClient) -> SupplierMember:
    return SupplierMember.objects.get(user=person_of(client))


def end_membership(client: PlainClient) -> None:
    factories.change(membership_of(client), ended_at=timezone.now())


def make_editor(client: PlainClient) -> None:
    factories.change(membership_of(client), role="editor")


@pytest.mark.parametrize(("happens", "stands"), [(end_membership, SOMEBODY), (make_editor, KEEPER)])
def test_a_membership_that_changes_counts_for_the_form_that_is_open(
    place: Place, happens: Callable[[PlainClient], None], stands: frozenset[As]
) -> None:
    owner = visitor_named("a supplier's owner")
    client = owner.arrive(place)
    looked_at = [deed for deed in DEEDS if deed.look is not None and deed.look.may == As.OWNER]
    assert {ask(client, "get", deed.where(place)).to for deed in looked_at} == {SHOWN}
    happens(client)
    assert told(place, replace(owner, stands=stands), client, DEEDS) == ""


def withdraw_right(client: PlainClient) -> None:
    User.objects.filter(pk=person_of(client).pk).update(is_superuser=False)


def withdraw_staff(client: PlainClient) -> None:
    User.objects.filter(pk=person_of(client).pk).update(is_staff=False, is_superuser=False)


@pytest.mark.parametrize(("happens", "stands"), [(withdraw_right, STAFF), (withdraw_staff, SOMEBODY)])
def test_a_right_of_staff_that_is_withdrawn_counts_for_the_form_that_is_open(
    place: Place, happens: Callable[[PlainClient], None], stands: frozenset[As]
) -> None:
    superuser = visitor_named("a superuser")
    client = superuser.arrive(place)
    assert ask(client, "get", "/admin/").to == SHOWN
    happens(client)
    assert told(place, replace(superuser, stands=stands), client, (*STAFF_DEEDS, *DEEDS)) == ""


@pytest.mark.parametrize("name", ["a lead", "a supplier's owner", "a superuser"])
def test_who_is_shut_out_is_signed_in_no_more(place: Place, name: str) -> None:
    client = visitor_named(name).arrive(place)
    User.objects.filter(pk=person_of(client).pk).update(is_active=False)
    for deed in DEEDS:
        came = ask(client, "post", deed.where(place), deed.form(place))
        assert came.to == TO_SIGN_IN, (deed.name, came)
        assert not came.wrote


def told(place: Place, visitor: Visitor, client: PlainClient, deeds: tuple[Address, ...]) -> str:
    """Where the answers to forms differ from what the rules say."""
    found = (
        problem(deed, "post", visitor, ask(client, "post", deed.where(place), deed.form(place)))
        for deed in deeds
    )
    return "\n".join(one for one in found if one)
