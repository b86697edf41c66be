"""The dashboard: one scope, its figures, and how they were counted."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from contracts.insight.authority_table import authority_table, told_words
from contracts.insight.breakdown import FEWEST_AUTHORITIES, FEWEST_RECORDS
from contracts.insight.map import map_of
from contracts.insight.measures import COLOURS
from contracts.insight.points import points_of
from contracts.insight.report import Report, values_named
from contracts.insight.scope import MAPS, ScopeFilterSet
from contracts.insight.sections import TITLES, section_of
from contracts.listing.choices import Names, offered
from contracts.listing.describing import address, chips, list_of, narrowed
from thirty3.audiences import audience_of
from thirty3.design.facets import SOURCES, Facet, Option
from thirty3.evidence import DEMONSTRATION, REAL
from thirty3.headers import keep_out_of_search_engines

MARK = "Demonstration"
# Where each long facet has its own page.
CHOOSING = "contracts:choose-for-insights"


@require_safe
def insights(request: HttpRequest) -> HttpResponse:
    """What is wrong in the address is said, and then nothing is counted."""
    filters = ScopeFilterSet.read(request.GET)
    scope = filters.filter
    day, audience = timezone.localdate(), audience_of(request)
    authorities = list(Borough.objects.authorities())
    if scope is None:
        report = Report(filters.understood, audience, day, authorities)
        facets, _ = offered(
            ScopeFilterSet, report.agreements, report.systems, choosing=CHOOSING, counted=False
        )
        context = {"form": filters.form, "facets": facets, "invalid": True}
        return keep_out_of_search_engines(render(request, "contracts/insights.html", context))
    report = Report(scope, audience, day, authorities)
    both, named = (report.agreements, report.systems), values_named(report.breakdowns)
    facets, names = offered(ScopeFilterSet, *both, choosing=CHOOSING, also=named)
    response = render(request, "contracts/insights.html", _context(request, report, facets, names, filters))
    if scope.in_use or scope.counted != REAL:
        keep_out_of_search_engines(response)
    return response


def _context(
    request: HttpRequest, report: Report, facets: list[Facet], names: Names, filters: ScopeFilterSet
) -> dict[str, Any]:
    scope = report.scope
    mark = "" if scope.counted == REAL else MARK
    breakdowns = dict(report.breakdowns)
    authorities = breakdowns.pop("authorities")
    sections = [section_of(name, found, names, mark) for name, found in breakdowns.items()]
    drawn, london = any(section.chart for section in sections), map_of(scope.coloured, report)
    told = section_of("authorities", authorities, names, mark)
    table = authority_table(TITLES["authorities"], report.lines, names, authorities.whole)
    return {
        "form": filters.form,
        "facets": facets,
        "points": points_of(report, breakdowns, names),
        "sections": sections,
        # Said once, where it holds of every figure.
        "fewest_authorities": FEWEST_AUTHORITIES,
        "fewest_records": FEWEST_RECORDS,
        "too_few": not drawn and bool(london.declined),
        "told": replace(told, table=table, coverage=told_words(report.by_authority)),
        "map": london,
        "outlines": scope.map == "boundaries",
        "colours": _options(COLOURS, scope.coloured),
        "maps": _options(MAPS, scope.map or "tiles"),
        "mark": mark,
        "sources": _sources(report),
        "beside": _beside(request.path, report),
        # Which records are counted has a choice of its own.
        "chips": chips(request.path, replace(scope, source=()), names, ScopeFilterSet),
        "narrowed": narrowed(replace(scope, source=()), names, ScopeFilterSet),
        "agreements": (len(report.agreements.ids), list_of(report.agreements.chosen)),
        "systems": (len(report.systems.ids), list_of(report.systems.chosen)),
        "day": report.day,
        "csv_query": address("", replace(scope, colour="", map="")),
        "map_query": address("", replace(scope, map="")),
        "canonical": settings.SITE_URL + reverse("contracts:insights"),
    }


@dataclass(frozen=True)
class Beside:
    """What the same filters find of the records that are not counted, and the dashboard over these."""

    agreements: int
    systems: int
    href: str


def _beside(path: str, report: Report) -> Beside | None:
    """Where nothing is found, whether there is something of the other kind: real, or invented."""
    if report.agreements.ids or report.systems.ids:
        return None
    scope = replace(report.scope, source=(DEMONSTRATION,) if report.scope.counted == REAL else ())
    other = replace(report, scope=scope)
    agreements, systems = len(other.agreements.ids), len(other.systems.ids)
    return Beside(agreements, systems, address(path, scope)) if agreements or systems else None


def _options(words: dict[str, str], chosen: str) -> list[Option]:
    return [Option(value, label, None, value == chosen) for value, label in words.items()]


def _sources(report: Report) -> list[Option]:
    """Real and demonstration records, asked only where there are invented ones. They bear no numbers: how
    many of the others the filters would find is not worked out for what nobody asked to see.
    """
    facets = (report.agreements.facets, report.systems.facets)
    if not any(held.any_of("source", [DEMONSTRATION]) for held in facets):
        return []
    return _options(SOURCES, report.scope.counted)
