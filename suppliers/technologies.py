"""The page of one technology, made of panels that higher apps register."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Function
from suppliers.models import Product
from suppliers.past import technology_as_it_stood
from thirty3.audiences import Audience, audience_of
from thirty3.errors import being_checked
from thirty3.evidence import Seen
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.merging.leading import led_on
from thirty3.history.past import AS_OF, asked_of
from thirty3.history.records import is_told_of_hold
from thirty3.registry import PANELS, actions_for


@require_safe
def technology(request: HttpRequest, slug: str) -> HttpResponse:
    """One technology. Of which no record is shown to somebody, that is not found by them."""
    audience = audience_of(request)
    seen = Seen("technology", audience)
    subject = Product.objects.select_related("maker", "successor", "merged_into").filter(slug=slug).first()
    if subject is not None and is_told_of_hold(subject.held_from, audience):
        return being_checked(request)
    if subject is not None and subject.merged_into_id is not None:
        return led_on(subject, audience, seen.slugs)
    if subject is None or slug not in seen.slugs:
        raise Http404
    asked = asked_of(request)
    if asked.day is not None or asked.problem:
        return technology_as_it_stood(request, subject, seen, asked)
    panels = PANELS.told("technology", subject, audience, timezone.localdate())
    succeeding = subject.successor
    context = {
        "subject": subject,
        "panels": panels,
        # Of what is openly offered, the maker may have no page here.
        "shown": slug in seen.shown,
        "actions": actions_for(request, "technology", subject),
        "counts": [one for one in seen.counts(slug) if one.count],
        "authorities": len(seen.values(slug, "borough")),
        "functions": _functions(subject, seen),
        "successor": succeeding if succeeding and succeeding.slug in seen.slugs else None,
        "predecessors": [p for p in subject.predecessors.order_by("name", "slug") if p.slug in seen.slugs],
        # A spelling may come from a record that is not public.
        "other_names": _other_names(subject) if audience == Audience.BOROUGHS else [],
    }
    response = render(request, "suppliers/technology.html", context)
    invented = subject.demonstration or any(told.get("demonstration") for _, told in panels)
    if invented or AS_OF in request.GET:
        keep_out_of_search_engines(response)
    return response


def _functions(subject: Product, seen: Seen) -> list[tuple[Function, bool]]:
    """What it is for, by area: as the catalogue has it, and whether a record here shows it so used."""
    used = seen.values(subject.slug, "function")
    named = set(subject.functions.values_list("slug", flat=True))
    found = Function.objects.in_order().filter(slug__in=used | named).select_related("area")
    return [(function, function.slug in used) for function in found]


def _other_names(subject: Product) -> list[str]:
    spellings = subject.aliases.order_by("spelling").values_list("spelling", flat=True)
    return [spelling for spelling in spellings if spelling.casefold() != subject.name.casefold()]
