"""Finding the tables of a file: where their headings stand, and which rows below are data."""

from contracts.imports.tables.raw import CellAt, RawRow
from contracts.imports.tables.table import Table

__all__ = ["CellAt", "RawRow", "Table"]
