"""The list of suppliers, and the page of one, made of panels that higher apps register."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from suppliers.describing import heading, names_of_areas
from suppliers.downloads import downloads_of
from suppliers.filters import LETTERS, ROLES, SME, SupplierFilter, SupplierFilterSet
from suppliers.known import Known
from suppliers.members.withdrawing import as_shown
from suppliers.models import Supplier
from suppliers.past import supplier_as_it_stood
from thirty3.audiences import audience_of
from thirty3.design.facets import SOURCES, Chip, Facet, Option
from thirty3.errors import being_checked
from thirty3.evidence import Seen, among
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.merging.leading import led_on
from thirty3.history.past import AS_OF, asked_of
from thirty3.history.records import is_told_of_hold
from thirty3.registry import PANELS, actions_for

PER_PAGE: Final = 50


@dataclass(frozen=True)
class Letter:
    """A way to narrow the list to names under a letter; without an address there are none."""

    label: str
    value: str
    href: str
    current: bool


@require_safe
def suppliers(request: HttpRequest) -> HttpResponse:
    """Every supplier that the audience may know of, filtered, A to Z."""
    filters, known = SupplierFilterSet.read(request.GET), Known(audience_of(request))
    areas = names_of_areas()
    chosen = filters.filter
    facets = _facets(known, chosen or SupplierFilter(), areas)
    context: dict[str, Any] = {"listed": "Suppliers", "form": filters.form, "facets": facets}
    if chosen is None:
        response = render(request, "suppliers/suppliers.html", context | {"invalid": True})
        return keep_out_of_search_engines(response)
    found = known.found(chosen)
    page = Paginator(found, PER_PAGE).get_page(chosen.page)
    beyond = chosen.page > page.paginator.num_pages
    lines = [] if beyond else [known.line(entry) for entry in page]
    context |= {
        "count": len(found),
        "heading": heading(len(found), chosen, areas),
        "anyone": bool(known.entries),
        "lines": lines,
        "page": page,
        "beyond": beyond,
        "among": among(
            len(found),
            sum(entry.demonstration for entry in found),
            lambda source: replace(chosen, source=(source,), page=1).at(request.path),
        ),
        "evidence": known.seen.evidence,
        "letters": _letters(request.path, known, chosen),
        "chips": _chips(request.path, chosen, areas),
        "downloads": downloads_of(chosen),
        "first_page": replace(chosen, page=1).at(request.path),
        "canonical": settings.SITE_URL + replace(chosen, page=page.number).at(request.path),
    }
    response = render(request, "suppliers/suppliers.html", context)
    if beyond or not chosen.worth_finding or any(line.entry.demonstration for line in lines):
        keep_out_of_search_engines(response)
    return response


def _facets(known: Known, chosen: SupplierFilter, areas: dict[str, str]) -> list[Facet]:
    words = {"role": ROLES, "sme": SME, "area": areas, "source": SOURCES}
    found = []
    for name in SupplierFilter.FACETS:
        counts, picked = known.counts(chosen, name), getattr(chosen, name)
        labels = words[name] | {value: value for value in picked if value not in words[name]}
        options = [
            Option(value, label, counts.get(value, 0), value in picked)
            for value, label in labels.items()
            if value in counts or value in picked
        ]
        # What all of them have in common narrows nothing.
        if len(options) > 1 or picked:
            found.append(Facet(name, SupplierFilterSet.label(name), options, unfolded=True))
    return found


def _letters(path: str, known: Known, chosen: SupplierFilter) -> list[Letter]:
    there = known.letters(chosen)
    return [Letter("All", "", replace(chosen, letter="", page=1).at(path), not chosen.letter)] + [
        Letter(
            label,
            letter,
            replace(chosen, letter=letter, page=1).at(path) if letter in there else "",
            letter == chosen.letter,
        )
        for letter, label in LETTERS.items()
    ]


def _chips(path: str, chosen: SupplierFilter, areas: dict[str, str]) -> list[Chip]:
    words = {"role": ROLES, "sme": SME, "area": areas, "source": SOURCES, "letter": LETTERS}
    return [
        Chip(
            SupplierFilterSet.label(name),
            words.get(name, {}).get(value, value),
            chosen.without(name, value).at(path),
        )
        for name, value in chosen.in_use
    ]


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
