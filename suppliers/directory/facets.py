"""The facets of suppliers: what they are as they or staff say, and what they do as records or they tell."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from suppliers.directory.said import Said
from suppliers.models import Product
from thirty3.evidence import Seen

type Slugs = frozenset[str]
type Facet = Mapping[str, Slugs]

UNKNOWN: Final = "unknown"
WITHHELD: Final = "withheld"
# What records show, each with the facet of states of the records that show it.
SHOWN: Final = {
    "area": "function-state",
    "function": "function-state",
    "product": "product-state",
    "borough": "",
    "framework": "",
}
TRUTH: Final = {True: "yes", False: "no", None: UNKNOWN}


@dataclass(frozen=True)
class Products:
    """Product -> who supplies or makes it as records show, and who makes it and openly offers it."""

    shown: Facet
    offered: Facet


def facets_of(entries: Iterable[Any], seen: Seen, said: Said, products: Products) -> dict[str, Facet]:
    """Facet -> value -> the suppliers that have it. What is not known of a supplier is a value too."""
    held = list(entries)
    everyone = frozenset(entry.slug for entry in held)
    found: dict[str, Facet] = {
        "role": {role: seen.shown_by(role) & everyone for role in ("supplier", "maker")},
        "sme": _by(held, lambda entry: [entry.sme]),
        "vcse": _by(held, lambda entry: [entry.vcse]),
        "size": _by(held, lambda entry: [entry.size_now]),
        "location": _by(held, lambda entry: _places(entry, said)),
        "certification": _by(held, lambda entry: entry.schemes or [UNKNOWN]),
        "source": _by(held, lambda entry: ["demonstration" if entry.demonstration else "real"]),
    }
    for name, state in SHOWN.items():
        shown = products.shown if name == "product" else seen.having(name)
        told: Mapping[str, Set[str]] = products.offered if name == "product" else said.having(name)
        values = {
            value: (shown.get(value, frozenset()) | told.get(value, set())) & everyone
            for value in {**shown, **told}
        }
        withheld = seen.having(state).get(WITHHELD, frozenset()) & everyone if state else frozenset()
        left = everyone.difference(withheld, *values.values())
        states = {WITHHELD: withheld, UNKNOWN: left}
        found[name] = values | {value: slugs for value, slugs in states.items() if slugs}
    return found


def _by(entries: Iterable[Any], values_of: Callable[[Any], Iterable[str]]) -> Facet:
    found: dict[str, set[str]] = {}
    for entry in entries:
        for value in values_of(entry):
            found.setdefault(value, set()).add(entry.slug)
    return {value: frozenset(slugs) for value, slugs in found.items()}


def _places(entry: Any, said: Said) -> list[str]:
    """Its home, and where it says that it has operations."""
    works_in = [place for place, slugs in said.having("location").items() if entry.slug in slugs]
    return list(dict.fromkeys([entry.home, *works_in] if entry.home else works_in)) or [UNKNOWN]


def products_of(seen: Seen) -> Products:
    """Who is found by each product: one query.

    Of a contract for products of several makers each is the maker of its own alone. What a maker openly
    offers is its product without a record, until it withdraws its profile.
    """
    shown, found = seen.having("product"), dict(seen.having("product", by="supplier"))
    offered: dict[str, Slugs] = {}
    makers = Product.objects.current().filter(held_from="", maker__isnull=False)
    columns = ("slug", "maker__slug", "offered", "maker__withdrawn_on")
    for product, maker, is_offered, withdrawn_on in makers.values_list(*columns):
        if maker in shown.get(product, ()):
            found[product] = found.get(product, frozenset()) | {maker}
        if is_offered and withdrawn_on is None:
            offered[product] = frozenset([maker])
    return Products(found, offered)
