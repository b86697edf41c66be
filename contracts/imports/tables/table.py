"""A table found in a file: where it stands, what its columns are, and which rows below are no data."""

import re
from dataclasses import dataclass, field

from contracts.imports.fields import Field, Target
from contracts.imports.tables.people import PeopleColumns
from contracts.imports.tables.raw import CellAt, RawRow
from thirty3.spreadsheets.cells import Cell
from thirty3.spreadsheets.reading import Row

NUMBER = re.compile(r"£? ?\d[\d,]*(?:\.\d+)?")
TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall |running )?totals?(?: (?:value|spend|contract value|cost))?:?"
)
# A row with one cell is a heading or a remark where the table has at least so many columns.
COLUMNS_OF_A_REMARK = 4
SAMPLES = 12


def in_units(column: Field, cell: Cell) -> Cell:
    """A bare number with the unit that its column's heading states."""
    if not column.unit or cell is None or isinstance(cell, bool):
        return cell
    return f"{cell} {column.unit}" if NUMBER.fullmatch(str(cell).strip()) else cell


@dataclass
class Table:
    """Rows below a header row that is known."""

    sheet: str
    header_row: int
    target: Target
    headings: list[str]
    columns: dict[int, Field | None]
    mark: int | None = None
    rows: int = 0
    marked: int = 0
    # Its format says what its columns are, so nothing else is asked.
    own_columns: bool = False
    # No column was known as the title, or the system: a person has to say which it is.
    lacks_title: bool = False
    # Columns that a person has to decide about, with what there is to decide.
    questions: dict[int, str] = field(default_factory=dict)
    # Of each column some cells that differ, to tell by their look what it is. Never stored.
    samples: dict[int, list[Cell]] = field(default_factory=dict)

    people: PeopleColumns = field(init=False)

    def __post_init__(self) -> None:
        self.people = PeopleColumns.of(self.headings, self.columns)

    @property
    def known(self) -> int:
        """How many columns are known for what they are."""
        return sum(column is not None for column in self.columns.values())

    def count(self, row: Row) -> None:
        """Take note of a row below the headings."""
        self.rows += 1
        self.marked += self.is_marked(row)
        self.people.count(row)
        for index, cell in enumerate(row.cells):
            if cell is None:
                continue
            seen = self.samples.setdefault(index, [])
            if len(seen) < SAMPLES and cell not in seen:
                seen.append(cell)

    def raw(self, row: Row) -> RawRow:
        cells = {
            column.name: CellAt(column, self.headings[index], in_units(column, row.cells[index]))
            for index, column in self.columns.items()
            if column is not None and not column.personal and index < len(row.cells)
        }
        return RawRow(self.sheet, row.number, cells, self.is_marked(row), self.why_no_record(row, cells))

    def is_marked(self, row: Row) -> bool:
        """Whether the row itself says that it is demonstration data."""
        cell = row.cells[self.mark] if self.mark is not None and self.mark < len(row.cells) else None
        return str(cell).strip().casefold() in ("yes", "true", "demonstration")

    def why_no_record(self, row: Row, cells: dict[str, CellAt]) -> str:
        """Why a row is none of the table's records: totals, headings that are repeated, remarks."""
        if self._repeats_headings(row):
            return "This row repeats the headings."
        filled = [cell for cell in row.cells if cell is not None]
        named = cells.get("title") or cells.get("system")
        unnamed = named is None or named.cell is None or _is_total(named.cell)
        if unnamed and any(_is_total(cell) for cell in filled):
            return "This is a row of totals."
        if len(filled) == 1 and len(self.columns) >= COLUMNS_OF_A_REMARK:
            return "Only one cell of this row is filled, so it was read as a heading or a remark."
        return ""

    def _repeats_headings(self, row: Row) -> bool:
        same = [
            str(cell) == self.headings[i]
            for i, cell in enumerate(row.cells)
            if cell is not None and i < len(self.headings)
        ]
        return len(same) > 1 and all(same)


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(TOTAL.fullmatch(cell.strip().casefold()))
