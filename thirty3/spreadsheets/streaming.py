"""Workbooks of any length, sent while they are made: nothing of them is kept but the row at hand.

A sheet's XML is plain enough to write by hand, and ten times as quick as cell by cell through a
library. `writing` makes the workbooks that people fill in, with lists to choose from.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone
from openpyxl.utils import get_column_letter

from thirty3.spreadsheets.writing import Sheet, Value, cell_text, timeless, widths_of

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The styles that cells name by number: plain, a heading, a day, a moment.
_HEADING, _DAY, _MOMENT = 1, 2, 3
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
# Excel counts days from here, and has no day before 1900.
_DAY_NOUGHT: Final = dt.datetime(1899, 12, 30)
_FIRST_YEAR: Final = 1901
# How much is compressed at a time.
_PIECE: Final = 2**16


class _Outlet:
    """The file that the archive is written to: it keeps what has not been sent yet."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """There is nothing to close."""

    def taken(self) -> bytes:
        taken, self._waiting = b"".join(self._waiting), []
        return taken


def workbook_pieces(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """An xlsx workbook piece by piece; the same sheets always give the same bytes."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        parts = {**_frame([sheet.name for sheet in sheets]), **_sheets(sheets)}
        for name, pieces in parts.items():
            with archive.open(timeless(name), "w") as member:
                for piece in pieces:
                    member.write(piece)
                    if made := outlet.taken():
                        yield made
    yield outlet.taken()


def _sheets(sheets: Sequence[Sheet]) -> dict[str, Iterator[bytes]]:
    return {
        f"xl/worksheets/sheet{number}.xml": _in_pieces(_lines(sheet))
        for number, sheet in enumerate(sheets, 1)
    }


def _in_pieces(lines: Iterable[str]) -> Iterator[bytes]:
    held, size = [], 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _lines(sheet: Sheet) -> Iterator[str]:
    """A sheet's XML, a row at a time."""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths_of(sheet), 1)
    )
    letters = [get_column_letter(number) for number in range(1, len(sheet.headings) + 1)]
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>"
    )
    headings = (
        _text(f"{letter}1", words, _HEADING) for letter, words in zip(letters, sheet.headings, strict=True)
    )
    yield f'<row r="1">{"".join(headings)}</row>'
    for number, row in enumerate(sheet.rows, 2):
        cells = [
            _cell(f"{letter}{number}", value)
            for letter, value in zip(letters, row, strict=True)
            if value is not None and value != ""
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _cell(at: str, value: Value) -> str:
    if isinstance(value, str):
        return _text(at, value)
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, dt.date):
        return _moment(at, value)
    return (
        f'<c r="{at}"><v>{value:f}</v></c>'
        if isinstance(value, Decimal)
        else f'<c r="{at}"><v>{value}</v></c>'
    )


def _text(at: str, text: str, style: int = 0) -> str:
    styled = f' s="{style}"' if style else ""
    written = escape(cell_text(text))
    return f'<c r="{at}"{styled} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _moment(at: str, value: dt.date) -> str:
    """Days since Excel's first one; what came before it is told in words."""
    if value.year < _FIRST_YEAR:
        return _text(at, value.isoformat())
    if not isinstance(value, dt.datetime):
        return f'<c r="{at}" s="{_DAY}"><v>{(value - _DAY_NOUGHT.date()).days}</v></c>'
    # Excel knows no time zones: the hour that a person in London would say.
    naive = timezone.make_naive(value) if timezone.is_aware(value) else value
    return f'<c r="{at}" s="{_MOMENT}"><v>{(naive - _DAY_NOUGHT) / dt.timedelta(days=1)}</v></c>'


def _frame(names: Sequence[str]) -> dict[str, Iterable[bytes]]:
    """What a workbook needs beside its sheets."""
    numbers = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    found = {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{_RELATIONSHIPS}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{related}'
            f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": _STYLES,
    }
    return {name: [text.encode()] for name, text in found.items()}
