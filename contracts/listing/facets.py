"""The facets of a list row: which values of which filters find it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from contracts.listing.shown import Shown

# Facts whose state can be chosen in a filter, so that what is withheld is told from what nobody said.
STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "contract": ("supplier", "products", "value", "end", "route"),
    "system": ("supplier", "product"),
}
# The facet of states that belongs to a facet: `?supplier=withheld` asks the second of these.
STATE_FACETS: Final = {"supplier": "supplier-state", "product": "product-state", "route": "route-state"}

type Facets = dict[str, list[str]]


def facets_of(kind: str, data: Mapping[str, Any], *, demonstration: bool) -> Facets:
    """Facet -> values, from what an audience may see of a record."""
    facts: Mapping[str, Shown] = data["facts"]
    products = _items(facts, "products") or _items(facts, "product")
    functions = _items(facts, "functions")
    found = {
        "borough": _slugs([data["lead"], *_items(facts, "participants")]),
        "area": sorted({function["area"] for function in functions}),
        "function": _slugs(functions),
        "side": sorted({function["side"] for function in functions}),
        "supplier": _slugs(_items(facts, "supplier")),
        "product": _slugs(products),
        "maker": _slugs(product["maker"] for product in products if "maker" in product),
        "source": ["demonstration" if demonstration else "real"],
    }
    if kind == "contract":
        found |= {
            "sme": _sme(facts, state_of(data, "supplier")),
            "route": [facts["route"]["is"]] if "is" in facts.get("route", {}) else [],
            "kind": [facts["kind"]["is"]] if "kind" in facts else [],
        }
    else:
        found["status"] = [facts["status"]["is"]] if "status" in facts else ["unknown"]
    for fact in STATES[kind]:
        if (state := state_of(data, fact)) != "known":
            found[f"{fact.removesuffix('s')}-state"] = [state]
    return {facet: values for facet, values in found.items() if values}


def state_of(data: Mapping[str, Any], fact: str) -> str:
    """A fact's state as an audience sees it: what it may not see is withheld, whatever it is."""
    if fact in data.get("hidden", {}):
        return "withheld"
    return str(data["facts"].get(fact, {"state": "unknown"})["state"])


def _items(facts: Mapping[str, Shown], fact: str) -> list[dict[str, Any]]:
    return list(facts.get(fact, {}).get("entries", ()))


def _slugs(items: Iterable[Mapping[str, str]]) -> list[str]:
    return sorted({item["slug"] for item in items})


def _sme(facts: Mapping[str, Shown], supplier_state: str) -> list[str]:
    """Whether any supplier was small or medium at award, as the buyer said."""
    if supplier_state == "withheld":
        return ["withheld"]
    said = {item.get("sme") for item in _items(facts, "supplier")}
    if True in said:
        return ["yes"]
    return ["no"] if said == {False} else ["unknown"]
