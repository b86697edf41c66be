"""How each fact stands in a list row's data: names for ids, and nothing where nothing is known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from contracts.listing.lookups import Lookups, Name
from contracts.models.visibility import FACTS
from thirty3.history.facts import Facts

# What a column holds that says nothing.
NOTHING: Final[tuple[Any, ...]] = (None, "", [])
# A fact as pages read it: its state, and what is known of it.
type Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a fact is read: the column of its state, and its columns under short names."""

    state: str
    columns: tuple[tuple[str, str], ...]
    special: Callable[[Facts, Lookups], Shown] | None


@cache
def _reading(kind: str, fact: str) -> Reading:
    """ "end_date" of "end" is its "date"."""
    columns = FACTS[kind].columns[fact]
    short = [(column, "is" if column == fact else column.removeprefix(f"{fact}_")) for column in columns]
    special = SPECIAL.get((kind, fact))
    return Reading(f"{fact}_state", tuple(pair for pair in short if pair[1] != "state"), special)


def shown(kind: str, fact: str, facts: Facts, lookups: Lookups) -> Shown | None:
    """One fact of a record, or None where nobody said anything."""
    reading = _reading(kind, fact)
    state = facts.get(reading.state, "known")
    if state == "unknown":
        return None
    special = reading.special
    known = special(facts, lookups) if special else _columns(fact, reading.columns, facts)
    return {"state": state, **known} if known or state != "known" else None


def _columns(fact: str, columns: Iterable[tuple[str, str]], facts: Facts) -> Shown:
    """The columns of a fact under short names, if one says something."""
    found = {}
    for column, short in columns:
        value = facts.get(column)
        if value not in NOTHING:
            found[short] = value
    if "precision" in found and "date" not in found:
        del found["precision"]
    # The kind of a sum says nothing without the sum.
    return {} if fact == "value" and "is" not in found else found


# Under which a fact says that a supplier, product or maker of it is on hold and so not named.
CHECKED: Final = "checked"


def is_only_checked(value: Shown) -> bool:
    """Whether all that a fact could name is on hold."""
    return CHECKED in value and "entries" not in value


def _known[T: Name](ids: Iterable[int | None], names: Mapping[int, T]) -> list[T]:
    """The names that may be shown, in order. A past state may refer to what has been removed since."""
    found = [names[pk] for pk in ids if pk is not None and pk in names and not names[pk].held]
    return sorted(found, key=lambda name: (name.name.casefold(), name.slug))


def _any_held(ids: Iterable[int | None], names: Mapping[int, Name]) -> bool:
    return any(pk is not None and pk in names and names[pk].held for pk in ids)


def _entries(found: list[dict[str, Any]], *, checked: bool = False) -> Shown:
    return ({"entries": found} if found else {}) | ({CHECKED: True} if checked else {})


def _entry(name: Name) -> dict[str, Any]:
    return {"slug": name.slug, "name": name.name}


def _suppliers(facts: Facts, lookups: Lookups) -> Shown:
    links = {link["supplier_id"]: link for link in facts.get("supplier_links") or ()}
    entries = []
    for pk, link in links.items():
        for supplier in _known([pk], lookups.suppliers):
            more = {short: link.get(column) for short, column in AT_AWARD.items()}
            entries.append(_entry(supplier) | {k: v for k, v in more.items() if v not in (None, "")})
    entries.sort(key=lambda entry: (entry["name"].casefold(), entry["slug"]))
    reason = facts.get("supplier_reason")
    checked = _any_held(links, lookups.suppliers)
    return _entries(entries, checked=checked) | ({"reason": reason} if reason else {})


# What the buyer said of a supplier, under short names.
AT_AWARD: Final = {
    "as_given": "name_as_given",
    "sme": "sme_at_award",
    "vcse": "vcse_at_award",
    "number": "registration_number",
}


def _supplier(facts: Facts, lookups: Lookups) -> Shown:
    ids = [facts.get("supplier_id")]
    entries = [_entry(name) for name in _known(ids, lookups.suppliers)]
    return _entries(entries, checked=_any_held(ids, lookups.suppliers))


def _made(ids: Sequence[int | None], lookups: Lookups) -> Shown:
    products = _known(ids, lookups.products)
    makers = [product.maker for product in products if product.maker]
    return _entries(
        [
            _entry(product)
            | ({"maker": _entry(product.maker)} if product.maker and not product.maker.held else {})
            for product in products
        ],
        checked=_any_held(ids, lookups.products) or any(maker.held for maker in makers),
    )


def _products(facts: Facts, lookups: Lookups) -> Shown:
    return _made(facts.get("products") or (), lookups)


def _product(facts: Facts, lookups: Lookups) -> Shown:
    return _made([facts.get("product_id")], lookups)


def _functions(facts: Facts, lookups: Lookups) -> Shown:
    return _entries(
        [
            _entry(served) | {"area": served.area.slug, "area_name": served.area.name, "side": served.side}
            for served in _known(facts.get("functions") or (), lookups.functions)
        ]
    )


def _participants(facts: Facts, lookups: Lookups) -> Shown:
    return _entries([_entry(name) for name in _known(facts.get("participants") or (), lookups.boroughs)])


def _framework(facts: Facts, lookups: Lookups) -> Shown:
    key = lookups.contracts.get(facts.get("called_off_from_id") or 0)
    return ({"is": facts["framework"]} if facts.get("framework") else {}) | ({"key": key} if key else {})


def _predecessors(facts: Facts, lookups: Lookups) -> Shown:
    keys = sorted(lookups.contracts[pk] for pk in facts.get("predecessors") or () if pk in lookups.contracts)
    return {"keys": keys} if keys else {}


def _extensions(facts: Facts, lookups: Lookups) -> Shown:
    # In one order of names, whichever database they come from: rows are told apart by their text.
    options = [dict(sorted(option.items())) for option in facts.get("extension_options") or ()]
    return {"options": sorted(options, key=lambda option: option["position"])} if options else {}


def _contract(facts: Facts, lookups: Lookups) -> Shown:
    """Only its id: whether its page may be linked is asked of its own row."""
    paid_by, said = facts.get("contract_id"), facts.get("contract_as_stated")
    return ({"id": paid_by} if paid_by else {}) | ({"as_stated": said} if said else {})


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
