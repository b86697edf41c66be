"""Authorities side by side: what they hold, what they run for each function, and what they have in common."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from pyroaring import BitMap

from boroughs.models import Borough
from contracts.directory.compare import held
from contracts.directory.compare.answers import Kind, answer
from contracts.directory.compare.chosen import Chosen
from contracts.directory.compare.held import Held
from contracts.directory.compare.sheet import UNKNOWN, Cell, Column, Line, Sheet, lines_of, linked
from contracts.directory.facts import PAGES, Link
from contracts.listing.adding import ADDED, PAID
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from contracts.listing.rollups import sums_of, told_on
from contracts.listing.selection import Selection
from thirty3.audiences import audience_of
from thirty3.design.formatting import fact_date, money
from thirty3.evidence import Seen

# An agreement that several buy under says nothing of each one's share.
COUNTED: Final[Mapping[str, tuple[str, ...]]] = {
    "status": ("live",),
    "kind": PAID,
    "span": ("annual",),
    "value_kind": ADDED,
    "buyers": ("one",),
}


@dataclass(frozen=True)
class Authority:
    """An authority with its agreements and its systems in use, real ones or invented ones."""

    borough: Borough
    agreements: Selection
    systems: Selection


@dataclass(frozen=True)
class Runs:
    """The technologies that some of the compared run: all of them, several, or one alone."""

    by_function: Sheet
    shared: Sequence[tuple[str, Sequence[Link]]]


@require_safe
def boroughs(request: HttpRequest) -> HttpResponse:
    """Up to five authorities, by slug, address or name."""
    audience, day = audience_of(request), timezone.localdate()
    everyone = list(Borough.objects.by_name())
    by_word = {one.name.casefold(): one for one in everyone} | {one.slug: one for one in everyone}

    def hold(words: list[str]) -> dict[str, tuple[str, Borough]]:
        found = {word: by_word.get(word.casefold()) for word in words}
        return {word: (one.slug, one) for word, one in found.items() if one}

    chosen = Chosen.of(request.GET, request.path, "borough", hold)
    seen = Seen("borough", audience).of_one_world(chosen.source)
    whole = Held(audience, day, seen.source)
    them = [Authority(one, *whole.of("borough", slug)) for slug, one in chosen.shown.items()]
    names = held.names_for([s for one in them for s in (one.agreements, one.systems)]) if them else Names()
    columns = [
        Column(one.name, "", one.get_absolute_url(), False, chosen.without(slug))
        for slug, one in chosen.shown.items()
    ]
    kind = Kind(
        one="authority",
        many="authorities",
        list_name="the list of authorities",
        list_url=reverse("boroughs:boroughs"),
        field_label="Name of another authority",
    )
    return answer(
        request,
        kind,
        chosen,
        Sheet(columns, lines_of(them, _facts(names, whole)) if them else []),
        lambda borough: borough.name,
        picks=[(one.slug, one.name) for one in everyone if one.slug not in chosen.found],
        worlds=seen if them else None,
        runs=Runs(Sheet(columns, _by_function(them, names)), _shared(them, names)) if len(them) > 1 else None,
        demonstration=bool(them) and seen.invented,
    )


def _facts(names: Names, whole: Held) -> list[tuple[str, Callable[[Authority], Cell]]]:
    days = [told_on(s.kind, s.facets, whole.audience) for s in (whole.agreements, whole.systems)]

    def newest(one: Authority) -> Cell:
        day = held.newest(days, (one.agreements, one.systems))
        return Cell(words=fact_date(day)) if day else UNKNOWN

    return [
        ("Contracts held", lambda one: held.figure(one.agreements)),
        ("Live contracts", lambda one: held.figure(one.agreements, status=("live",))),
        ("Ending within 12 months", lambda one: held.figure(one.agreements, status=("ending",))),
        ("Known value a year", _annual),
        ("Systems in use", lambda one: held.figure(one.systems)),
        ("Different technologies", lambda one: _number(held.having(one.systems, "product"))),
        (
            "Suppliers with most contracts",
            lambda one: held.most(names, "supplier", held.having(one.agreements, "supplier"), "supplier"),
        ),
        ("Newest source", newest),
    ]


def _annual(one: Authority) -> Cell:
    """The sum of the values for a year of live agreements, with the list of what is added up."""
    added = one.agreements.beside(one.agreements.chosen.narrowed(**COUNTED))
    if not added.ids:
        return UNKNOWN
    pence = sums_of(added.facets, added.audience).of(added.ids)
    words = f"of {len(added.ids):,} contract{'' if len(added.ids) == 1 else 's'}"
    return linked(money(Decimal(pence) / held.PENCE), list_of(added.chosen), words)


def _number(values: Mapping[str, object]) -> Cell:
    return Cell(words=f"{len(values):,}") if values else UNKNOWN


def _by_function(them: Sequence[Authority], names: Names) -> list[Line]:
    """For each function that one of them has a system for, the technologies of each."""
    functions = [held.having(one.systems, "function") for one in them]
    products = [held.having(one.systems, "product") for one in them]
    return [
        Line(
            names.label("function", function),
            [
                _run_for(served.get(function), made, names)
                for served, made in zip(functions, products, strict=True)
            ],
        )
        for function in names.in_order("function", set().union(*functions))
    ]


def _run_for(ids: BitMap | None, products: Mapping[str, BitMap], names: Names) -> Cell:
    if ids is None:
        return UNKNOWN
    named = [slug for slug, theirs in products.items() if not theirs.isdisjoint(ids)]
    # A system of which no technology is named: its technology is withheld.
    return Cell(links=tuple(_technologies(named, names))) if named else Cell("withheld")


def _technologies(slugs: Iterable[str], names: Names) -> list[Link]:
    ordered = sorted(slugs, key=lambda slug: names.label("product", slug).casefold())
    return [Link(names.label("product", slug), PAGES["products"]({"slug": slug})) for slug in ordered]


def _shared(them: Sequence[Authority], names: Names) -> list[tuple[str, Sequence[Link]]]:
    """What all of them run, what several do, and what one alone does; nothing where that is nothing."""
    run = {one.borough.name: set(held.having(one.systems, "product")) for one in them}
    counts: dict[str, int] = {}
    for slugs in run.values():
        for slug in slugs:
            counts[slug] = counts.get(slug, 0) + 1
    everyone = "Both of them run" if len(them) == 2 else "All of them run"
    found = [(everyone, [slug for slug, count in counts.items() if count == len(them)])]
    found.append(("Several of them run", [slug for slug, count in counts.items() if 1 < count < len(them)]))
    found += [
        (f"Of these, {name} alone runs", [slug for slug in slugs if counts[slug] == 1])
        for name, slugs in run.items()
    ]
    return [(label, _technologies(slugs, names)) for label, slugs in found if slugs]
