"""Pages about authorities, made of panels that higher apps register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.london import tiles_of
from boroughs.models import Borough
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.registry import PANELS


@require_safe
def boroughs(request: HttpRequest) -> HttpResponse:
    """The 33 authorities on the map and in a list, and the other bodies below."""
    everyone = list(Borough.objects.by_name())
    authorities = [borough for borough in everyone if borough.kind == Borough.Kind.AUTHORITY]
    context = {
        "authorities": authorities,
        "tiles": tiles_of(authorities),
        "others": [borough for borough in everyone if borough.kind != Borough.Kind.AUTHORITY],
    }
    return render(request, "boroughs/boroughs.html", context)


@require_safe
def borough(request: HttpRequest, slug: str) -> HttpResponse:
    """One authority, seen through its panels."""
    subject = get_object_or_404(Borough, slug=slug)
    day, audience = timezone.localdate(), audience_of(request)
    panels = PANELS.told("borough", subject, audience, day)
    response = render(request, "boroughs/borough.html", {"borough": subject, "panels": panels})
    if any(told.get("demonstration") for _, told in panels):
        keep_out_of_search_engines(response)
    return response
