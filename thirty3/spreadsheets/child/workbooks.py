"""Workbooks: xlsx, xlsm, xls and ods through calamine."""

import io
from collections.abc import Iterator, Mapping, Sequence

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from thirty3.spreadsheets.child.faults import Faults
from thirty3.spreadsheets.child.tables import Table
from thirty3.spreadsheets.limits import MAX_COLUMNS
from thirty3.spreadsheets.problems import unreadable


def check_compound(content: bytes) -> None:
    """Refuse an OLE file that is locked, or that is a letter or a message rather than a workbook."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise unreadable("password-protected")
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise unreadable("not-a-spreadsheet")


def workbook_tables(content: bytes, name: str | None, faults: Mapping[str, Faults]) -> Iterator[Table]:
    """The sheets that hold cells; of a hidden one only the name, unless it was asked for."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise unreadable("password-protected") from None
    except CalamineError:
        raise unreadable("damaged") from None
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
    left: list[object] = [None] * sheet.start[1]
    for number, values in enumerate(sheet.iter_rows(), 1):
        failed = faults.get(number, {})
        if failed or values.count("") < len(values):
            row = [*left, *values]
            for column, shown in failed.items():
                if column < len(row):
                    row[column] = shown
            yield number, row
