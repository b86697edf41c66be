"""A table found in a file: where it stands, what its columns are, and which rows below are no data."""

import re
from dataclasses import dataclass, field
from functools import cached_property

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
    if cell is None or isinstance(cell, bool):
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

    @cached_property
    def _read_columns(self) -> list[tuple[int, Field, str]]:
        """The columns that rows are read from, once it is settled which these are."""
        return [
            (index, column, self.headings[index])
            for index, column in self.columns.items()
            if column is not None and not column.personal
        ]

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
        filled, there = row.cells, len(row.cells)
        cells = {
            column.name: CellAt(
                column, heading, in_units(column, filled[index]) if column.unit else filled[index]
            )
            for index, column, heading in self._read_columns
            if index < there
        }
        return RawRow(self.sheet, row.number, cells, self.is_marked(row), self.why_no_record(row, cells))

    def is_marked(self, row: Row) -> bool:
        """Whether the row itself says that it is demonstration data."""
        if self.mark is None or self.mark >= len(row.cells):
            return False
        return str(row.cells[self.mark]).strip().casefold() in ("yes", "true", "demonstration")

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
        same = 0
        for cell, heading in zip(row.cells, self.headings, strict=False):
            if cell is None:
                continue
            if str(cell) != heading:
                return False
            same += 1
        return same > 1


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(TOTAL.fullmatch(cell.strip().casefold()))
