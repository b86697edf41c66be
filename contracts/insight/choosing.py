"""Choosing from all values of a long facet of the dashboard."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from contracts.insight.report import Report
from contracts.insight.scope import Scope, ScopeFilterSet
from contracts.listing.choosing import choosing_page
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.design.choosing import Listed


@require_safe
def insights(request: HttpRequest, facet: str) -> HttpResponse:
    """All authorities, functions, suppliers and so on; agreements and systems are counted together."""
    audience, day = audience_of(request), timezone.localdate()

    def both(scope: Scope) -> Iterator[Selection]:
        report = Report(scope, audience, day, list(Borough.objects.authorities()))
        yield from (report.agreements, report.systems)

    listed = Listed("Insights", reverse("contracts:insights"), "records")
    return choosing_page(request, facet, ScopeFilterSet.read(request.GET), listed, both)
