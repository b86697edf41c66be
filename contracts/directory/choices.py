"""What the filters of the list offer: each facet's values by name, with how many records each would find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from boroughs.models import Borough, Function
from contracts.listing.filters import ROUTES, SME, SOURCES, STATE_WORDS, STATUSES, ContractFilter
from contracts.listing.selection import Selection
from suppliers.models import Product, Supplier

# Of a long facet, the values that most records have; the others are found by searching.
MOST_OFFERED: Final = 60
LEGENDS: Final = {
    "borough": "Authority",
    "area": "Service area",
    "function": "Function",
    "supplier": "Supplier",
    "product": "Product",
    "status": "Status",
    "sme": "SME",
    "route": "Route to market",
    "source": "Source",
}
# Facets with a few fixed values, in an order that means something.
FIXED: Final[Mapping[str, Mapping[str, str]]] = {
    "status": STATUSES,
    "sme": SME,
    "route": ROUTES,
    "source": SOURCES,
}
NAMED: Final = ("borough", "area", "function", "supplier", "product")
OPEN_AT_FIRST: Final = frozenset({"borough", "status"})


@dataclass(frozen=True)
class Option:
    """One value of a facet. Without a count nobody has been counted."""

    value: str
    label: str
    count: int | None
    checked: bool


@dataclass(frozen=True)
class Facet:
    """A facet as the page offers it."""

    name: str
    legend: str
    options: list[Option]

    @property
    def applied(self) -> int:
        return sum(option.checked for option in self.options)

    @property
    def open(self) -> bool:
        return self.name in OPEN_AT_FIRST or bool(self.applied)


@dataclass
class Names:
    """The names behind the values of the facets: four queries."""

    of: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of_values(cls, values: Mapping[str, Iterable[str]]) -> "Names":
        functions = Function.objects.values_list("slug", "name", "area__slug", "area__name")
        rows = list(functions.order_by("area__position", "position", "name"))
        by_slug = ("slug", "name")
        return cls(
            {
                "borough": dict(Borough.objects.order_by("name").values_list(*by_slug)),
                "area": {area: name for _, _, area, name in rows},
                "function": {slug: name for slug, name, _, _ in rows},
                "supplier": dict(
                    Supplier.objects.filter(slug__in=list(values["supplier"])).values_list(*by_slug)
                )
                | STATE_WORDS,
                "product": dict(
                    Product.objects.filter(slug__in=list(values["product"])).values_list(*by_slug)
                )
                | STATE_WORDS,
                **{name: dict(words) for name, words in FIXED.items()},
            }
        )

    def label(self, facet: str, value: str) -> str:
        """The value's name, or the value where nothing that this audience sees has it."""
        return self.of[facet].get(value, value)


def offered(selection: Selection, *, counted: bool = True) -> tuple[list[Facet], Names]:
    """Every facet with its values, and the names that the page needs for them."""
    counts = {name: selection.counts(name) for name in LEGENDS}
    shown = {name: _shown(name, counts[name], selection.chosen) for name in LEGENDS}
    # A chosen value that no visible record has is not looked up: its name might tell of a hidden one.
    seen = {name: [value for value in shown[name] if value in _known(selection, name)] for name in NAMED}
    names = Names.of_values(seen)
    facets = [
        Facet(name, LEGENDS[name], _options(name, shown[name], counts[name], selection, names, counted))
        for name in LEGENDS
    ]
    return facets, names


def _known(selection: Selection, facet: str) -> Iterable[str]:
    return selection.facets.values(facet).keys()


def _shown(name: str, counts: Mapping[str, int], chosen: ContractFilter) -> list[str]:
    picked = getattr(chosen, name)
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
    if name in ("supplier", "product"):
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
