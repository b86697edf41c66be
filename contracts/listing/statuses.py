"""Where agreements stand on a day: ranges over dates, never stored."""

import calendar
import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Q
from pyroaring import AbstractBitMap, BitMap

from contracts.listing.rollups import CONTRACT, ends_of, within
from contracts.listing.sets import ids_where
from thirty3.audiences import Audience
from thirty3.search.facets import FacetSet
from thirty3.search.held import Held

_held: Held[Mapping[str, AbstractBitMap]] = Held()
ONE_DAY = datetime.timedelta(days=1)


def statuses_on(day: datetime.date, held: FacetSet, audience: Audience) -> Mapping[str, AbstractBitMap]:
    """Which agreements are live, ended and so on that day, kept until the stamp or the day moves."""
    return _held.of(audience, (held.stamp, day), lambda: _statuses(day, held, audience))


def _statuses(day: datetime.date, held: FacetSet, audience: Audience) -> dict[str, AbstractBitMap]:
    last = a_year_after(day)
    times = ((None, day - ONE_DAY), (day, last), (last + ONE_DAY, None))
    dated = within("statuses", ends_of(held, audience), times, held, audience)
    waiting = ids_where(Q(starts__gt=day), CONTRACT, audience, held)
    ended, ending, later = (dated[time] - waiting for time in times)
    # What ends soon is live as well.
    live = BitMap().union(ending, later, held.any_of("end", ["open"]) - waiting)
    unknown = held.everything - BitMap().union(waiting, ended, live)
    return {"ending": ending, "live": live, "not-started": waiting, "ended": ended, "unknown": unknown}


def ending_within(
    day: datetime.date, months: Iterable[str], held: FacetSet, audience: Audience
) -> dict[str, AbstractBitMap]:
    """Which agreements end from that day on within so many months."""
    times = {number: (day, months_after(day, int(number))) for number in months}
    found = within("ending within", ends_of(held, audience), tuple(times.values()), held, audience)
    return {number: found[time] for number, time in times.items()}


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
