"""Systems in use both ways: which authorities run a technology, and what an authority runs."""

from dataclasses import replace
from typing import Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.entries import entries_of, withheld_of
from contracts.directory.grouping import ByTechnology
from contracts.directory.nearby import nearby
from contracts.directory.offering import downloads_of
from contracts.directory.results import sorts_of
from contracts.directory.worlds import among_records
from contracts.listing.choices import Names, offered
from contracts.listing.describing import address, chips, heading, list_of
from contracts.listing.filters import ContractFilter, SystemFilter, SystemFilterSet
from contracts.listing.filters.words import SYSTEM_SORTS
from contracts.listing.ordering import PER_PAGE
from contracts.listing.selection import Selection
from thirty3.audiences import Audience, audience_of
from thirty3.design.facets import Facet
from thirty3.headers import keep_out_of_search_engines

LISTED: Final = "Technologies"
# Where each long facet has its own page.
CHOOSING: Final = "contracts:choose-for-technologies"
# What contracts and systems are both found by.
COMMON: Final = ("q", "borough", "area", "function", "supplier", "product", "maker")


@require_safe
def technologies(request: HttpRequest) -> HttpResponse:
    """Filters beside technologies. What is wrong in the address is said, and then nothing is shown."""
    day, audience = timezone.localdate(), audience_of(request)
    filters = SystemFilterSet.read(request.GET, audience)
    chosen: SystemFilter | None = filters.filter
    if chosen is None:
        facets, _ = offered_to(audience, Selection(filters.understood, audience, day), counted=False)
        context = {"listed": LISTED, "form": filters.form, "facets": facets, "invalid": True}
        return keep_out_of_search_engines(render(request, "contracts/technologies.html", context))
    selection = Selection(chosen, audience, day)
    facets, names = offered_to(audience, selection)
    found = ByTechnology(selection)
    page = Paginator(found.groups, PER_PAGE).get_page(chosen.page)
    beyond = chosen.page > page.paginator.num_pages
    groups = [] if beyond else list(page)
    entries = entries_of([group for group in groups if group.slug], found, names, day)
    context = {
        "listed": LISTED,
        "form": filters.form,
        "facets": facets,
        "heading": heading(len(selection.ids), chosen, names, SystemFilterSet),
        "figures": found.figures,
        "understood": selection.understood,
        **(nearby(request.path, selection) if not selection.ids else {}),
        "chips": chips(request.path, chosen, names, SystemFilterSet),
        "entries": entries,
        "withheld": [withheld_of(group, found, names) for group in groups if not group.slug],
        "page": page,
        "beyond": beyond,
        "among": among_records(selection),
        "count": len(selection.ids),
        "held": len(selection.facets.everything),
        "sort": chosen.sort,
        "sorts": sorts_of(request.path, chosen, SYSTEM_SORTS, chosen.order, ranked=bool(chosen.q)),
        "contracts": contracts_like(chosen),
        "downloads": downloads_of(chosen),
        "matrix": address(reverse("contracts:matrix"), replace(chosen, sort="", page=1)),
        "first_page": address(request.path, replace(chosen, page=1)),
        "canonical": settings.SITE_URL + address(request.path, replace(chosen, sort="", page=page.number)),
    }
    response = render(request, "contracts/technologies.html", context)
    if beyond or not chosen.worth_finding or selection.invented:
        keep_out_of_search_engines(response)
    return response


def offered_to(
    audience: Audience, selection: Selection, *, counted: bool = True
) -> tuple[list[Facet], Names]:
    """The facets of the list; those that authorities share with each other are offered to them alone."""
    closed = SystemFilterSet.closed_to(audience)
    return offered(SystemFilterSet, selection, choosing=CHOOSING, but=closed, counted=counted)


def contracts_like(chosen: SystemFilter) -> str:
    """The contracts that the same words, authorities, functions and firms find."""
    return list_of(ContractFilter(**{name: getattr(chosen, name) for name in COMMON}))
