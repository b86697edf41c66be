"""Calls among everything that is searched: what is published, and never what anybody answered."""

import datetime

import pytest
from django.utils import timezone

from tests import factories
from tests.toolkit.calls.conftest import DAY, a_call
from thirty3.audiences import Audience
from thirty3.search.everything import Hit, search

pytestmark = pytest.mark.django_db(databases="__all__")


def found(words: str, day: datetime.date | None = None) -> list[Hit]:
    groups = search(words, audience=Audience.PUBLIC, day=day or timezone.localdate()).groups
    return [hit for group in groups if group.kind == "call" for hit in group.hits]


def test_a_call_is_found_by_its_title_questions_and_words(camden, call) -> None:
    for words in ("software for housing", "how many weeks", "what is there"):
        (hit,) = found(words)
        assert hit.href == call.get_absolute_url()
    assert hit.note.startswith("Survey, open from ")
    factories.change(call, example=True)
    (hit,) = found("housing")
    assert hit.note.endswith(". A worked example")


def test_a_draft_of_a_call_is_not_found_and_neither_is_an_answer(camden, call, answered) -> None:
    a_call(camden, slug="secret", title="A secret plan", published=False)
    for words in ("secret plan", "rivals", "acme"):
        assert not found(words)
    factories.change(call, published=False)
    assert not found("housing")


def test_what_came_of_a_call_is_found_from_the_day_after_it_closed(call) -> None:
    factories.change(call, closing_summary="Eleven firms answered.")
    closes = timezone.localdate(call.closes_at)
    assert not found("eleven firms", closes)
    assert found("eleven firms", closes + DAY)
