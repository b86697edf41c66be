"""The City Tools workbook, as an officer downloads it and as the pipeline reads it back."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from contracts.imports.cells import parse
from contracts.imports.fields import recognise, target_of
from contracts.imports.workbook import GUIDE, MARK, SHEETS, columns, write_template, write_workbook_rows


def written(**rows):
    target = io.BytesIO()
    write_workbook_rows(target, **rows)
    return target


def opened(target):
    target.seek(0)
    return load_workbook(target)


def headings(sheet):
    return [cell.value for cell in sheet[1]]


def test_the_template_is_the_same_bytes_every_time():
    first, second = io.BytesIO(), io.BytesIO()
    write_template(first)
    write_template(second)

    assert first.getvalue() == second.getvalue()


def test_the_template_has_three_sheets_to_fill_in_and_a_guide():
    book = opened(written())

    assert book.sheetnames == [*SHEETS.values(), GUIDE]
    for target, name in SHEETS.items():
        assert target_of(headings(book[name])) == target
        assert book[name].max_row == 1


def test_the_guide_is_no_table_of_ours():
    assert target_of(headings(opened(written())[GUIDE])) is None


def test_the_guide_explains_every_column():
    rows = list(opened(written())[GUIDE].iter_rows(min_row=2, values_only=True))
    explained = {(row[0], row[1]): row for row in rows if row[2]}

    for target, name in SHEETS.items():
        for field in columns(target):
            row = explained[(name, field.heading)]
            assert all(row[2:5]), field.heading
            assert (row[5] == "Yes") == field.required


def test_every_example_of_the_guide_is_read_without_a_doubt():
    for target in SHEETS:
        for field in columns(target):
            found = parse(field, field.example)
            assert found.value is not None, field.heading
            assert not [p for p in found.problems if p.severity != "note"], field.heading


def test_choice_columns_offer_their_words_from_the_guide():
    book = opened(written())
    for target, name in SHEETS.items():
        offers = {}
        for offer in book[name].data_validations.dataValidation:
            cells = book[GUIDE][offer.formula1.split("!")[1].replace("$", "")]
            offers[next(iter(offer.sqref.ranges)).min_col] = tuple(cell.value for (cell,) in cells)
            assert not offer.showErrorMessage
        expected = {i: f.choices for i, f in enumerate(columns(target), 1) if f.choices}
        assert offers == expected


def test_rows_come_back_as_they_were_given():
    row = {
        "title": "=A title",
        "value": Decimal("1234.50"),
        "start_date": dt.date(2026, 4, 1),
        "cpv": "48000000",
    }
    sheet = opened(written(contracts=[row]))[SHEETS["contract"]]
    fields = recognise("contract", headings(sheet))
    cells = {
        fields[i].name: parse(fields[i], cell.value).value for i, cell in enumerate(sheet[2]) if cell.value
    }

    assert cells["title"] == "=A title"
    assert cells["value"].amount == Decimal("1234.50")
    assert cells["start_date"].day == dt.date(2026, 4, 1)
    assert cells["cpv"] == ("48000000",)


def test_invented_rows_bear_a_mark():
    book = opened(written(systems=[{"system": "Exampleworks"}], demonstration=True))
    sheet = book[SHEETS["system"]]

    assert headings(sheet)[-1] == MARK
    assert sheet[2][len(headings(sheet)) - 1].value == "Yes"
    assert MARK not in headings(opened(written())[SHEETS["system"]])


def test_a_field_that_the_workbook_lacks_is_refused():
    with pytest.raises(ValueError, match="no column for colour"):
        written(systems=[{"system": "X", "colour": "red"}])
