"""Choosing from all values of a long facet of contracts, of technologies, or of the dashboard."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from contracts.listing.choices import NAMED, all_offered
from contracts.listing.describing import address
from contracts.listing.filters import ListingFilterSet
from contracts.listing.selection import Selection
from thirty3.design import choosing
from thirty3.design.choosing import Listed


def choosing_page(
    request: HttpRequest,
    name: str,
    filters: ListingFilterSet,
    listed: Listed,
    selections: Callable[[Any], Iterable[Selection]],
) -> HttpResponse:
    """Choose from all values of a facet of names that the list offers.

    What is wrong with the filters is said by the list. `selections` are what a filter finds.
    """
    if name not in NAMED or name not in filters.OFFERED:
        raise Http404
    chosen = filters.filter
    if chosen is None:
        return redirect(f"{listed.path}?{request.GET.urlencode()}")
    return choosing.choosing_page(
        request,
        listed,
        lambda find: all_offered(name, type(filters), *selections(chosen), find=find),
        [(other, value) for other, value in chosen.query if other != name],
        address(listed.path, replace(chosen, page=1)),
    )
