"""Choosing from all values of a long facet of the dashboard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from contracts.insight.report import Report
from contracts.insight.scope import ScopeFilterSet
from contracts.listing.choosing import Listed, check_facet, choosing_page
from thirty3.audiences import audience_of


@require_safe
def insights(request: HttpRequest, facet: str) -> HttpResponse:
    """All authorities, functions, suppliers and so on; agreements and systems are counted together."""
    check_facet(facet, ScopeFilterSet)
    path, filters = reverse("contracts:insights"), ScopeFilterSet.read(request.GET)
    if filters.filter is None:
        # The dashboard says what is wrong with the filters.
        return redirect(f"{path}?{request.GET.urlencode()}")
    authorities = list(Borough.objects.authorities())
    report = Report(filters.filter, audience_of(request), timezone.localdate(), authorities)
    both = (report.agreements, report.systems)
    return choosing_page(request, facet, filters, *both, listed=Listed("Insights", path, "records"))
