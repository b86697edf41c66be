"""The page of what is new in London."""

from collections import Counter
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.newest.newness import Kind, Newest
from thirty3.audiences import audience_of
from thirty3.evidence import Seen
from thirty3.headers import keep_out_of_search_engines

WHAT: Final = {
    Kind.UNUSED: "No authority is known to run it",
    Kind.PILOT: "Piloted",
    Kind.FIRST_USE: "First used in the last 24 months",
}


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """What is new by function, real technologies or invented ones."""
    day = timezone.localdate()
    seen = Seen("technology", audience_of(request)).of_one_world(request.GET.get("source", ""))
    found = Newest(seen, day)
    counts = Counter(one.kind for one in found.new)
    context: dict[str, Any] = {
        "seen": seen,
        "lines": list(found.lines()),
        "counts": [(WHAT[kind], counts[kind]) for kind in Kind],
        "cutoff": found.cutoff,
        "canonical": settings.SITE_URL + request.path,
    }
    response = render(request, "contracts/newest/newest.html", context)
    return keep_out_of_search_engines(response) if seen.any_invented or request.GET else response
