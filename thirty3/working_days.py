"""On which days people are expected to work, and how long so many of them last: dated data."""

import csv
import datetime
import functools
from pathlib import Path
from typing import Final

from django.conf import settings

HOLIDAYS: Final[Path] = settings.BASE_DIR / "fixtures" / "reference" / "bank-holidays.csv"
ENGLAND_AND_WALES: Final = "england-and-wales"
SATURDAY: Final = 5


@functools.cache
def holidays_by_day() -> dict[datetime.date, frozenset[str]]:
    """Each bank holiday with the divisions of the United Kingdom that keep it."""
    with HOLIDAYS.open(encoding="utf-8", newline="") as file:
        return {
            datetime.date.fromisoformat(row["date"]): frozenset(row["divisions"].split())
            for row in csv.DictReader(file)
        }


@functools.cache
def bank_holidays() -> frozenset[datetime.date]:
    """The days of England and Wales on which nobody is expected to work."""
    return frozenset(day for day, where in holidays_by_day().items() if ENGLAND_AND_WALES in where)


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays()


def working_days_after(day: datetime.date, number: int) -> datetime.date:
    """The last of so many working days. The day from which they are counted is none of them."""
    while number:
        day += datetime.timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_before(day: datetime.date, number: int) -> datetime.date:
    """The latest day from which so many working days last until this one at most."""
    start = day
    while working_days_after(start, number) > day:
        start -= datetime.timedelta(days=1)
    return start
