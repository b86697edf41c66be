"""Calls for the search for everything: by title, questions and words. Answers are never searched."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from thirty3.design.formatting import fact_date
from thirty3.registry import FINDABLE, Findable
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.names import Named
from toolkit.guidance.rendering import rendered
from toolkit.guidance.searching import paragraphs
from toolkit.models import Call


def calls(asked: Asked, day: datetime.date) -> Names:
    """Every published one."""
    return Names(
        "call",
        "Calls for answers",
        ("call for answers", "calls for answers"),
        asked,
        (asked.moment, day),
        lambda: _entries(day),
    )


def _entries(day: datetime.date) -> Iterator[Named]:
    for call in Call.objects.published().prefetch_related("questions").latest_first():
        asks = tuple(question.label for question in call.questions.all())
        says = tuple(_says(call, day))
        page, invented = call.get_absolute_url(), call.demonstration
        yield Named(call.slug, call.title, page, (), asks, invented, note=_note(call), text=says)


def _says(call: Call, day: datetime.date) -> Iterator[str]:
    """Its page's words. What came of it shows there once it has closed: from the next day it is found too."""
    yield from paragraphs(rendered(call.introduction), day)
    if timezone.localdate(call.closes_at) < day:
        yield from paragraphs(rendered(call.closing_summary), day)


def _note(call: Call) -> str:
    """What it is and when it is open, in words that time does not make wrong."""
    opens, closes = (fact_date(timezone.localdate(at)) for at in (call.opens_at, call.closes_at))
    said = f"{call.get_kind_display()}, open from {opens} to {closes}"
    return f"{said}. A worked example" if call.example else said


def _find(asked: Asked, day: datetime.date, shown: int) -> Group:
    return calls(asked, day).group(shown)


def register() -> None:
    """Have searches find calls; called when the app is ready."""
    FINDABLE.register(Findable("call", _find, order=64))
