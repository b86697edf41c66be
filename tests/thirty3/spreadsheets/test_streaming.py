"""Workbooks that are sent while they are made: any reader opens them, and nothing of them is kept."""

import datetime as dt
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from thirty3.spreadsheets.escaping import unescape_text
from thirty3.spreadsheets.streaming import workbook_pieces
from thirty3.spreadsheets.writing import Sheet, Value

ROWS: list[tuple[Value, ...]] = [
    ("C1", Decimal("-120.50"), dt.date(2027, 3, 31), True, "=HYPERLINK(1)"),
    ("01234567", 0, dt.datetime(2027, 3, 31, 14, 30), None, "#N/A"),
    ("<&>\"'", 1.5, dt.date(1850, 1, 2), False, "-none-\nnext"),
]


def made(*sheets: Sheet) -> bytes:
    return b"".join(workbook_pieces(sheets))


def contracts(rows: list[tuple[Value, ...]] = ROWS) -> Sheet:
    return Sheet("Contracts & more", ["Reference", "Value", "End", "Live", "A note"], rows)


def test_text_is_escaped_and_numbers_and_dates_are_real_ones() -> None:
    sheet = load_workbook(io.BytesIO(made(contracts())))["Contracts & more"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert values == [
        ["C1", -120.5, dt.datetime(2027, 3, 31), True, "'=HYPERLINK(1)"],
        ["01234567", 0, dt.datetime(2027, 3, 31, 14, 30), None, "#N/A"],
        ["<&>\"'", 1.5, "1850-01-02", False, "'-none-\nnext"],
    ]
    assert sheet["C2"].is_date


def test_headings_are_bold_and_stay_in_view_and_columns_are_wide_enough() -> None:
    sheet = load_workbook(io.BytesIO(made(contracts())))["Contracts & more"]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    assert sheet.column_dimensions["A"].width == 11


def test_every_sheet_is_there_in_order() -> None:
    book = load_workbook(
        io.BytesIO(made(contracts(), Sheet("About", ["What", ""], [("One", "Two")], [20, 80])))
    )
    assert book.sheetnames == ["Contracts & more", "About"]
    assert book["About"]["B2"].value == "Two"


def test_the_same_sheets_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(contracts())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert made(contracts()) == first


def test_every_part_is_well_formed_and_announced() -> None:
    with zipfile.ZipFile(io.BytesIO(made(contracts()))) as archive:
        assert archive.testzip() is None
        types = archive.read("[Content_Types].xml").decode()
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))  # noqa: S314  our own
            assert f'PartName="/{name}"' in types or name.endswith(".rels") or name.startswith("[")


def test_a_moment_is_written_as_the_hour_in_london() -> None:
    moment = dt.datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("UTC"))
    sheet = load_workbook(io.BytesIO(made(Sheet("S", ["At"], [(moment,)]))))["S"]
    assert sheet["A2"].value == dt.datetime(2026, 7, 1, 13, 0)


def test_more_than_a_cell_takes_is_cut() -> None:
    sheet = load_workbook(io.BytesIO(made(Sheet("S", ["Text"], [("x" * 40_000,)]))))["S"]
    assert len(sheet["A2"].value) == 32_767


def test_a_long_sheet_is_sent_before_it_is_whole_and_kept_nowhere() -> None:
    asked = 0

    def rows() -> Iterator[tuple[Value, ...]]:
        nonlocal asked
        for number in range(30_000):
            asked = number
            yield (f"Reference {number}", Decimal(number), dt.date(2027, 3, 31), "A text that is rather long")

    pieces = workbook_pieces([Sheet("S", ["A", "B", "C", "D"], rows())])
    sent, first_after = 0, None
    tracemalloc.start()
    for piece in pieces:
        sent += len(piece)
        if asked and first_after is None:
            first_after = asked
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first_after is not None
    assert first_after < 10_000
    assert peak < 3_000_000 < 30_000 * 200


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), min_size=1))
def test_whatever_text_goes_in_another_reader_reads(texts: list[str]) -> None:
    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(made(Sheet("S", ["Text"], [(text,) for text in texts])))
    )
    rows = sheet.get_sheet_by_index(0).to_python(skip_empty_area=False)
    kept = ["".join(c for c in text if c.isprintable()) for text in texts]
    read = [unescape_text(str(row[0])) for row in rows[1:]]
    assert ["".join(c for c in text if c.isprintable()) for text in read] == kept
