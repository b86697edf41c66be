"""The home page: what ends soon, what is new, the map, and the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.london import map_of_contracts
from contracts.listing.filters import ContractFilter
from contracts.listing.ordering import page_of
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines

SHOWN = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One look at London: what is held, what ends next, what changed last."""
    audience, day = audience_of(request), timezone.localdate()
    ending = Selection(ContractFilter(status=("ending",), sort="end"), audience, day)
    newest = Selection(ContractFilter(sort="updated"), audience, day)
    london = map_of_contracts(audience)
    context = {
        "map": london,
        "ending": page_of(ending, 1, SHOWN),
        "ending_count": len(ending.ids),
        "newest": page_of(newest, 1, SHOWN),
        "contract_count": len(newest.ids),
        "real_count": newest.counts("source").get("real", 0),
        "live_count": len(newest.statuses["live"]),
    }
    response = render(request, "contracts/home.html", context)
    return keep_out_of_search_engines(response) if london.demonstration else response
