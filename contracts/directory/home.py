"""The home page: what ends soon, what changed, search, the map, and the ways in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from contracts.directory.changes import last_writes
from contracts.directory.london import map_of_ending
from contracts.listing.filters import ContractFilter
from contracts.listing.ordering import page_of
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.search.facets import facets

ENDING = 6
WRITES = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One look at London: what is held, what ends next, what changed last."""
    audience, day = audience_of(request), timezone.localdate()
    ending = Selection(ContractFilter(status=("ending",)), audience, day)
    bodies = list(Borough.objects.by_name())
    london = map_of_ending(ending, [body for body in bodies if body.kind == Borough.Kind.AUTHORITY])
    systems = facets("system", audience)
    context = {
        "map": london,
        "ending": page_of(ending, 1, ENDING),
        "ending_count": len(ending.ids),
        "writes": last_writes(ending, WRITES, {body.slug: body.name for body in bodies}),
        "contract_count": len(ending.facets.everything),
        "real_count": len(ending.facets.any_of("source", ["real"])),
        "live_count": len(ending.statuses["live"]),
        "system_count": len(systems.everything),
        "technology_count": len(systems.values("product")),
        "canonical": f"{settings.SITE_URL}/",
    }
    response = render(request, "contracts/home.html", context)
    return keep_out_of_search_engines(response) if london.demonstration else response
