"""Reading cells: from what a spreadsheet holds to a value with its state, or to a problem."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from contracts.imports.cells import choices, names, numbers, text
from contracts.imports.cells.addresses import url, urls
from contracts.imports.cells.dates import Day, End, date_end, date_first, date_last
from contracts.imports.cells.extensions import Extensions, extensions
from contracts.imports.cells.identifiers import (
    Notice,
    RegistrationNumber,
    company_number,
    cpv,
    notice_id,
    ocid,
    record_key,
    registration_number,
)
from contracts.imports.cells.money import Money, money, spending, vat_sum
from contracts.imports.cells.parsed import Parsed, doubt, problem
from contracts.imports.cells.plain import written
from contracts.imports.cells.supplier_lists import supplier_list
from contracts.imports.cells.suppliers import NamedSupplier, firms, makers, suppliers
from contracts.imports.cells.value_words import ValueNote, read_note, value_note, vat
from contracts.imports.cells.yes_no import SmeVcse, sme, sme_vcse, vcse, yes_no
from contracts.imports.fields import Field
from contracts.imports.problems import Problem
from thirty3.spreadsheets.cells import Cell, ErrorValue
from thirty3.spreadsheets.limits import MAX_CELL_CHARACTERS

__all__ = [
    "PARSERS",
    "Day",
    "End",
    "Extensions",
    "Money",
    "NamedSupplier",
    "Notice",
    "Parsed",
    "RegistrationNumber",
    "SmeVcse",
    "ValueNote",
    "parse",
    "parse_as_firms",
    "read_note",
]

PARSERS: Final[Mapping[str, Callable[[Cell], Parsed[Any]]]] = {
    "agreement_kind": choices.agreement_kind,
    "boroughs": names.boroughs,
    "code": text.code,
    "company_number": company_number,
    "competition": choices.competition,
    "count": numbers.count,
    "cpv": cpv,
    "date_end": date_end,
    "date_first": date_first,
    "date_last": date_last,
    "extensions": extensions,
    "hosting": choices.hosting,
    "line": text.line,
    "money": money,
    "names": names.names,
    "notice_id": notice_id,
    "notice_period": numbers.notice_period,
    "ocid": ocid,
    "record_key": record_key,
    "regime": choices.regime,
    "registration_number": registration_number,
    "route": choices.route,
    "satisfaction": numbers.satisfaction,
    "side": choices.side,
    "skill_level": choices.skill_level,
    "sme_vcse": sme_vcse,
    "spending": spending,
    "status": choices.status,
    "makers": makers,
    "named_firms": suppliers,
    "named_makers": names.names,
    "supplier_list": supplier_list,
    "suppliers": firms,
    "systems": names.systems,
    "text": text.text,
    "title": text.title,
    "url": url,
    "urls": urls,
    "value_kind": choices.value_kind,
    "value_note": value_note,
    "value_span": choices.value_span,
    "vat": vat,
    "vat_sum": vat_sum,
    "sme": sme,
    "vcse": vcse,
    "yes_no": yes_no,
}
# Columns in which eleven digits are no telephone number.
DIGITS: Final = frozenset(
    (
        "code",
        "company_number",
        "count",
        "cpv",
        "money",
        "notice_id",
        "ocid",
        "registration_number",
        "spending",
        "supplier_list",
    )
) | {"url", "urls", "vat_sum"}
# Columns whose names are judged by a rule of their own.
NAMED_ELSEWHERE: Final = frozenset(("suppliers", "makers", "named_firms", "named_makers", "supplier_list"))
# Web addresses hold digits and names of pages for reasons of their own.
ADDRESSES: Final = frozenset(("url", "urls"))
ADDRESS: Final = re.compile(r"https?://\S+")
# Digits among words are read as anywhere else: "ring 020 7946 0123 first".
PROSE_WORD: Final = re.compile(r"[^\W\d_]{3,}")
WORDS_OF_PROSE: Final = 2
AS_FIRMS: Final = {"suppliers": "named_firms", "makers": "named_makers"}
# Beyond these many signs a cell is no answer; patterns that try to read one would take very long.
LONGEST_ANSWER: Final = 500
LONGEST: Final = dict.fromkeys(
    ("boroughs", "cpv", "makers", "named_firms", "named_makers", "names", "suppliers", "systems"), 2_000
) | {"supplier_list": MAX_CELL_CHARACTERS}
# Cells that are cut to their length, or read sign by sign.
PROSE: Final = frozenset(("code", "line", "text", "title", "url", "urls", "value_note"))
# Nothing shorter reaches or names anybody.
LEAST_PERSONAL: Final = len("Dr Ng")
# Registers repeat themselves: the same supplier, day or procedure stands in many rows.
LONGEST_REMEMBERED: Final = 100
BLANK: Final[Parsed[Any]] = Parsed()


def parse(field: Field, cell: Cell, column: str = "") -> Parsed[Any]:
    """What a cell of this column says. Problems name the column as the file heads it.

    A cell that names or reaches a person is left out whole, whatever its kind. Where a row is nothing
    without it, a person decides.
    """
    if cell is None or cell == "":
        return BLANK
    long = isinstance(cell, str) and len(cell) > LONGEST_REMEMBERED
    found = _parse(field.kind, cell) if long else _remembered(field.kind, cell)
    if not found.problems:
        return found
    heading = column or field.heading
    problems = tuple(p.in_column(heading) for p in found.problems)
    if field.required and any(p.code in text.PERSONAL for p in problems):
        problems = tuple(replace(p, severity="doubt") for p in problems)
    return found._replace(problems=problems)


def parse_as_firms(field: Field, cell: Cell, column: str = "") -> Parsed[Any]:
    """What a cell of suppliers says where it is known that its names are those of firms."""
    return parse(replace(field, kind=AS_FIRMS[field.kind]), cell, column)


def _personal(words: str, kind: str) -> Problem | None:
    names = kind not in NAMED_ELSEWHERE
    if kind not in DIGITS:
        return text.personal_data(words, names=names)
    around = ADDRESS.sub(" ", words) if kind in ADDRESSES else words
    prose = len(PROSE_WORD.findall(around)) >= WORDS_OF_PROSE
    return text.personal_data(words, telephones=False, names=False) or text.personal_data(
        around, telephones=prose, names=names
    )


@lru_cache(maxsize=2**14, typed=True)
def _remembered(kind: str, cell: Cell) -> Parsed[Any]:
    return _parse(kind, cell)


def _parse(kind: str, cell: Cell) -> Parsed[Any]:
    if isinstance(cell, ErrorValue):
        message = (
            f"A formula failed here ({cell[:20]}), so the cell was left out. Correct it in the spreadsheet."
        )
        return Parsed(problems=(problem("formula-error", message, cell),))
    if isinstance(cell, str) and len(cell) >= LEAST_PERSONAL:
        personal = _personal(written(cell), kind)
        if personal:
            return Parsed(problems=(personal,))
        if len(cell) > LONGEST_ANSWER and kind not in PROSE and len(cell) > LONGEST.get(kind, 0):
            return doubt("text-too-long", "The cell is too long for this column. Shorten it.", cell)
    return PARSERS[kind](cell)
