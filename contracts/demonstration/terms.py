"""When agreements run: whole months, counted from year 0, and the days that they mean."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal, Self

from contracts.demonstration.chances import Chances
from contracts.demonstration.tables import ANCHOR

FIRST_END: Final = 2019
LAST_MONTH: Final = 2032 * 12 + 10
NOW: Final = ANCHOR.year * 12 + ANCHOR.month - 1
MARCH: Final = 2
# Quarters in which housing agreements end together, so that renewals can be joined.
HOUSING_QUARTERS: Final = (2027 * 12, 2027 * 12 + 3, 2028 * 12)
LENGTHS: Final = ((12, 0.1), (24, 0.2), (36, 0.32), (48, 0.2), (60, 0.14), (84, 0.04))

Exactness = Literal["day", "month", "year", "rolling", "until terminated"]
ENDLESS: Final = ("rolling", "until terminated")


@dataclass(frozen=True, slots=True)
class Term:
    """So many months up to the end of the last one, perhaps some days later."""

    last_month: int
    months: int
    days_later: int = 0
    exact: Exactness = "day"

    @property
    def start(self) -> dt.date:
        year, month = divmod(self.last_month - self.months + 1, 12)
        return dt.date(year, month + 1, 1) + dt.timedelta(self.days_later)

    @property
    def end(self) -> dt.date:
        year, month = divmod(self.last_month, 12)
        last = dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
        return last + dt.timedelta(self.days_later)

    @property
    def years(self) -> float:
        return self.months / 12

    def before(self, months: int) -> Self:
        """The one that this one followed."""
        return replace(self, last_month=self.last_month - self.months, months=months, exact="day")

    def after(self, months: int) -> Self:
        """The one that follows."""
        return replace(self, last_month=min(self.last_month + months, LAST_MONTH), months=months, exact="day")


def current(chances: Chances, *, housing: bool) -> Term:
    """A term that runs on the anchor day or, rarely, ran out shortly before."""
    months = chances.weighted(*LENGTHS)
    if chances.happens(0.04):
        return Term(NOW - chances.whole(1, 8), months)
    last = min(NOW + chances.whole(0, months - 1), LAST_MONTH)
    if housing and chances.happens(0.7):
        last = chances.one_of(HOUSING_QUARTERS) + chances.whole(0, 2)
        months = max(months, 24)
    elif chances.happens(0.4):
        last = _march_near(last, NOW, min(NOW + months - 1, LAST_MONTH))
    days = chances.whole(1, 27) if chances.happens(0.22) else 0
    exact: Exactness = chances.weighted(
        ("day", 0.81), ("month", 0.1), ("year", 0.03), ("rolling", 0.04), ("until terminated", 0.02)
    )
    return Term(last, months, days, exact)


def earlier(chances: Chances, term: Term, probability: float) -> list[Term]:
    """The terms before, as far back as the demonstration goes, newest first."""
    found: list[Term] = []
    while chances.happens(probability):
        term = term.before(chances.weighted(*LENGTHS))
        if term.end.year < FIRST_END:
            break
        found.append(term)
    return found


def _march_near(month: int, first: int, last: int) -> int:
    """The March nearest to a month within bounds: local government's year ends with it."""
    marches = [m for m in range(first, last + 1) if m % 12 == MARCH]
    return min(marches, key=lambda m: abs(m - month)) if marches else month
