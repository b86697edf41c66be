"""A table found in a file: where it stands, and what its columns are."""

from dataclasses import dataclass

from contracts.imports.fields import Field, Target
from contracts.imports.tables.raw import CellAt, RawRow
from thirty3.spreadsheets.reading import Row


@dataclass
class Table:
    """A sheet in which a known header row was found."""

    sheet: str
    header_row: int
    target: Target
    headings: list[str]
    columns: dict[int, Field | None]
    mark: int | None = None
    rows: int = 0
    marked: int = 0

    def raw(self, row: Row) -> RawRow:
        cells = {
            column.name: CellAt(column, self.headings[index], row.cells[index])
            for index, column in self.columns.items()
            if column is not None and not column.personal and index < len(row.cells)
        }
        return RawRow(self.sheet, row.number, cells, self.is_marked(row))

    def is_marked(self, row: Row) -> bool:
        """Whether the row itself says that it is demonstration data."""
        cell = row.cells[self.mark] if self.mark is not None and self.mark < len(row.cells) else None
        return str(cell).strip().casefold() in ("yes", "true", "demonstration")
