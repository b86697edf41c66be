"""Choosing from all values of a long facet of suppliers."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from suppliers.directory.choices import NAMED, all_offered
from suppliers.directory.filters import SupplierFilterSet
from suppliers.directory.known import Known
from thirty3.audiences import audience_of
from thirty3.design.choosing import Listed, choosing_page


@require_safe
def choose(request: HttpRequest, facet: str) -> HttpResponse:
    """All functions, products, authorities and so on of the suppliers that the other filters leave."""
    if facet not in NAMED:
        raise Http404
    audience, listed = audience_of(request), Listed("Suppliers", reverse("suppliers:suppliers"), "suppliers")
    chosen = SupplierFilterSet.read(request.GET, audience).filter
    if chosen is None:
        return redirect(f"{listed.path}?{request.GET.urlencode()}")
    return choosing_page(
        request,
        listed,
        lambda find: all_offered(Known(audience, timezone.localdate()), chosen, facet, find),
        [(other, value) for other, value in chosen.in_use if other != facet],
        replace(chosen, page=1).at(listed.path),
    )
