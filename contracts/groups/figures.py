"""What the agreements of a group come to: sums of a kind together, and who manages them by role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from contracts.listing.facets import state_of
from contracts.listing.rows import Listing
from contracts.listing.telling import qualifiers

UNKNOWN: Final = {
    "unknown": "Value not known",
    "withheld": "Value withheld",
    "none": "No value was stated",
}


@dataclass(frozen=True)
class Sum:
    """Agreements of which the value is of one kind, for one span and on one VAT basis: never mixed."""

    words: str
    count: int
    total: Decimal | None


def sums_of(rows: Iterable[Listing]) -> list[Sum]:
    """The values together, the largest first; those that are not known are counted apart."""
    told: dict[str, list[Decimal]] = {}
    untold: dict[str, int] = {}
    for row in rows:
        found = state_of(row.data, "value")
        if found == "known" and row.value is not None:
            words = qualifiers(row.data["facts"]["value"])
            told.setdefault(words[:1].upper() + words[1:], []).append(row.value)
        else:
            untold[found] = untold.get(found, 0) + 1
    known = [Sum(words, len(values), sum(values, Decimal(0))) for words, values in told.items()]
    known.sort(key=lambda one: (-(one.total or 0), one.words))
    return known + [Sum(words, untold[name], None) for name, words in UNKNOWN.items() if name in untold]


def managed_by(rows: Iterable[Listing]) -> Mapping[str, list[str]]:
    """Slug of the lead authority -> the departments that its agreements name. No person is ever named."""
    found: dict[str, list[str]] = {}
    for row in rows:
        department = row.data["facts"].get("department", {}).get("is", "")
        held = found.setdefault(row.data["lead"]["slug"], [])
        if department and department not in held:
            held.append(department)
    return found
