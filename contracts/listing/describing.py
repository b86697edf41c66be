"""A selection in plain words: its heading, and a chip for each filter in use."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final
from urllib.parse import quote_plus

from django.urls import reverse

from contracts.listing.choices import Names
from contracts.listing.filters import ListingFilter, ListingFilterSet
from contracts.listing.filters.words import IN_USE, SPEND
from thirty3.design.facets import Chip
from thirty3.design.formatting import either, fact_date, money
from thirty3.states import STATE_WORDS

# Where each kind of record is listed, and what it is called.
PAGES: Final = {"contract": "contracts:contracts", "system": "contracts:technologies"}
NOUNS: Final = {
    "contract": ("contract", "contracts"),
    "system": ("system", "systems"),
    SPEND: ("line of spend evidence", "lines of spend evidence"),
}
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
# What is said after what they are of: in words of its own, or after the name of the filter.
FURTHER: Final[Mapping[str, str]] = {
    "status": "{}",
    "hosting": "{}",
    "replace": "{}",
    "kind": "{}",
    "within": "ending within {}",
    "band": "worth {}",
    **dict.fromkeys(
        ("side", "sme", "route", "end", "span", "value_kind", "not_product", "not_maker", "not_supplier"), ""
    ),
}
# An agreement is not hosted itself.
FURTHER_OF: Final[Mapping[str, Mapping[str, str]]] = {"contract": {"hosting": ""}}
# Of how many they are, said like what they are of.
NUMBERS: Final = {"buyers": "of", "suppliers": "with"}
EDGES_OF_DATES: Final = ("on or after", "on or before")
EDGES_OF_SUMS: Final = ("at least", "at most")


def heading(count: int, chosen: ListingFilter, names: Names, filters: type[ListingFilterSet]) -> str:
    """ "12 real contracts of Camden or Hackney, ending within 12 months"."""
    source = chosen.source[0] if len(chosen.source) == 1 else ""
    noun = SPEND if getattr(chosen, "kind", ()) == (SPEND,) else chosen.KIND
    return counted(count, noun, source) + narrowed(chosen, names, filters)


def counted(count: int, kind: str, source: str = "") -> str:
    """ "No contracts", "1 real contract", "2,090 contracts"."""
    one, many = (f"{source} {noun}".strip() for noun in NOUNS[kind])
    return {0: f"No {many}", 1: f"1 {one}"}.get(count, f"{count:,} {many}")


def narrowed(chosen: ListingFilter, names: Names, filters: type[ListingFilterSet]) -> str:
    """What a filter leaves of all records, to stand after the name of these; nothing where it leaves all."""
    words, further = "", []
    for facet, preposition in (IN_HEADING | AS_SAID_OF.get(chosen.KIND, {})).items():
        if values := getattr(chosen, facet):
            said = either(_named(facet, value, names, filters) for value in values)
            if STATE_WORDS.keys() >= set(values):
                further.append(said)
            else:
                words += f" {preposition} {said}"
    for facet, preposition in NUMBERS.items():
        if values := getattr(chosen, facet, ()):
            words += f" {preposition} {either(_lowered(names.label(facet, value)) for value in values)}"
    further += [
        _further(facet, values, chosen, names, filters)
        for facet in FURTHER
        # What is counted is already called so.
        if (values := getattr(chosen, facet, ())) and values != (SPEND,)
    ]
    least, most = getattr(chosen, "value_min", None), getattr(chosen, "value_max", None)
    ends = _between("ending", chosen.ends_after, chosen.ends_before, fact_date, EDGES_OF_DATES)
    worth = _between("worth", least, most, money, EDGES_OF_SUMS)
    told = _between("told of", chosen.told_after, None, fact_date, EDGES_OF_DATES)
    sought = f"matching “{chosen.q}”" if chosen.q else ""
    beyond = [one for one in (ends, worth, told, sought) if one]
    # Without anything before them these are said without a pause.
    first = f" {beyond.pop(0)}" if beyond and not (words or further) else ""
    return ", ".join([words + first, *further, *beyond])


def _between[T](
    verb: str, low: T | None, high: T | None, shown: Callable[[T], str], edges: tuple[str, str]
) -> str:
    """ "ending from 1 April 2027 to 31 March 2028", "worth at most £50,000"; nothing without an edge."""
    if low is not None and high is not None:
        return f"{verb} from {shown(low)} to {shown(high)}"
    for edge, at in zip(edges, (low, high), strict=True):
        if at is not None:
            return f"{verb} {edge} {shown(at)}"
    return ""


def _named(facet: str, value: str, names: Names, filters: type[ListingFilterSet]) -> str:
    """A state is no name: "with supplier withheld"."""
    label = names.label(facet, value)
    return f"{filters.label(facet).lower()} {label.lower()}" if value in STATE_WORDS else label


def _further(
    facet: str,
    values: Sequence[str],
    chosen: ListingFilter,
    names: Names,
    filters: type[ListingFilterSet],
) -> str:
    if facet == "status" and chosen.KIND == "contract":
        return either(STATUS_IN_HEADING[value] for value in values)
    if facet == "status" and set(values) == set(IN_USE):
        return "in use"
    own = FURTHER_OF.get(chosen.KIND, {}).get(facet, FURTHER[facet])
    if own:
        return own.format(either(_lowered(_named(facet, value, names, filters)) for value in values))
    said = either(_lowered(names.label(facet, value)) for value in values)
    return f"{_lowered(filters.label(facet))}{'' if facet.startswith('not_') else ':'} {said}"


def _lowered(label: str) -> str:
    """A label within a sentence; an acronym keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


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
