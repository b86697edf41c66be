"""Authorities and functions as a fresh installation has them."""

import datetime

import pytest

from boroughs.models import Borough, Function
from boroughs.names import BoroughNames, FunctionNames

TODAY = datetime.date(2026, 11, 23)


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
