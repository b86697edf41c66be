"""How facts read on a page: money, dates of known precision, and the four states."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from thirty3.states import STATE_WORDS

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# A day as addresses say it, as pages here do, and as people write it in forms.
DAYS_AS_WRITTEN: Final = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")
# Below and above these, in per cent, a share is not told more exactly.
LEAST_SHARE: Final = Decimal("0.1")
MOST_SHARE: Final = 99
WHOLE: Final = 100
# Of more alternatives the first are named and the rest counted.
MOST_NAMED: Final = 3


def money(value: Decimal | int | None) -> str:
    """Pounds as people write them: £1,234, or £1,234.50 where there are pence. Blank for nothing."""
    if value is None:
        return ""
    amount = Decimal(value).quantize(Decimal("0.01"))
    whole = amount == amount.to_integral_value()
    digits = f"{abs(amount):,.0f}" if whole else f"{abs(amount):,.2f}"
    return f"{'−' if amount < 0 else ''}£{digits}"


def share_words(share: Decimal | None) -> str:
    """ "12%", "0.4%"; blank where there is nothing to share. A part is never told as the whole."""
    if share is None:
        return ""
    per_cent = share * 100
    if 0 < per_cent < LEAST_SHARE:
        return f"under {LEAST_SHARE}%"
    if MOST_SHARE < per_cent < WHOLE:
        return f"over {MOST_SHARE}%"
    tenths = per_cent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{per_cent.quantize(Decimal(1), ROUND_HALF_UP)}%" if tenths >= 1 or not per_cent else f"{tenths}%"


def fact_date(day: date | None, precision: str = "day") -> str:
    """A date only as exact as it is known: "1 April 2027", "March 2027", "July to September 2027", "2027"."""
    if day is None:
        return ""
    month = MONTHS[day.month - 1]
    match precision:
        case "day":
            return f"{day.day} {month} {day.year}"
        case "month":
            return f"{month} {day.year}"
        case "quarter":
            first = (day.month - 1) // 3 * 3
            return f"{MONTHS[first]} to {MONTHS[first + 2]} {day.year}"
        case "year":
            return str(day.year)
    raise ValueError(f"No such precision of a date: {precision!r}")


def short_date(day: date | None) -> str:
    """A date for a narrow column: "16 Dec 2026"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def months_words(number: int) -> str:
    """ "1 month", "18 months"."""
    return "1 month" if number == 1 else f"{number} months"


def state_words(state: str, reason: str = "") -> str:
    """What stands on the page where a value is unknown, none or withheld."""
    words = STATE_WORDS[state]
    return f"{words}: {reason}" if reason else words


def either(values: Iterable[str]) -> str:
    """ "A", "A or B", "A, B or C", "A, B or 4 others"."""
    found = list(values)
    if len(found) > MOST_NAMED:
        found = [*found[: MOST_NAMED - 1], f"{len(found) - MOST_NAMED + 1} others"]
    return " or ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
