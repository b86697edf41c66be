"""The page on which the values of one long facet are found by name and chosen, the same for every list."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from contracts.listing.choices import NAMED, all_offered
from contracts.listing.describing import address
from contracts.listing.filters import ListingFilterSet
from contracts.listing.selection import Selection
from thirty3.headers import keep_out_of_search_engines

# What is typed to find a value by; more is no name.
LONGEST = 100


class Listed(NamedTuple):
    """A list that facets narrow: its name, its address, and what is counted in it."""

    name: str
    path: str
    counted: str


def check_facet(name: str, filters: type[ListingFilterSet]) -> None:
    """Only a facet of names that the list offers has such a page."""
    if name not in NAMED or name not in filters.OFFERED:
        raise Http404


def choosing_page(
    request: HttpRequest, name: str, filters: ListingFilterSet, *selections: Selection, listed: Listed
) -> HttpResponse:
    """Choose from all values of a facet. The choice is sent here, and on to the list's own address for it."""
    chosen: Any = filters.filter
    if "show" in request.GET:
        return redirect(address(listed.path, replace(chosen, page=1)))
    find = request.GET.get("find", "").replace("\x00", "").strip()[:LONGEST]
    context = {
        "listed": listed,
        "facet": all_offered(name, type(filters), *selections, find=find),
        "find": find,
        "show": f"Show {listed.name.lower()}",
        "others": [(other, value) for other, value in chosen.query if other != name],
        "back": address(listed.path, replace(chosen, page=1)),
    }
    return keep_out_of_search_engines(render(request, "contracts/choosing.html", context))
