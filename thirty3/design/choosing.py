"""The page on which the values of one long facet are found by name and chosen, the same for every list."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thirty3.design.facets import Facet
from thirty3.headers import keep_out_of_search_engines

# What is typed to find a value by; more is no name.
LONGEST: Final = 100


class Listed(NamedTuple):
    """A list that facets narrow: its name, its address, and what is counted in it."""

    name: str
    path: str
    counted: str


def choosing_page(
    request: HttpRequest,
    listed: Listed,
    offered: Callable[[str], Facet],
    others: Iterable[tuple[str, str]],
    back: str,
) -> HttpResponse:
    """Choose from all values of a facet.

    The choice is sent here, and on to `back`, the list's own address for it. `offered` takes what is typed;
    `others` are the filters that stay as they are.
    """
    if "show" in request.GET:
        return redirect(back)
    find = request.GET.get("find", "").replace("\x00", "").strip()[:LONGEST]
    context = {
        "listed": listed,
        "facet": offered(find),
        "find": find,
        "show": f"Show {listed.name.lower()}",
        "others": list(others),
        "back": back,
    }
    return keep_out_of_search_engines(render(request, "choosing.html", context))
