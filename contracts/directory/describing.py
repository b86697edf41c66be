"""A selection in plain words: its heading, and a chip for each filter in use."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from contracts.directory.choices import LEGENDS, Names
from contracts.listing.filters import STATE_WORDS, ContractFilter
from thirty3.design.formatting import fact_date, money

LABELS: Final = {
    "q": "Keyword",
    **LEGENDS,
    "ends_after": "Ends on or after",
    "ends_before": "Ends on or before",
    "value_min": "Lowest value",
    "value_max": "Highest value",
}
# How a facet reads in the heading; the others are told by their chips.
IN_HEADING: Final = {"borough": "of", "function": "for", "area": "for", "supplier": "with", "product": "for"}
STATUS_IN_HEADING: Final = {
    "live": "live",
    "ending": "ending within 12 months",
    "ended": "ended",
    "not-started": "not started",
    "unknown": "with no known end",
}
MOST_NAMED: Final = 3


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    value: str
    remove_url: str


def heading(count: int, chosen: ContractFilter, names: Names) -> str:
    """ "12 contracts of Camden or Hackney, ending within 12 months"."""
    words = {0: "No contracts", 1: "1 contract"}.get(count, f"{count:,} contracts")
    for facet, preposition in IN_HEADING.items():
        if values := getattr(chosen, facet):
            words += f" {preposition} {_either(_named(facet, value, names) for value in values)}"
    if chosen.status:
        words += f", {_either(STATUS_IN_HEADING[status] for status in chosen.status)}"
    if chosen.q:
        words += f", matching “{chosen.q}”"
    return words


def _named(facet: str, value: str, names: Names) -> str:
    """A state is no name: "with supplier withheld"."""
    label = names.label(facet, value)
    return f"{LEGENDS[facet].lower()} {label.lower()}" if value in STATE_WORDS else label


def _either(values: Iterable[str]) -> str:
    found = list(values)
    if len(found) > MOST_NAMED:
        found = [*found[: MOST_NAMED - 1], f"{len(found) - MOST_NAMED + 1} others"]
    return " or ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def chips(path: str, chosen: ContractFilter, names: Names) -> list[Chip]:
    """One chip for each value in use; taking it away keeps the others."""
    return [
        Chip(LABELS[name], _worded(name, value, chosen, names), address(path, chosen.without(name, value)))
        for name, value in chosen.in_use
    ]


def _worded(name: str, value: str, chosen: ContractFilter, names: Names) -> str:
    if name in LEGENDS:
        return names.label(name, value)
    held = getattr(chosen, name)
    if isinstance(held, Decimal):
        return money(held)
    return value if name == "q" else fact_date(held)


def address(path: str, chosen: ContractFilter) -> str:
    """The one address of a filter: its parameters always in the same order."""
    query = [*chosen.query, *([("page", str(chosen.page))] if chosen.page > 1 else [])]
    return f"{path}?{urlencode(query)}" if query else path
