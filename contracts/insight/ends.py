"""When agreements end: by quarter, with those of which that cannot be said beside them."""

import datetime
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from contracts.insight.breakdown import Breakdown, Row, coverage_of
from contracts.listing.filters import ListingFilter
from contracts.listing.rollups import ends_of
from contracts.listing.selection import Selection

QUARTERS: Final = 12
OPEN: Final = ("open", "none")
UNSAID: Final = ("unknown", "withheld")


def by_quarter(selection: Selection, everyone: frozenset[str]) -> Breakdown:
    """Agreements that end from today on, by calendar quarter; a date known to the month, quarter or year
    counts by its last possible day.
    """
    days = {day: ids & selection.ids for day, ids in ends_of(selection.facets, selection.audience).items()}
    quarters = _quarters(selection.day)
    parts = [_between(selection, days, first, last, _label(last)) for first, last in quarters]
    first_day, last_day = quarters[0][0], quarters[-1][1]
    later = _between(selection, days, last_day + datetime.timedelta(days=1), None, ("Later", ""))
    ended = _between(selection, days, None, first_day - datetime.timedelta(days=1), ("Ended already", ""))
    undated = [row for value in (*OPEN, *UNSAID) if (row := _undated(selection, value)).count]
    base_ids = BitMap().union(*(ids for day, ids in days.items() if day >= first_day))
    base = _between(selection, days, first_day, None, ("", ""))
    return Breakdown(
        whole=Row("", len(selection.ids), selection.chosen),
        base=base,
        parts=[*parts, later],
        left_out=[row for row in (ended, *undated) if row.count],
        coverage=coverage_of(selection, base_ids, everyone),
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


def _label(last: datetime.date) -> tuple[str, str]:
    """ "Jan–Mar" of 2027."""
    first = last.replace(month=last.month - 2, day=1)
    return f"{first:%b}–{last:%b}", str(last.year)


def _between(
    selection: Selection,
    days: dict[datetime.date, AbstractBitMap],
    first: datetime.date | None,
    last: datetime.date | None,
    label: tuple[str, str],
) -> Row:
    ids = BitMap().union(
        *(
            found
            for day, found in days.items()
            if (first is None or day >= first) and (last is None or day <= last)
        )
    )
    return Row(label[0], len(ids), _bounded(selection.chosen, first, last), group=label[1])


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
