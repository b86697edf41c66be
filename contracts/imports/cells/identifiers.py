"""Cells of numbers that identify: company numbers, CPV codes, notices."""

import re
from dataclasses import dataclass
from typing import Final

from contracts.imports.cells.parsed import Parsed, doubt, known, problem
from contracts.imports.cells.plain import plain
from contracts.imports.cells.text import code
from contracts.imports.cells.words import state_from_words
from contracts.models import State
from thirty3.keys import KeyConverter
from thirty3.spreadsheets.cells import Cell

# What Companies House gives: eight digits, or letters and fewer digits.
COMPANY: Final = re.compile(r"(?:\d{8}|(?:[A-Z]{2}|R0)\d{6}|IP\d{5}R|[A-Z]{2}\d{5}[A-Z])")
OCID: Final = re.compile(r"ocds-[a-z0-9]{6}-\S+", re.IGNORECASE)
CPV_CODE: Final = re.compile(r"(?<!\d)(\d{8})(?:-\d)?(?!\d)")
SHORT_CPV: Final = re.compile(r"(?<![\d.])(\d{7})(?:-\d)?(?![\d.])")
RECORD_KEY: Final = re.compile(KeyConverter.regex)
CPV_DIVISIONS: Final = range(3, 99)


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """A supplier's number as given, and the number at Companies House where it is plainly one."""

    as_given: str
    company: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice or a decision is called: its Open Contracting id, or the publisher's own reference."""

    ocid: str = ""
    reference: str = ""


def registration_number(cell: Cell) -> Parsed[RegistrationNumber]:
    """A number at Companies House or of a charity: a short one may be either, so no 0 is put before it."""
    return _number(cell, padded=False)


def company_number(cell: Cell) -> Parsed[RegistrationNumber]:
    """A number at Companies House, to which spreadsheets lose the first 0."""
    return _number(cell, padded=True)


def _number(cell: Cell, *, padded: bool) -> Parsed[RegistrationNumber]:
    words = plain(cell)
    said: Parsed[RegistrationNumber] | None = state_from_words(words, not_applicable=State.NONE)
    if said:
        return said
    tidy = re.sub(r"[\s.-]", "", words).upper()
    tidy = re.sub(
        r"^(?:(?:COMPANY|REGISTERED|REGISTRATION|CHARITY|CO|REG|CRN)?(?:NUMBER|NO)?:?)(?=\d)", "", tidy
    )
    if not tidy.isascii() or len(tidy) > 20 or not re.search(r"\d", tidy):
        message = (
            f"“{words[:80]}” is not a number of a company or a charity. Correct it or leave the cell blank."
        )
        return Parsed(note=words[:200], problems=(problem("number-not-registered", message, words),))
    if COMPANY.fullmatch(tidy):
        return known(RegistrationNumber(words, tidy))
    if padded and tidy.isdigit() and 5 <= len(tidy) < 8:
        number = tidy.zfill(8)
        return known(
            RegistrationNumber(words, number),
            problem("number-padded", f"It was read as {number}: spreadsheets lose a 0 at the start.", words),
        )
    return known(RegistrationNumber(words))


def cpv(cell: Cell) -> Parsed[tuple[str, ...]]:
    """CPV codes, with or without check digits and names between them."""
    words = plain(cell)
    said: Parsed[tuple[str, ...]] | None = state_from_words(words)
    if said:
        return said
    codes = [*CPV_CODE.findall(words), *(short.zfill(8) for short in SHORT_CPV.findall(words))]
    found = tuple(dict.fromkeys(c for c in codes if int(c[:2]) in CPV_DIVISIONS))
    if not found:
        message = f"“{words[:80]}” holds no CPV code. Codes have eight digits."
        return Parsed(note=words[:200], problems=(problem("cpv-unreadable", message, words),))
    return known(found)


def notice_id(cell: Cell) -> Parsed[Notice]:
    """An Open Contracting id, or what the publisher calls its notice or decision."""
    found = code(cell)
    if found.value is None:
        return Parsed(problems=found.problems)
    if OCID.fullmatch(found.value):
        return known(Notice(ocid=found.value), *found.problems)
    return known(Notice(reference=found.value), *found.problems)


def ocid(cell: Cell) -> Parsed[str]:
    """An Open Contracting id alone."""
    found = code(cell)
    if found.value is None or OCID.fullmatch(found.value):
        return found
    message = f"“{found.value[:80]}” is not an Open Contracting id. These begin “ocds-”."
    return doubt("ocid-unreadable", message, found.value)


def record_key(cell: Cell) -> Parsed[str]:
    """The key of a record that is held here."""
    words = plain(cell).casefold()
    if not words:
        return Parsed()
    if RECORD_KEY.fullmatch(words):
        return known(words)
    message = (
        "This is no key of a record. Put back the key that the downloaded workbook had, or leave the cell "
        "blank for a new record."
    )
    # What stands there is not told: it is no key, and may be anything, even how to reach somebody.
    return doubt("key-unreadable", message, "")
