"""Cells of whole numbers: users, satisfaction, months of notice."""

import math
import re
from typing import Final

from contracts.imports.cells.number_words import in_digits
from contracts.imports.cells.parsed import Parsed, doubt, known, problem
from contracts.imports.cells.plain import plain
from contracts.imports.cells.words import state_from_words
from contracts.models import State
from thirty3.design.formatting import months_words
from thirty3.spreadsheets.cells import Cell

LARGEST_COUNT: Final = 10_000_000
LONGEST_NOTICE: Final = 120

COUNT: Final = re.compile(
    r"(?P<about>(?:c\.?|ca\.?|circa|approx\.?|approximately|about|around|over|up to|~|>|<) ?)?"
    r"(?P<number>\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.0+)?(?P<times>k)?(?P<more> ?\+)?"
    r"(?: (?:named |concurrent |active )?(?:users?|licen[cs]es?|staff|people|seats))?"
)
SCORE: Final = re.compile(r"(?P<score>[\d.]+)(?: ?(?:/|out of) ?(?P<of>\d+))?(?: ?-? ?[a-z ]+)?")
SCORES_IN_WORDS: Final = {
    "very dissatisfied": 1, "dissatisfied": 2, "neutral": 3, "neither": 3, "satisfied": 4, "very satisfied": 5
}  # fmt: skip
NOTICE: Final = re.compile(
    r"(?:minimum |at least )?(?P<number>\d+(?:\.\d+)?) ?(?:calendar )?"
    r"(?P<unit>day|week|month|mth|year|yr)?s?'?(?:'? ?(?:written )?notice)?(?: period)?"
)
DAYS_A_MONTH: Final = 365.25 / 12


def count(cell: Cell) -> Parsed[int]:
    """How many users or licences."""
    words = plain(cell)
    said: Parsed[int] | None = state_from_words(words, not_applicable=State.NONE)
    if said:
        return said
    match = COUNT.fullmatch(words.casefold())
    if not match:
        message = f"“{words[:80]}” is not a whole number that we can read. Write it like 1,200."
        return doubt("number-unreadable", message, words)
    number = int(re.sub(r"\D", "", match["number"])[:12]) * (1000 if match["times"] else 1)
    if number > LARGEST_COUNT:
        return doubt(
            "number-too-large", f"“{words[:40]}” is more than can be right. Check the number.", words
        )
    if match["about"] or match["more"]:
        return known(number, problem("number-approximate", "The number is not exact.", words))
    return known(number)


def satisfaction(cell: Cell) -> Parsed[int]:
    """From 1 to 5, also as "4/5" or in words."""
    words = plain(cell)
    folded = words.casefold()
    said: Parsed[int] | None = state_from_words(words, not_applicable=State.NONE)
    if said:
        return said
    if folded in SCORES_IN_WORDS:
        return known(SCORES_IN_WORDS[folded])
    match = SCORE.fullmatch(folded)
    score = _whole(match["score"]) if match and match["of"] in (None, "5") else None
    if score is None or not 1 <= score <= 5:
        message = f"“{words[:80]}” is not a score from 1 to 5. Give a whole number from 1 to 5."
        return doubt("satisfaction-unreadable", message, words)
    return known(score)


def _whole(digits: str) -> int | None:
    try:
        number = float(digits)
    except ValueError:
        return None
    return int(number) if math.isfinite(number) and number.is_integer() else None


def notice_period(cell: Cell) -> Parsed[int]:
    """Months of notice. Days and weeks are rounded up to months; a bare number is one of months."""
    words = plain(cell)
    said: Parsed[int] | None = state_from_words(words, not_applicable=State.NONE)
    if said:
        return said
    if words.casefold() in ("no", "0"):
        return Parsed(state=State.NONE)
    match = NOTICE.fullmatch(in_digits(words.casefold()))
    months = _months(float(match["number"][:9]), (match["unit"] or "month")[0]) if match else 0
    if not match or not 1 <= months <= LONGEST_NOTICE:
        message = f"“{words[:80]}” is not a notice period that we can read. Write it like “3 months”."
        return doubt("notice-unreadable", message, words, note=words)
    if match["unit"] and match["unit"][0] in "dw":
        return known(months, problem("notice-rounded", f"It was read as {months_words(months)}.", words))
    return known(months)


def _months(number: float, unit: str) -> int:
    if unit == "y":
        return math.ceil(number * 12)
    if unit == "m":
        return math.ceil(number)
    days = number * (7 if unit == "w" else 1)
    # People mean months by 30, 60 or 90 days, and by 28 days or 4 weeks one.
    return max(1, math.ceil(round(days / DAYS_A_MONTH, 1) - 0.1))
