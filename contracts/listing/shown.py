"""How each fact stands in a list row's data: names for ids, and nothing where nothing is known."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from contracts.listing.lookups import Lookups, Name
from contracts.models.visibility import FACTS
from thirty3.history.facts import Facts

# A fact as pages read it: its state, and what is known of it.
type Shown = dict[str, Any]


def shown(kind: str, fact: str, facts: Facts, lookups: Lookups) -> Shown | None:
    """One fact of a record, or None where nobody said anything."""
    state = facts.get(f"{fact}_state", "known")
    if state == "unknown":
        return None
    special = SPECIAL.get((kind, fact))
    known = special(facts, lookups) if special else _columns(kind, fact, facts)
    return {"state": state, **known} if known or state != "known" else None


def _columns(kind: str, fact: str, facts: Facts) -> Shown:
    """The columns of a fact under short names ("end_date" of "end" is its "date"), if one says something."""
    found = {}
    for column in FACTS[kind].columns[fact]:
        value = facts.get(column)
        short = "is" if column == fact else column.removeprefix(f"{fact}_")
        if short != "state" and value not in (None, "", []):
            found[short] = value
    if "date" not in found:
        found.pop("precision", None)
    # The kind of a sum says nothing without the sum.
    return {} if fact == "value" and "is" not in found else found


def names(found: Iterable[Name]) -> list[dict[str, str]]:
    return [{"slug": name.slug, "name": name.name} for name in found]


def _suppliers(facts: Facts, lookups: Lookups) -> Shown:
    items = []
    for link in facts.get("supplier_links") or ():
        supplier = lookups.suppliers[link["supplier_id"]]
        item: dict[str, Any] = {"slug": supplier.slug, "name": supplier.name}
        for short, column in (
            ("as_given", "name_as_given"),
            ("sme", "sme_at_award"),
            ("vcse", "vcse_at_award"),
            ("number", "registration_number"),
        ):
            if (value := link.get(column)) not in (None, ""):
                item[short] = value
        items.append(item)
    items.sort(key=lambda item: (item["name"].casefold(), item["slug"]))
    reason = facts.get("supplier_reason")
    return ({"entries": items} if items else {}) | ({"reason": reason} if reason else {})


def _supplier(facts: Facts, lookups: Lookups) -> Shown:
    found = facts.get("supplier_id")
    return {} if found is None else {"entries": names([lookups.suppliers[found]])}


def _product_items(ids: Iterable[int], lookups: Lookups) -> Shown:
    items = []
    for product in (lookups.products[pk] for pk in ids):
        item: dict[str, Any] = {"slug": product.slug, "name": product.name}
        if product.maker is not None:
            item["maker"] = {"slug": product.maker.slug, "name": product.maker.name}
        items.append(item)
    items.sort(key=lambda item: (item["name"].casefold(), item["slug"]))
    return {"entries": items} if items else {}


def _products(facts: Facts, lookups: Lookups) -> Shown:
    return _product_items(facts.get("products") or (), lookups)


def _product(facts: Facts, lookups: Lookups) -> Shown:
    found = facts.get("product_id")
    return {} if found is None else _product_items([found], lookups)


def _functions(facts: Facts, lookups: Lookups) -> Shown:
    found = sorted(
        (lookups.functions[pk] for pk in facts.get("functions") or ()), key=lambda f: (f.name, f.slug)
    )
    items = [
        {"slug": f.slug, "name": f.name, "area": f.area.slug, "area_name": f.area.name, "side": f.side}
        for f in found
    ]
    return {"entries": items} if items else {}


def _participants(facts: Facts, lookups: Lookups) -> Shown:
    found = sorted((lookups.boroughs[pk] for pk in facts.get("participants") or ()), key=lambda b: b.name)
    return {"entries": names(found)} if found else {}


def _framework(facts: Facts, lookups: Lookups) -> Shown:
    key = lookups.contracts.get(facts.get("called_off_from_id") or 0)
    return ({"is": facts["framework"]} if facts.get("framework") else {}) | ({"key": key} if key else {})


def _predecessors(facts: Facts, lookups: Lookups) -> Shown:
    keys = sorted(lookups.contracts[pk] for pk in facts.get("predecessors") or () if pk in lookups.contracts)
    return {"keys": keys} if keys else {}


def _extensions(facts: Facts, lookups: Lookups) -> Shown:
    options = facts.get("extension_options") or []
    return {"options": sorted(options, key=lambda option: option["position"])} if options else {}


def _contract(facts: Facts, lookups: Lookups) -> Shown:
    key = lookups.contracts.get(facts.get("contract_id") or 0)
    said = facts.get("contract_as_stated")
    return ({"key": key} if key else {}) | ({"as_stated": said} if said else {})


SPECIAL: Final[Mapping[tuple[str, str], Callable[[Facts, Lookups], Shown]]] = {
    ("contract", "supplier"): _suppliers,
    ("contract", "products"): _products,
    ("contract", "functions"): _functions,
    ("contract", "participants"): _participants,
    ("contract", "framework"): _framework,
    ("contract", "predecessors"): _predecessors,
    ("contract", "extensions"): _extensions,
    ("system", "product"): _product,
    ("system", "supplier"): _supplier,
    ("system", "functions"): _functions,
    ("system", "contract"): _contract,
}
