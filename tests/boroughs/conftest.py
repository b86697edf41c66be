"""Authorities and functions as a fresh installation has them."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from boroughs.models import Borough, Function
from boroughs.names import BoroughNames, FunctionNames
from boroughs.reference import load_reference

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for a module's tests, each of which is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference(loaded: None, db: None) -> None:
    """The reference data, to do with as the test likes."""


@pytest.fixture(scope="module")
def borough_names(loaded: None) -> BoroughNames:
    return BoroughNames.load()


@pytest.fixture(scope="module")
def function_names(loaded: None) -> FunctionNames:
    return FunctionNames.load()


@pytest.fixture(scope="module")
def slug_of(loaded: None) -> dict[int, str]:
    return dict(Borough.objects.values_list("pk", "slug"))


@pytest.fixture(scope="module")
def function_slug_of(loaded: None) -> dict[int, str]:
    return dict(Function.objects.values_list("pk", "slug"))
