"""The home page: what ends soon, what changed, search, the map, and the ways in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from contracts.directory.changes import last_writes
from contracts.directory.counts import figure
from contracts.directory.london import map_of_ending
from contracts.listing.filters import ContractFilter, SystemFilter
from contracts.listing.filters.words import IN_USE
from contracts.listing.ordering import page_of
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines

# So many that on a phone the map is not far below.
ENDING = 4
WRITES = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One look at London: what is held, what ends next, what changed last."""
    audience, day = audience_of(request), timezone.localdate()
    everything = Selection(ContractFilter(), audience, day)
    ending, live = (everything.beside(ContractFilter(status=(status,))) for status in ("ending", "live"))
    systems = Selection(SystemFilter(status=IN_USE), audience, day)
    bodies = list(Borough.objects.by_name())
    authorities = [body for body in bodies if body.kind == Borough.Kind.AUTHORITY]
    london = map_of_ending(ending, everything, authorities)
    context = {
        "map": london,
        "ending": page_of(ending, 1, ENDING),
        "writes": last_writes(everything, WRITES, {body.slug: body.name for body in bodies}),
        "held": figure("Contracts", everything),
        "figures": (
            figure("Ending within 12 months", ending),
            figure("Live contracts", live),
            figure("Systems in use", systems),
        ),
        "canonical": f"{settings.SITE_URL}/",
    }
    response = render(request, "contracts/home.html", context)
    return keep_out_of_search_engines(response) if london.demonstration else response
