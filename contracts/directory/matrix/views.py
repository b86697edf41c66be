"""The matrix of functions by authorities, and the same as CSV."""

from dataclasses import replace
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.matrix.grid import Grid
from contracts.directory.technologies import LISTED, offered_to
from contracts.directory.worlds import worlds_of
from contracts.listing.choices import Names
from contracts.listing.describing import address, chips, heading, list_of
from contracts.listing.filters import SystemFilter, SystemFilterSet
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.evidence import DEMONSTRATION, REAL
from thirty3.headers import keep_out_of_search_engines
from thirty3.spreadsheets.downloads import as_csv, refused

PATH: Final = "contracts:matrix"


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """The list of technologies, with its filters, as a table of functions by authorities."""
    audience, day = audience_of(request), timezone.localdate()
    filters = SystemFilterSet.read(request.GET, audience)
    chosen: SystemFilter | None = filters.filter
    if chosen is None:
        facets, _ = offered_to(audience, Selection(filters.understood, audience, day), counted=False)
        context = {"listed": LISTED, "form": filters.form, "facets": facets, "invalid": True}
        return keep_out_of_search_engines(render(request, "contracts/matrix/matrix.html", context))
    chosen = replace(chosen, sort="", page=1)
    selection = Selection(chosen, audience, day)
    facets, names = offered_to(audience, selection)
    counted = of_one_world(selection)
    grid = Grid(counted, names)
    context = {
        "listed": LISTED,
        "form": filters.form,
        "facets": facets,
        "heading": heading(len(counted.ids), counted.chosen, names, SystemFilterSet)
        + ", by function and authority",
        "chips": chips(request.path, chosen, names, SystemFilterSet),
        "headings": grid.headings,
        "lines": list(grid.lines()),
        "count": len(counted.ids),
        "held": len(selection.facets.everything),
        "demonstration": bool(counted.invented),
        "other_world": _other_world(request.path, selection, counted),
        "csv": address(reverse("contracts:matrix-csv"), chosen),
        "list": list_of(chosen),
        "canonical": settings.SITE_URL + address(request.path, chosen),
    }
    response = render(request, "contracts/matrix/matrix.html", context)
    if not chosen.worth_finding or selection.invented:
        keep_out_of_search_engines(response)
    return response


def of_one_world(selection: Selection) -> Selection:
    """The real systems or the invented ones, which never stand in one table: the invented ones where there
    are both and nobody asks, since they show what the site is like when it is full.
    """
    if len(worlds_of(selection)) < 2:
        return selection
    return selection.beside(selection.chosen.narrowed(source=(DEMONSTRATION,)))


def _other_world(path: str, selection: Selection, counted: Selection) -> str:
    """Where the real ones are, beside the invented; nothing where there is but one kind."""
    return "" if counted is selection else address(path, selection.chosen.narrowed(source=(REAL,)))


@require_safe
def matrix_csv(request: HttpRequest) -> HttpResponseBase:
    """The same parameters and the same cells as the page, with every technology by name."""
    audience, day = audience_of(request), timezone.localdate()
    filters = SystemFilterSet.read(request.GET, audience)
    if (chosen := filters.filter) is None:
        return refused(filters.form)
    counted = of_one_world(Selection(replace(chosen, sort="", page=1), audience, day))
    grid = Grid(counted, Names.of_values(SystemFilterSet, {}))
    headings = ["Service area", "Function", *(one.name for one in grid.headings)]
    rows = (
        [line.area, line.function, *(cell.words if cell else "" for cell in line.cells)]
        for line in grid.lines()
    )
    return as_csv("technologies-matrix", headings, rows, day, invented=bool(counted.invented))
