"""Technologies side by side."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.compare import held
from contracts.directory.compare.answers import Kind, answer
from contracts.directory.compare.chosen import Chosen, Other
from contracts.directory.compare.sheet import UNKNOWN, Cell, Column, Sheet, lines_of, linked
from contracts.directory.facts import Link
from contracts.directory.worlds import source_of
from contracts.listing.choices import Names
from contracts.listing.filters.words import HOSTING, ROUTES, SYSTEM_STATUSES
from contracts.listing.projection import BEING_CHECKED
from contracts.listing.rollups import sums_of
from contracts.listing.selection import Selection
from suppliers.models import Product
from thirty3.audiences import Audience, audience_of
from thirty3.evidence import Seen
from thirty3.history.merging.leading import followed

OFFERED: Final = 8
SHARED: Final = "authorities share this only with each other"


@dataclass(frozen=True)
class Technology:
    """A technology with what the lists hold of it, real or invented as itself is."""

    product: Product
    agreements: Selection
    systems: Selection


@require_safe
def technologies(request: HttpRequest) -> HttpResponse:
    """Up to five technologies, by slug, address or name: those that the audience may know of."""
    audience, day = audience_of(request), timezone.localdate()
    seen = Seen("technology", audience)

    def hold(words: list[str]) -> dict[str, tuple[str, Product]]:
        return {
            word: (one.slug, one) for word, one in _found(words, audience).items() if one.slug in seen.slugs
        }

    chosen = Chosen.of(request.GET, request.path, "technology", hold)
    worlds = {
        source: held.Held(audience, day, (source,))
        for source in sorted({source_of(product) for product in chosen.shown.values()})
    }
    them = [
        Technology(product, *worlds[source_of(product)].of("product", slug))
        for slug, product in chosen.shown.items()
    ]
    names = held.names_for([s for one in them for s in (one.agreements, one.systems)]) if them else Names()
    sheet = Sheet(
        [
            Column(p.name, "", p.get_absolute_url(), p.demonstration, chosen.without(slug))
            for slug, p in chosen.shown.items()
        ],
        lines_of(them, _facts(names, audience, seen.shown)) if them else [],
    )
    kind = Kind(
        one="technology",
        many="technologies",
        list_name="the list of technologies",
        list_url=reverse("contracts:technologies"),
        field_label="Name or address of another technology",
    )
    others = _others(chosen, them) if them and chosen.room else []
    invented = any(product.demonstration for product in chosen.shown.values())
    return answer(request, kind, chosen, sheet, _named, others=others, demonstration=invented)


def _named(product: Product) -> str:
    return product.name


def _found(words: list[str], audience: Audience) -> dict[str, Product]:
    """Word -> the technology of this slug, or else of this name: one query."""
    wanted = Q(slug__in=words)
    for word in words:
        wanted |= Q(name__iexact=word)
    found = Product.objects.select_related("maker", "merged_into__maker").filter(wanted)
    held = list(found.order_by("demonstration", "slug"))
    products = [product for product in held if product.merged_into is None]
    by_slug = {product.slug: product for product in products} | _merged(held, audience)
    by_name = {product.name.casefold(): product for product in reversed(products)}
    meant = {word: by_slug.get(word) or by_name.get(word.casefold()) for word in words}
    return {word: product for word, product in meant.items() if product}


def _merged(held: list[Product], audience: Audience) -> dict[str, Product]:
    """Old address -> the technology that it became, for those who knew of the old one."""
    old = {product.slug: product.merged_into for product in held if product.merged_into is not None}
    known = followed({Product.record_kind(): list(old)}, audience)
    return {slug: old[slug] for _, slug in known}


def _facts(
    names: Names, audience: Audience, shown: Collection[str]
) -> list[tuple[str, Callable[[Technology], Cell]]]:
    """What is told of each, in the order in which people ask."""

    def by_name(label: str, of: str, facet: str, page: str = "") -> tuple[str, Callable[[Technology], Cell]]:
        return label, lambda one: held.most(names, facet, held.having(getattr(one, of), facet), page)

    return [
        ("Maker", lambda one: _maker(one, shown)),
        by_name("Used for", "systems", "function"),
        ("Stage", _stage),
        (
            "Hosting",
            _hosting if audience == Audience.BOROUGHS else lambda one: Cell("withheld", reason=SHARED),
        ),
        ("Systems in use", lambda one: held.figure(one.systems)),
        by_name("Authorities that run it", "systems", "borough", "participants"),
        ("How these stand", lambda one: _counted(one.systems, "status", SYSTEM_STATUSES)),
        ("Contracts", lambda one: held.figure(one.agreements)),
        ("Live contracts", lambda one: held.figure(one.agreements, status=("live",))),
        ("Values of contracts, as stated", _values),
        ("Routes to market", lambda one: _counted(one.agreements, "route", ROUTES)),
        by_name("Suppliers", "agreements", "supplier", "supplier"),
    ]


def _maker(one: Technology, shown: Collection[str]) -> Cell:
    """A link where the maker has a page: of what is only openly offered it may have none."""
    maker = one.product.shown_maker
    if maker is None:
        return Cell("withheld", reason=BEING_CHECKED) if one.product.maker else UNKNOWN
    return linked(maker.name, maker.get_absolute_url() if one.product.slug in shown else "")


def _stage(one: Technology) -> Cell:
    return Cell(words=one.product.get_stage_display()) if one.product.stage else UNKNOWN


def _hosting(one: Technology) -> Cell:
    return _counted(one.systems, "hosting", HOSTING)


def _values(one: Technology) -> Cell:
    return held.ranges(one.agreements, sums_of(one.agreements.facets, one.agreements.audience))


def _counted(selection: Selection, facet: str, words: Mapping[str, str]) -> Cell:
    """Each value with how many have it, in the order of the filter that finds them; states among them."""
    counts = selection.counts(facet)
    if not counts:
        return UNKNOWN
    if counts.keys() <= {"unknown", "withheld"}:
        return Cell("withheld" if "withheld" in counts else "unknown")
    return Cell(
        links=tuple(Link(words[value], "", f"{counts[value]:,}") for value in words if value in counts)
    )


def _others(chosen: Chosen[Product], them: Sequence[Technology]) -> list[Other]:
    """What most authorities run for the same functions, in the world of the first: one query for names."""
    first = them[0]
    whole = first.systems.beside(first.systems.chosen.narrowed(product=()))
    served = held.having(first.systems, "function")
    within = whole.any_of("function", served) & whole.ids
    counts = {
        slug: sum(not ids.isdisjoint(theirs) for theirs in held.having(whole, "borough").values())
        for slug, ids in ((slug, ids & within) for slug, ids in whole.facets.values("product").items())
        if ids and slug not in chosen.found
    }
    ordered = sorted(counts, key=lambda slug: (-counts[slug], slug))[:OFFERED]
    names = dict(Product.objects.filter(slug__in=ordered).values_list("slug", "name"))
    return [
        Other(
            names[slug],
            f"at {counts[slug]} authorit{'y' if counts[slug] == 1 else 'ies'}",
            chosen.adding(slug),
        )
        for slug in ordered
    ]
