"""Workbooks as officers send them: every format, every kind of value.

`files/register.xls` was written by xlwt and `files/locked.xlsx` by msoffcrypto-tool.
"""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from thirty3.spreadsheets.cells import ErrorValue, RoundedNumber
from thirty3.spreadsheets.problems import UnreadableSpreadsheet
from thirty3.spreadsheets.reading import Row, SheetEnd, SheetStart, read_sheets

FILES = Path(__file__).parent / "files"


def saved(workbook: Workbook) -> bytes:
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def one_sheet(*rows: list[Any]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (12345, 12345),
        (12345.0, 12345),
        (-120.5, -120.5),
        (0, 0),
        ("01234567", "01234567"),
        (" Camden ", " Camden "),
        ("first\r\nsecond\rthird", "first\nsecond\nthird"),
        ("<b>Ltd & Co</b>", "<b>Ltd & Co</b>"),
        (True, True),
        (dt.date(2027, 3, 31), dt.date(2027, 3, 31)),
        (dt.datetime(2027, 3, 31, 14, 30), dt.datetime(2027, 3, 31, 14, 30)),
        (dt.time(14, 30), dt.time(14, 30)),
        (dt.timedelta(hours=30), dt.timedelta(hours=30)),
    ],
)
def test_a_cell_comes_back_in_the_form_in_which_it_was_typed(rows_of, typed, read):
    [(cell,)] = rows_of(one_sheet([typed]))

    assert cell == read
    assert type(cell) is type(read)


def test_arithmetic_noise_beyond_fifteen_digits_is_not_shown_to_anyone(rows_of, xlsx):
    assert rows_of(xlsx('<row r="1"><c r="A1"><v>0.30000000000000004</v></c></row>')) == [(0.3,)]


def test_a_number_of_more_than_fifteen_digits_is_text_marked_as_rounded(rows_of, xlsx):
    [(cell,)] = rows_of(xlsx('<row r="1"><c r="A1"><v>1.2345678901234567E+19</v></c></row>'))

    assert isinstance(cell, RoundedNumber)
    assert cell == "12345678901234600000"


def test_a_number_too_large_for_any_spreadsheet_is_an_error_value(rows_of, xlsx):
    [(cell,)] = rows_of(xlsx('<row r="1"><c r="A1"><v>1E999</v></c></row>'))

    assert isinstance(cell, ErrorValue)


def test_a_failed_formula_is_told_from_a_blank(rows_of):
    rows = rows_of(one_sheet(["Reference", "Value"], ["C1", "#N/A"], ["C2", None], [None, "#DIV/0!"]))

    assert rows == [("Reference", "Value"), ("C1", "#N/A"), ("C2",), (None, "#DIV/0!")]
    assert isinstance(rows[1][1], ErrorValue)
    assert isinstance(rows[3][1], ErrorValue)


def test_failed_formulas_are_found_in_prefixed_xml_and_across_a_large_sheet(rows_of, xlsx):
    filler = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_000))
    failed = '<row r="20000"><x:c r="B20000" t="e"><x:f>VLOOKUP(1,A:A,2)</x:f><x:v>#REF!</x:v></x:c></row>'
    rows = rows_of(
        xlsx(
            "",
            **{
                "xl/worksheets/sheet1.xml": (
                    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                    f"<x:sheetData>{filler + failed}</x:sheetData></x:worksheet>"
                )
                .replace("<row", "<x:row")
                .replace("</row", "</x:row")
                .replace("<c ", "<x:c ")
                .replace("</c>", "</x:c>")
                .replace("<v>", "<x:v>")
                .replace("</v>", "</x:v>")
            },
        )
    )

    assert len(rows) == 20_000
    assert rows[-1] == (None, ErrorValue("#REF!"))


def test_a_formula_gives_the_value_that_was_last_worked_out(rows_of, xlsx):
    assert rows_of(xlsx('<row r="1"><c r="A1"><f>1+[1]Other!B2</f><v>42</v></c></row>')) == [(42,)]


def test_rows_and_columns_keep_the_places_that_the_spreadsheet_shows(save):
    workbook = Workbook()
    workbook.active["C5"] = "Reference"
    workbook.active["D7"] = "C1"

    events = list(read_sheets(save(saved(workbook))))

    assert events == [
        SheetStart("Sheet", hidden=False, index=0),
        Row(5, (None, None, "Reference")),
        Row(7, (None, None, None, "C1")),
        SheetEnd(2),
    ]


def test_a_hidden_sheet_is_reported_and_not_read(save):
    workbook = Workbook()
    workbook.active.append(["Reference"])
    for name, state in [("Notes", "hidden"), ("Lists", "veryHidden")]:
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(["secret"])

    events = list(read_sheets(save(saved(workbook))))

    assert events[3:] == [
        SheetStart("Notes", hidden=True, index=1),
        SheetEnd(0),
        SheetStart("Lists", hidden=True, index=2),
        SheetEnd(0),
    ]


def test_one_sheet_can_be_asked_for_by_name_even_where_it_is_hidden(save):
    workbook = Workbook()
    workbook.active.append(["Reference"])
    notes = workbook.create_sheet("Notes")
    notes.sheet_state = "hidden"
    notes.append(["told"])
    path = save(saved(workbook))

    assert list(read_sheets(path, name="Notes")) == [
        SheetStart("Notes", hidden=True, index=1),
        Row(1, ("told",)),
        SheetEnd(1),
    ]
    with pytest.raises(UnreadableSpreadsheet, match="no sheet called “Prices”"):
        list(read_sheets(path, name="Prices"))


def test_charts_are_passed_over_and_an_empty_sheet_beside_a_full_one_does_no_harm(save):
    workbook = Workbook()
    workbook.active.append(["Reference"])
    workbook.create_chartsheet("Chart")
    workbook.create_sheet("Later")

    events = list(read_sheets(save(saved(workbook))))

    assert [event.name for event in events if isinstance(event, SheetStart)] == ["Sheet", "Later"]


def test_markup_in_a_sheet_name_stays_text(save, xlsx):
    content = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', name="&lt;script&gt;alert(1)&lt;/script&gt;")

    [start, *_] = read_sheets(save(content))

    assert start == SheetStart("<script>alert(1)</script>", hidden=False, index=0)


def test_macros_are_ignored(rows_of, xlsx):
    content = xlsx(
        '<row r="1"><c r="A1"><v>7</v></c></row>',
        **{
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Override PartName="/xl/workbook.xml" '
                'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
            ),
            "xl/vbaProject.bin": "not a real macro",
        },
    )

    assert rows_of(content) == [(7,)]


def test_an_xls_workbook_is_read():
    assert list(read_sheets(FILES / "register.xls")) == [
        SheetStart("Contracts", hidden=False, index=0),
        Row(2, (None, "Reference", "Value", "Start", "Live", "Formula")),
        Row(4, (None, "01234567", 12345, dt.date(2026, 3, 1), True)),
        Row(5, (None, "£5 – café", -12.5, dt.datetime(2026, 3, 1, 14, 30), False)),
        SheetEnd(3),
        SheetStart("Notes", hidden=True, index=1),
        SheetEnd(0),
    ]


ODS_CONTENT = re.sub(
    r">\s+<",
    "><",
    """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Contracts">
<table:table-row><table:table-cell office:value-type="string"><text:p>Reference</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>Value</text:p></table:table-cell>
  <table:table-cell table:number-columns-repeated="16382"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>01234567</text:p></table:table-cell>
  <table:table-cell office:value-type="currency" office:currency="GBP" office:value="-12.5"/>
  <table:table-cell office:value-type="date" office:date-value="2026-03-01"/></table:table-row>
<table:table-row table:number-rows-repeated="1048572">
  <table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>""",
)


def ods(content: str = ODS_CONTENT, manifest: str = "<manifest/>") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        mime = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr(zipfile.ZipInfo("mimetype"), mime, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return written.getvalue()


def test_an_ods_workbook_is_read(save):
    assert list(read_sheets(save(ods()))) == [
        SheetStart("Contracts", hidden=False, index=0),
        Row(1, ("Reference", "Value")),
        Row(4, ("01234567", -12.5, dt.date(2026, 3, 1))),
        SheetEnd(2),
    ]


def test_a_locked_ods_workbook_is_named_as_such(problem_of):
    assert problem_of(ods(manifest="<m><encryption-data/></m>")).code == "password-protected"


def test_an_ods_cell_repeated_a_thousand_million_times_is_refused(problem_of):
    content = ODS_CONTENT.replace(
        'office:value-type="date"', 'office:value-type="date" table:number-columns-repeated="999999999"'
    )

    assert problem_of(ods(content)).code in ("too-much-memory", "too-many-columns", "damaged")
