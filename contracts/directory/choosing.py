"""Choosing from all values of a long facet of contracts, and of technologies."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.listing.choosing import choosing_page
from contracts.listing.filters import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.design.choosing import Listed


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
    audience, day = audience_of(request), timezone.localdate()
    filters = kind.read(request.GET, audience)
    return choosing_page(request, facet, filters, listed, lambda chosen: [Selection(chosen, audience, day)])
