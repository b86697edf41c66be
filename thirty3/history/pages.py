"""The two pages that every record with a page has beside it: its history, and how it stood on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thirty3.headers import keep_out_of_search_engines
from thirty3.history.entries import Entry
from thirty3.history.past import AS_OF, Asked

# So many changes are read at once; each may be of many facts.
A_PAGE: Final = 50


@dataclass(frozen=True)
class Subject:
    """A record as these pages name it: its title, its page, its history, and the list that leads to it."""

    title: str
    address: str
    history: str
    trail: tuple[str, str]
    demonstration: bool = False
    # Whose it is, where that is not plain from its title.
    whose: str = ""
    # Where it is not told when a record was first held.
    dated: bool = True


def history_page(request: HttpRequest, subject: Subject, entries: Sequence[Entry]) -> HttpResponse:
    """Everything that was done to a record, as the visitor may know it, the latest first."""
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "subject": subject,
        "page_obj": page,
        "entries": page.object_list,
        "as_of": AS_OF,
        "today": timezone.localdate(),
        "canonical": settings.SITE_URL + subject.history,
    }
    # Of one record there are enough pages in a search engine: the one that says how it stands.
    return keep_out_of_search_engines(render(request, "history/history.html", context))


def past_page(
    request: HttpRequest,
    subject: Subject,
    asked: Asked,
    *,
    template: str = "history/past.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A record as it stood on a day. Without a context it was not there yet, or there is no such day."""
    told = {
        "subject": subject,
        "day": asked.day,
        "problem": asked.problem,
        "problems": [{"text": asked.problem, "href": f"#id_{AS_OF}"}],
        "text": asked.text,
        "there": context is not None,
        "as_of": AS_OF,
        "today": timezone.localdate(),
        "canonical": settings.SITE_URL + subject.address,
    }
    return keep_out_of_search_engines(render(request, template, told | dict(context or {})))
