"""One contract: every fact in its state, where each comes from, where sources disagree, what was done."""

import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.facts import fact_rows
from contracts.directory.past import as_it_stood, missing
from contracts.listing.history import Past
from contracts.listing.rows import FACTS, Listing, row_of, rows_paid_by
from contracts.listing.telling import LABELS, status_on, told
from thirty3.audiences import Audience, audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.past import AS_OF, asked_of
from thirty3.registry import PANELS, actions_for

KIND: Final = "contract"
# Until when days are counted, and until when months.
SOON: Final = 62
MANY_MONTHS: Final = 24


@require_safe
def contract(request: HttpRequest, key: str) -> HttpResponse:
    """A hidden record and one that never was answer alike; one that was removed says so to who saw it."""
    audience = audience_of(request)
    row = row_of(KIND, key, audience)
    if row is None:
        return missing(request, KIND, key, audience)
    asked = asked_of(request)
    if asked.day is not None or asked.problem:
        return as_it_stood(request, row, audience, asked)
    response = contract_page(request, row, audience)
    return keep_out_of_search_engines(response) if row.demonstration or AS_OF in request.GET else response


def contract_page(
    request: HttpRequest, row: Listing, audience: Audience, *, as_public: str = ""
) -> HttpResponse:
    """The page of a row. `as_public` is the way back for an officer who looks at it as the public does."""
    day = timezone.localdate()
    facts = list(fact_rows(row, audience))
    context = {
        "row": row,
        "status": status_on(row, day),
        "until": until(row, day),
        "facts": [fact for fact in facts if fact.state != "unknown"],
        # Each by its name alone: on many a page there are more of them than of all else.
        "unknown": [fact.label.lower() for fact in facts if fact.state == "unknown"],
        "texts_hidden": bool(row.data.get("hidden", {}).keys() & FACTS[KIND].telling),
        "systems": rows_paid_by(row.record_id, audience),
        "for_authorities": audience == Audience.BOROUGHS,
        "sources": row.data.get("sources", ()),
        "differ": [
            {**item, "label": LABELS[item["fact"]], "words": told(item["fact"], item["says"])}
            for item in row.data.get("differ", ())
        ],
        "history": Past(row, audience).entries(),
        "panels": PANELS.told(KIND, row, audience, day),
        "actions": [] if as_public else actions_for(request, KIND, row),
        "as_public": as_public,
        "canonical": settings.SITE_URL + reverse("contracts:contract", args=[row.key]),
    }
    return render(request, "contracts/contract.html", context)


def until(row: Listing, day: datetime.date) -> str:
    """How long there is to the end, in the unit in which people think of that; nothing once it is past."""
    if row.ends is None or row.ends < day:
        return ""
    days = (row.ends - day).days
    months = (row.ends.year - day.year) * 12 + row.ends.month - day.month - (row.ends.day < day.day)
    if days < SOON:
        return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"in {months} months" if months < MANY_MONTHS else f"in {months // 12} years"
