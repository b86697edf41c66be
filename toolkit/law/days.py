"""Counting days as the Procurement Act counts them.

"N days beginning with a day" takes that day as the first; a period for tenders begins the day after. A
working day is one in every part of the United Kingdom (section 123).
"""

import calendar
import datetime
from collections.abc import Iterator
from typing import Final

from thirty3.working_days import SATURDAY, holidays_by_day

ONE_DAY: Final = datetime.timedelta(days=1)
APRIL: Final = 4
HALF_YEAR_ENDS: Final = (3, 9)
MONTHS: Final = 12


def last_of(first: datetime.date, days: int) -> datetime.date:
    """The last of so many days of which the given one is the first."""
    return first + datetime.timedelta(days=days - 1)


def after(day: datetime.date, days: int) -> datetime.date:
    """The last of so many days that begin the day after."""
    return day + datetime.timedelta(days=days)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later or earlier, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def end_of_month(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(day: datetime.date) -> datetime.date:
    """The last day of the quarter of the calendar in which a day lies."""
    return end_of_month(day.year, (day.month + 2) // 3 * 3)


def half_year_end(day: datetime.date) -> datetime.date:
    """31 March or 30 September, whichever ends the half-year in which a day lies."""
    spring, autumn = HALF_YEAR_ENDS
    if day.month <= spring:
        return end_of_month(day.year, spring)
    if day.month <= autumn:
        return end_of_month(day.year, autumn)
    return end_of_month(day.year + 1, spring)


def financial_years_ahead(day: datetime.date, months: int) -> Iterator[datetime.date]:
    """The firsts of April from which a window of so many months holds the day, the earliest first."""
    latest = day.year if day.month >= APRIL else day.year - 1
    for year in range(latest - months // MONTHS - 1, latest + 1):
        begins = datetime.date(year, APRIL, 1)
        if begins <= day < months_later(begins, months):
            yield begins


def is_uk_working_day(day: datetime.date) -> bool:
    """Neither a weekend nor a bank holiday anywhere in the United Kingdom."""
    return day.weekday() < SATURDAY and day not in holidays_by_day()


def last_year_known() -> int:
    """The last year whose bank holidays the table holds."""
    return max(holidays_by_day()).year


def first_working_day(day: datetime.date) -> datetime.date:
    """The day itself if it is a working day, and otherwise the next that is one."""
    while not is_uk_working_day(day):
        day += ONE_DAY
    return day


def last_working_day(first: datetime.date, number: int) -> datetime.date | None:
    """The last of so many working days, the given day counting if it is one. None beyond the table."""
    day = first_working_day(first)
    for _ in range(number - 1):
        day = first_working_day(day + ONE_DAY)
    return day if day.year <= last_year_known() else None
