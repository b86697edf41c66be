"""The page of the local reservation check."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from suppliers.directory.known import Known
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines
from toolkit.law.facts import held, source
from toolkit.reservation.checking import LocalArea, local_area
from toolkit.reservation.finding import suppliers_within
from toolkit.reservation.forms import WITH_BORDERS, ReservationForm


@require_safe
def local_reservation(request: HttpRequest) -> HttpResponse:
    """The question, and its answer where it was asked."""
    names = dict(Borough.objects.authorities().order_by("name").values_list("slug", "name"))
    asked = "authority" in request.GET
    today = timezone.localdate()
    initial = {"day": f"{today:%d/%m/%Y}", "area": WITH_BORDERS}
    form = ReservationForm(names, request.GET if asked else None, initial=initial)
    context: dict[str, Any] = {
        "form": form,
        "start": held("reservation-in-force"),
        "sources": [
            source(key) for key in ("reserving-guidance", "reserving-brabners", "reserving-wardhadaway")
        ],
    }
    if asked and form.is_valid():
        area = local_area(form.asked, _neighbours())
        context |= {"area": area} | _told(area, names)
        if area.lawful:
            known = Known(audience_of(request), today)
            within = {slug: name for slug, name in names.items() if slug in area.within_london}
            context["suppliers"] = suppliers_within(known, within, [one.name for one in area.outside])
    response = render(request, "toolkit/reservation/check.html", context)
    return keep_out_of_search_engines(response) if asked else response


def _neighbours() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in Borough.objects.authorities().values_list("slug", "neighbours__slug"):
        found.setdefault(one, set()).update({other} if other else ())
    return {slug: frozenset(around) for slug, around in found.items()}


def _told(area: LocalArea, names: dict[str, str]) -> dict[str, Any]:
    """The area's parts by name, and the whole of it as a sentence lists it."""
    own = [name for slug, name in names.items() if slug in area.own]
    boroughs = [name for slug, name in names.items() if slug in area.boroughs]
    everything = [*own, *boroughs, *(one.name for one in area.outside)]
    return {"own": own, "boroughs": boroughs, "area_words": get_text_list(everything, "and")}
