"""Camden, its domain, a lead and somebody who works there."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from boroughs.models import Borough, EmailDomain, Officer
from tests import factories
from thirty3.accounts.models import User
from thirty3.history.services import recording


@pytest.fixture
def camden(db: None) -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def domain(camden: Borough) -> EmailDomain:
    found = EmailDomain(domain="camden.example")
    with recording(found):
        found.save()
        found.boroughs.add(camden)
    return found


@pytest.fixture
def person(domain: EmailDomain) -> User:
    return User.objects.create_user("person@camden.example")


@pytest.fixture
def give(db: None) -> Callable[..., Officer]:
    """Give somebody a role, as staff would by hand."""

    def gave(email: str, role: str, at: Borough) -> Officer:
        person = User.objects.filter(email=email).first() or User.objects.create_user(email)
        officer = Officer(user=person, borough=at, role=role, approved_at=timezone.now())
        with recording(officer):
            officer.save()
        return officer

    return gave


@pytest.fixture
def lead(camden: Borough, domain: EmailDomain, give: Callable[..., Officer]) -> User:
    person: User = give("lead@camden.example", "lead", camden).user
    return person
