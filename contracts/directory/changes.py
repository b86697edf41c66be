"""What changed last, write by write: an import of a register is one line, not a thousand."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from contracts.listing.describing import counted, list_of
from contracts.listing.filters import ContractFilter
from contracts.listing.rollups import written_last
from contracts.listing.selection import Selection

# Where one write touches more authorities than this, it tells how many.
MOST_NAMED: Final = 2


@dataclass(frozen=True)
class Write:
    """One write: when, whose contracts, how many, and where they are listed."""

    at: datetime.datetime
    who: str
    what: str
    href: str


def last_writes(everything: Selection, number: int, names: Mapping[str, str]) -> list[Write]:
    """The last writes of contracts that this audience sees."""
    found = []
    for at, ids in written_last(everything.facets, everything.audience, number):
        slugs = sorted(everything.facets.counts("borough", ids), key=lambda slug: names.get(slug, slug))
        many = len(slugs) > MOST_NAMED
        who = f"{len(slugs)} authorities" if many else " and ".join(names.get(slug, slug) for slug in slugs)
        chosen = ContractFilter(borough=() if many else tuple(slugs), sort="updated")
        found.append(Write(at, who, counted(len(ids), "contract"), list_of(chosen)))
    return found
