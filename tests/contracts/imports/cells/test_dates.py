"""Dates in the ways in which people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.imports.cells.dates import date_end, date_first, date_last
from contracts.models import Contract, Precision, State

DAY, MONTH, QUARTER, YEAR = Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.YEAR


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("31/03/2027", "2027-03-31", "2027-03-31", DAY),
        ("1.4.27", "2027-04-01", "2027-04-01", DAY),
        ("01-04-2027", "2027-04-01", "2027-04-01", DAY),
        ("1st April 2027", "2027-04-01", "2027-04-01", DAY),
        ("Monday 1st of April 2027", "2027-04-01", "2027-04-01", DAY),
        ("April 1, 2027", "2027-04-01", "2027-04-01", DAY),
        ("1-Apr-27", "2027-04-01", "2027-04-01", DAY),
        ("2027-04-01", "2027-04-01", "2027-04-01", DAY),
        ("2027-04-01T00:00:00Z", "2027-04-01", "2027-04-01", DAY),
        ("01/04/2027 09:30", "2027-04-01", "2027-04-01", DAY),
        ("20270401", "2027-04-01", "2027-04-01", DAY),
        ("until 31 March 2027", "2027-03-31", "2027-03-31", DAY),
        ("29/02/2028", "2028-02-29", "2028-02-29", DAY),
        ("March 2027", "2027-03-01", "2027-03-31", MONTH),
        ("2024-02", "2024-02-01", "2024-02-29", MONTH),
        ("03/2027", "2027-03-01", "2027-03-31", MONTH),
        ("Apr-27", "2027-04-01", "2027-04-30", MONTH),
        ("Sept 2027", "2027-09-01", "2027-09-30", MONTH),
        ("Dec '26", "2026-12-01", "2026-12-31", MONTH),
        ("end of March 2027", "2027-03-01", "2027-03-31", MONTH),
        ("Q3 2026", "2026-07-01", "2026-09-30", QUARTER),
        ("2026 Q1", "2026-01-01", "2026-03-31", QUARTER),
        ("2022", "2022-01-01", "2022-12-31", YEAR),
        (2022, "2022-01-01", "2022-12-31", YEAR),
        (46113, "2026-04-01", "2026-04-01", DAY),
        (46113.75, "2026-04-01", "2026-04-01", DAY),
        ("46113", "2026-04-01", "2026-04-01", DAY),
        (dt.date(2026, 4, 1), "2026-04-01", "2026-04-01", DAY),
        (dt.datetime(2026, 4, 1, 23, 59), "2026-04-01", "2026-04-01", DAY),
    ],
)
def test_a_start_is_the_first_possible_day_and_an_end_the_last(cell, first, last, precision):
    start, end = date_first(cell).value, date_end(cell).value

    assert (start.day.isoformat(), start.precision) == (first, precision)
    assert (end.kind, end.day.isoformat(), end.precision) == (Contract.EndKind.FIXED, last, precision)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/04/2024", "date-impossible"),
        ("29/02/2027", "date-impossible"),
        ("2024-13-01", "date-impossible"),
        ("13/2024", "date-impossible"),
        ("03/31/2024", "date-american"),
        ("31/12/2099", "date-year"),
        ("01/01/0024", "date-year"),
        (dt.date(1900, 1, 1), "date-year"),
        ("2024/25", "date-financial-year"),
        ("FY 2024/25", "date-financial-year"),
        ("01/04/2024 - 31/03/2027", "date-several"),
        ("Spring 2026", "date-unreadable"),
        ("soon", "date-unreadable"),
        (7, "date-unreadable"),
        (True, "date-unreadable"),
    ],
)
def test_what_is_no_date_is_a_problem_that_a_person_decides(cell, code):
    found = date_last(cell)

    assert found.value is None
    assert found.state == State.UNKNOWN
    assert [(p.code, p.severity) for p in found.problems] == [(code, "doubt")]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Rolling", "rolling"),
        ("rolling annual", "rolling"),
        ("Automatically renewed", "rolling"),
        ("Ongoing", "until-terminated"),
        ("Until terminated", "until-terminated"),
        ("open-ended", "until-terminated"),
        ("No end date", "until-terminated"),
    ],
)
def test_an_end_may_be_none_on_a_date(cell, kind):
    found = date_end(cell)

    assert (found.value.kind, found.value.day, found.state) == (kind, None, State.KNOWN)


@pytest.mark.parametrize(
    ("cell", "last"),
    [
        ("2026-09-30 (proposed extension, from April 2026)", "2026-09-30"),
        ("2023-03-31 (option to 2025-03-31)", "2023-03-31"),
        ("2022 (rolling, automatically renewed)", "2022-12-31"),
        ("2021-12 (decision)", "2021-12-31"),
        ("31/03/2027 + 2 x 12 months", "2027-03-31"),
        ("31 March 2027, subject to break clause", "2027-03-31"),
    ],
)
def test_words_after_a_date_are_kept_as_a_note(cell, last):
    found = date_last(cell)

    assert found.value.day.isoformat() == last
    assert found.note == cell
    assert [(p.code, p.severity) for p in found.problems] == [("date-remark", "note")]


def test_a_rolling_end_with_a_renewal_day_keeps_its_words():
    found = date_end("rolling annual; renewal 2023-04-01")

    assert found.value.kind == Contract.EndKind.ROLLING
    assert found.note == "rolling annual; renewal 2023-04-01"


def test_the_states_may_stand_in_a_date_column():
    assert date_end("n/k").state == State.UNKNOWN
    assert date_end("None").state == State.NONE
    assert date_end("Withheld: section 43").reason == "section 43"
    assert [p.code for p in date_end("TBC").problems] == ["to-be-confirmed"]
    assert date_last("N/A").state == State.NONE
    assert date_end("N/A").state == State.UNKNOWN


def test_a_quarter_says_how_it_was_read():
    assert "calendar year" in date_end("Q3 2026").problems[0].message


@given(
    st.dates(dt.date(1980, 1, 1), dt.date(2089, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]),
)
def test_a_written_day_comes_back(day, form):
    for read in (date_first, date_last, date_end):
        assert read(day.strftime(form)).value.day == day
        assert read(day).value.day == day
