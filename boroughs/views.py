"""Pages about authorities, made of panels that higher apps register."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.london import tiles_of
from boroughs.models import Borough
from boroughs.panels import own_skills
from boroughs.past import borough_as_it_stood
from thirty3.audiences import audience_of
from thirty3.design.measures import graded
from thirty3.evidence import Counted, Seen, in_words
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.past import AS_OF, asked_of
from thirty3.registry import PANELS, actions_for


@dataclass(frozen=True)
class Line:
    """An authority with how many records of it there are, by kind."""

    borough: Borough
    counts: list[Counted]

    @property
    def total(self) -> int:
        return sum(one.count for one in self.counts)


@require_safe
def boroughs(request: HttpRequest) -> HttpResponse:
    """The 33 authorities on the map and in a list, and the other bodies below, with what is told of each:
    real records or invented ones.
    """
    seen = Seen("borough", audience_of(request)).of_one_world(request.GET.get("source", ""))
    lines = [Line(borough, seen.counts(borough.slug)) for borough in Borough.objects.by_name()]
    authorities = [line for line in lines if line.borough.kind == Borough.Kind.AUTHORITY]
    # An authority without records is not one with few.
    totals = {line.borough.slug: line.total or None for line in authorities}
    levels, legend = graded(totals, "{:,}".format, unknown="No records")
    context = {
        "authorities": authorities,
        "others": [line for line in lines if line.borough.kind != Borough.Kind.AUTHORITY],
        "tiles": tiles_of(
            [line.borough for line in authorities],
            labels={
                line.borough.slug: f"{line.borough.name}: {in_words(line.counts, seen.nothing)}"
                for line in authorities
            },
            levels=levels,
            values={slug: f"{total:,}" for slug, total in totals.items() if total},
        ),
        "legend": legend,
        "seen": seen,
        "mark": "Demonstration" if seen.invented else "",
    }
    response = render(request, "boroughs/boroughs.html", context)
    return keep_out_of_search_engines(response) if seen.any_invented else response


@require_safe
def borough(request: HttpRequest, slug: str) -> HttpResponse:
    """One authority, seen through its panels."""
    subject = get_object_or_404(Borough, slug=slug)
    asked = asked_of(request)
    if asked.day is not None or asked.problem:
        return borough_as_it_stood(request, subject, asked)
    day, audience = timezone.localdate(), audience_of(request)
    panels = PANELS.told("borough", subject, audience, day)
    own = own_skills(subject, request.user, audience)
    actions = actions_for(request, "borough", subject)
    context = {"borough": subject, "panels": panels, "own_skills": own, "actions": actions}
    response = render(request, "boroughs/borough.html", context)
    invented = any(told.get("demonstration") for told in (*(told for _, told in panels), own or {}))
    if invented or AS_OF in request.GET:
        keep_out_of_search_engines(response)
    return response
