"""Files to read, written where a test can find them, and workbooks spelt out in XML."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from thirty3.spreadsheets.cells import Cell
from thirty3.spreadsheets.reading import Row, UnreadableSpreadsheet, read_sheets

type Save = Callable[[bytes], Path]
type RowsOf = Callable[[bytes], list[tuple[Cell, ...]]]
type ProblemOf = Callable[[bytes], UnreadableSpreadsheet]
type Xlsx = Callable[..., bytes]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(content: bytes) -> Path:
        # A name that promises nothing: files are told by their content.
        path = tmp_path / "upload"
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def rows_of(save: Save) -> RowsOf:
    def read(content: bytes) -> list[tuple[Cell, ...]]:
        return [event.cells for event in read_sheets(save(content)) if isinstance(event, Row)]

    return read


@pytest.fixture
def problem_of(save: Save) -> ProblemOf:
    def read(content: bytes) -> UnreadableSpreadsheet:
        with pytest.raises(UnreadableSpreadsheet) as caught:
            list(read_sheets(save(content)))
        return caught.value

    return read


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _xlsx(sheet_data: str, name: str = "Contracts", **more_parts: str) -> bytes:
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN_PART}"/></Types>'
        ),
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{sheet_data}</sheetData></worksheet>'
        ),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, content in (parts | more_parts).items():
            archive.writestr(path, content)
    return written.getvalue()


@pytest.fixture(scope="session")
def xlsx() -> Xlsx:
    """A workbook of one sheet, from the XML of its rows; further parts are added or replaced by path."""
    return _xlsx
