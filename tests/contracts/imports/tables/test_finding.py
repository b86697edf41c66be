"""Finding the table of a file, whatever stands above, beside, between and below it."""

import csv

import pytest
from openpyxl import Workbook

from contracts.imports.opening import open_file
from thirty3.spreadsheets.problems import UnreadableSpreadsheet

HEADINGS = ["Reference", "Title", "Supplier", "Start date", "End date", "Value"]
ROWS = [
    ["C1", "Housing system", "Acme Ltd", "01/04/2024", "31/03/2027", "£1,000"],
    ["C2", "Payroll software", "Bolt Ltd", "01/04/2025", "31/03/2028", "£2,000"],
    ["C3", "Planning portal", "Corn Ltd", "01/05/2025", "30/04/2028", "£3,000"],
]


def written(path, rows):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def book(path, change=None, **sheets):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    if change:
        change(workbook)
    workbook.save(path)
    return path


def names(table):
    return [field.name if field else None for field in table.columns.values()]


def titles(opened, target="contract"):
    return [row.cells["title"].cell for row in opened.rows(target) if not row.set_aside]


def why_aside(opened, target="contract"):
    return [row.set_aside for row in opened.rows(target) if row.set_aside]


def test_titles_and_remarks_stand_above_the_headings(tmp_path):
    above = [
        ["Contracts register of Camden", ""],
        ["Title, supplier and value of each"],
        [],
        ["as at", "1 May"],
    ]
    opened = open_file(written(tmp_path / "a.csv", [*above, HEADINGS, *ROWS]))

    assert opened.tables[0].header_row == 5
    assert titles(opened) == ["Housing system", "Payroll software", "Planning portal"]


def test_headings_may_stand_in_two_rows(tmp_path):
    upper = ["Contract", "", "Supplier", "", "Contract value", "", "Dates", ""]
    lower = ["Ref", "Title", "Name", "Company number", "ex VAT", "inc VAT", "Start", "End"]
    row = ["C1", "Housing system", "Acme Ltd", "01234567", "100", "120", "01/04/2024", "31/03/2027"]

    [table] = open_file(written(tmp_path / "a.csv", [["Register"], upper, lower, row, row])).tables

    assert (table.header_row, table.rows) == (3, 2)
    assert names(table) == [
        "reference",
        "title",
        "supplier",
        "registration_number",
        "value",
        None,
        "start_date",
        "end_date",
    ]


def test_two_rows_of_headings_may_have_columns_that_nobody_knows(tmp_path):
    upper = ["Contract", "", "Supplier", "", "Dates", "", "Misc", "Misc"]
    lower = ["Ref", "Title", "Name", "Company number", "Start", "End", "Lot wotsit", "RAG"]
    row = ["C1", "Housing system", "Acme Ltd", "01234567", "01/04/2024", "31/03/2027", "A", "Green"]

    [table] = open_file(written(tmp_path / "a.csv", [["Register"], upper, lower, row, row])).tables

    assert (table.header_row, table.rows) == (3, 2)
    assert names(table)[:4] == ["reference", "title", "supplier", "registration_number"]
    assert table.headings[6:] == ["Misc Lot wotsit", "Misc RAG"]


def test_units_below_the_headings_are_part_of_them(tmp_path):
    units = ["", "", "", "(dd/mm/yyyy)", "(dd/mm/yyyy)", "(£000s)"]

    [table] = open_file(written(tmp_path / "a.csv", [HEADINGS, units, *ROWS])).tables

    assert (table.header_row, table.rows) == (2, 3)
    assert table.columns[5].unit == "k"


def test_a_first_row_of_data_is_no_second_row_of_headings(tmp_path):
    odd = ["C0", "Contract", "Title", "From", "To", "Value"]

    [table] = open_file(written(tmp_path / "a.csv", [HEADINGS, odd, *ROWS])).tables

    assert (table.header_row, table.rows) == (1, 4)


def test_merged_headings_and_cells_count_for_all_that_they_cover(tmp_path):
    def merge(workbook):
        sheet = workbook["Register"]
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("C3:C4")

    rows = [["The register"], HEADINGS, ROWS[0], [*ROWS[1][:2], None, *ROWS[1][3:]]]
    opened = open_file(book(tmp_path / "a.xlsx", merge, Register=rows))

    assert [row.cells["supplier"].cell for row in opened.rows("contract")] == ["Acme Ltd", "Acme Ltd"]


def test_every_sheet_has_headings_of_its_own(tmp_path):
    expired = [["Ref", "Name of contract", "Contractor", "Finish"], ["X1", "Old system", "Old Ltd", "2018"]]
    path = book(tmp_path / "a.xlsx", Current=[HEADINGS, *ROWS], Expired=expired, Notes=[["by hand"]])
    opened = open_file(path)

    assert titles(opened)[-1] == "Old system"
    assert [(table.sheet, table.rows) for table in opened.tables] == [("Current", 3), ("Expired", 1)]
    assert opened.passed_over == [{"sheet": "Notes", "target": None, "why": "no known headings"}]


@pytest.mark.parametrize("how", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_alone_and_mentioned(tmp_path, how):
    def hide(workbook):
        workbook["Old"].sheet_state = how

    opened = open_file(book(tmp_path / "a.xlsx", hide, Register=[HEADINGS, *ROWS], Old=[HEADINGS, *ROWS]))

    assert len(titles(opened)) == 3
    assert opened.passed_over == [{"sheet": "Old", "target": None, "why": "hidden"}]


def test_two_tables_stand_on_one_sheet(tmp_path):
    second = ["Ref", "Contract name", "Provider", "Expiry date"]
    rows = [HEADINGS, *ROWS, [], ["Ended"], second, ["X1", "Old system", "Old Ltd", "2018"]]

    opened = open_file(written(tmp_path / "a.csv", rows))

    assert [table.header_row for table in opened.tables] == [1, 7]
    assert titles(opened)[-1] == "Old system"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["", "Total", "", "", "", "£6,000"], "row of totals"),
        (["", "", "", "", "Grand total:", "£6,000"], "row of totals"),
        (["", "", "Subtotal", "", "", "£6,000"], "row of totals"),
        (["Adult social care"], "heading or a remark"),
        (["", "* Values leave out VAT"], "heading or a remark"),
        (HEADINGS, "repeats the headings"),
    ],
)
def test_a_row_that_is_no_record_keeps_its_place_and_says_why(tmp_path, row, why):
    opened = open_file(written(tmp_path / "a.csv", [HEADINGS, *ROWS, row, ROWS[0]]))

    [said] = why_aside(opened)

    assert why in said
    assert len(titles(opened)) == 4


def test_blank_and_spacer_columns_are_passed_over(tmp_path):
    spread = [["", h, "", *rest] for h, *rest in ([row[0], "", *row[1:]] for row in [HEADINGS, *ROWS])]

    opened = open_file(written(tmp_path / "a.csv", spread))

    assert len(titles(opened)) == 3
    assert "Column A" not in opened.sheets_found()[0]["columns"]


def test_a_column_without_a_heading_is_called_by_its_letter(tmp_path):
    rows = [HEADINGS, *([*row, "12/05/2026"] for row in ROWS)]

    [told] = open_file(written(tmp_path / "a.csv", rows)).sheets_found()

    assert told["columns"]["Column G"] is None
    assert "review_date" in told["guesses"]["Column G"]


def test_a_code_under_contract_is_the_reference(tmp_path):
    rows = [["Contract", "Description", "Supplier"], *([row[0], row[1], row[2]] for row in ROWS)]

    [table] = open_file(written(tmp_path / "a.csv", rows)).tables

    assert names(table) == ["reference", "title", "supplier"]


def test_cells_that_are_nothing_of_what_their_heading_says_are_asked_about(tmp_path):
    rows = [["Title", "Supplier", "Start", "End date"], *([r[1], r[2], f"Lot {r[2]}", r[4]] for r in ROWS)]

    [told] = open_file(written(tmp_path / "a.csv", rows)).sheets_found()

    assert told["columns"]["Start"] is None
    assert told["questions"]["Start"] == (
        "By its heading it is the start date, and none of its cells is one."
    )


def opened_with(path, headings, *columns):
    """A register with further columns, each with three cells."""
    rows = [[*row, *cells] for row, cells in zip(ROWS, zip(*columns, strict=True), strict=True)]
    return open_file(written(path, [[*HEADINGS, *headings], *rows]))


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Department", ["Jane Smith", "Mohammed Khan", "Jane Smith"]),
        ("Held by", ["Jane Smith / Housing", "Mohammed Khan", ""]),
        ("Buyer", ["Meera Shah", "Florin Popa", "Camden Council"]),
    ],
)
def test_a_column_whose_cells_are_names_of_people_is_left_out(tmp_path, heading, cells):
    authorities = ["Camden"] * 3

    [told] = opened_with(tmp_path / "a.csv", ["Authority", heading], authorities, cells).sheets_found()

    assert told["columns"][heading] is None
    assert told["left_out"] == [{"heading": heading, "cells": sum(map(bool, cells))}]
    assert told["questions"][heading].startswith("Its cells look like names of people")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Department", ["Housing", "Adult Social Care", "Jane Smith House"]),
        ("Buyer", ["London Borough of Camden", "Camden Council", "Islington"]),
        ("Remarks", ["Ring Mr Tom Hardy first", "", ""]),
        ("Manufacturer", ["Dell", "Marks Spencer", "Morgan Kai"]),
    ],
)
def test_a_column_of_bodies_is_none_of_people(tmp_path, heading, cells):
    authorities = ["Camden"] * 3

    [told] = opened_with(tmp_path / "a.csv", ["Authority", heading], authorities, cells).sheets_found()

    assert told["columns"][heading] is not None
    assert told["left_out"] == []


def test_a_column_with_the_month_before_the_day_is_asked_about(tmp_path):
    days = ["04/01/2025", "12/31/2025", "05/06/2025"]

    [told] = opened_with(tmp_path / "a.csv", ["Review date"], days).sheets_found()

    assert told["columns"]["Review date"] is None
    assert "the month stands before the day" in told["questions"]["Review date"]


def test_one_wrong_day_does_not_make_a_column_one_of_months_first(tmp_path):
    days = ["04/01/2025", "12/31/2025", "30/06/2025"]

    [told] = opened_with(tmp_path / "a.csv", ["Review date"], days).sheets_found()

    assert told["columns"]["Review date"] == "review_date"


@pytest.mark.parametrize(
    ("cells", "name"),
    [(["Total", "Per annum", "Total"], "value_covers"), (["Estimated", "Actual", "Max"], "value_kind")],
)
def test_the_type_of_a_value_is_told_by_its_cells(tmp_path, cells, name):
    [told] = opened_with(tmp_path / "a.csv", ["Value type"], cells).sheets_found()

    assert told["columns"]["Value type"] == name


def test_a_heading_above_counts_for_the_blank_ones_to_its_right(tmp_path):
    rows = [
        ["Title", "Supplier", "Contract value", "", "Notes"],
        ["", "", "Annual (£)", "Total (£)", ""],
        *([row[1], row[2], "£10", row[5], ""] for row in ROWS),
    ]

    [table] = open_file(written(tmp_path / "a.csv", rows)).tables

    assert names(table) == ["title", "supplier", None, "value", "notes"]


def test_a_table_without_a_title_is_read_so_that_somebody_can_say_which_it_is(tmp_path):
    rows = [["Ref", "Thing", "Supplier", "End date"], *([r[0], r[1], r[2], r[4]] for r in ROWS)]
    path = written(tmp_path / "a.csv", rows)

    [table] = open_file(path).tables
    [chosen] = open_file(path, choices={"thing": "title"}).tables

    assert (table.lacks_title, names(table)) == (True, ["reference", None, "supplier", "end_date"])
    assert (chosen.lacks_title, names(chosen)[1]) == (False, "title")


def test_a_file_without_headings_that_we_know_is_refused(tmp_path):
    with pytest.raises(UnreadableSpreadsheet, match="row of headings that we know"):
        open_file(written(tmp_path / "a.csv", [["Colour", "Size"], ["red", "3"]]))
