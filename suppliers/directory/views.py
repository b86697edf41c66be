"""The list of suppliers: filters beside results."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from suppliers.directory.choices import offered
from suppliers.directory.describing import chips, heading
from suppliers.directory.downloads import downloads_of
from suppliers.directory.filters import LETTERS, SupplierFilter, SupplierFilterSet
from suppliers.directory.known import Known
from suppliers.directory.lines import Lines
from thirty3.audiences import audience_of
from thirty3.evidence import among
from thirty3.headers import keep_out_of_search_engines

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
    """Every supplier that the audience may know of, filtered: by words, then by name."""
    audience = audience_of(request)
    filters, known = SupplierFilterSet.read(request.GET, audience), Known(audience, timezone.localdate())
    chosen = filters.filter
    facets, names = offered(known, chosen or SupplierFilter())
    context: dict[str, Any] = {"listed": "Suppliers", "form": filters.form, "facets": facets}
    if chosen is None:
        response = render(request, "suppliers/suppliers.html", context | {"invalid": True})
        return keep_out_of_search_engines(response)
    found = known.found(chosen)
    page = Paginator(found, PER_PAGE).get_page(chosen.page)
    beyond = chosen.page > page.paginator.num_pages
    lines = [] if beyond else [Lines(known, chosen, names).of(entry) for entry in page]
    context |= {
        "count": len(found),
        "heading": heading(len(found), chosen, names),
        "by_words": bool(chosen.q),
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
        "chips": chips(request.path, chosen, names),
        "downloads": downloads_of(chosen),
        "first_page": replace(chosen, page=1).at(request.path),
        "canonical": settings.SITE_URL + replace(chosen, page=page.number).at(request.path),
    }
    response = render(request, "suppliers/suppliers.html", context)
    if beyond or not chosen.worth_finding or any(line.entry.demonstration for line in lines):
        keep_out_of_search_engines(response)
    return response


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
