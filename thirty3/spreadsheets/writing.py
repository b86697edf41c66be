"""Writing workbooks and CSV that open well in Excel and come back as they were."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from thirty3.spreadsheets.escaping import escape_text

type Value = str | bool | int | float | Decimal | dt.datetime | dt.date | None

# Any fixed moment will do: the same sheets then give the same bytes.
_EPOCH = dt.datetime(2026, 1, 1)
_NARROWEST, _WIDEST = 10, 60
_LAST_ROW = 2**20
# The most that Excel takes in a cell: with more, it calls the whole file damaged.
_LONGEST_CELL = 32_767
# Characters that XML cannot carry.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x000D_ in a cell as the character with that number; text that looks so says it is text.
_LOOKS_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: bold headings that stay in view, then rows.

    `widths` are in characters; without them each column is as wide as its heading asks for. `offers`
    gives, by column number, the cells whose words are offered in a list; other words may be typed.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[float] = ()
    offers: Mapping[int, str] = field(default_factory=dict)


def write_workbook(target: Path | IO[bytes], sheets: Iterable[Sheet], *, title: str = "") -> None:
    """An xlsx workbook, a row in memory at a time; the same sheets always give the same bytes."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator, workbook.properties.language = "Thirty3", "en-GB"
    workbook.properties.title = title or None
    workbook.properties.created = workbook.properties.modified = _EPOCH
    try:
        for sheet in sheets:
            _write_sheet(workbook.create_sheet(sheet.name), sheet)
        with _TimelessZip(target, "w", ZIP_DEFLATED) as archive:
            # Not workbook.save(), which stamps the hour.
            ExcelWriter(workbook, archive).write_data()
    except BaseException:
        # A sheet that is left open keeps its temporary file.
        for worksheet in workbook.worksheets:
            with suppress(WorkbookAlreadySaved):
                worksheet.close()
        raise


def _write_sheet(worksheet: WriteOnlyWorksheet, sheet: Sheet) -> None:
    worksheet.freeze_panes = "A2"
    for number, width in enumerate(widths_of(sheet), 1):
        worksheet.column_dimensions[get_column_letter(number)].width = width
    worksheet.append([_heading(worksheet, heading) for heading in sheet.headings])
    for row in sheet.rows:
        worksheet.append([_cell(worksheet, value) for value in row])
    for number, cells in sheet.offers.items():
        letter = get_column_letter(number)
        offer = DataValidation("list", f"={cells}", showErrorMessage=False, allow_blank=True)
        offer.add(f"{letter}2:{letter}{_LAST_ROW}")
        worksheet.data_validations.append(offer)


def widths_of(sheet: Sheet) -> Sequence[float]:
    """How wide each column is: as given, or as its heading asks for."""
    return sheet.widths or [min(max(len(heading) + 2, _NARROWEST), _WIDEST) for heading in sheet.headings]


def _heading(worksheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = _text_cell(worksheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(worksheet: WriteOnlyWorksheet, value: Value) -> Any:
    if isinstance(value, str):
        return _text_cell(worksheet, value)
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        # Excel knows no time zones: the hour that a person in London would say.
        return timezone.make_naive(value)
    return value


def _text_cell(worksheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(worksheet)
    cell.value = cell_text(text)
    # Without this, text such as "#N/A" would be written as a formula's failure.
    cell.data_type = "s"
    return cell


def cell_text(text: str) -> str:
    """Text as a cell of a workbook holds it: never a formula, a code or too much."""
    return _LOOKS_CODED.sub("_x005F_", _ILLEGAL.sub("", escape_text(text)))[:_LONGEST_CELL]


class _TimelessZip(ZipFile):
    """A zip archive whose members all bear the same date."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        super().writestr(timeless(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        with open(filename, "rb") as source, self.open(timeless(arcname), "w") as member:
            while chunk := source.read(2**16):
                member.write(chunk)


def timeless(name: str) -> ZipInfo:
    """A member of an archive that bears the same date whenever it is written."""
    member = ZipInfo(name, _EPOCH.timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    return member


class _Line:
    """The file that `csv` writes to: it keeps the line for whoever streams it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """CSV line by line, for a streaming answer: a byte order mark, so that Excel reads it as UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    for row in chain([headings], rows):
        yield writer.writerow([_csv_value(value) for value in row])


def _csv_value(value: Value) -> object:
    if isinstance(value, str):
        return escape_text(value)
    return value.isoformat() if isinstance(value, dt.date) else value
