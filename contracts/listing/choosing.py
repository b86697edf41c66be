"""The page on which the values of one long facet are found by name and chosen, the same for every list."""

from collections.abc import Callable, Iterable
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


def choosing_page(
    request: HttpRequest,
    name: str,
    filters: ListingFilterSet,
    listed: Listed,
    selections: Callable[[Any], Iterable[Selection]],
) -> HttpResponse:
    """Choose from all values of a facet of names that the list offers.

    The choice is sent here, and on to the list's own address for it. What is wrong with the filters is said
    by the list. `selections` are what a filter finds.
    """
    if name not in NAMED or name not in filters.OFFERED:
        raise Http404
    chosen = filters.filter
    if chosen is None:
        return redirect(f"{listed.path}?{request.GET.urlencode()}")
    back = address(listed.path, replace(chosen, page=1))
    if "show" in request.GET:
        return redirect(back)
    find = request.GET.get("find", "").replace("\x00", "").strip()[:LONGEST]
    context = {
        "listed": listed,
        "facet": all_offered(name, type(filters), *selections(chosen), find=find),
        "find": find,
        "show": f"Show {listed.name.lower()}",
        "others": [(other, value) for other, value in chosen.query if other != name],
        "back": back,
    }
    return keep_out_of_search_engines(render(request, "contracts/choosing.html", context))
