"""How each authority writes: its dates, sums, names and references, and how much it fills in."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from contracts.demonstration.chances import Chances
from contracts.demonstration.tables import ANCHOR, Area, Authority, Supplier
from contracts.demonstration.terms import ENDLESS, Term
from thirty3.spreadsheets.writing import Value

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
DATES: Final[tuple[Callable[[dt.date], Value], ...]] = (
    lambda day: day,
    lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day.day:02}-{MONTHS[day.month - 1][:3]}-{day.year % 100:02}",
)
REFERENCES: Final = (
    "{code}/{year}/{number:04}",
    "{code}-{number:05}",
    "DN{number:06}",
    "{year}-{number:04}",
    "C{number:05}",
    "{code}{short:02}-{number:03}",
)


class Habits:
    """One authority's ways of filling in the workbook."""

    def __init__(self, seed: int, authority: Authority) -> None:
        chances = Chances(seed, "habits", authority.slug)
        self.authority = authority
        self.scale = chances.between(0.65, 1.5)
        # How content its people are with whatever they use.
        self.mood = chances.between(-0.6, 0.6)
        # Even a thin return fills in some of a row; a full one leaves some blank.
        self.filled = 0.35 + 0.62 * authority.completeness
        self._date = chances.one_of(DATES)
        self._reference = chances.one_of(REFERENCES)
        self._number = chances.whole(12, 240)
        self._department = chances.whole(0, 5)
        self._pounds_as_text = chances.happens(0.25)
        self._short_form = chances.happens(0.4)
        self.name = authority.formal_name if chances.happens(0.2) else authority.name

        # How long ago it filled in its return: some are fresh, some two years old.
        self._returned = ANCHOR - dt.timedelta(Chances(seed, "returned", authority.slug).whole(20, 700))

    @property
    def as_at(self) -> Value:
        """The day of its return."""
        return self.date(self._returned)

    def date(self, day: dt.date) -> Value:
        return self._date(day)

    def start_of(self, term: Term) -> Value:
        if term.exact == "year":
            return str(term.start.year)
        if term.exact == "month":
            return f"{MONTHS[term.start.month - 1]} {term.start.year}"
        return self.date(term.start)

    def end_of(self, term: Term) -> Value:
        if term.exact in ENDLESS:
            return term.exact.capitalize()
        if term.exact == "year":
            return str(term.end.year)
        if term.exact == "month":
            return f"{MONTHS[term.end.month - 1]} {term.end.year}"
        return self.date(term.end)

    def sum_of(self, pounds: Decimal) -> Value:
        return f"£{pounds:,}" if self._pounds_as_text else pounds

    def supplier(self, supplier: Supplier) -> str:
        """The name as this authority's ledger has it."""
        if self._short_form and supplier.name.endswith(" Limited"):
            return supplier.name.removesuffix("Limited") + "Ltd"
        return supplier.name

    def department(self, area: Area) -> str:
        return area.departments[self._department % len(area.departments)]

    def next_reference(self, chances: Chances, year: int) -> str:
        """A reference that this authority has not given before."""
        self._number += chances.whole(1, 9)
        return self._reference.format(
            code=self.authority.code, year=year, short=year % 100, number=self._number
        )
