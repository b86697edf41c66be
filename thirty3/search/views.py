"""The search for everything at once, and its help by example."""

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.models import Change
from thirty3.parameters import printable
from thirty3.search.everything import search
from thirty3.search.query import LONGEST_TEXT, parse_query


class SearchFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """What the search for everything is asked: words, and of which kind all that they find is wanted."""

    q = django_filters.CharFilter(label="Search for", max_length=LONGEST_TEXT)
    kind = django_filters.CharFilter(label="Kind")


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """The same words asked of every kind of thing, with the best of each and the list of all."""
    filters = SearchFilterSet(printable(request.GET), queryset=Change.objects.none())
    valid = filters.is_valid()
    asked = filters.form.cleaned_data if valid else {}
    text, kind = str(asked.get("q") or "").strip(), str(asked.get("kind") or "")
    asks = bool(parse_query(text))
    audience, day = audience_of(request), timezone.localdate()
    found = search(text, audience=audience, day=day, whole=kind) if asks else None
    context = {
        "form": filters.form,
        "text": text,
        "invalid": not valid or bool(text and not asks),
        "found": found,
        "asked_kind": kind,
        "whole": next((group for group in found.groups if group.kind == kind), None) if found else None,
    }
    response = render(request, "search/search.html", context)
    return keep_out_of_search_engines(response) if request.GET else response


@require_safe
def help_by_example(request: HttpRequest) -> HttpResponse:
    """What can be typed, with what each finds."""
    return render(request, "search/help.html", {"examples": EXAMPLES})


# What is typed, and what it finds.
EXAMPLES = (
    ("housing repairs", "What has both words, in any order and anywhere. “Repair” and “repairs” are one."),
    ('"housing repairs"', "Just these words, side by side. Words in quotes are never read as other words."),
    ("housing -repairs", "Records that have the first word and not the second."),
    ("CRM", "Records that say CRM, and those that say customer relationship management."),
    ("revs and bens", "What is called revenues and benefits elsewhere."),
    ("huosing managment", "Nothing is written so: we look for housing management, and say so."),
    (
        "housing ending in March 2027",
        "Contracts that end then. Years, “by” and “after” are read too.",
    ),
    ("Lewisham Council", "What is recorded of Lewisham: authorities are found by each of their names."),
    ("procurem", "Where no word is just that, those that begin so."),
    ("2024-117", "A reference, whole, by one of its parts, or by its beginning: 2024117 finds the same."),
    ("01234567", "A supplier by its company number, with or without the zeros before it."),
    ("café", "The same as cafe: accents and capitals make no difference."),
)
