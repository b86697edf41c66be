"""One world for all tests of a module, as a demonstration shows it."""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings

from tests.forgetting import forgotten_afterwards
from tests.pages.permissions.place import Place, made
from tests.pages.permissions.selling_place import STATEMENT
from tests.pages.worlds import World
from thirty3.registry import STATEMENTS, Statement

# One of each state in which a contract can be.
OF_EVERY_STATE = 9


@contextlib.contextmanager
def shown_as_demonstration(folder: Path) -> Iterator[None]:
    """The site as a demonstration runs it: invented records are shown, and letters stay in a folder."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(
        ALLOW_DEMONSTRATION=True,
        DEMO=True,
        CONTACT_EMAIL="hello@thirty3.example",
        OUTBOX_DIR=folder,
        MAILERS={"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(folder)}}},
    ):
        EmailMessage("Your <code>", "It is “A&B”.", "us@thirty3.example", ["a@authority.example"]).send()
        yield


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), forgotten_afterwards():
        yield World().grow(OF_EVERY_STATE)


@pytest.fixture(scope="module")
def place(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """One authority before whose pages everybody of the permission tests stands."""
    folder = tmp_path_factory.mktemp("place")
    stores = {"QUARANTINE_DIR": folder / "quarantine", "DOCUMENTS_DIR": folder / "documents"}
    # Each refusal would be logged with all that led to it.
    logging.disable(logging.CRITICAL)
    with (
        django_db_blocker.unblock(),
        forgotten_afterwards(),
        override_settings(**stores),
        shown_as_demonstration(folder),
    ):
        place = made()
        with speaking_for_itself():
            yield place
    logging.disable(logging.NOTSET)


@contextlib.contextmanager
def speaking_for_itself() -> Iterator[None]:
    """Every supplier says one thing of itself that an authority may dispute."""
    name, _, fact = STATEMENT.partition(":")
    STATEMENTS.register(Statement(name, lambda supplier: {fact: "No fee."}))
    yield
    del STATEMENTS._items[name]


@pytest.fixture(autouse=True)
def demonstration(tmp_path: Path) -> Iterator[None]:
    with shown_as_demonstration(tmp_path):
        yield
