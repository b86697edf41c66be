"""Files that nobody should send, each with the sentence that its sender is told."""

import csv
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from openpyxl import Workbook

LOCKED = settings.BASE_DIR / "tests" / "thirty3" / "spreadsheets" / "files" / "locked.xlsx"
HEADINGS = ["borough", "title", "reference", "supplier"]
PAD = b"A" * 2**20


def _letter() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def _locked() -> bytes:
    return LOCKED.read_bytes()


def _workbook(fill: Callable[[Workbook], None]) -> bytes:
    made, written = Workbook(), io.BytesIO()
    fill(made)
    made.save(written)
    return written.getvalue()


def _far_cell() -> bytes:
    def fill(made: Workbook) -> None:
        made.active.append(HEADINGS)
        made.active.append(["Camden", "Housing system", "1", "Acme"])
        made.active["XFD1048576"] = "x"

    return _workbook(fill)


def _empty_sheet() -> bytes:
    return _workbook(lambda made: None)


def _with_sheet(pieces: Callable[[zipfile.ZipFile, str], None]) -> bytes:
    """A workbook whose sheet is written anew."""
    honest = _workbook(lambda made: made.active.append(HEADINGS))
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(honest)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in source.namelist():
            if name.startswith("xl/worksheets/"):
                pieces(target, name)
            else:
                target.writestr(name, source.read(name))
    return written.getvalue()


def _huge_cell() -> bytes:
    """One cell of 1.5 GB in a file of some 7 MB."""

    def pieces(target: zipfile.ZipFile, name: str) -> None:
        with target.open(name, "w", force_zip64=True) as member:
            member.write(b'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>')
            for _ in range(1536):
                member.write(PAD)
            member.write(b"</t></is></c></row></sheetData></worksheet>")

    return _with_sheet(pieces)


def _bomb() -> bytes:
    def pieces(target: zipfile.ZipFile, name: str) -> None:
        target.writestr(name, "<worksheet/>")
        for number in range(8):
            with target.open(f"xl/media/{number}.bin", "w") as member:
                for _ in range(100):
                    member.write(PAD)

    return _with_sheet(pieces)


def _table(rows: int, headings: list[str] = HEADINGS) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(headings)
    writer.writerows(["Camden", f"System {number}", number, "Acme"] for number in range(rows))
    return written.getvalue().encode()


def _no_headings() -> bytes:
    return _table(3, ["one", "two", "three", "four"])


def _headings_alone() -> bytes:
    return _table(0)


def _too_many_rows() -> bytes:
    return _table(100_001)


def _too_many_bytes() -> bytes:
    return _table(2) + b" " * settings.MAX_UPLOAD_BYTES


def _laughs() -> bytes:
    """Entities that multiply to a billion, in the part that holds the cells."""
    grows = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "ha">{grows}]><worksheet><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    return _with_sheet(lambda target, name: target.writestr(name, sheet))


def _widest() -> bytes:
    return _workbook(lambda made: made.active.append(["title"] * 16_384))


def _long_line() -> bytes:
    """One line, just within the size that is taken."""
    return b"title," + b"A" * (settings.MAX_UPLOAD_BYTES - 16)


def _deep_json() -> bytes:
    return b'{"releases": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}"


def _wide_json() -> bytes:
    release = b'{"ocid": "ocds-1", "id": "1", "tag": ["award"]}'
    return b'{"releases": [' + (release + b",") * 150_000 + release + b"]}"


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "letter.pdf": (_letter, "not a spreadsheet that we can read"),
    "nothing.csv": (lambda: b"", "There are no rows in this file"),
    "locked.xlsx": (_locked, "protected with a password"),
    "bomb.xlsx": (_bomb, "unpacks to more than"),
    "far.xlsx": (_far_cell, "values beyond column ZZ|spreads over more cells"),
    "huge-cell.xlsx": (_huge_cell, "unpacks to more than"),
    "empty.xlsx": (_empty_sheet, "There are no rows in this file"),
    "no-headings.csv": (_no_headings, "could not find a row of headings"),
    "headings-alone.csv": (_headings_alone, "headings and no rows below them"),
    "too-many-rows.csv": (_too_many_rows, "more than 100,000 rows below its headings"),
    "laughs.xlsx": (_laughs, "damaged or incomplete"),
    "widest.xlsx": (_widest, "values beyond column ZZ"),
    "long-line.csv": (_long_line, "more than 32,767 characters|more text than we can read|spreads over more"),
    "nul.csv": (lambda: _table(2) + b"\0\0", "not a spreadsheet that we can read"),
    "deep.json": (_deep_json, "levels within one another"),
    "wide.json": (_wide_json, "more than we can read at once|more than .* releases"),
    "too-large.csv": (_too_many_bytes, "larger than 50 MB"),
}


def hostile_file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(_content(name))
    return path


@cache
def _content(name: str) -> bytes:
    return FILES[name][0]()
