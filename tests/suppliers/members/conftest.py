"""A firm that an imported contract shows, people at its domain and elsewhere, and staff."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from suppliers.members import claiming, deciding, registering
from suppliers.models import Claim, MemberRole, Supplier, SupplierMember
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.history.services import recording


@pytest.fixture
def staff(db: None) -> User:
    return staff_member()


@pytest.fixture
def acme(db: None) -> Supplier:
    """Imported, with the website that the register had, and public by one contract."""
    made = factories.supplier(
        "Acme Software Ltd", company_number="01234567", website="https://www.acme.example/about"
    )
    factories.contract(suppliers=[made])
    return made


@pytest.fixture
def anna(db: None) -> User:
    return User.objects.create_user("anna@acme.example")


@pytest.fixture
def ben(db: None) -> User:
    return User.objects.create_user("ben@rival.example")


@pytest.fixture
def member(acme: Supplier) -> Callable[..., User]:
    """Somebody who keeps Acme's profile."""

    def made(email: str, role: str = MemberRole.OWNER, of: Supplier = acme) -> User:
        person = User.objects.filter(email=email).first() or User.objects.create_user(email)
        one = SupplierMember(user=person, supplier=of, role=role, came_by=SupplierMember.CameBy.STAFF)
        with recording(one):
            one.save()
        return person

    return made


@pytest.fixture
def window(db: None) -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def of(person: User) -> Client:
        client = Client()
        sign_in(client, person)
        return client

    return of


def claimed(person: User, supplier: Supplier) -> Claim:
    return claiming.claim(person=person, supplier=supplier, message="I run it")


def draft(person: User, name: str = "New Firm Ltd", **facts: object) -> Claim:
    """A registration with every answer that it needs."""
    begun = registering.start(person=person, organisation="company")
    return registering.answer(
        claim=begun, person=person, facts={"name": name, "company_number": "07654321", **facts}
    )


def registered(person: User, staff: User, name: str = "New Firm Ltd", **facts: object) -> Supplier:
    sent = registering.send(claim=draft(person, name, **facts), person=person, message="See our site")
    approved = deciding.approve(claim=sent, actor=staff, seen="Their site names her")
    assert approved.supplier is not None
    return approved.supplier


def to(letters: list[EmailMessage], person: User) -> list[str]:
    return [letter.subject for letter in letters if letter.to == [person.email]]
