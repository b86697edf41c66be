"""The names behind the ids in records' facts, read in a handful of queries for many records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from boroughs.models import Borough, Function
from boroughs.protection import protective_words
from contracts.models import Contract, Source
from suppliers.models import Product, Supplier
from thirty3.history.facts import Facts


@dataclass(frozen=True, slots=True)
class Name:
    """What a page shows and links of another record. One that is held is shown nowhere."""

    slug: str
    name: str
    held: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class FunctionName(Name):
    """A function with its service area."""

    area: Name
    side: str
    protective: bool


@dataclass(frozen=True, slots=True)
class ProductName(Name):
    """A product with its maker, where that is known, and whether the catalogue says that it protects."""

    maker: Name | None
    protective: bool = False


@dataclass(frozen=True, slots=True)
class SourceName(Name):
    """A source with what its licence asks to be said."""

    licence: str
    attribution: str


@dataclass
class Lookups:
    """Names by id."""

    boroughs: dict[int, Name] = field(default_factory=dict)
    functions: dict[int, FunctionName] = field(default_factory=dict)
    suppliers: dict[int, Name] = field(default_factory=dict)
    products: dict[int, ProductName] = field(default_factory=dict)
    # The keys of contracts that others refer to.
    contracts: dict[int, str] = field(default_factory=dict)
    sources: dict[int, SourceName] = field(default_factory=dict)
    # The words that only the names of functions that protect an authority use.
    protective_words: frozenset[str] = frozenset()


def load_lookups(new_names: Mapping[tuple[str, int], Facts] | None = None) -> Lookups:
    """Every name, for a write of many records: six queries.

    `new_names` are suppliers and products that the same write is going to create, by kind and id.
    """
    found = _lookups(Supplier.objects.all(), Product.objects.all(), Contract.objects.all())
    _add_new(found, new_names or {})
    return found


def lookups_for(
    records: Iterable[Mapping[str, Any]], new_names: Mapping[tuple[str, int], Facts] | None = None
) -> Lookups:
    """The names that these facts need, for a write of a few records: six queries. `new_names` as above."""
    wanted = Wanted()
    for facts in records:
        wanted.add(facts)
    found = _lookups(
        Supplier.objects.filter(pk__in=wanted.suppliers),
        Product.objects.filter(pk__in=wanted.products),
        Contract.objects.filter(pk__in=wanted.contracts),
    )
    _add_new(found, new_names or {})
    return found


def _add_new(found: Lookups, new_names: Mapping[tuple[str, int], Facts]) -> None:
    for (kind, pk), facts in new_names.items():
        if kind == Supplier.record_kind():
            found.suppliers[pk] = Name(facts["slug"], facts["name"])
    for (kind, pk), facts in new_names.items():
        if kind == Product.record_kind():
            maker = found.suppliers.get(facts.get("maker_id") or 0)
            protects = any(found.functions[served].protective for served in facts.get("functions") or ())
            found.products[pk] = ProductName(facts["slug"], facts["name"], maker, protects)


def _lookups(
    suppliers: QuerySet[Supplier], products: QuerySet[Product], contracts: QuerySet[Contract]
) -> Lookups:
    functions, words = _functions()
    return Lookups(
        boroughs=_boroughs(),
        functions=functions,
        protective_words=words,
        suppliers={
            pk: Name(slug, name, held=bool(held_from))
            for pk, slug, name, held_from in suppliers.values_list("pk", "slug", "name", "held_from")
        },
        products=_products(products),
        contracts=dict(contracts.values_list("pk", "key")),
        sources=_sources(),
    )


@dataclass
class Wanted:
    """The ids that some facts refer to."""

    suppliers: set[int] = field(default_factory=set)
    products: set[int] = field(default_factory=set)
    contracts: set[int] = field(default_factory=set)

    def add(self, facts: Mapping[str, Any]) -> None:
        """Collect from facts as the change log keeps them, or from a part of them."""
        self.suppliers.update(link["supplier_id"] for link in facts.get("supplier_links") or ())
        self.products.update(facts.get("products") or ())
        self.contracts.update(facts.get("predecessors") or ())
        for name, ids in (
            ("supplier_id", self.suppliers),
            ("product_id", self.products),
            ("called_off_from_id", self.contracts),
            ("contract_id", self.contracts),
        ):
            if (found := facts.get(name)) is not None:
                ids.add(found)


def _boroughs() -> dict[int, Name]:
    return {pk: Name(slug, name) for pk, slug, name in Borough.objects.values_list("pk", "slug", "name")}


def _functions() -> tuple[dict[int, FunctionName], frozenset[str]]:
    rows = list(Function.objects.select_related("area"))
    names = {
        f.pk: FunctionName(f.slug, f.name, Name(f.area.slug, f.area.name), f.area.side, f.protective)
        for f in rows
    }
    return names, protective_words((f.protective, (f.name, *f.synonyms)) for f in rows)


def _products(products: QuerySet[Product]) -> dict[int, ProductName]:
    served = Product.functions.through.objects.filter(product=OuterRef("pk"), function__protective=True)
    of_maker = ("maker__slug", "maker__name", "maker__held_from")
    rows = products.values_list("pk", "slug", "name", "held_from", *of_maker, Exists(served))
    return {
        pk: ProductName(
            slug,
            name,
            Name(maker_slug, maker_name, held=bool(maker_held)) if maker_slug else None,
            protects,
            held=bool(held),
        )
        for pk, slug, name, held, maker_slug, maker_name, maker_held, protects in rows
    }


def _sources() -> dict[int, SourceName]:
    rows = Source.objects.values_list("pk", "slug", "name", "licence", "attribution")
    return {pk: SourceName(*row) for pk, *row in rows}
