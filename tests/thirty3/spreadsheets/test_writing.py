"""Workbooks and CSV that we write: safe to open, the same every time, and read back as they were."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from thirty3.spreadsheets.escaping import escape_text, unescape_text
from thirty3.spreadsheets.reading import Row, read_sheets
from thirty3.spreadsheets.writing import Sheet, csv_lines, write_workbook

ROWS = [
    ("C1", Decimal("-120.50"), dt.date(2027, 3, 31), True, "=HYPERLINK(1)"),
    ("01234567", 0, dt.datetime(2027, 3, 31, 14, 30), None, "#N/A"),
]


def written(*sheets: Sheet) -> bytes:
    target = io.BytesIO()
    write_workbook(target, sheets)
    return target.getvalue()


def contracts() -> Sheet:
    return Sheet("Contracts", ["Reference", "Value", "End", "Live", "A note that is longer than most"], ROWS)


def test_headings_are_bold_and_stay_in_view_and_columns_are_wide_enough():
    sheet = load_workbook(io.BytesIO(written(contracts())))["Contracts"]

    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.column_dimensions["A"].width == 11
    assert sheet.column_dimensions["E"].width == 33


def test_widths_can_be_given():
    sheet = load_workbook(io.BytesIO(written(Sheet("Guide", ["Column", "What it means"], [], [20, 80]))))[
        "Guide"
    ]

    assert [sheet.column_dimensions[column].width for column in "AB"] == [20, 80]


def test_numbers_and_dates_are_real_ones_and_only_text_is_escaped():
    sheet = load_workbook(io.BytesIO(written(contracts())))["Contracts"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]

    assert values == [
        ["C1", -120.5, dt.datetime(2027, 3, 31), True, "'=HYPERLINK(1)"],
        ["01234567", 0, dt.datetime(2027, 3, 31, 14, 30), None, "#N/A"],
    ]
    assert sheet["C2"].is_date
    assert [sheet["E2"].data_type, sheet["E3"].data_type] == ["s", "s"]


def test_the_same_sheets_give_the_same_bytes(monkeypatch):
    first = written(contracts(), Sheet("Guide", ["Column"], [("Reference",)]))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert written(contracts(), Sheet("Guide", ["Column"], [("Reference",)])) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert b"2026-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_moment_is_written_as_the_hour_in_london(save):
    moment = dt.datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("UTC"))

    [_, row] = [
        event
        for event in read_sheets(save(written(Sheet("S", ["At"], [(moment,)]))))
        if isinstance(event, Row)
    ]

    assert row.cells == (dt.datetime(2026, 7, 1, 13, 0),)


def test_a_workbook_can_be_written_to_a_path(tmp_path):
    path = tmp_path / "contracts.xlsx"

    write_workbook(path, [contracts()])

    assert path.read_bytes() == written(contracts())


def test_csv_streams_line_by_line_after_a_byte_order_mark():
    def rows():
        yield ROWS[0]
        raise AssertionError("the second row was asked for too early")

    lines = csv_lines(["Reference", "Value", "End", "Live", "Note"], rows())

    assert [next(lines) for _ in range(3)] == [
        "\ufeff",
        "Reference,Value,End,Live,Note\r\n",
        "C1,-120.50,2027-03-31,True,'=HYPERLINK(1)\r\n",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-none-", "@me", "\tx", "\rx", "\nx", "＝1", "'=1", "''-"]
)
def test_text_that_a_spreadsheet_would_run_is_escaped(text):
    assert escape_text(text) == f"'{text}"
    assert unescape_text(escape_text(text)) == text


@pytest.mark.parametrize("text", ["", "Acme", "'Tis", "O'Neill=", "'", "1-2", " =1"])
def test_other_text_is_left_alone(text):
    assert escape_text(text) == unescape_text(text) == text


@given(st.text("'=+-@\t\r\n＝ab"))
def test_unescaping_undoes_escaping(text):
    assert unescape_text(escape_text(text)) == text


def in_columns(cell: st.SearchStrategy[object]) -> st.SearchStrategy[list[tuple[object, ...]]]:
    return st.lists(st.tuples(cell, cell, cell), max_size=8)


# Text with something to see in it: blank text reads as no value at all.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t'=+-@_x0041"), max_size=40
).filter(lambda text: text and not text.isspace())
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-(10**9), 10**9, places=2)
dates = st.dates(dt.date(1901, 1, 1), dt.date(2200, 12, 31))
spawning = settings(max_examples=25)


def read_back(path, unescaped=True):
    for event in read_sheets(path):
        if isinstance(event, Row) and event.number > 1:
            cells = [unescape_text(cell) if isinstance(cell, str) else cell for cell in event.cells]
            yield event.number, tuple(cells + [None] * (3 - len(cells)))


@spawning
@given(rows=in_columns(st.none() | st.booleans() | texts | numbers | dates))
def test_what_is_exported_to_a_workbook_reads_back_as_it_was(tmp_path, rows):
    path = tmp_path / "export.xlsx"
    write_workbook(path, [Sheet("Contracts", ["One", "Two", "Three"], rows)])

    expected = [(number, row) for number, row in enumerate(rows, 2) if any(cell is not None for cell in row)]
    assert [(n, tuple(map(comparable, row))) for n, row in read_back(path)] == [
        (n, tuple(map(comparable, row))) for n, row in expected
    ]


def comparable(cell):
    """Pounds to the penny, however they travelled; and true is not 1."""
    if isinstance(cell, bool):
        return str(cell)
    return Decimal(str(cell)) if isinstance(cell, int | float | Decimal) else cell


@spawning
@given(rows=in_columns(st.none() | texts))
def test_text_exported_to_csv_reads_back_as_it_was(tmp_path, rows):
    path = tmp_path / "export.csv"
    path.write_text("".join(csv_lines(["One", "Two", "Three"], rows)), encoding="utf-8", newline="")

    assert [row for _, row in read_back(path)] == [row for row in rows if any(row)]
