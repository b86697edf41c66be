"""Cells of sums: pounds as people write them, with what they say of VAT and of the time covered."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from contracts.imports.cells.parsed import Parsed, doubt, known, problem
from contracts.imports.cells.plain import plain
from contracts.imports.cells.value_words import kind_of, span_of, vat_of
from contracts.imports.cells.words import state_from_words
from contracts.imports.problems import Problem
from contracts.models import Contract, State
from thirty3.spreadsheets.cells import Cell

PENNY: Final = Decimal("0.01")
LARGEST: Final = Decimal(10) ** 13
PLACEHOLDERS: Final = frozenset((Decimal(0), Decimal("0.01"), Decimal(1)))

TIMES: Final = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}
AMOUNT: Final = (
    r"(?P<number{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?: \d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"\s?(?P<times{0}>k|thousand|m|mn|mil|mill|million|b|bn|billion)?(?![\w,])"
)
ONE: Final = re.compile(rf"(?P<minus>[-−(] ?)?{AMOUNT.format('')}\)?")
BAND: Final = re.compile(rf"(?:between )?{AMOUNT.format('')}\s?(?:-|–|—|to|and)\s?{AMOUNT.format('_to')}")
PLAIN: Final = re.compile(r"£?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d{1,9})?")
POUNDS: Final = re.compile(r"£|\bgbp\b|\bps(?=\d)|\bpounds?(?: sterling)?\b|\bsterling\b")
OTHER_CURRENCY: Final = re.compile(r"[€$¥]|\b(?:eur|euros?|usd|dollars?|aed|chf)\b")
ABOUT: Final = re.compile(
    r"^(?:c\.? ?|ca\.? |circa |approx(?:imately|\.)? ?|about |around |roughly |~ ?|"
    r"est(?:imated|imate|\.)?(?: at)? |in excess of |over |more than |at least |from |> ?|>= ?)(?=[.\d(-])"
)
LIMIT: Final = re.compile(
    r"^(?:up to |max(?:imum|\.)?(?: of)? |not exceeding |no more than |less than |under |< ?)(?=[.\d])"
)
RATE: Final = re.compile(
    r"(?:per|/|a|each) ?(?:month|quarter|week|day|hour|user|licence|unit|head|transaction|call|item)s?\b|"
    r"\b(?:pcm|monthly|quarterly|daily|hourly|weekly|rate card)\b"
)
ELSEWHERE: Final = re.compile(
    r"(?:please )?(?:see|refer to|as per|per|in accordance with|according to|schedule|various|variable|"
    r"varies|rates?\b|price list|day rates?|demand|on demand|usage|call[- ]off|spot|subject to|dependent|"
    r"depends|contained in|part of|included)\b.*"
)
EUROPEAN: Final = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{2}|\d+,\d{2}")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in pounds. What the cell does not say of VAT, span and kind is blank."""

    amount: Decimal
    vat: str = ""
    span: str = ""
    kind: str = ""


def money(cell: Cell) -> Parsed[Money]:
    """The value of a contract: never negative, and 0 or 1 stands for a value that nobody gave."""
    found = _read(cell)
    if found.value is None:
        return found
    amount, words = found.value.amount, plain(cell)
    if amount < 0:
        message = f"A contract cannot cost less than £0, and the cell says “{words}”. Correct the sum."
        return Parsed(problems=(problem("money-negative", message, words, "error"),))
    if amount in PLACEHOLDERS:
        message = (
            f"“{words}” is what people write where no value is known, so it was read as not known. "
            "Leave the cell blank, or say in the notes that the contract costs nothing."
        )
        return Parsed(problems=(problem("money-placeholder", message, words),))
    return found


def spending(cell: Cell) -> Parsed[Money]:
    """A line of spending: a credit note is negative."""
    return _read(cell)


def vat_sum(cell: Cell) -> Parsed[Money]:
    """VAT that cannot be recovered: 0 is a sum like any other."""
    found = _read(cell, not_applicable=State.NONE)
    if found.value and found.value.amount < 0:
        message = f"VAT that cannot be recovered cannot be less than £0, and the cell says “{plain(cell)}”."
        return doubt("money-negative", message, plain(cell))
    return found


def _read(cell: Cell, *, not_applicable: State = State.UNKNOWN) -> Parsed[Money]:
    words = plain(cell)
    if isinstance(cell, bool):
        return _unreadable(words)
    if isinstance(cell, int | float):
        if isinstance(cell, float) and not math.isfinite(cell):
            return Parsed()
        return _amount(Decimal(repr(cell) if isinstance(cell, float) else cell), words)
    said: Parsed[Money] | None = state_from_words(words, not_applicable=not_applicable)
    return said if said else _from_text(words)


def _from_text(words: str) -> Parsed[Money]:
    if PLAIN.fullmatch(words):
        return _amount(Decimal(words.lstrip("£").replace(",", "")), words)
    folded = words.casefold().strip(" '\"")
    if OTHER_CURRENCY.search(folded):
        return doubt("money-currency", "The sum is not in pounds. Give it in pounds.", words, note=words)
    folded = " ".join(POUNDS.sub(" ", folded).split())
    folded = re.sub(r"^- (?=\d)", "-", folded)
    limit = LIMIT.match(folded)
    about = None if limit else ABOUT.match(folded)
    if lead := limit or about:
        folded = folded[lead.end() :]
    if match := BAND.match(folded):
        return _band(match, folded[match.end() :], words)
    if match := ONE.match(folded):
        notes = (problem("money-approximate", "The sum is not exact.", words),) if about else ()
        return _one(match, folded[match.end() :], words, limited=bool(limit), notes=notes)
    if EUROPEAN.match(folded):
        message = f"It is not clear which signs in “{words}” part pounds from pence. Write it like £1,234.50."
        return doubt("money-unclear", message, words)
    if ELSEWHERE.fullmatch(folded):
        message = "The cell points elsewhere and gives no sum, so the value was read as not known."
        return Parsed(note=words, problems=(problem("money-elsewhere", message, words),))
    return _unreadable(words)


def _band(match: re.Match[str], rest: str, words: str) -> Parsed[Money]:
    """Two sums: the upper one is the most that may be spent."""
    upper = _number(match["number_to"], match["times_to"])
    lower = _number(match["number"], match["times"] or match["times_to"])
    if rest.startswith(("/", "-")) or lower > upper:
        return _unreadable(words)
    message = "The cell gives a range. Its upper end was read as the most that may be spent."
    return _one(
        match, rest, words, limited=True, notes=(problem("money-band", message, words),), amount=upper
    )


def _one(
    match: re.Match[str],
    rest: str,
    words: str,
    *,
    limited: bool,
    notes: tuple[Problem, ...],
    amount: Decimal | None = None,
) -> Parsed[Money]:
    """A sum with what follows it: VAT, the time covered, a remark."""
    if RATE.search(rest):
        message = "The cell gives a rate, not a sum. Give what it costs in a year or over its whole life."
        return doubt("money-rate", message, words, note=words)
    if rest and rest[0] in ",./\\%&+0123456789" and not rest.startswith(("+ vat", "+vat", "/y", "/a")):
        return _unreadable(words)
    if amount is None:
        amount = _number(match["number"], match["times"])
        if match["minus"] and (match["minus"][0] != "(" or match[0].endswith(")")):
            amount = -amount
    kind = Contract.ValueKind.CEILING.value if limited else kind_of(rest)
    found = _amount(amount, words, vat=vat_of(rest), span=span_of(rest), kind=kind)
    if found.value and (rest or limited or notes):
        return known(found.value, *notes, note=words)
    return found


def _number(digits: str, times: str | None) -> Decimal:
    factor = TIMES["k" if times == "thousand" else (times or "")[:1]]
    return Decimal(digits.replace(",", "").replace(" ", "")) * factor


def _amount(amount: Decimal, words: str, *, vat: str = "", span: str = "", kind: str = "") -> Parsed[Money]:
    if abs(amount) >= LARGEST:
        return doubt(
            "money-too-large", f"“{words[:40]}” is more than any contract costs. Check the sum.", words
        )
    return known(Money(amount.quantize(PENNY), vat, span, kind))


def _unreadable(words: str) -> Parsed[Money]:
    message = (
        f"“{words[:80]}” is not a sum that we can read. Write it like £1,234.50, or leave the cell blank."
    )
    return doubt("money-unreadable", message, words)
