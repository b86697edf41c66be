"""The list of calls and the page of each: the same for everyone, without a form."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.permissions import is_staff
from thirty3.headers import keep_out_of_search_engines
from thirty3.london_time import london_time
from toolkit.calls.answering import questions_of
from toolkit.calls.prose import prose
from toolkit.models import Call, CallQuerySet


@dataclass(frozen=True)
class Told:
    """A call with its times in words."""

    call: Call
    opens: str
    closes: str
    kept_until: str


def told(call: Call) -> Told:
    return Told(call, *(london_time(one) for one in (call.opens_at, call.closes_at, call.kept_until)))


def seen_by(person: Any) -> CallQuerySet:
    """The calls that somebody may know of: what is published, and all of them for staff."""
    return Call.objects.all() if is_staff(person) else Call.objects.published()


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """What is open, what will be, and what was."""
    now = timezone.now()
    held = [told(call) for call in Call.objects.published().latest_first()]
    coming = [one for one in held if one.call.opens_at > now]
    context = {
        "open": sorted((one for one in held if one.call.is_open_at(now)), key=lambda one: one.call.closes_at),
        "coming": sorted(coming, key=lambda one: one.call.opens_at),
        "closed": [one for one in held if one.call.has_closed_at(now)],
    }
    return render(request, "toolkit/calls/calls.html", context)


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """What a call asks, of whom and until when, and what came of it. Staff see it before it is published."""
    found = get_object_or_404(seen_by(request.user).select_related("belongs_with"), slug=slug)
    now = timezone.now()
    sides = [found.belongs_with] if found.belongs_with else []
    closed = found.has_closed_at(now)
    context = {
        "told": told(found),
        "call": found,
        "is_open": found.is_open_at(now),
        "has_closed": closed,
        "introduction": prose(found.introduction),
        "summary": prose(found.closing_summary) if closed else "",
        "authorities": list(found.boroughs.by_name()),
        "questions": questions_of(found),
        "sides": [one for one in (*sides, *found.belonging.order_by("pk")) if one.published],
    }
    response = render(request, "toolkit/calls/call.html", context)
    return keep_out_of_search_engines(response) if found.demonstration else response
