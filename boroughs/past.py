"""What became of an authority's record: its history, and how it stood on a day."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from thirty3.audiences import audience_of
from thirty3.history.pages import Subject, history_page, past_page
from thirty3.history.past import Asked
from thirty3.history.telling import PlainPast
from thirty3.history.words import everyone_may

# What is said of an authority itself, all of it public.
FACTS: Final = ("name", "formal_name", "kind", "ring", "gss_code", "website", "neighbours", "parents")


@require_safe
def borough_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done to an authority's record."""
    record = get_object_or_404(Borough, slug=slug)
    past = PlainPast(record, FACTS, audience_of(request), everyone_may)
    return history_page(request, _subject(record), past.entries())


def borough_as_it_stood(request: HttpRequest, record: Borough, asked: Asked) -> HttpResponse:
    """An authority's record at the end of a day."""
    past = PlainPast(record, FACTS, audience_of(request), everyone_may)
    facts = past.on(asked.day) if asked.day else None
    return past_page(request, _subject(record), asked, context={"facts": facts} if facts else None)


def _subject(record: Borough) -> Subject:
    return Subject(
        title=record.name,
        address=record.get_absolute_url(),
        history=reverse("boroughs:borough-history", args=[record.slug]),
        trail=("Authorities", reverse("boroughs:boroughs")),
    )
