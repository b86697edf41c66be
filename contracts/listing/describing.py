"""A selection in plain words: its heading, and a chip for each filter in use."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import quote_plus

from django.urls import reverse

from contracts.listing.choices import Names
from contracts.listing.filters import ListingFilter, ListingFilterSet
from thirty3.design.formatting import fact_date, money
from thirty3.states import STATE_WORDS

# Where each kind of record is listed, and what it is called.
PAGES: Final = {"contract": "contracts:contracts", "system": "contracts:technologies"}
NOUNS: Final = {"contract": ("contract", "contracts"), "system": ("system", "systems")}
# How a facet reads in the heading; the others are told by their chips.
IN_HEADING: Final = {
    "borough": "of",
    "product": "for",
    "function": "for",
    "area": "for",
    "supplier": "with",
    "maker": "made by",
}
# Where one kind of record is spoken of in other words.
AS_SAID_OF: Final = {"system": {"borough": "at"}}
STATUS_IN_HEADING: Final = {
    "live": "live",
    "ending": "ending within 12 months",
    "ended": "ended",
    "not-started": "not started",
    "unknown": "with no known end",
}
# How the records stand, said after what they are of.
STANDING: Final = ("status", "hosting", "replace")
MOST_NAMED: Final = 3


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    value: str
    remove_url: str


def heading(
    count: int,
    chosen: ListingFilter,
    names: Names,
    filters: type[ListingFilterSet],
    also: Iterable[str] = (),
) -> str:
    """ "12 contracts of Camden or Hackney, ending within 12 months"; `also` are further figures."""
    words = ", ".join([counted(count, chosen.KIND), *also])
    for facet, preposition in (IN_HEADING | AS_SAID_OF.get(chosen.KIND, {})).items():
        if values := getattr(chosen, facet):
            words += f" {preposition} {_either(_named(facet, value, names, filters) for value in values)}"
    for facet in STANDING:
        if values := getattr(chosen, facet, ()):
            words += f", {_either(_standing(facet, value, chosen, names, filters) for value in values)}"
    if chosen.q:
        words += f", matching “{chosen.q}”"
    return words


def counted(count: int, kind: str) -> str:
    """ "No contracts", "1 contract", "2,090 contracts"."""
    one, many = NOUNS[kind]
    return {0: f"No {many}", 1: f"1 {one}"}.get(count, f"{count:,} {many}")


def _named(facet: str, value: str, names: Names, filters: type[ListingFilterSet]) -> str:
    """A state is no name: "with supplier withheld"."""
    label = names.label(facet, value)
    return f"{filters.label(facet).lower()} {label.lower()}" if value in STATE_WORDS else label


def _standing(
    facet: str, value: str, chosen: ListingFilter, names: Names, filters: type[ListingFilterSet]
) -> str:
    if facet == "status" and chosen.KIND == "contract":
        return STATUS_IN_HEADING[value]
    label = _named(facet, value, names, filters)
    return label[0].lower() + label[1:]


def _either(values: Iterable[str]) -> str:
    found = list(values)
    if len(found) > MOST_NAMED:
        found = [*found[: MOST_NAMED - 1], f"{len(found) - MOST_NAMED + 1} others"]
    return " or ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def chips(path: str, chosen: ListingFilter, names: Names, filters: type[ListingFilterSet]) -> list[Chip]:
    """One chip for each value in use; taking it away keeps the others."""
    return [
        Chip(
            filters.label(name),
            _worded(name, value, chosen, names),
            address(path, chosen.without(name, value)),
        )
        for name, value in chosen.in_use
    ]


def _worded(name: str, value: str, chosen: ListingFilter, names: Names) -> str:
    if name in chosen.facets():
        return names.label(name, value)
    held = getattr(chosen, name)
    if isinstance(held, Decimal):
        return money(held)
    return value if name == "q" else fact_date(held)


def address(path: str, chosen: ListingFilter) -> str:
    """The one address of a filter: its parameters always in the same order."""
    query = [*chosen.query, *([("page", str(chosen.page))] if chosen.page > 1 else [])]
    # Names of parameters need no quoting.
    return f"{path}?{'&'.join(f'{name}={quote_plus(value)}' for name, value in query)}" if query else path


def list_of(chosen: ListingFilter) -> str:
    """Where the records that a filter finds are listed."""
    return address(reverse(PAGES[chosen.KIND]), chosen)
