"""Going once through a file to find its tables, whatever stands above, between and below them."""

from collections.abc import Sequence
from typing import Any

from contracts.imports.fields import (
    LEAST_COLUMNS,
    TARGETS,
    Choices,
    Field,
    Target,
    field_of,
    fold_heading,
    is_heading,
    questions,
    recognise,
    target_of,
)
from contracts.imports.formats import FORMATS
from contracts.imports.tables import Table
from contracts.imports.tables.columns import by_look, misread
from contracts.imports.tables.header import HEADER_WITHIN, find_table, headings_of
from contracts.imports.tables.people import look_like_people
from thirty3.spreadsheets.reading import Document, Event, Row, SheetStart

# Rows that are no data: titles, headings, a guide. Data rows are counted apart from them.
OTHER_ROWS = 1_000
NO_HEADINGS = "no known headings"
MARK_OF_DEMONSTRATION = "demonstration"
PEOPLE_BY_LOOK = (
    "Its cells look like names of people, so none of them was read. "
    "If they are not, choose what the column is."
)


class Search:
    """The tables of one file, as its rows come by."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.first_headings: list[str] = []
        self.passed_over: list[dict[str, Any]] = []
        self._tables: list[Table] = []
        self._table: Table | None = None
        self._sheet = ""
        # The first rows of a sheet, among which its headings are looked for.
        self._waiting: list[Row] | None = None

    def see(self, event: Event) -> None:
        if isinstance(event, SheetStart):
            self._end_sheet()
            if event.hidden:
                self.passed_over.append({"sheet": event.name, "target": None, "why": "hidden"})
            self._sheet, self._table = event.name, None
            self._waiting = None if event.hidden else []
        elif isinstance(event, Document):
            self._waiting = None
            if self._table is None:
                self._begin(Table(self._sheet, 0, "contract", [], {}))
            self._below(event)
        elif isinstance(event, Row):
            if self._waiting is None:
                self._below(event)
            else:
                self._waiting.append(event)
                if len(self._waiting) == HEADER_WITHIN:
                    self._settle()

    def found(self) -> list[Table]:
        """The tables, each with its columns told by their headings and by the look of their cells."""
        self._end_sheet()
        if whole := [table for table in self._tables if not table.lacks_title]:
            self.passed_over += [
                {"sheet": table.sheet, "target": None, "why": NO_HEADINGS}
                for table in self._tables
                if table.lacks_title
            ]
            self._tables = whole
        for table in self._tables:
            self._name_columns(table)
            self._look_again(table)
        return self._tables

    def _end_sheet(self) -> None:
        if self._waiting is None:
            return
        self._settle()
        if self._table is None:
            self.passed_over.append({"sheet": self._sheet, "target": None, "why": NO_HEADINGS})

    def _settle(self) -> None:
        """Decide where the headings of the sheet stand, and count what was waiting below them."""
        waiting, self._waiting = self._waiting or [], None
        if waiting and not self.first_headings:
            self.first_headings = headings_of(waiting[0])
        table = find_table(self._sheet, waiting, self._table_at, self._known)
        table = table or find_table(self._sheet, waiting, self._perhaps_at, self._known)
        if table is None:
            return
        self._begin(table)
        for row in waiting:
            if row.number > table.header_row:
                self._below(row)

    def _begin(self, table: Table) -> None:
        self._tables.append(table)
        self._table = table

    def _below(self, event: Row | Document) -> None:
        if self._table is None:
            return
        if isinstance(event, Document):
            self._table.rows += 1
        elif another := self._another(event, self._table):
            self._begin(another)
        else:
            self._table.count(event)

    def _another(self, row: Row, table: Table) -> Table | None:
        """A second table below the first, with headings of its own."""
        first = next((cell for cell in row.cells if cell is not None), None)
        if not isinstance(first, str) or not is_heading(first):
            return None
        headings = headings_of(row)
        if headings == table.headings[: len(headings)] or not all(
            cell is None or isinstance(cell, str) for cell in row.cells
        ):
            return None
        return self._table_at(table.sheet, row.number, headings)

    def _table_at(self, sheet: str, number: int, headings: Sequence[str]) -> Table | None:
        """The table whose header row this is, if it is one."""
        folded = [fold_heading(heading) for heading in headings]
        for known in FORMATS.values():
            if known.columns is not None and known.headings <= set(folded):
                columns = {index: known.columns.get(heading) for index, heading in enumerate(folded)}
                return Table(sheet, number, "contract", list(headings), columns, own_columns=True)
        target = target_of(headings, self.choices)
        return self._of(target, sheet, number, headings) if target else None

    def _perhaps_at(self, sheet: str, number: int, headings: Sequence[str]) -> Table | None:
        """A header row of which a person has to say more: a title is missing among what is known."""
        if sum(bool(heading) for heading in headings) < LEAST_COLUMNS:
            return None
        table = max((self._of(target, sheet, number, headings) for target in TARGETS), key=_known)
        table.lacks_title = True
        return table if table.known >= LEAST_COLUMNS - 1 else None

    def _of(self, target: Target, sheet: str, number: int, headings: Sequence[str]) -> Table:
        mark = next((i for i, h in enumerate(headings) if fold_heading(h) == MARK_OF_DEMONSTRATION), None)
        columns = recognise(target, headings, self.choices)
        return Table(sheet, number, target, list(headings), columns, mark)

    def _known(self, heading: str) -> Field | None:
        return next((known for target in TARGETS if (known := field_of(target, heading))), None)

    def _name_columns(self, table: Table) -> None:
        """Columns without a heading that hold something are called by their letters."""
        for index in sorted(table.samples):
            while len(table.headings) <= index:
                table.headings.append("")
            table.headings[index] = table.headings[index] or f"Column {letters(index)}"
            table.columns.setdefault(index, None)

    def _look_again(self, table: Table) -> None:
        if table.own_columns or table.header_row == 0:
            return
        choices = {**by_look(table), **self.choices}
        table.columns = recognise(table.target, table.headings, choices)
        table.questions = questions(table.target, table.headings, choices)
        for index, question in misread(table).items():
            if fold_heading(table.headings[index]) not in self.choices:
                table.columns[index], table.questions[index] = None, question
        self._leave_out_people(table)

    def _leave_out_people(self, table: Table) -> None:
        """Columns of which nobody said what they are, and whose cells are names of people."""
        for index, heading in enumerate(table.headings):
            column = table.columns.get(index)
            if index in table.people.headings or fold_heading(heading) in self.choices:
                continue
            if look_like_people(column, table.samples.get(index, [])):
                table.columns[index], table.questions[index] = None, PEOPLE_BY_LOOK
                table.people.add(index, heading)


def _known(table: Table) -> int:
    return table.known


def letters(index: int) -> str:
    """The letters of a column as spreadsheets show them: A, Z, AA."""
    found = ""
    while index >= 0:
        found, index = chr(ord("A") + index % 26) + found, index // 26 - 1
    return found
