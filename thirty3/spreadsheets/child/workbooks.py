"""Workbooks: xlsx, xlsm, xls and ods through calamine."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from thirty3.spreadsheets.child.faults import Faults
from thirty3.spreadsheets.child.tables import Table
from thirty3.spreadsheets.limits import MAX_COLUMNS
from thirty3.spreadsheets.problems import unreadable

# Merged ranges that are followed, and rows that one may cover.
MAX_MERGED = 10_000
# The first records of a locked xls workbook (Excel 97 on, then Excel 95): beginning of file, perhaps
# write protection, FILEPASS. Of a file without a name calamine says no more than that it is unreadable.
_LOCKED = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)


def check_compound(content: bytes) -> None:
    """Refuse an OLE file that is locked, or that is a letter or a message rather than a workbook."""
    if "EncryptedPackage".encode("utf-16-le") in content or _LOCKED.search(content):
        raise unreadable("password-protected")
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise unreadable("not-a-spreadsheet")


def workbook_tables(content: bytes, name: str | None, faults: Mapping[str, Faults]) -> Iterator[Table]:
    """The sheets that hold cells; of a hidden one only the name, unless it was asked for."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for position, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet or name not in (None, sheet.name):
            continue
        hidden = sheet.visible != SheetVisibleEnum.Visible
        read = not hidden or name is not None
        cells = workbook.get_sheet_by_index(position) if read else None
        yield Table(sheet.name, hidden, position, _rows(cells, faults.get(sheet.name, {})))


def _rows(sheet: CalamineSheet | None, faults: Faults) -> Iterator[tuple[int, Sequence[object]]]:
    """Rows with their numbers. calamine leaves out blank columns on the left, so they are put back."""
    if sheet is None or sheet.start is None or sheet.end is None:
        return
    if sheet.end[1] >= MAX_COLUMNS:
        raise unreadable("too-many-columns")
    left: list[object] = [""] * sheet.start[1]
    merged = _Merged(sheet)
    for number, values in enumerate(sheet.iter_rows(), 1):
        failed = faults.get(number, {})
        if failed or values.count("") < len(values):
            row = [*left, *values]
            for column, shown in failed.items():
                if column < len(row):
                    row[column] = shown
            yield number, merged.filled(number, row) if merged.any else row
        elif merged.any and (row := merged.filled(number, [*left, *values])).count("") < len(row):
            yield number, row


class _Merged:
    """Cells that were merged downwards: what stands in the first counts for those below it."""

    def __init__(self, sheet: CalamineSheet) -> None:
        # Of an ods file calamine does not tell.
        ranges = getattr(sheet, "merged_cell_ranges", None) or []
        self._covers: dict[int, list[tuple[int, int]]] = {}
        for (top, column), (bottom, _) in ranges[:MAX_MERGED]:
            for number in range(top + 2, min(bottom, top + MAX_MERGED) + 2):
                self._covers.setdefault(number, []).append((column, top + 1))
        self._starts = {(top, column) for pairs in self._covers.values() for column, top in pairs}
        self._held: dict[tuple[int, int], object] = {}

    @property
    def any(self) -> bool:
        return bool(self._covers)

    def filled(self, number: int, row: list[object]) -> list[object]:
        """The row with the cells that are merged with those of an earlier one."""
        for column, value in enumerate(row):
            if (number, column) in self._starts:
                self._held[number, column] = value
        for column, top in self._covers.get(number, ()):
            if column < len(row) and row[column] == "":
                row[column] = self._held.get((top, column), "")
        return row
