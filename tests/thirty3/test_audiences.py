"""Who sees what authorities share with each other, asked anew at each request."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from boroughs.models import Officer
from tests import factories
from thirty3.accounts.models import User
from thirty3.audiences import Audience, audience_of


def asked_by(user: object) -> Audience:
    request = HttpRequest()
    if user is not None:
        request.user = user
    return audience_of(request)


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("someone@camden.example")


def give_role(person: User, *, approved: bool = True, ended: bool = False, at: str = "Camden") -> Officer:
    now = timezone.now()
    return Officer.objects.create(
        user=person,
        borough=factories.borough(at),
        approved_at=now if approved else None,
        ended_at=now if ended else None,
    )


def test_visitors_are_the_public() -> None:
    assert asked_by(AnonymousUser()) == asked_by(None) == Audience.PUBLIC


def test_somebody_signed_in_without_a_role_is_the_public(person: User) -> None:
    assert asked_by(person) == Audience.PUBLIC


@pytest.mark.parametrize("role", Officer.Role.values)
def test_an_officer_sees_what_authorities_share_whatever_the_role(person: User, role: str) -> None:
    Officer.objects.filter(pk=give_role(person).pk).update(role=role)
    assert asked_by(person) == Audience.BOROUGHS


@pytest.mark.parametrize(("approved", "ended"), [(False, False), (True, True), (False, True)])
def test_a_role_that_waits_or_has_ended_opens_nothing(person: User, approved: bool, ended: bool) -> None:
    give_role(person, approved=approved, ended=ended)
    assert asked_by(person) == Audience.PUBLIC


def test_one_current_role_of_several_is_enough(person: User) -> None:
    give_role(person, ended=True, at="Camden")
    give_role(person, at="Islington")
    assert asked_by(person) == Audience.BOROUGHS


def test_the_role_of_somebody_else_opens_nothing(person: User) -> None:
    give_role(User.objects.create_user("officer@camden.example"))
    assert asked_by(person) == Audience.PUBLIC


def test_a_role_that_ends_closes_at_the_next_request(person: User) -> None:
    role = give_role(person)
    assert asked_by(User.objects.get(pk=person.pk)) == Audience.BOROUGHS
    factories.change(role, ended_at=timezone.now())
    assert asked_by(User.objects.get(pk=person.pk)) == Audience.PUBLIC


def test_staff_see_what_authorities_share(db: None) -> None:
    assert asked_by(User.objects.create_user("staff@loti.example", is_staff=True)) == Audience.BOROUGHS


def test_a_closed_account_opens_nothing(person: User) -> None:
    give_role(person)
    person.is_active = False
    assert asked_by(person) == Audience.PUBLIC
    person.is_staff = person.is_superuser = True
    assert asked_by(person) == Audience.PUBLIC
