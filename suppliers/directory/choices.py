"""What the filters of the list of suppliers offer, by name, with how many suppliers each would find."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.urls import reverse

from boroughs.models import Borough, Function
from suppliers.directory.filters import ROLES, SIZES, SME, VCSE, SupplierFilter, SupplierFilterSet
from suppliers.directory.known import Known
from suppliers.models import Product
from thirty3.design.facets import SOURCES, Facet, Option
from thirty3.design.long_facets import MOST, in_order_of_use, most_used, options_of, with_words
from thirty3.states import STATE_WORDS

WORDED: Final[Mapping[str, Mapping[str, str]]] = {
    "role": ROLES,
    "sme": SME,
    "vcse": VCSE,
    "size": SIZES,
    "source": SOURCES,
}
# Facets whose values are names: these can be long.
NAMED: Final = ("area", "function", "product", "borough", "certification", "framework", "location")
OPEN_AT_FIRST: Final = frozenset({"function", "borough", "size"})


class Names:
    """The names behind the values of the facets: at most four queries.

    A product or framework that no supplier here has is not looked up: its name might tell of a hidden record.
    """

    def __init__(self, known: Known, values: Mapping[str, Iterable[str]]) -> None:
        rows = list(Function.objects.in_order().values_list("slug", "name", "area__slug", "area__name"))
        boroughs = dict(Borough.objects.by_name().values_list("slug", "name"))
        shown = known.facets["product"]
        products = Product.objects.filter(slug__in=[one for one in values.get("product", ()) if one in shown])
        self._of: dict[str, Mapping[str, str]] = {
            **WORDED,
            "area": {area: name for _, _, area, name in rows},
            "function": {slug: name for slug, name, _, _ in rows},
            "product": dict(products.values_list("slug", "name")),
            "borough": boroughs,
            "location": boroughs,
            "certification": known.schemes,
            "framework": {
                **known.said.frameworks,
                **known.seen.names_of("framework", values.get("framework", ())),
            },
        }

    def label(self, name: str, value: str) -> str:
        """The value's name, or the value where nothing that this audience sees has it."""
        return self._of.get(name, {}).get(value) or STATE_WORDS.get(value, value)

    def in_order(self, name: str, values: Iterable[str]) -> list[str]:
        """Fixed words have an order of their own."""
        order = {value: place for place, value in enumerate(self._of[name])}
        return sorted(values, key=lambda value: (order.get(value, len(order)), value))


def offered(known: Known, chosen: SupplierFilter) -> tuple[list[Facet], Names]:
    """Every facet with its values, and the names that the page needs for them."""
    counts = {name: known.counts(chosen, name) for name in SupplierFilter.FACETS}
    shown = {
        name: most_used(found, getattr(chosen, name))
        if name in NAMED
        else list(dict.fromkeys([*found, *getattr(chosen, name)]))
        for name, found in counts.items()
    }
    names = Names(known, shown)
    facets = [_facet(name, values, counts[name], chosen, names) for name, values in shown.items()]
    # What all of them have in common narrows nothing.
    return [one for one in facets if len(one.options) > 1 or one.applied], names


def all_offered(known: Known, chosen: SupplierFilter, name: str, find: str) -> Facet:
    """One long facet with all its values, or those whose name has the words typed."""
    counts, picked = known.counts(chosen, name), getattr(chosen, name)
    names = Names(known, {name: [*counts, *picked]})
    found = with_words(counts, find, lambda value: names.label(name, value))
    options = _options(name, most_used(found, picked, MOST), counts, chosen, names)
    return Facet(name, SupplierFilterSet.label(name), options, values=len(found.keys() | set(picked)))


def _facet(
    name: str, values: list[str], counts: Mapping[str, int], chosen: SupplierFilter, names: Names
) -> Facet:
    longer = len(values) < len(counts)
    return Facet(
        name,
        SupplierFilterSet.label(name),
        _options(name, values, counts, chosen, names),
        unfolded=name in OPEN_AT_FIRST,
        choosing=reverse("suppliers:choose", args=[name]) if longer else "",
        values=len(counts),
    )


def _options(
    name: str, values: list[str], counts: Mapping[str, int], chosen: SupplierFilter, names: Names
) -> list[Option]:
    picked = getattr(chosen, name)
    ordered = (
        in_order_of_use(values, counts, picked, lambda value: names.label(name, value))
        if name in NAMED
        else names.in_order(name, values)
    )
    return options_of(ordered, counts, picked, lambda value: names.label(name, value))
