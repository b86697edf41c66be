"""Whatever the OpenAPI document allows is asked, and every answer keeps to it."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from contracts.open_data.api import api
from contracts.open_data.lists import LISTS
from tests.forgetting import forgotten_afterwards
from tests.pages.conftest import OF_EVERY_STATE
from tests.pages.worlds import World

pytestmark = pytest.mark.django_db(databases="__all__")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 25
# An answer that is compressed cannot be read by the checks.
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), forgotten_afterwards():
        yield World().grow(OF_EVERY_STATE)


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    """A server puts its connection down after each answer; in a test this would end the test's own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def operations() -> dict[str, Any]:
    document = schemathesis.openapi.from_dict(dict(api.get_openapi_schema(path_prefix="/api/v1/")))
    document.app = get_wsgi_application()
    return {about.name: document[f"/api/v1/{about.name}"]["GET"] for about in LISTS}


@pytest.mark.parametrize("name", [about.name for about in LISTS])
def test_no_question_breaks_a_list_and_no_answer_its_shape(world: World, name: str) -> None:
    operation = operations()[name]
    allowed = operation.as_strategy()
    forbidden = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @settings(max_examples=EXAMPLES)
    @given(case=allowed | forbidden)
    def holds(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    holds()


@pytest.mark.parametrize("name", [about.name for about in LISTS])
def test_a_full_page_keeps_to_its_shape(world: World, name: str) -> None:
    case = operations()[name].Case(query={"limit": 200})
    response = case.call_and_validate(checks=CHECKS, headers=PLAIN)
    assert response.json()["count"] > 1


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=40), st.text(max_size=200))
def test_no_cursor_breaks_a_list(world: World, value: str, cursor: str) -> None:
    operation = operations()["contracts"]
    operation.Case(query={"q": value, "cursor": cursor}).call_and_validate(checks=CHECKS, headers=PLAIN)
