"""What a cell can hold, and how it crosses from the child process to the parent.

JSON carries text, numbers, truth values and blanks as they are; the rest crosses as a pair of a
letter and a text. A child that read hostile bytes is not to be trusted with pickle or marshal.
"""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from thirty3.spreadsheets.limits import MAX_CELL_CHARACTERS

# From here on a spreadsheet has kept only the first fifteen digits of what was typed.
FIRST_ROUNDED = 10**15


class RoundedNumber(str):
    """A number of more than fifteen digits, as text: the spreadsheet lost its last digits."""

    __slots__ = ()


class ErrorValue(str):
    """A formula's failure, such as #N/A: not a value, and not a blank either.

    Found in xlsx alone: of an xls or ods file calamine gives a blank.
    """

    __slots__ = ()


type Cell = str | bool | int | float | dt.datetime | dt.date | dt.time | dt.timedelta | None
type Wire = str | bool | int | float | list[str] | None


class CellTooLong(ValueError):
    """Text beyond what Excel lets a cell hold."""


def to_wire(value: object) -> Wire:
    """A value from a reading library, tidied and ready for JSON."""
    tidy = _TIDY.get(type(value))
    return tidy(value) if tidy else tidy_text(str(value))


def tidy_text(text: str) -> str | None:
    """Blank where there is nothing but space; line ends as line feeds; no NUL, which PostgreSQL refuses."""
    if not text or text.isspace():
        return None
    if len(text) > MAX_CELL_CHARACTERS:
        raise CellTooLong
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "") or None if "\0" in text else text


def tidy_number(number: float) -> Wire:
    """Whole numbers without ".0"; others with the fifteen digits that a spreadsheet shows."""
    if -FIRST_ROUNDED < number < FIRST_ROUNDED:
        return int(number) if number.is_integer() else float(f"{number:.15g}")
    if math.isfinite(number):
        return ["rounded", format(Decimal(f"{number:.15g}"), "f")]
    return ["error", "#NUM!"]


_TIDY: Mapping[type, Callable[[Any], Wire]] = {
    str: tidy_text,
    float: tidy_number,
    int: tidy_number,
    bool: lambda value: value,
    dt.date: lambda value: ["day", value.isoformat()],
    dt.datetime: lambda value: ["moment", value.isoformat()],
    dt.time: lambda value: ["time", value.isoformat()],
    dt.timedelta: lambda value: ["duration", str(value.total_seconds())],
    ErrorValue: lambda value: ["error", value],
}

_FROM_TEXT: Mapping[str, Callable[[str], Cell]] = {
    "day": dt.date.fromisoformat,
    "moment": dt.datetime.fromisoformat,
    "time": dt.time.fromisoformat,
    "duration": lambda text: dt.timedelta(seconds=float(text)),
    "rounded": RoundedNumber,
    "error": ErrorValue,
}


def from_wire(cells: list[Any]) -> tuple[Cell, ...]:
    """The cells of a row as the child sent them, as values."""
    return tuple([_FROM_TEXT[cell[0]](cell[1]) if type(cell) is list else cell for cell in cells])
