"""The facets of a list row: which values of which filters find it."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.text import slugify

from contracts.listing.shown import CHECKED, Shown

# Facts whose state can be chosen in a filter, so that what is withheld is told from what nobody said.
STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "contract": ("supplier", "products", "functions", "value", "route"),
    "system": ("supplier", "product", "functions"),
}
# The facet of states that belongs to a facet: `?supplier=withheld` asks the second of these.
STATE_FACETS: Final = {
    "supplier": "supplier-state",
    "product": "product-state",
    "maker": "maker-state",
    "function": "function-state",
    "area": "function-state",
    "side": "function-state",
    "route": "route-state",
    "span": "value-state",
    "value-kind": "value-state",
    "band": "value-state",
    "hosting": "hosting-state",
}
# The states that no row holds: "unknown" is everything that has neither a value nor another state.
# Hosting is one: the public must not read from a row that authorities have something there.
UNHELD: Final = {"hosting": "unknown"}

# The month in which an agreement ends. Nobody filters by it: who is live follows from it, and a write moves
# its own record alone, where a range over all dates would be read anew.
ENDING_MONTH: Final = "_ends"

# As long as the slug of anything that has one.
LONGEST_SLUG: Final = 120

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
        "maker-state": _makers_state(kind, data, products),
        "source": ["demonstration" if demonstration else "real"],
        "told-by": sorted({source["slug"] for source in data.get("sources", ())}),
    }
    for fact in STATES[kind]:
        if (state := state_of(data, fact)) != "known":
            found[f"{fact.removesuffix('s')}-state"] = [state]
    found |= _of_contract(data) if kind == "contract" else _of_system(data)
    return {facet: values for facet, values in found.items() if values}


def month_of(day: datetime.date) -> str:
    """As facets name a month; later ones sort behind."""
    return f"{day:%Y-%m}"


def state_of(data: Mapping[str, Any], fact: str) -> str:
    """A fact's state as an audience sees it: what it may not see is withheld, whatever it is."""
    if fact in data.get("hidden", {}):
        return "withheld"
    return str(data["facts"].get(fact, {"state": "unknown"})["state"])


def _of_contract(data: Mapping[str, Any]) -> Facets:
    facts: Mapping[str, Shown] = data["facts"]
    value = facts.get("value", {})
    suppliers = len(_items(facts, "supplier"))
    buyers = {data["lead"]["slug"], *_slugs(_items(facts, "participants"))}
    return {
        "sme": _sme(facts, state_of(data, "supplier")),
        "route": [facts["route"]["is"]] if "is" in facts.get("route", {}) else [],
        "framework": [slug] if (slug := slug_of_framework(facts)) else [],
        "kind": [facts["kind"]["is"]],
        "end": [_end(data)],
        "span": [value["span"]] if "is" in value else [],
        "value-kind": [value["kind"]] if "is" in value else [],
        "band": [_band(Decimal(value["is"]))] if "is" in value else [],
        "suppliers": ["several" if suppliers > 1 else "one"] if suppliers else [],
        "buyers": ["several" if len(buyers) > 1 else "one"],
    }


def slug_of_framework(facts: Mapping[str, Shown]) -> str:
    """A framework as an address names it: "g-cloud-14", however its name is written."""
    return slugify(str(facts.get("framework", {}).get("is", "")))[:LONGEST_SLUG].strip("-")


# Values as stated, in pounds: from which sum a band begins, the highest first.
BANDS: Final = ((1_000_000, "from-1m"), (250_000, "from-250k"), (100_000, "from-100k"), (25_000, "from-25k"))
LEAST_BAND: Final = "under-25k"


def _band(value: Decimal) -> str:
    return next((band for least, band in BANDS if value >= least), LEAST_BAND)


def _of_system(data: Mapping[str, Any]) -> Facets:
    facts: Mapping[str, Shown] = data["facts"]
    hosting = state_of(data, "hosting")
    found = {
        "status": [facts["status"]["is"] if "status" in facts else state_of(data, "status")],
        "replace": _replace(facts.get("replacement", {})),
    }
    if hosting == "known":
        found["hosting"] = [facts["hosting"]["is"]]
    elif hosting != UNHELD["hosting"]:
        found["hosting-state"] = [hosting]
    return found


def _end(data: Mapping[str, Any]) -> str:
    """Whether it ends on a day, with no fixed end, or what is known of that."""
    facts: Mapping[str, Shown] = data["facts"]
    if "date" in facts.get("terminated", {}) or "date" in facts.get("end", {}):
        return "dated"
    state = state_of(data, "end")
    return "open" if state == "known" else state


def _replace(replacement: Shown) -> list[str]:
    planned = replacement.get("plan_to_replace")
    if planned or (planned is None and "replace_by_date" in replacement):
        return ["yes"]
    return ["no"] if planned is False else ["unknown"]


def _makers_state(kind: str, data: Mapping[str, Any], products: Iterable[Mapping[str, Any]]) -> list[str]:
    """Who makes it is as known as what it is; of a known product the maker may be unknown, or on hold."""
    fact = "products" if kind == "contract" else "product"
    if (state := state_of(data, fact)) != "known":
        return [state]
    if any("maker" in product for product in products):
        return []
    return ["withheld" if CHECKED in data["facts"][fact] else "unknown"]


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
