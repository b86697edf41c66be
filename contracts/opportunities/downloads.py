"""The list of opportunities as CSV and as an Atom feed: exactly what the page's filter finds."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from contracts.models import Opportunity
from contracts.opportunities.filters import OpportunityFilter, OpportunityFilterSet
from contracts.opportunities.listing import Names, heading, line_of
from thirty3.audiences import audience_of
from thirty3.london_time import LONDON
from thirty3.spreadsheets.downloads import as_csv, refused
from thirty3.spreadsheets.writing import Value

NAME: Final = "opportunities"
OFFERED: Final = {"CSV": "contracts:opportunities-csv", "Feed (Atom)": "contracts:opportunities-feed"}
MOST_ENTRIES: Final = 100
HEADINGS: Final = (
    *("Title", "Status", "Lead authority", "Functions", "Outcome", "For whom", "Value from", "Value to"),
    *("VAT", "Value state", "Suitable for SMEs", "Suitable for VCSEs", "Closes (London time)"),
    *("Expected", "Respond at", "Notice", "Address here", "Demonstration"),
)
SAID: Final = {True: "Yes", False: "No", None: "Not said"}


def links_of(chosen: OpportunityFilter) -> list[tuple[str, str]]:
    """Each kind of file with the address of what a filter finds: all of its pages."""
    return [(label, replace(chosen, page=1).at(reverse(name))) for label, name in OFFERED.items()]


@require_safe
def opportunities_csv(request: HttpRequest) -> HttpResponseBase:
    """The same parameters as the page, all of its pages."""
    filters = OpportunityFilterSet.read(request.GET, audience_of(request))
    if (chosen := filters.filter) is None:
        return refused(filters.form)
    invented = chosen.found(timezone.now()).filter(demonstration=True).exists()
    return as_csv(NAME, HEADINGS, _rows(chosen), timezone.localdate(), invented=invented)


def _rows(chosen: OpportunityFilter) -> Iterator[list[Value]]:
    now = timezone.now()
    for one in chosen.found(now).for_list().prefetch_related("steps").iterator(chunk_size=500):
        line = line_of(one, now)
        closes = f"{one.deadline.astimezone(LONDON):%Y-%m-%d %H:%M %Z}" if one.deadline else ""
        notice = next((step.notice_url for step in reversed(one.steps.all()) if step.notice_url), "")
        yield [
            *(one.title, line.stage.label, one.borough.name, line.functions, one.outcome, one.for_whom),
            *(one.value_min, one.value_max, one.get_value_vat_display(), one.get_value_state_display()),
            *(SAID[one.suits_smes], SAID[one.suits_vcses], closes, one.expected_date, one.respond_url),
            *(notice, settings.SITE_URL + one.get_absolute_url(), "Invented" if one.demonstration else ""),
        ]


@require_safe
def opportunities_feed(request: HttpRequest) -> HttpResponse:
    """The same list as a feed, what changed last first."""
    filters = OpportunityFilterSet.read(request.GET, audience_of(request))
    if (chosen := filters.filter) is None:
        return refused(filters.form)
    now = timezone.now()
    found: list[Opportunity] = list(
        chosen.found(now).for_list().order_by("-updated_at", "-pk")[:MOST_ENTRIES]
    )
    page = settings.SITE_URL + replace(chosen, page=1).at(reverse("contracts:opportunities"))
    feed = Atom1Feed(
        title=f"{heading(len(found), chosen, Names())} - {settings.SITE_NAME}",
        link=page,
        description="",
        language="en-gb",
        feed_url=settings.SITE_URL + replace(chosen, page=1).at(request.path),
    )
    for one in found:
        line = line_of(one, now)
        feed.add_item(
            title=f"{'Demonstration: ' if one.demonstration else ''}{line.stage.label}: {one.title}",
            link=settings.SITE_URL + one.get_absolute_url(),
            description=". ".join(filter(None, (one.borough.name, line.when, one.outcome))),
            unique_id=settings.SITE_URL + one.get_absolute_url(),
            updateddate=one.updated_at,
            author_name=one.borough.name,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
