"""What the filters of the list offer: each facet's values by name, with how many records each would find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from boroughs.models import Borough, Function
from contracts.listing.filters import ListingFilterSet
from contracts.listing.selection import Selection
from suppliers.models import Product, Supplier
from thirty3.design.facets import Facet, Option
from thirty3.states import STATE_WORDS

# Of a long facet, the values that most records have; the others are found by searching.
MOST_OFFERED: Final = 60
# Facets whose values are the names of records.
NAMED: Final = ("borough", "area", "function", "supplier", "product", "maker")
OPEN_AT_FIRST: Final = frozenset({"borough", "status"})
LEFT_OUT: Final = "not_"
# The facets by which the values of a facet may be known as well.
FIRMS: Final = dict.fromkeys(("supplier", "maker"), ("supplier", "maker"))


@dataclass
class Names:
    """The names behind the values of the facets: three queries, and one for products where they are asked."""

    of: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of_values(cls, filters: type[ListingFilterSet], values: Mapping[str, Iterable[str]]) -> "Names":
        rows = list(Function.objects.in_order().values_list("slug", "name", "area__slug", "area__name"))
        by_slug = ("slug", "name")
        firms = {slug for name in ("supplier", "maker") for slug in values.get(name, ())}
        named = dict(Supplier.objects.filter(slug__in=firms).values_list(*by_slug)) | STATE_WORDS
        products = Product.objects.filter(slug__in=list(values.get("product", ())))
        found: dict[str, Mapping[str, str]] = {
            "borough": dict(Borough.objects.by_name().values_list(*by_slug)),
            "area": {area: name for _, _, area, name in rows} | STATE_WORDS,
            "function": {slug: name for slug, name, _, _ in rows} | STATE_WORDS,
            "supplier": named,
            "maker": named,
            "product": dict(products.values_list(*by_slug)) | STATE_WORDS,
        }
        fixed = {name: words for name in filters.base_filters if (words := filters.words(name))}
        return cls(found | fixed)

    def label(self, facet: str, value: str) -> str:
        """The value's name, or the value where nothing that this audience sees has it."""
        return self.of[facet.removeprefix(LEFT_OUT)].get(value, value)


def offered(
    filters: type[ListingFilterSet], selection: Selection, *, counted: bool = True
) -> tuple[list[Facet], Names]:
    """Every facet of a listing with its values, and the names that the page needs for them."""
    return offered_from(filters, dict.fromkeys(filters.OFFERED, selection), counted=counted)


def offered_from(
    filters: type[ListingFilterSet],
    selections: Mapping[str, Selection],
    *,
    counted: bool = True,
    also: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> tuple[list[Facet], Names]:
    """The same where each facet counts the records of a selection of its own.

    `also` are further values that the page names, seen by its audience.
    """
    counts = {name: selection.counts(name) for name, selection in selections.items()}
    shown = {name: _shown(name, counts[name], selection) for name, selection in selections.items()}
    visible = _visible(selections, shown)
    names = Names.of_values(filters, {name: [*visible[name], *also.get(name, ())] for name in visible})
    return [
        Facet(
            name,
            filters.label(name),
            _options(name, shown[name], counts[name], selection, names, counted),
            unfolded=name in OPEN_AT_FIRST,
            cut=len(counts[name]) > MOST_OFFERED,
        )
        for name, selection in selections.items()
        if shown[name]
    ], names


def _visible(selections: Mapping[str, Selection], shown: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The values to be named. One that no visible record has is not looked up: its name might tell of
    a hidden record. A firm may be seen as the supplier of some records and as the maker of others.
    """
    found: dict[str, list[str]] = {}
    everywhere = [selection.facets for selection in selections.values()]
    anywhere = next(iter(selections.values()))
    for name in NAMED:
        selection = selections.get(name, anywhere)
        left_out = getattr(selection.chosen, f"{LEFT_OUT}{name}", ())
        values = (*shown.get(name, getattr(selection.chosen, name)), *left_out)
        known = [held.values(facet) for held in everywhere for facet in FIRMS.get(name, (name,))]
        found[name] = [value for value in values if any(value in one for one in known)]
    return found


def _shown(name: str, counts: Mapping[str, int], selection: Selection) -> list[str]:
    picked = getattr(selection.chosen, name)
    most = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_OFFERED]
    return list(dict.fromkeys([*most, *picked]))


def _options(
    name: str,
    values: list[str],
    counts: Mapping[str, int],
    selection: Selection,
    names: Names,
    counted: bool,
) -> list[Option]:
    picked = set(getattr(selection.chosen, name))
    if name in ("supplier", "product", "maker"):
        ordered = sorted(values, key=lambda v: (v in STATE_WORDS, names.label(name, v).casefold()))
    else:
        # Fixed words, authorities, areas and functions have an order of their own.
        order = {value: place for place, value in enumerate(names.of[name])}
        ordered = sorted(values, key=lambda v: (order.get(v, len(order)), v))
    if name in NAMED:
        # In a long list, what is chosen would lie out of sight.
        ordered.sort(key=lambda value: value not in picked)
    return [
        Option(value, names.label(name, value), counts.get(value, 0) if counted else None, value in picked)
        for value in ordered
    ]
