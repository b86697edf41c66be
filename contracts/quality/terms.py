"""Until when a problem is to be dealt with, and for how long what was written of it is kept: dated data."""

import csv
import datetime
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

REFERENCE: Final[Path] = settings.BASE_DIR / "fixtures" / "reference"
SATURDAY: Final = 5


@dataclass(frozen=True)
class Term:
    """What holds for a kind of problem from a day on; for every kind that has none of its own where blank."""

    from_date: datetime.date
    wrong: str
    working_days: int
    keep_days: int


@functools.cache
def terms() -> tuple[Term, ...]:
    """Every term, read once, the newest first."""
    found = [
        Term(
            from_date=datetime.date.fromisoformat(row["from"]),
            wrong=row["wrong"],
            working_days=int(row["working_days"]),
            keep_days=int(row["keep_days"]),
        )
        for row in _rows("problem-terms")
    ]
    return tuple(sorted(found, key=lambda term: term.from_date, reverse=True))


@functools.cache
def bank_holidays() -> frozenset[datetime.date]:
    """The days of England and Wales on which nobody is expected to work."""
    return frozenset(datetime.date.fromisoformat(row["date"]) for row in _rows("bank-holidays"))


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def term_of(wrong: str, day: datetime.date) -> Term:
    """The newest term that had begun on a day; before the first of them the first."""
    of_kind = [term for term in terms() if term.wrong == wrong]
    found = of_kind or [term for term in terms() if not term.wrong]
    return next((term for term in found if term.from_date <= day), found[-1])


def due_on(wrong: str, received: datetime.date) -> datetime.date:
    """The last working day on which a problem is to be dealt with. The day of the report does not count."""
    day, left = received, term_of(wrong, received).working_days
    while left:
        day += datetime.timedelta(days=1)
        left -= is_working_day(day)
    return day


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays()
