"""The ways in which people write a day, a month, a quarter or a year."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contracts.models import Precision

# What a contract of today can have to do with. Beyond it stand typing errors and "31/12/2099".
FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2089

MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY: Final = r"(?P<day>\d{1,2})"
YEAR: Final = r"(?P<year>\d{4}|\d{2})"
LONG_YEAR: Final = r"(?P<year>\d{4})"


class DateFault(Exception):
    """A text that looks like a date and is none: `code`, and what a person needs to be told."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a text can mean, and how exact it is."""

    first: dt.date
    last: dt.date
    precision: Precision
    remark: str = ""


def day_span(day: dt.date) -> Span:
    """A single day, if it lies in years that a contract can have to do with."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateFault("date-year", f"The year {day.year} cannot be right. Check the date.")
    return Span(day, day, Precision.DAY)


def month_span(year: int, month: int, length: int = 1, precision: Precision = Precision.MONTH) -> Span:
    """So many months from the first day of that one."""
    if not 1 <= month <= 12:
        raise DateFault("date-impossible", "There is no such month. Check the date.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateFault("date-year", f"The year {year} cannot be right. Check the date.")
    last = month + length - 1
    return Span(dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), precision)


def _year(match: re.Match[str]) -> int:
    digits = match["year"]
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 80 else 1900)


def _named(match: re.Match[str]) -> int:
    return MONTHS.index(match["month"][:3]) + 1


def _day(year: int, month: int, day: int, *, american: bool = False) -> Span:
    try:
        return day_span(dt.date(year, month, day))
    except ValueError:
        pass
    if american and month > 12 and day <= 12:
        raise DateFault(
            "date-american",
            "The month stands before the day here, and may do so in other cells of this column. "
            "Write the day first.",
        )
    raise DateFault("date-impossible", "There is no such day in the calendar. Check the date.")


def _month_of_year(match: re.Match[str]) -> Span:
    year, second = int(match["year"]), int(match["number"])
    if match["sign"] == "/" and second == (year + 1) % 100:
        return _financial(match)
    return month_span(year, second)


def _financial(_match: re.Match[str]) -> Span:
    raise DateFault(
        "date-financial-year",
        "It names a financial year, not a day or a month. Give the month or the day.",
    )


def _quarter(match: re.Match[str]) -> Span:
    span = month_span(int(match["year"]), int(match["quarter"]) * 3 - 2, 3, Precision.QUARTER)
    remark = f"It was read as quarter {match['quarter']} of the calendar year, not of the financial year."
    return Span(span.first, span.last, span.precision, remark)


FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...]] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"{LONG_YEAR}(?P<sign>[-/.])(?P<number>\d{{1,2}})(?P=sign){DAY}",
            lambda m: _day(_year(m), int(m["number"]), int(m["day"])),
        ),
        (
            rf"{DAY}\s?(?P<sign>[-/. ])\s?(?P<number>\d{{1,2}})\s?(?P=sign)\s?{YEAR}",
            lambda m: _day(_year(m), int(m["number"]), int(m["day"]), american=True),
        ),
        (
            r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)",
            lambda m: _day(_year(m), int(m["number"]), int(m["day"])),
        ),
        (rf"{DAY}[-/. ]?{MONTH}[-/. ]?'?{YEAR}", lambda m: _day(_year(m), _named(m), int(m["day"]))),
        (rf"{MONTH} {DAY} {LONG_YEAR}", lambda m: _day(_year(m), _named(m), int(m["day"]))),
        (rf"{LONG_YEAR}[-/. ]{MONTH}[-/. ]{DAY}", lambda m: _day(_year(m), _named(m), int(m["day"]))),
        (rf"{MONTH}[-/. ]?'?{YEAR}", lambda m: month_span(_year(m), _named(m))),
        (rf"{LONG_YEAR}[-/. ]?{MONTH}", lambda m: month_span(_year(m), _named(m))),
        (rf"{LONG_YEAR}(?P<sign>[-/.])(?P<number>0?[1-9]|1[0-2])", _month_of_year),
        (rf"(?P<number>\d{{1,2}})[-/.]{LONG_YEAR}", lambda m: month_span(_year(m), int(m["number"]))),
        (rf"q(?:uarter )?(?P<quarter>[1-4])[-/ ]?{LONG_YEAR}", _quarter),
        (rf"{LONG_YEAR}[-/ ]?q(?P<quarter>[1-4])", _quarter),
        (LONG_YEAR, lambda m: month_span(_year(m), 1, 12, Precision.YEAR)),
        (r"(?:fy ?|q[1-4] ?)?\d{2,4} ?[-/] ?\d{2,4}|fy ?\d{2,4}", _financial),
    )
)

COMMONEST: Final = FORMS[:2]

TIME: Final = re.compile(
    r"[t ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:am|pm|z|gmt|bst|utc)?(?:[+-]\d{2}:?\d{2})?$"
)
ORDINAL: Final = re.compile(r"(?<=\d)\s?(?:st|nd|rd|th)\b")
WEEKDAY: Final = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,? ?")
LEAD_IN: Final = re.compile(r"^(?:(?:the )?end of |end |by |until |from |expires |expired |ends |to )")
VAGUE: Final = re.compile(
    r"^(?:c\.? ?|ca\.? |circa |approx(?:imately|\.)? |about |around |early |mid[- ]?|late )(?=\S)"
)


def read_span(text: str) -> Span | None:
    """What a whole text means as a date; None where it is written in no known way.

    Raises DateFault for what looks like a date and is none.
    """
    if not text.isascii():
        return None
    for form, build in COMMONEST:
        if match := form.fullmatch(text):
            return build(match)
    folded = TIME.sub("", text.casefold().strip(" .,'"))
    folded = WEEKDAY.sub("", ORDINAL.sub("", folded)).replace(",", " ").replace(" of ", " ")
    folded = LEAD_IN.sub("", " ".join(folded.split()))
    vague = VAGUE.match(folded)
    if vague:
        folded = folded[vague.end() :]
    for form, build in FORMS:
        if match := form.fullmatch(folded):
            span = build(match)
            if vague:
                return Span(span.first, span.last, span.precision, "The date is not exact.")
            return span
    return None
