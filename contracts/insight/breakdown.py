"""A whole and its parts: what every chart, table and download of the dashboard is made from.

For each breakdown: the parts, what is left out and `repeats` make up the whole,

    parts + left_out - repeats == whole

and each row's count is the length of the selection of its filter. Tests hold both on random data.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pyroaring import AbstractBitMap

from contracts.listing.filters import ListingFilter
from contracts.listing.selection import Selection

# Fewer tell more of who sent a register than of London.
FEWEST_AUTHORITIES: Final = 5
FEWEST_RECORDS: Final = 20


@dataclass(frozen=True)
class Row:
    """A part: the value it has, how many records that is, and the filter that finds just these."""

    value: str
    count: int
    chosen: ListingFilter | None
    # What the value is a value of, for its name; without one the value is its own name.
    facet: str = ""
    # The sum as stated, in pence, where sums are told.
    pence: int | None = None
    group: str = ""


@dataclass(frozen=True)
class Coverage:
    """Which of London's authorities have records in a figure, of those that it was asked of."""

    present: frozenset[str]
    asked: frozenset[str]
    everyone: frozenset[str]
    records: int
    # Other public bodies that have records in it: they are counted, and say nothing of London.
    others: int = 0

    @property
    def missing(self) -> frozenset[str]:
        return self.asked - self.present

    @property
    def draws(self) -> bool:
        """Whether there is enough to say something of London."""
        return len(self.present) >= FEWEST_AUTHORITIES and self.records >= FEWEST_RECORDS


@dataclass(frozen=True)
class Breakdown:
    """A whole, the parts that are drawn, and what is left out of them.

    `base` is what shares are shares of: the whole without what is left out, each record once.
    """

    whole: Row
    base: Row
    parts: Sequence[Row]
    coverage: Coverage
    left_out: Sequence[Row] = ()
    # The others of a long list, of which only the largest parts are drawn.
    others: Row | None = None
    concentration: "Concentration | None" = None
    distinct: int = 0
    # What the parts are values of, where they are those of a facet.
    facet: str = ""

    @property
    def rows(self) -> list[Row]:
        return [*self.parts, *([self.others] if self.others else []), *self.left_out]

    @property
    def repeats(self) -> int:
        """How often a record stands under more than one part: a contract with two suppliers does."""
        return sum(row.count for row in self.rows) - self.whole.count

    def share(self, row: Row) -> Decimal | None:
        """A part's share of the base: of its sum where sums are told, otherwise of its count."""
        if row in self.left_out:
            return None
        return share_of(row, self.base)


@dataclass(frozen=True)
class Concentration:
    """How much of a market its largest firms have.

    `largest` gives for 1, 5 and 15 firms their records, each counted once, and their share. `index`
    is the Herfindahl-Hirschman index: the sum of the squares of all shares in per cent, from near 0
    (many small ones) to 10,000 (one alone); over records that have one firm alone, so that shares
    make up the whole.
    """

    largest: Sequence[tuple[int, Row, Decimal]] = field(default=())
    index: int = 0


LARGEST: Final = (1, 5, 15)


def largest_of(
    ordered: Sequence[str], base: Row, row_of: Callable[[Sequence[str]], Row]
) -> list[tuple[int, Row, Decimal]]:
    """What the largest firms have together, where there are more of them; `row_of` gives their records."""
    rows = [(number, row_of(ordered[:number])) for number in LARGEST if number < len(ordered)]
    return [(number, row, share_of(row, base) or Decimal(0)) for number, row in rows]


def share_of(row: Row, base: Row) -> Decimal | None:
    part, whole = (row.count, base.count) if base.pence is None else (row.pence or 0, base.pence)
    return Decimal(part) / Decimal(whole) if whole else None


def index_of(parts: Sequence[int]) -> int:
    """The Herfindahl-Hirschman index of parts that make up a whole; nothing of nothing."""
    whole = sum(parts)
    return round(sum((100 * part / whole) ** 2 for part in parts)) if whole else 0


def coverage_of(selection: Selection, ids: AbstractBitMap, everyone: frozenset[str]) -> Coverage:
    """Which of the 33 have records among these. Of one alone, those that it shares tell nothing of others."""
    chosen = selection.chosen.borough
    asked = everyone.intersection(chosen) if chosen else everyone
    there = frozenset(selection.facets.counts("borough", ids))
    others = (there.intersection(chosen) if chosen else there) - everyone
    return Coverage(asked & there, asked, everyone, len(ids), len(others))
