"""One system in use: what an authority runs, with the source of each fact."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contracts.directory.facts import fact_rows
from contracts.directory.past import as_it_stood, missing
from contracts.directory.running import contracts_of
from contracts.listing.rows import Listing, row_of
from thirty3.audiences import Audience, audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.past import AS_OF, asked_of
from thirty3.registry import actions_for

KIND: Final = "system"


@require_safe
def system(request: HttpRequest, key: str) -> HttpResponse:
    """A hidden record and one that never was answer alike; one that was removed says so to who saw it."""
    audience = audience_of(request)
    row = row_of(KIND, key, audience)
    if row is None:
        return missing(request, KIND, key, audience)
    asked = asked_of(request)
    if asked.day is not None or asked.problem:
        return as_it_stood(request, row, audience, asked)
    response = system_page(request, row, audience)
    return keep_out_of_search_engines(response) if row.demonstration or AS_OF in request.GET else response


def system_page(
    request: HttpRequest, row: Listing, audience: Audience, *, as_public: str = ""
) -> HttpResponse:
    """The page of a row. `as_public` is the way back for an officer who looks at it as the public does."""
    facts = list(fact_rows(row, audience))
    context = {
        "row": row,
        "facts": [fact for fact in facts if fact.state != "unknown"],
        "unknown": [fact.label.lower() for fact in facts if fact.state == "unknown"],
        "contract": contracts_of([row], audience).get(row.paid_by or 0),
        "sources": row.data.get("sources", ()),
        "actions": [] if as_public else actions_for(request, KIND, row),
        "as_public": as_public,
        "canonical": settings.SITE_URL + reverse("contracts:system", args=[row.key]),
    }
    return render(request, "contracts/system.html", context)
