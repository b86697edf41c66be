"""A row as it stands in a file, its cells by the field that their column is."""

from dataclasses import dataclass
from typing import NamedTuple

from contracts.imports.fields import Field
from thirty3.spreadsheets.cells import Cell


class CellAt(NamedTuple):
    """A cell with its column: the field that it is, and what the file calls it."""

    field: Field
    heading: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row on its way in.

    `set_aside` says why it is no record of ours, where its place in the file or its format tells.
    `is_technology` is a reviewer's answer, which no judgement of ours outweighs.
    `national` says that its file tells of buyers all over the country: one that is no authority of
    London is no fault of the row.
    """

    sheet: str
    number: int
    cells: dict[str, CellAt]
    demonstration: bool = False
    set_aside: str = ""
    is_technology: bool | None = None
    national: bool = False
