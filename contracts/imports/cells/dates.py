"""Cells of dates: the first possible day of a start, the last possible day of an end."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from contracts.imports.cells.date_forms import (
    FIRST_YEAR,
    LAST_YEAR,
    DateFault,
    Span,
    day_span,
    month_span,
    read_span,
)
from contracts.imports.cells.parsed import Parsed, doubt, known, problem
from contracts.imports.cells.plain import plain
from contracts.imports.cells.words import state_from_words
from contracts.models import Contract, Precision, State
from thirty3.spreadsheets.cells import Cell

# Day 0 of a spreadsheet's calendar, right for every day since March 1900.
EPOCH: Final = dt.date(1899, 12, 30)
SERIALS: Final = range(
    (dt.date(FIRST_YEAR, 1, 1) - EPOCH).days, (dt.date(LAST_YEAR, 12, 31) - EPOCH).days + 1
)

ROLLING: Final = re.compile(
    r"(?:annual(?:ly)? |monthly |yearly |12 month |currently )*(?:rolling|roll over|rollover|evergreen|"
    r"auto(?:matic(?:ally)?)?[- ]?renew\w*|renew(?:s|ed|ing)? (?:annually|automatically|yearly|monthly))\b"
)
WITHOUT_END: Final = re.compile(
    r"(?:(?:runs |continues )?until (?:it is |either party )?(?:terminat|cancel|notice)\w*|on[- ]?going|"
    r"open[- ]?ended|indefinite(?:ly)?|perpetual|in perpetuity|no (?:fixed |set )?(?:end|expiry)(?: date)?|"
    r"continuous|continuing)\b"
)
# Where a remark begins after a date.
REMARK: Final = re.compile(
    r"\s*\(|\s*;\s*|,\s+|\s+(?=(?:with|plus|subject|but|then|unless|if|extended|extendable|\+)(?:\s|$))"
)
TWO_DATES: Final = re.compile(r"\d\s*(?:-|–|—|to|or|and|until|&)\s*\d{1,2}[-/. ]\w")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how much of it was given."""

    day: dt.date
    precision: Precision


@dataclass(frozen=True, slots=True)
class End:
    """How a contract ends: on a day, or of a kind that has none."""

    kind: Contract.EndKind
    day: dt.date | None = None
    precision: Precision = Precision.DAY


def date_first(cell: Cell) -> Parsed[Day]:
    """A start: the first day that the cell can mean."""
    return _dated(cell, last=False)


def date_last(cell: Cell) -> Parsed[Day]:
    """A date whose last possible day counts: an award, a review, a plan."""
    return _dated(cell, last=True, not_applicable=State.NONE)


def date_end(cell: Cell) -> Parsed[End]:
    """The end of a contract: a date, or that it rolls on or runs until somebody ends it."""
    if isinstance(cell, str):
        words = plain(cell)
        folded = words.casefold()
        for kind, pattern in (
            (Contract.EndKind.ROLLING, ROLLING),
            (Contract.EndKind.UNTIL_TERMINATED, WITHOUT_END),
        ):
            if match := pattern.match(folded):
                return _endless(kind, words, exact=match.end() == len(folded))
    found = _dated(cell, last=True)
    end = End(Contract.EndKind.FIXED, found.value.day, found.value.precision) if found.value else None
    return Parsed(end, found.state, found.reason, found.note, found.problems)


def _endless(kind: Contract.EndKind, words: str, *, exact: bool) -> Parsed[End]:
    if exact:
        return known(End(kind))
    message = f"It was read as “{kind.label.lower()}”. The cell's words were kept as a note."
    return known(End(kind), problem("end-remark", message, words), note=words)


def _dated(cell: Cell, *, last: bool, not_applicable: State = State.UNKNOWN) -> Parsed[Day]:
    words = plain(cell)
    try:
        if isinstance(cell, str):
            said: Parsed[Day] | None = state_from_words(words, not_applicable=not_applicable)
            if said:
                return said
            span, remark = _from_text(words)
        else:
            span, remark = _from_value(cell), ""
    except DateFault as fault:
        return doubt(fault.code, f"{fault.message} The cell says “{words[:80]}”.", words)
    if span is None:
        if not words:
            return Parsed()
        return _unreadable(words)
    return _known_day(span, words, remark, last=last)


def _known_day(span: Span, words: str, remark: str, *, last: bool) -> Parsed[Day]:
    day = Day(span.last if last else span.first, span.precision)
    if remark:
        message = "Only the date was read. The cell's other words were kept as a note."
        return known(day, problem("date-remark", message, words), note=words)
    if span.remark:
        return known(day, problem("date-read-so", span.remark, words), note=words)
    return known(day)


def _unreadable(words: str) -> Parsed[Day]:
    if TWO_DATES.search(words):
        return doubt("date-several", "The cell holds more than one date. Give one.", words)
    message = f"“{words[:80]}” is not a date that we can read. Write it like 31/03/2027, March 2027 or 2027."
    return doubt("date-unreadable", message, words)


def _from_value(cell: Cell) -> Span | None:
    """A date cell, or a number: a year, or a day as spreadsheets count them."""
    if isinstance(cell, dt.datetime):
        return day_span(cell.date())
    if isinstance(cell, dt.date):
        return day_span(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    if cell in range(FIRST_YEAR, LAST_YEAR + 1):
        return month_span(int(cell), 1, 12, Precision.YEAR)
    if SERIALS.start <= cell < SERIALS.stop:
        return day_span(EPOCH + dt.timedelta(days=int(cell)))
    return None


def _from_text(words: str) -> tuple[Span | None, str]:
    """What a text means as a date, and the words that follow the date."""
    if words.isascii() and words.isdigit() and len(words) == 5:
        return _from_value(int(words)), ""
    if span := read_span(words):
        return span, ""
    for match in REMARK.finditer(words):
        if span := read_span(words[: match.start()]):
            return span, words[match.start() :]
    return None, ""
