"""Where agreements stand on a day: it follows from dates, and is never stored."""

import calendar
import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Q
from pyroaring import AbstractBitMap, BitMap

from contracts.listing.facets import ENDING_MONTH, month_of
from contracts.listing.rollups import CONTRACT
from contracts.listing.sets import ids_where
from thirty3.audiences import Audience
from thirty3.search.facets import FacetSet
from thirty3.search.held import Held

_held: Held[Mapping[str, AbstractBitMap]] = Held()


def statuses_on(day: datetime.date, held: FacetSet, audience: Audience) -> Mapping[str, AbstractBitMap]:
    """Which agreements are live, ended and so on that day, kept until the stamp or the day moves."""
    return _held.of(audience, (held.stamp, day), lambda: _statuses(day, held, audience))


def _statuses(day: datetime.date, held: FacetSet, audience: Audience) -> dict[str, AbstractBitMap]:
    """From the months in which agreements end; only the two months that a status parts are asked by day."""
    last = a_year_after(day)
    split = _ending_on([*_earlier_in_month(day), *_earlier_in_month(last), last], held, audience)
    waiting = ids_where(Q(starts__gt=day), CONTRACT, audience, held)
    months = held.values(ENDING_MONTH)
    dated = BitMap().union(*months.values())
    ended = _before(months, month_of(day), split)
    ending = _before(months, month_of(last), split) - ended
    later = dated - ended - ending - waiting
    ended, ending = ended - waiting, ending - waiting
    # What ends soon is live as well.
    live = BitMap().union(ending, later, held.any_of("end", ["open"]) - waiting)
    unknown = held.everything - BitMap().union(waiting, ended, live)
    return {"ending": ending, "live": live, "not-started": waiting, "ended": ended, "unknown": unknown}


def _before(months: Mapping[str, AbstractBitMap], month: str, split: BitMap) -> BitMap:
    """Those of all earlier months, and of this one the first part, which `split` has."""
    earlier = (ids for other, ids in months.items() if other < month)
    return BitMap().union(split & months.get(month, BitMap()), *earlier)


def _ending_on(days: Iterable[datetime.date], held: FacetSet, audience: Audience) -> BitMap:
    """Those that end on one of these days, as days: of five ranges SQLite makes a walk through all ends."""
    return ids_where(Q(ends__in=list(days)), CONTRACT, audience, held)


def _earlier_in_month(day: datetime.date) -> list[datetime.date]:
    return [day.replace(day=number) for number in range(1, day.day)]


_held_within: Held[Mapping[str, AbstractBitMap]] = Held()


def ending_within(
    day: datetime.date, months: Iterable[str], held: FacetSet, audience: Audience
) -> Mapping[str, AbstractBitMap]:
    """Which agreements end from that day on within so many months, kept until the stamp or the day moves."""
    lasts = {number: months_after(day, int(number)) for number in months}
    return _held_within.of(audience, (held.stamp, day), lambda: _ending_by(day, lasts, held, audience))


def _ending_by(
    day: datetime.date, lasts: Mapping[str, datetime.date], held: FacetSet, audience: Audience
) -> dict[str, AbstractBitMap]:
    """From the months in which agreements end; only the months that a day parts are asked by day."""
    days = _earlier_in_month(day)
    for last in lasts.values():
        days += [*_earlier_in_month(last), last]
    split, months = _ending_on(days, held, audience), held.values(ENDING_MONTH)
    gone = _before(months, month_of(day), split)
    return {number: _before(months, month_of(last), split) - gone for number, last in lasts.items()}


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = day.replace(year=day.year + year, month=month + 1, day=1)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def a_year_after(day: datetime.date) -> datetime.date:
    """The same day next year; from 29 February, the 28th."""
    return _in_year(day, day.year + 1)


def a_year_before(day: datetime.date) -> datetime.date:
    """The same day last year; from 29 February, the 28th."""
    return _in_year(day, day.year - 1)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=year, day=last)
