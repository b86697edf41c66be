"""Choosing from all values of a long facet of contracts, and of technologies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.listing.choosing import Listed, check_facet, choosing_page
from contracts.listing.filters import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of


@require_safe
def contracts(request: HttpRequest, facet: str) -> HttpResponse:
    """All authorities, functions, suppliers and so on of the contracts that the other filters leave."""
    listed = Listed("Contracts", reverse("contracts:contracts"), "contracts")
    return _choosing(request, facet, ContractFilterSet, listed)


@require_safe
def technologies(request: HttpRequest, facet: str) -> HttpResponse:
    """All authorities, products, makers and so on of the systems that the other filters leave."""
    listed = Listed("Technologies", reverse("contracts:technologies"), "systems")
    return _choosing(request, facet, SystemFilterSet, listed)


def _choosing(request: HttpRequest, facet: str, kind: type[ListingFilterSet], listed: Listed) -> HttpResponse:
    check_facet(facet, kind)
    audience = audience_of(request)
    filters = kind.read(request.GET, audience)
    if filters.filter is None:
        # The list says what is wrong with the filters.
        return redirect(f"{listed.path}?{request.GET.urlencode()}")
    selection = Selection(filters.filter, audience, timezone.localdate())
    return choosing_page(request, facet, filters, selection, listed=listed)
