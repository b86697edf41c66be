"""Officers of Camden, and what their forms send."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, Officer
from tests import factories
from tests.signing_in import sign_in
from thirty3.accounts.models import User


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def signed_in(camden: Borough) -> Callable[..., Client]:
    """A browser in which somebody with this role is signed in."""

    def signed(role: str = "editor", at: Borough = camden) -> Client:
        person = User.objects.create_user(f"{role}@{at.slug}.example")
        Officer.objects.create(user=person, borough=at, role=role, approved_at=timezone.now())
        client = Client()
        sign_in(client, person)
        return client

    return signed
