"""Spend evidence beside contracts: what was paid, never counted with what was agreed."""

from dataclasses import dataclass

from contracts.listing.describing import list_of
from contracts.listing.filters.words import SPEND
from contracts.listing.selection import Selection


@dataclass(frozen=True)
class Spend:
    """How many lines of spend evidence there are, and their list."""

    count: int
    href: str


def spend_beside(contracts: Selection) -> Spend | None:
    """The spend evidence that a list of contracts leaves out; nothing where there is none, or where the
    kinds of agreement are chosen.
    """
    if getattr(contracts.chosen, "kind", ()):
        return None
    count = contracts.counts("kind").get(SPEND, 0)
    return Spend(count, list_of(contracts.chosen.narrowed(kind=(SPEND,)))) if count else None
