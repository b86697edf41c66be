"""The list of contracts: one filter, one selection, one page of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from contracts.directory.nearby import nearby
from contracts.directory.offering import downloads_of
from contracts.directory.spend import spend_beside
from contracts.directory.worlds import among_records
from contracts.listing.choices import offered
from contracts.listing.describing import address, chips, heading, list_of
from contracts.listing.ending import Ending
from contracts.listing.filters import ContractFilterSet, ListingFilter, SystemFilter
from contracts.listing.filters.words import SORTS
from contracts.listing.ordering import PER_PAGE, page_of
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.listing.telling import status_on
from contracts.listing.why import Why, why_found
from suppliers.directory.filters import SupplierFilter
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines

LISTED = "Contracts"
# Where each long facet has its own page.
CHOOSING = "contracts:choose-for-contracts"


class SelectionPaginator(Paginator[Any]):
    """Numbers the pages of a selection whose rows are fetched a page at a time."""

    def __init__(self, count: int) -> None:
        super().__init__([], PER_PAGE)
        self._counted = count

    @cached_property
    def count(self) -> int:
        return self._counted


@dataclass(frozen=True)
class Sort:
    """A way to sort, as a link; the current one is none."""

    label: str
    href: str
    current: bool


@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """Filters beside results. What is wrong in the address is said, and then nothing is shown."""
    day, audience = timezone.localdate(), audience_of(request)
    filters, closed = ContractFilterSet.read(request.GET, audience), ContractFilterSet.closed_to(audience)
    chosen = filters.filter
    if chosen is None:
        wrong = Selection(filters.understood, audience, day)
        facets, _ = offered(ContractFilterSet, wrong, choosing=CHOOSING, but=closed, counted=False)
        context = {"listed": LISTED, "form": filters.form, "facets": facets, "invalid": True}
        return keep_out_of_search_engines(render(request, "contracts/contracts.html", context))
    if not (chosen.ends_after or chosen.ends_before) and (ending := Ending.asked_in(chosen.q, day)):
        # "Ending March 2027" is a filter that somebody typed: from here on it stands where it can be changed.
        days = {"q": ending.words, "ends_after": ending.after, "ends_before": ending.before}
        return redirect(address(request.path, replace(chosen, page=1, **days)))
    selection = Selection(chosen, audience, day)
    facets, names = offered(ContractFilterSet, selection, choosing=CHOOSING, but=closed)
    rows = page_of(selection, chosen.page)
    title = heading(len(selection.ids), chosen, names, ContractFilterSet)
    page = SelectionPaginator(len(selection.ids)).get_page(chosen.page)
    beyond = chosen.page > page.paginator.num_pages
    context = {
        "listed": LISTED,
        "form": filters.form,
        "facets": facets,
        "heading": title,
        "chips": chips(request.path, chosen, names, ContractFilterSet),
        "rows": [(row, status_on(row, day), _why(row, selection)) for row in rows],
        "understood": selection.understood,
        **(nearby(request.path, selection) if not selection.ids else {}),
        "page": page,
        "beyond": beyond,
        "among": among_records(selection),
        "count": len(selection.ids),
        "spend": spend_beside(selection),
        # The same words among what else is listed.
        "elsewhere": elsewhere(chosen.q) if chosen.q else (),
        "sort": chosen.sort,
        "sorts": sorts_of(request.path, chosen, SORTS, selection.order, ranked=selection.ranked),
        "unranked": selection.order != chosen.order,
        "downloads": downloads_of(chosen),
        "first_page": address(request.path, replace(chosen, page=1)),
        "canonical": settings.SITE_URL + address(request.path, replace(chosen, sort="", page=page.number)),
    }
    response = render(request, "contracts/contracts.html", context)
    if beyond or not chosen.worth_finding or any(row.demonstration for row in rows):
        keep_out_of_search_engines(response)
    return response


def _why(row: Listing, selection: Selection) -> Why | None:
    return why_found(row, selection.understood.query) if selection.chosen.q else None


def elsewhere(q: str) -> list[tuple[str, str]]:
    """The other lists in which to look for words."""
    return [
        ("technologies", list_of(SystemFilter(q=q))),
        ("suppliers", SupplierFilter(q=q).at(reverse("suppliers:suppliers"))),
    ]


def sorts_of(
    path: str, chosen: ListingFilter, words: Mapping[str, str], order: str, *, ranked: bool
) -> list[Sort]:
    """The ways to sort a list that is in this order; by relevance only where it can be ranked."""
    return [
        Sort(label, address(path, replace(chosen, sort=name, page=1)), name == order)
        for name, label in words.items()
        if name != "relevance" or ranked
    ]
