"""Free text, and the people who must not be in it."""

import datetime as dt

import pytest

from contracts.imports.cells import parse
from contracts.imports.cells.plain import lines, plain
from contracts.imports.fields import FIELDS
from contracts.models import State

FIELD = {field.name: field for field in FIELDS["contract"]}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  two   words \n", "two words"),
        ("with\u00a0space\u200b", "with space"),
        ("NUL\x00 and \x07bell", "NUL and bell"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("'=SUM(A1)", "=SUM(A1)"),
        (3.0, "3"),
        (2.5, "2.5"),
        (True, "Yes"),
        (dt.datetime(2026, 4, 1), "2026-04-01"),
        (dt.datetime(2026, 4, 1, 9, 30), "2026-04-01 09:30"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_cell_becomes_tidy_text(cell, text):
    assert plain(cell) == text


def test_paragraphs_are_kept():
    assert lines("one\r\n two \n\n\n\nthree") == "one\ntwo\n\nthree"


@pytest.mark.parametrize(
    "text",
    [
        "Ask jane.roe@example.gov.uk about it",
        "O'Neil: o'neil+x@mail.example.org.",
    ],
)
@pytest.mark.parametrize(
    "name", ["description", "title", "notes", "reference", "supplier", "end_date", "value"]
)
def test_an_e_mail_address_is_kept_out_of_every_column(name, text):
    found = parse(FIELD[name], text)

    assert (found.value, found.note) == (None, "")
    assert [(p.code, p.value) for p in found.problems] == [("email-address", "(an e-mail address)")]


@pytest.mark.parametrize(
    "text",
    [
        "Call 020 7946 0123",
        "tel 07700 900123",
        "+44 20 7946 0123",
        "(020) 7946 0123",
        "020-7946-0123 any day",
    ],
)
def test_a_telephone_number_is_kept_out_of_prose(text):
    found = parse(FIELD["notes"], text)

    assert found.value is None
    assert [(p.code, p.value) for p in found.problems] == [("telephone-number", "(a telephone number)")]


@pytest.mark.parametrize(
    "text",
    [
        "supplier company number 01952517 appears on the copy",
        "reference LBKING001-DN763184; planned budget 60000 for 2025/2026",
        "D3 Tenders (copy of Find a Tender notice 024874-2026)",
        "from 01.04.2024 to 31.03.2027",
        "01-04-2024 31-03-2027",
        "£0123456789",
        "https://medium.com/@example/a-page.html",
    ],
)
def test_other_digits_are_no_telephone_number(text):
    assert parse(FIELD["notes"], text).value == text


@pytest.mark.parametrize("name", ["reference", "value", "registration_number", "links", "source_url"])
def test_digits_among_words_are_a_telephone_number_in_every_column(name):
    found = parse(FIELD[name], "ring 020 7946 0123 first")

    assert [(p.code, p.value) for p in found.problems] == [("telephone-number", "(a telephone number)")]


def test_a_web_address_that_carries_an_e_mail_address_is_left_out():
    found = parse(FIELD["links"], "https://camden.example/?to=jane.roe@camden.example")

    assert [p.code for p in found.problems] == ["email-address"]


def test_a_reference_of_eleven_digits_is_no_telephone_number():
    assert parse(FIELD["reference"], "07700900123").value == "07700900123"


def test_text_that_is_too_long_is_cut_and_said():
    found = parse(FIELD["title"], "x" * 501)

    assert len(found.value) == 500
    assert [p.code for p in found.problems] == ["text-too-long"]
    assert len(found.problems[0].value) == 200


def test_states_stand_in_words_and_a_title_may_begin_with_one():
    assert parse(FIELD["department"], "Unknown").state == State.UNKNOWN
    assert parse(FIELD["department"], "None").state == State.NONE
    assert parse(FIELD["department"], "Withheld: security").reason == "security"
    assert parse(FIELD["title"], "Confidential waste disposal").value == "Confidential waste disposal"
    assert parse(FIELD["title"], "Withheld taxes system").value == "Withheld taxes system"


def test_a_problem_names_the_files_own_column():
    assert parse(FIELD["end_date"], "soon", "Expiry").problems[0].column == "Expiry"
    assert parse(FIELD["end_date"], "soon").problems[0].column == "End date"
