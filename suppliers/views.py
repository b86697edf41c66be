"""The page of one supplier, made of panels that higher apps register."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from suppliers.members.withdrawing import as_shown
from suppliers.models import HowKnown, Supplier
from suppliers.past import supplier_as_it_stood
from thirty3.audiences import audience_of
from thirty3.errors import being_checked
from thirty3.evidence import Seen
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.merging.leading import led_on
from thirty3.history.past import AS_OF, asked_of
from thirty3.history.records import is_told_of_hold
from thirty3.registry import PANELS, actions_for


@require_safe
def supplier(request: HttpRequest, slug: str) -> HttpResponse:
    """One supplier, seen through its panels."""
    audience = audience_of(request)
    seen = Seen("supplier", audience)
    subject = Supplier.objects.for_profile().filter(slug=slug).first()
    if subject is not None and is_told_of_hold(subject.held_from, audience):
        return being_checked(request)
    if subject is not None and subject.merged_into_id is not None:
        return led_on(subject, audience, seen.slugs)
    if subject is None or slug not in seen.slugs:
        raise Http404
    asked = asked_of(request)
    if asked.day is not None or asked.problem:
        return supplier_as_it_stood(request, subject, seen, asked)
    subject = as_shown(subject)
    panels = PANELS.told("supplier", subject, audience, timezone.localdate())
    parent = subject.parent if subject.parent and subject.parent.slug in seen.slugs else None
    owners = subject.ownerships.in_order().select_related("parent")
    owned = subject.subsidiaries.current().order_by("name", "slug")
    context = {
        "subject": subject,
        "known": {
            one.section: one
            for one in HowKnown.objects.filter(supplier=subject, section__in=("size", "vcse"), item="")
        },
        "panels": panels,
        "actions": actions_for(request, "supplier", subject),
        "parent": parent,
        "owners": [one for one in owners if one.parent.slug in seen.slugs and not one.parent.held_from],
        "subsidiaries": [one for one in owned if one.slug in seen.slugs],
        "counts": [one for one in seen.counts(slug) if one.count],
        "authorities": len(seen.values(slug, "borough")),
    }
    response = render(request, "suppliers/supplier.html", context)
    invented = subject.demonstration or any(told.get("demonstration") for _, told in panels)
    if invented or AS_OF in request.GET:
        keep_out_of_search_engines(response)
    return response
