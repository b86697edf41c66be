"""The home page: what ends soon, what changed, search, the map, and the ways in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from contracts.directory.changes import last_writes
from contracts.directory.counts import Figure
from contracts.directory.london import map_of_ending
from contracts.directory.worlds import worlds_of
from contracts.listing.describing import list_of
from contracts.listing.filters import ContractFilter, ContractFilterSet, SystemFilter
from contracts.listing.filters.words import IN_USE
from contracts.listing.ordering import page_of
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines

# So many that on a phone the map is not far below.
ENDING = 4
WRITES = 6
MARK = "Demonstration"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One look at London: what is held, what ends next, what changed last. A demonstration shows what is
    invented, or the real records where they are asked for: the two are never counted together.
    """
    audience, day = audience_of(request), timezone.localdate()
    everything = Selection(ContractFilter(), audience, day)
    worlds = worlds_of(everything)
    asked = ContractFilterSet.read(request.GET).understood.source
    shown = next((world for world in worlds if world.label in asked), worlds[-1] if worlds else None)
    held = shown.selection if shown else everything
    ending, live = (held.beside(held.chosen.narrowed(status=(status,))) for status in ("ending", "live"))
    systems = Selection(SystemFilter(status=IN_USE, source=held.chosen.source), audience, day)
    bodies = list(Borough.objects.by_name())
    invented = shown is not None and shown.invented
    context = {
        "held": Figure("Contracts", held),
        "invented": invented,
        "others": [world for world in worlds if world is not shown],
        "map": map_of_ending(ending, held, [b for b in bodies if b.kind == Borough.Kind.AUTHORITY]),
        "mark": MARK if invented else "",
        "ending": page_of(ending, 1, ENDING),
        "all_ending": list_of(ending.chosen),
        "told": f"{reverse('contracts:insights')}{'?source=demonstration' if invented else ''}#authorities",
        "writes": last_writes(held, WRITES, bodies),
        "figures": (
            Figure("Ending within 12 months", ending),
            Figure("Live contracts", live),
            Figure("Systems in use", systems),
        ),
        "canonical": f"{settings.SITE_URL}/",
    }
    response = render(request, "contracts/home.html", context)
    return keep_out_of_search_engines(response) if invented or asked else response
