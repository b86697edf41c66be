"""What the API lists: each with the filters of its page, how it finds, and the shape of its answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import django_filters
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough, Function
from contracts.directory.grouping import ByTechnology, Group
from contracts.listing.choices import Names
from contracts.listing.continuing import Place, rows_after, rows_in_order_after, start_after
from contracts.listing.filters import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.rows import rows_of
from contracts.listing.selection import Selection
from contracts.open_data import schemas
from contracts.open_data.records import Json, records
from contracts.open_data.source_filter import SourceFilter, SourceFilterSet
from suppliers.directory.choices import Names as SupplierNames
from suppliers.directory.downloads import record
from suppliers.directory.filters import SupplierFilter, SupplierFilterSet
from suppliers.directory.known import Known
from suppliers.directory.lines import Lines
from thirty3.audiences import Audience
from thirty3.evidence import Seen

# Of a facet with very many values, those that most results have.
MOST_COUNTED: Final = 100
PUBLIC: Final = Audience.PUBLIC


@dataclass(frozen=True)
class Page:
    """One page of what is found, and the place of its last result where more follow."""

    count: int
    facets: dict[str, list[Json]]
    results: list[Json]
    last: Place | None


@dataclass(frozen=True)
class List:
    """One list of the API. `kinds` are the kinds of record of which alone it tells."""

    name: str
    summary: str
    description: str
    filters: type[django_filters.FilterSet]
    shape: type[schemas.Found]
    find: Callable[[Any, Place | None, int], Page]
    # What its example asks for.
    example: str
    kinds: tuple[str, ...] = ()


def contracts(chosen: Any, place: Place | None, size: int) -> Page:
    selection = Selection(chosen, PUBLIC, timezone.localdate())
    rows, last = rows_after(selection, place, size)
    found = list(records("contract", rows, PUBLIC, selection.day))
    return Page(len(selection.ids), _facets(selection, ContractFilterSet), found, last)


def systems(chosen: Any, place: Place | None, size: int) -> Page:
    selection = Selection(chosen, PUBLIC, timezone.localdate())
    ids = list(ByTechnology(selection).ids_in_order())
    rows, last = rows_in_order_after(selection, ids, place, size)
    found = list(records("system", rows, PUBLIC, selection.day))
    return Page(len(ids), _facets(selection, SystemFilterSet), found, last)


def products(chosen: Any, place: Place | None, size: int) -> Page:
    selection = Selection(chosen, PUBLIC, timezone.localdate())
    by = ByTechnology(selection)
    groups, last = _after(by.named, lambda group: group.slug, place, size)
    # What a product is, its rows say: one of each is enough.
    one_of_each = {group.slug: group.ids[0] for group in groups}
    rows = {row.record_id: row for row in rows_of("system", one_of_each.values(), PUBLIC)}
    found = [_product(group, by, rows[one_of_each[group.slug]].data["facts"]) for group in groups]
    return Page(len(by.named), _facets(selection, SystemFilterSet), found, last)


def suppliers(chosen: SupplierFilter, place: Place | None, size: int) -> Page:
    known = Known(PUBLIC, timezone.localdate())
    entries = known.found(chosen)
    shown, last = _after(entries, lambda entry: entry.slug, place, size)
    counts = {name: _most(known.counts(chosen, name)) for name in SupplierFilter.FACETS}
    told = {name: [value for value, _ in most] for name, most in counts.items()}
    names = SupplierNames(known, {name: [*told[name], *getattr(chosen, name)] for name in told})
    facets = {
        name: [_told(value, names.label(name, value), count) for value, count in most]
        for name, most in counts.items()
    }
    lines = Lines(known, chosen, names)
    return Page(len(entries), facets, [record(lines.of(entry)) for entry in shown], last)


def boroughs(chosen: SourceFilter, place: Place | None, size: int) -> Page:
    seen = Seen("borough", PUBLIC).of_one_world(chosen.source)
    everyone = list(Borough.objects.by_name())
    shown, last = _after(everyone, lambda one: one.slug, place, size)
    return Page(len(everyone), {}, [_borough(one, seen) for one in shown], last)


def functions(chosen: SourceFilter, place: Place | None, size: int) -> Page:
    seen = Seen("function", PUBLIC).of_one_world(chosen.source)
    everything = list(Function.objects.in_order())
    shown, last = _after(everything, lambda one: one.slug, place, size)
    return Page(len(everything), {}, [_function(one, seen) for one in shown], last)


def _after[T](
    items: Sequence[T], slug_of: Callable[[T], str], place: Place | None, size: int
) -> tuple[Sequence[T], Place | None]:
    slugs = [slug_of(item) for item in items]
    start = start_after(slugs, place[1] if place else None, place)
    following = start + size
    shown = items[start:following]
    return shown, (str(following), slug_of(shown[-1])) if following < len(items) and shown else None


def _facets(selection: Selection, filters: type[ListingFilterSet]) -> dict[str, list[Json]]:
    """Four queries: the names of the values."""
    closed = filters.closed_to(PUBLIC)
    counts = {name: _most(selection.counts(name)) for name in filters.OFFERED if name not in closed}
    names = Names.of_values(filters, {name: [value for value, _ in most] for name, most in counts.items()})
    return {
        name: [_told(value, names.label(name, value), count) for value, count in most]
        for name, most in counts.items()
    }


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_COUNTED]


def _told(value: str, label: str, count: int) -> Json:
    """A value of a facet: as a parameter takes it, in words, and how many results have it."""
    return {"value": value, "label": label, "count": count}


def _product(group: Group, by: ByTechnology, facts: Mapping[str, Any]) -> Json:
    made = facts["product"]["entries"][0]
    return {
        "slug": group.slug,
        "name": group.name,
        "address": settings.SITE_URL + reverse("suppliers:technology", args=[group.slug]),
        **({"maker": made["maker"]} if "maker" in made else {}),
        "systems": len(group.ids),
        "authorities": group.authorities,
        "retired": group.retired,
        "functions": sorted(by.functions_of(group.ids)),
    }


def _borough(one: Borough, seen: Seen) -> Json:
    told = {"gss_code": one.gss_code, "website": one.website}
    return {
        "slug": one.slug,
        "name": one.name,
        "formal_name": one.formal_name,
        "address": settings.SITE_URL + one.get_absolute_url(),
        "kind": one.kind,
        **{name: value for name, value in told.items() if value},
        "records": _counts(seen, one.slug, "borough"),
    }


def _function(one: Function, seen: Seen) -> Json:
    return {
        "slug": one.slug,
        "name": one.name,
        "address": settings.SITE_URL + one.get_absolute_url(),
        "area": {"slug": one.area.slug, "name": one.area.name},
        "side": one.area.side,
        "records": _counts(seen, one.slug, "function"),
    }


def _counts(seen: Seen, slug: str, facet: str) -> Json:
    counts = {one.evidence.kind: one.count for one in seen.counts(slug) if one.evidence.facet == facet}
    return {"contracts": counts["contract"], "systems": counts["system"]}


COUNTS_OF_SYSTEMS: Final = "The counts of the facets are of systems."
LISTS: Final = (
    List(
        name="contracts",
        summary="Contracts",
        description="Agreements, by end date unless asked otherwise; spend evidence only by its kind.",
        filters=ContractFilterSet,
        shape=schemas.Contracts,
        find=contracts,
        example="status=live&limit=1",
        kinds=("contract",),
    ),
    List(
        name="systems",
        summary="Systems in use",
        description="What each authority runs, by technology and then by authority.",
        filters=SystemFilterSet,
        shape=schemas.Systems,
        find=systems,
        example="status=live&limit=1",
    ),
    List(
        name="products",
        summary="Products",
        description=f"Technologies that some authority runs or has run. {COUNTS_OF_SYSTEMS}",
        filters=SystemFilterSet,
        shape=schemas.Products,
        find=products,
        example="sort=name&limit=1",
    ),
    List(
        name="suppliers",
        summary="Suppliers",
        description=(
            "Those that supply or make something that an authority bought or runs, or keep a profile here: "
            "by how well a name fits the words, then by name. How much a profile tells plays no part."
        ),
        filters=SupplierFilterSet,
        shape=schemas.Suppliers,
        find=suppliers,
        example="role=supplier&limit=1",
    ),
    List(
        name="boroughs",
        summary="Authorities",
        description="London’s 33 authorities and other public bodies, by name.",
        filters=SourceFilterSet,
        shape=schemas.Boroughs,
        find=boroughs,
        example="limit=1",
    ),
    List(
        name="functions",
        summary="Functions",
        description="What authorities do, by service area.",
        filters=SourceFilterSet,
        shape=schemas.Functions,
        find=functions,
        example="limit=1",
    ),
)
