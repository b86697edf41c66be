"""What the filters of the list offer: each facet's values by name, with how many records each would find."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from django.urls import reverse

from boroughs.models import Borough, Function
from contracts.listing.filters import ListingFilterSet
from contracts.listing.selection import Selection
from suppliers.models import Product, Supplier
from thirty3.design.facets import Facet, Option
from thirty3.design.long_facets import FEW, MOST, in_order_of_use, most_used, options_of, with_words
from thirty3.states import STATE_WORDS

# Facets whose values are the names of records: these can be long.
NAMED: Final = ("borough", "area", "function", "supplier", "product", "maker")
OPEN_AT_FIRST: Final = frozenset({"borough", "status"})
LEFT_OUT: Final = "not_"
FIRMS: Final = ("supplier", "maker")


@dataclass
class Names:
    """The names behind the values of the facets: three queries, and one for products where they are asked."""

    of: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of_values(cls, filters: type[ListingFilterSet], values: Mapping[str, Iterable[str]]) -> "Names":
        rows = list(Function.objects.in_order().values_list("slug", "name", "area__slug", "area__name"))
        by_slug = ("slug", "name")
        firms = {slug for name in FIRMS for slug in values.get(name, ())}
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

    def in_order(self, facet: str, values: Collection[str]) -> list[str]:
        """Authorities by name, functions by area: in the order in which their names were read."""
        return [value for value in self.of[facet] if value in values]

    def labels(self, facet: str, values: Collection[str]) -> list[str]:
        return [self.label(facet, value) for value in self.in_order(facet, values)]

    def label(self, facet: str, value: str) -> str:
        """The value's name, or the value where nothing that this audience sees has it."""
        return self.of[facet.removeprefix(LEFT_OUT)].get(value, value)


def offered(
    filters: type[ListingFilterSet],
    *selections: Selection,
    choosing: str,
    but: Collection[str] = (),
    counted: bool = True,
    also: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> tuple[list[Facet], Names]:
    """Every facet of a listing with its values, and the names that the page needs for them.

    Where a page tells of several kinds of record under one filter, a value counts those of all of them.
    `choosing` names the page that a long facet has of its own; `but` are facets that are not
    offered to this audience; `also` further values that the page names, seen by its audience.
    """
    chosen = selections[0].chosen
    counts = {name: _counts(name, selections) for name in filters.OFFERED if name not in but}
    shown = {name: _shown(name, found, getattr(chosen, name), FEW) for name, found in counts.items()}
    visible = _visible(selections, shown)
    names = Names.of_values(filters, {name: [*visible[name], *also.get(name, ())] for name in visible})
    return [
        Facet(
            name,
            filters.label(name),
            _options(name, values, counts[name], getattr(chosen, name), names, counted=counted),
            unfolded=name in OPEN_AT_FIRST,
            choosing=reverse(choosing, args=[name]) if len(values) < len(counts[name]) else "",
            values=len(counts[name]),
        )
        for name, values in shown.items()
        if values
    ], names


def names_of_chosen(filters: type[ListingFilterSet], selection: Selection) -> Names:
    """The names that a filter needs to be told in words."""
    return Names.of_values(filters, _visible([selection], {}))


def _counts(name: str, selections: Iterable[Selection]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for selection in selections:
        found.update(selection.counts(name))
    return found


def all_offered(name: str, filters: type[ListingFilterSet], *selections: Selection, find: str = "") -> Facet:
    """One long facet with all its values, or those whose name has the words typed: at most `MOST`."""
    picked, counts = getattr(selections[0].chosen, name), _counts(name, selections)
    names = Names.of_values(filters, _visible(selections, {name: [*counts, *picked]}))
    found = with_words(counts, find, lambda value: names.label(name, value))
    values = _shown(name, found, picked, MOST)
    options = _options(name, values, counts, picked, names)
    return Facet(name, filters.label(name), options, values=len(found.keys() | set(picked)))


def _shown(name: str, counts: Mapping[str, int], picked: Iterable[str], most: int) -> list[str]:
    """Of a long facet the values that most records have, what is chosen, and the states."""
    if name not in NAMED:
        return list(dict.fromkeys([*counts, *picked]))
    return most_used(counts, picked, most)


def _visible(selections: Sequence[Selection], shown: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The values to be named. One that no visible record has is not looked up: its name might tell of
    a hidden record. A firm may be seen as the supplier of some records and as the maker of others.
    """
    found: dict[str, list[str]] = {}
    chosen = selections[0].chosen
    for name in NAMED:
        left_out = getattr(chosen, f"{LEFT_OUT}{name}", ())
        values = (*shown.get(name, getattr(chosen, name)), *left_out)
        facets = FIRMS if name in FIRMS else (name,)
        known = [selection.facets.values(facet) for selection in selections for facet in facets]
        found[name] = [value for value in values if any(value in one for one in known)]
    return found


def _options(
    name: str,
    values: Sequence[str],
    counts: Mapping[str, int],
    picked: Collection[str],
    names: Names,
    *,
    counted: bool = True,
) -> list[Option]:
    """Of names first what is chosen, which would lie out of sight, then what most records have."""
    if name in NAMED:
        ordered = in_order_of_use(values, counts, picked, lambda value: names.label(name, value))
    else:
        # Fixed words have an order of their own.
        order = {value: place for place, value in enumerate(names.of[name])}
        ordered = sorted(values, key=lambda v: (order.get(v, len(order)), v))
    return options_of(ordered, counts, picked, lambda value: names.label(name, value), counted=counted)
