"""Systems in use both ways: which authorities run a technology, and what an authority runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.grouping import ByTechnology, Group
from contracts.directory.results import Sort
from contracts.directory.running import Run, runs_of
from contracts.listing.choices import Names, offered
from contracts.listing.describing import address, chips, heading, list_of
from contracts.listing.filters import ContractFilter, SystemFilter, SystemFilterSet
from contracts.listing.filters.words import SYSTEM_SORTS
from contracts.listing.ordering import PER_PAGE
from contracts.listing.rows import rows_of
from contracts.listing.selection import Selection
from thirty3.audiences import Audience, audience_of
from thirty3.design.facets import Facet
from thirty3.headers import keep_out_of_search_engines

# What contracts and systems are both found by.
COMMON: Final = ("q", "borough", "area", "function", "supplier", "product", "maker")


@dataclass(frozen=True)
class At:
    """An authority that runs a technology: each of its systems."""

    slug: str
    name: str
    runs: list[Run]


@dataclass(frozen=True)
class Entry:
    """One technology of the list, or of those withheld what serves one function."""

    group: Group
    runs: Sequence[Run]

    @property
    def maker(self) -> Mapping[str, str]:
        entries = self.runs[0].facts.get("product", {}).get("entries", ())
        made: Mapping[str, str] = entries[0].get("maker", {}) if entries else {}
        return made

    @property
    def functions(self) -> list[Mapping[str, str]]:
        served = {
            one["slug"]: one for run in self.runs for one in run.facts.get("functions", {}).get("entries", ())
        }
        return sorted(served.values(), key=lambda one: one["name"].casefold())

    @property
    def invented(self) -> bool:
        """Whether all of it is; otherwise each invented system bears the mark."""
        return all(run.row.demonstration for run in self.runs)

    @property
    def authorities(self) -> list[At]:
        found: dict[str, At] = {}
        for run in self.runs:
            slug = run.authority["slug"]
            found.setdefault(slug, At(slug, run.authority["name"], [])).runs.append(run)
        return list(found.values())

    @property
    def by_function(self) -> list[tuple[str, "Entry"]]:
        """The same by what it is for: all that is told of a technology that is withheld."""
        return [
            (one["name"], Entry(self.group, [run for run in self.runs if one in _served(run)]))
            for one in self.functions
        ] + ([("", Entry(self.group, rest))] if (rest := [r for r in self.runs if not _served(r)]) else [])


def _served(run: Run) -> Sequence[Mapping[str, str]]:
    served: Sequence[Mapping[str, str]] = run.facts.get("functions", {}).get("entries", ())
    return served


@require_safe
def technologies(request: HttpRequest) -> HttpResponse:
    """Filters beside technologies. What is wrong in the address is said, and then nothing is shown."""
    day, audience = timezone.localdate(), audience_of(request)
    filters = SystemFilterSet.read(request.GET, audience)
    chosen: SystemFilter | None = filters.filter
    if chosen is None:
        facets, _ = offered_to(audience, Selection(filters.understood, audience, day), counted=False)
        context = {"form": filters.form, "facets": facets, "sort": "", "invalid": True}
        return keep_out_of_search_engines(render(request, "contracts/technologies.html", context))
    selection = Selection(chosen, audience, day)
    facets, names = offered_to(audience, selection)
    found = ByTechnology(selection)
    page = Paginator(found.groups, PER_PAGE).get_page(chosen.page)
    beyond = chosen.page > page.paginator.num_pages
    entries = [] if beyond else entries_of(list(page), audience)
    context = {
        "form": filters.form,
        "facets": facets,
        "heading": heading(len(selection.ids), chosen, names, SystemFilterSet, found.figures),
        "chips": chips(request.path, chosen, names, SystemFilterSet),
        "entries": entries,
        "day": day,
        "page": page,
        "count": len(selection.ids),
        "held": len(selection.facets.everything),
        "sort": chosen.sort,
        "sorts": _sorts(request.path, chosen),
        "contracts": contracts_like(chosen),
        "csv": address(reverse("contracts:technologies-csv"), replace(chosen, page=1)),
        "first_page": address(request.path, replace(chosen, page=1)),
        "canonical": settings.SITE_URL + address(request.path, replace(chosen, sort="")),
    }
    response = render(request, "contracts/technologies.html", context)
    if not chosen.worth_finding or any(run.row.demonstration for entry in entries for run in entry.runs):
        keep_out_of_search_engines(response)
    return response


def offered_to(
    audience: Audience, selection: Selection, *, counted: bool = True
) -> tuple[list[Facet], Names]:
    """The facets of the list; those that authorities share with each other are offered to them alone."""
    closed = SystemFilterSet.SHARED if audience == Audience.PUBLIC else frozenset()
    return offered(SystemFilterSet, selection, but=closed, counted=counted)


def entries_of(groups: Sequence[Group], audience: Audience) -> list[Entry]:
    """The technologies of a page with their systems: a query for these, and one for their contracts."""
    ids = [record_id for group in groups for record_id in group.ids]
    runs = runs_of(rows_of("system", ids, audience), audience)
    return [Entry(group, [run for run in runs if run.row.record_id in group.ids]) for group in groups]


def contracts_like(chosen: SystemFilter) -> str:
    """The contracts that the same words, authorities, functions and firms find."""
    return list_of(ContractFilter(**{name: getattr(chosen, name) for name in COMMON}))


def _sorts(path: str, chosen: SystemFilter) -> list[Sort]:
    return [
        Sort(label, address(path, replace(chosen, sort=name, page=1)), name == chosen.order)
        for name, label in SYSTEM_SORTS.items()
    ]
