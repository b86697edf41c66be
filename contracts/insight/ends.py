"""When agreements end: by quarter, with those of which that cannot be said beside them."""

import datetime
from typing import Final

from pyroaring import AbstractBitMap

from contracts.insight.breakdown import Breakdown, Row, coverage_of
from contracts.listing.filters import ListingFilter
from contracts.listing.rollups import Time, ends_of, within
from contracts.listing.selection import Selection

QUARTERS: Final = 12
OPEN: Final = ("open", "none")
UNSAID: Final = ("unknown", "withheld")
ENDED: Final = "Ended already"


def by_quarter(selection: Selection, everyone: frozenset[str]) -> Breakdown:
    """Agreements that end from today on, by calendar quarter; a date known to the month, quarter or year
    counts by its last possible day.
    """
    quarters = _quarters(selection.day)
    first_day, last_day = selection.day, quarters[-1][1]
    times = (
        *quarters,
        (last_day + datetime.timedelta(days=1), None),
        (None, first_day - datetime.timedelta(days=1)),
        (first_day, None),
    )
    days = ends_of(selection.facets, selection.audience)
    found = within("ends", days, times, selection.facets, selection.audience)
    labels = [*map(_label, quarters), ("Later", ""), (ENDED, ""), ("", "")]
    *parts, ended, base = (
        _row(selection, time, found[time], label) for time, label in zip(times, labels, strict=True)
    )
    undated = [_undated(selection, value) for value in (*OPEN, *UNSAID)]
    return Breakdown(
        whole=Row("", len(selection.ids), selection.chosen),
        base=base,
        parts=parts,
        left_out=[row for row in (ended, *undated) if row.count],
        coverage=coverage_of(selection, found[first_day, None] & selection.ids, everyone),
    )


def _quarters(day: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """The rest of this quarter, then whole ones."""
    found, first = [], day
    for _ in range(QUARTERS):
        start_of_next = _next_quarter(first)
        found.append((first, start_of_next - datetime.timedelta(days=1)))
        first = start_of_next
    return found


def _next_quarter(day: datetime.date) -> datetime.date:
    month = (day.month - 1) // 3 * 3 + 4
    return datetime.date(day.year + month // 13, (month - 1) % 12 + 1, 1)


def _label(quarter: tuple[datetime.date, datetime.date]) -> tuple[str, str]:
    """ "Jan–Mar" of 2027; of the quarter that has begun, what is left of it is told: "Now–Mar"."""
    first, last = quarter
    begun = (first.day, first.month) != (1, last.month - 2)
    return f"{'Now' if begun else f'{first:%b}'}–{last:%b}", str(last.year)


def _row(selection: Selection, time: Time, ids: AbstractBitMap, label: tuple[str, str]) -> Row:
    count = ids.intersection_cardinality(selection.ids)
    return Row(label[0], count, _bounded(selection.chosen, *time), group=label[1])


def _bounded(
    chosen: ListingFilter, first: datetime.date | None, last: datetime.date | None
) -> ListingFilter | None:
    """The filter within these days as well as its own; None where the two never meet."""
    after = max((day for day in (chosen.ends_after, first) if day), default=None)
    before = min((day for day in (chosen.ends_before, last) if day), default=None)
    if after and before and after > before:
        return None
    return chosen.narrowed(ends_after=after, ends_before=before)


def _undated(selection: Selection, value: str) -> Row:
    ids = selection.any_of("end", [value]) & selection.ids
    return Row(value, len(ids), selection.chosen.narrowed(end=(value,)), facet="end")
