"""What authorities do, by service area and function, and what the records show of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough, Function, ServiceArea
from thirty3.audiences import audience_of
from thirty3.evidence import Counted, Seen
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.merging.leading import led_on
from thirty3.registry import PANELS


@dataclass(frozen=True)
class Line:
    """A service area or function with how many records show something of it, of how many of London's
    authorities; other public bodies have records too, and are not counted.
    """

    subject: ServiceArea | Function
    counts: list[Counted]
    authorities: int
    functions: list["Line"]


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Every service area with its functions, frontline first, by real records or by invented ones."""
    audience, source = audience_of(request), request.GET.get("source", "")
    areas, functions = (Seen(page, audience).of_one_world(source) for page in ("area", "function"))
    london = _london()
    by_area: dict[int, list[Line]] = {}
    for subject in Function.objects.in_order():
        by_area.setdefault(subject.area_id, []).append(_line(subject, functions, london))
    lines = [
        (one, _line(one, areas, london, by_area.get(one.pk, ()))) for one in ServiceArea.objects.in_order()
    ]
    context = {
        "sides": [(side, [line for one, line in lines if one.side == side]) for side in ServiceArea.Side],
        "evidence": functions.evidence,
        "seen": areas,
    }
    response = render(request, "boroughs/services.html", context)
    return keep_out_of_search_engines(response) if areas.any_invented else response


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """One service area, seen through its functions and panels."""
    subject = get_object_or_404(ServiceArea, slug=slug)
    within = Function.objects.in_order().filter(area=subject)
    return _profile(request, "area", subject, within)


@require_safe
def function(request: HttpRequest, area: str, slug: str) -> HttpResponse:
    """One function, seen through its panels, with the others of its service area."""
    held = Function.objects.select_related("area", "merged_into__area")
    subject = get_object_or_404(held, slug=slug, area__slug=area)
    if subject.merged_into_id is not None:
        return led_on(subject, audience_of(request))
    beside = Function.objects.in_order().filter(area=subject.area_id).exclude(pk=subject.pk)
    return _profile(request, "function", subject, beside)


def _profile(
    request: HttpRequest, page: str, subject: ServiceArea | Function, functions: Iterable[Function]
) -> HttpResponse:
    audience, day = audience_of(request), timezone.localdate()
    panels = PANELS.told(page, subject, audience, day)
    seen, london = Seen("function", audience).of_one_world(), _london()
    context: dict[str, Any] = {
        "subject": subject,
        "panels": panels,
        "functions": [_line(one, seen, london) for one in functions],
        "evidence": seen.evidence,
        "seen": seen,
    }
    response = render(request, f"boroughs/{page}.html", context)
    if seen.invented or any(told.get("demonstration") for _, told in panels):
        keep_out_of_search_engines(response)
    return response


def _london() -> frozenset[str]:
    return frozenset(Borough.objects.authorities().values_list("slug", flat=True))


def _line(
    subject: ServiceArea | Function, seen: Seen, london: frozenset[str], functions: Iterable[Line] = ()
) -> Line:
    told = len(london & seen.values(subject.slug, "borough"))
    return Line(subject, seen.counts(subject.slug), told, list(functions))
