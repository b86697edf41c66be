"""Authorities, the people who work for them, and a store of documents of the test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, Officer
from contracts.models import PracticeNote
from contracts.sharing import writing
from contracts.sharing.about import About, about_of
from tests import factories
from tests.signing_in import sign_in
from thirty3.accounts.models import User

type SignedIn = Callable[..., User]
type Writes = Callable[..., PracticeNote]


@pytest.fixture(autouse=True)
def documents(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def hackney() -> Borough:
    return factories.borough("Hackney")


def officer_at(borough: Borough, role: str = "editor", name: str = "") -> User:
    """Somebody with a role there."""
    person = User.objects.create_user(f"{name or role}@{borough.slug}.example")
    Officer.objects.create(user=person, borough=borough, role=role, approved_at=timezone.now())
    return person


@pytest.fixture
def officer(client: Client, camden: Borough) -> SignedIn:
    """Signs somebody with a role in."""

    def signed(role: str = "editor", at: Borough = camden) -> User:
        person = officer_at(at, role)
        sign_in(client, person)
        return person

    return signed


@pytest.fixture
def writes(camden: Borough) -> Writes:
    """Lets an authority share a note, about an engagement unless something else is named."""

    def share(
        title: str = "Plan the move", about: str = "", by: Borough = camden, **facts: Any
    ) -> PracticeNote:
        actor = User.objects.filter(email=f"writer@{by.slug}.example").first()
        subject = about_of(about)
        assert isinstance(subject, About)
        facts = {"kind": "lesson", "text": "It took a year.", "engagement": "Supplier day"} | facts
        return writing.share(
            borough=by, actor=actor or officer_at(by, name="writer"), about=subject, title=title, **facts
        )

    return share
