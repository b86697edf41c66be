"""Whether a cell of a returned workbook says what it said when it was downloaded."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from contracts.imports.cells import parse
from contracts.imports.cells.plain import written
from contracts.imports.cells.text import PERSONAL
from contracts.imports.fields import Field
from contracts.imports.problems import Problem, shortened
from contracts.imports.tables import CellAt
from contracts.models import State
from thirty3.spreadsheets.cells import Cell, tidy_number, tidy_text
from thirty3.spreadsheets.escaping import escape_text
from thirty3.spreadsheets.writing import Value

# Kinds of cells that are their own words.
WORDS: Final = frozenset({"code", "line", "text", "title"})
# Columns that can say that there is none, or that it is withheld.
WITH_STATES: Final[Mapping[str, frozenset[str]]] = {
    "contract": frozenset(
        {"supplier", "value", "end_date", "extensions", "notice_period", "review_date", "route"}
    ),
    "system": frozenset({"hosting", "users", "satisfaction"}),
}
ACRONYM: Final = re.compile(r"[A-Z]{2}")


def as_cell(value: Value) -> Cell:
    """A value as a spreadsheet gives it back."""
    if isinstance(value, str):
        return tidy_text(escape_text(value))
    if isinstance(value, Decimal):
        number = tidy_number(float(value))
        return number if not isinstance(number, list) else str(value)
    return value


def same(at: CellAt, shown: Cell) -> bool:
    """Whether two cells say the same, in whatever form a spreadsheet has put it."""
    if _words(at.cell) == _words(shown):
        return True
    if at.cell is None or shown is None or at.field.kind in WORDS:
        return False
    now, before = parse(at.field, at.cell), parse(at.field, shown)
    return now.state != State.UNKNOWN and (now.value, now.state, now.reason, now.note) == (
        before.value,
        before.state,
        before.reason,
        before.note,
    )


def _words(cell: Cell) -> str:
    return " ".join(written(cell).split())


def cleared(at: CellAt, shown: Cell) -> Problem | None:
    """The question that a cell asks which was filled and now says nothing that can be kept."""
    if shown is None:
        return None
    told = parse(at.field, at.cell)
    has_states = at.field.name in WITH_STATES.get(at.field.target, ())
    if told.state == State.KNOWN or (has_states and told.state != State.UNKNOWN):
        return None
    if told.note or any(p.severity != "note" or p.code in PERSONAL for p in told.problems):
        return None
    heading = at.heading if ACRONYM.match(at.heading) else at.heading[:1].lower() + at.heading[1:]
    now = f"says “{_words(at.cell)[:40]}”" if at.cell is not None else "is blank"
    ask = (
        "Write None, Withheld or the value; a blank never erases."
        if has_states
        else "Write what it is; a blank never erases."
    )
    words = in_words(at.field, shown)
    return Problem("cleared", f"The {heading} was {words} and {now} now. {ask}", at.heading, words, "doubt")


def in_words(field: Field, cell: Cell) -> str:
    """A cell as a person reads it: sums in pounds, days with their month."""
    if isinstance(cell, int | float) and field.kind in ("money", "vat_sum"):
        return f"£{cell:,.2f}".removesuffix(".00")
    if isinstance(cell, datetime.date):
        return f"{cell:%-d %B %Y}"
    return shortened(_words(cell))
