"""The figures of procurement law, each with the days on which it holds and the source that says so.

They stand in `fixtures/law`, never in code or in prose: `figures.csv` (sums, periods, shares and dates),
`notices.csv` (UK1 to UK17) and `sources.csv` (where each was read, and when). What holds depends on a day:
`figure("threshold-goods-services", day)`.
"""

import csv
import datetime
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.conf import settings

FOLDER: Final[Path] = settings.BASE_DIR / "fixtures" / "law"


class Unit(StrEnum):
    """What a figure counts."""

    GBP = "gbp"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"
    YEARS = "years"
    PERCENT = "percent"
    COUNT = "count"
    DATE = "date"


@dataclass(frozen=True)
class Source:
    """A page that says something of law, and the day on which somebody last read it."""

    key: str
    title: str
    url: str
    checked_on: datetime.date


@dataclass(frozen=True)
class Figure:
    """A sum, period, share or date of the law, and from when to when it holds.

    `operator` says how something is compared with it: a threshold is reached at the sum itself (>=), while a
    copy of a contract is owed above it alone (>).
    """

    key: str
    from_date: datetime.date
    to_date: datetime.date | None
    value: Decimal | datetime.date
    unit: Unit
    operator: str
    words: str
    source: Source

    @property
    def number(self) -> int:
        """The figure as a whole number: pounds, days, months, years or a share of a hundred."""
        if isinstance(self.value, datetime.date):
            raise TypeError(f"{self.key} is a date, not a number.")
        return int(self.value)

    @property
    def day(self) -> datetime.date:
        """The figure where it is a date."""
        if not isinstance(self.value, datetime.date):
            raise TypeError(f"{self.key} is no date.")
        return self.value

    def met_by(self, amount: Decimal) -> bool:
        """Whether an amount is on the side of the figure on which its rule holds."""
        tests = {
            ">=": amount >= self.number,
            ">": amount > self.number,
            "<=": amount <= self.number,
            "<": amount < self.number,
        }
        return tests[self.operator]

    @property
    def said(self) -> str:
        """The figure as it stands in a sentence: "£207,720", "30 days", "10%", "24 February 2025"."""
        if isinstance(self.value, datetime.date):
            return f"{self.value.day} {self.value:%B %Y}"
        if self.unit is Unit.GBP:
            return _pounds(self.number)
        if self.unit is Unit.PERCENT:
            return f"{self.number}%"
        if self.unit is Unit.COUNT:
            return str(self.number)
        counted = self.unit.value.replace("-", " ")
        return f"{self.number} {counted if self.number != 1 else counted[:-1]}"


@dataclass(frozen=True)
class Notice:
    """A notice of the Procurement Act: when an authority owes it and by when, in plain words.

    The words may name figures as `{{figure:key}}`, which depend on a day.
    """

    code: str
    name: str
    owed_when: str
    deadline: str
    source: Source
    section: Source


class UnknownFigure(LookupError):
    """There is no such figure, or none that holds on that day."""


@functools.cache
def sources() -> dict[str, Source]:
    """Every source by its key."""
    return {
        row["key"]: Source(
            row["key"], row["title"], row["url"], datetime.date.fromisoformat(row["checked_on"])
        )
        for row in _rows("sources.csv")
    }


@functools.cache
def figures() -> dict[str, tuple[Figure, ...]]:
    """Every figure by its key, the earliest first."""
    found: dict[str, list[Figure]] = {}
    for row in _rows("figures.csv"):
        unit = Unit(row["unit"])
        value = _day(row["value"]) if unit is Unit.DATE else Decimal(row["value"])
        to_date = _day(row["to"]) if row["to"] else None
        one = Figure(
            row["key"], _day(row["from"]), to_date, value, unit, row["operator"], row["words"],
            sources()[row["source"]],
        )  # fmt: skip
        found.setdefault(one.key, []).append(one)
    return {key: tuple(sorted(held, key=lambda one: one.from_date)) for key, held in found.items()}


def figure(key: str, day: datetime.date) -> Figure:
    """The figure that holds on a day. Raises UnknownFigure."""
    for one in figures().get(key, ()):
        if one.from_date <= day and (one.to_date is None or day <= one.to_date):
            return one
    raise UnknownFigure(f"No figure “{key}” holds on {day:%-d %B %Y}.")


@functools.cache
def notices() -> dict[str, Notice]:
    """Every notice by its code, in their order."""
    return {
        row["code"]: Notice(
            row["code"], row["name"], row["owed_when"], row["deadline"], sources()[row["source"]],
            sources()[row["section"]],
        )
        for row in _rows("notices.csv")
    }  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _pounds(sum_: int) -> str:
    millions, rest = divmod(sum_, 1_000_000)
    return f"£{millions} million" if millions and not rest else f"£{sum_:,}"
