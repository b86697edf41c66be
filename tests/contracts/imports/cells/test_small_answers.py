"""Cells with one small answer: numbers, yes or no, a word of a list."""

import pytest

from contracts.imports.cells.choices import (
    agreement_kind,
    competition,
    hosting,
    regime,
    route,
    side,
    skill_level,
    status,
    value_kind,
    value_span,
)
from contracts.imports.cells.numbers import count, notice_period, satisfaction
from contracts.imports.cells.yes_no import SmeVcse, sme, sme_vcse, vcse, yes_no
from contracts.imports.fields import FIELDS
from contracts.models import Contract, State


@pytest.mark.parametrize(
    ("cell", "number"), [("1,200", 1200), (450.0, 450), ("2k", 2000), ("4000 users", 4000), (0, 0)]
)
def test_users_are_a_whole_number(cell, number):
    assert (count(cell).value, count(cell).problems) == (number, ())


@pytest.mark.parametrize(("cell", "number"), [("c. 1200", 1200), ("500+", 500), ("approx 90 licences", 90)])
def test_a_number_that_is_not_exact_says_so(cell, number):
    assert count(cell).value == number
    assert [p.code for p in count(cell).problems] == ["number-approximate"]


@pytest.mark.parametrize("cell", ["all staff", -3, 3.5, "1,20", 10**9])
def test_what_is_no_number_of_users_is_a_doubt(cell):
    assert count(cell).value is None
    assert [p.severity for p in count(cell).problems] == ["doubt"]


@pytest.mark.parametrize(
    ("cell", "score"),
    [("4/5", 4), (4.0, 4), ("4 out of 5", 4), ("5 - excellent", 5), ("Satisfied", 4), ("1", 1)],
)
def test_satisfaction_is_from_1_to_5(cell, score):
    assert satisfaction(cell).value == score


@pytest.mark.parametrize("cell", ["3.5", 0, 6, "8/10", "good", "...4", "1.2.3"])
def test_any_other_satisfaction_is_a_doubt(cell):
    assert [p.code for p in satisfaction(cell).problems] == ["satisfaction-unreadable"]


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("3 months", 3),
        (3, 3),
        ("6", 6),
        ("one year", 12),
        ("three months' notice", 3),
        ("90 days", 3),
        ("30 days", 1),
        ("4 weeks", 1),
        ("12 weeks", 3),
        ("180 days", 6),
    ],
)
def test_notice_is_counted_in_months(cell, months):
    assert notice_period(cell).value == months


def test_notice_may_be_none_or_unreadable():
    assert notice_period("none").state == State.NONE
    assert [p.code for p in notice_period("reasonable").problems] == ["notice-unreadable"]


@pytest.mark.parametrize(
    ("cell", "answer"), [("Yes", True), ("y", True), (True, True), (1, True), ("No", False), (False, False)]
)
def test_yes_and_no(cell, answer):
    assert (yes_no(cell).value, yes_no(cell).problems) == (answer, ())


def test_an_open_answer_is_not_known_and_a_remark_is_kept():
    assert yes_no(None).state == State.UNKNOWN
    assert (yes_no("under review").state, yes_no("under review").note) == (State.UNKNOWN, "under review")
    assert (yes_no("Yes - 2026").value, yes_no("Yes - 2026").note) == (True, "Yes - 2026")
    assert [p.severity for p in yes_no("banana").problems] == ["doubt"]


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("SME", SmeVcse(True, None)),
        ("VCSE", SmeVcse(None, True)),
        ("SME / VCSE", SmeVcse(True, True)),
        ("Both", SmeVcse(True, True)),
        ("No", SmeVcse(False, False)),
    ],
)
def test_one_column_may_answer_for_sme_and_vcse(cell, answer):
    assert sme_vcse(cell).value == answer


@pytest.mark.parametrize(
    ("read", "cell", "answer"),
    [
        (sme, "SME", True),
        (sme, "Small", True),
        (sme, "Large", False),
        (sme, "Non-SME", False),
        (sme, "Y", True),
        (vcse, "VCSE", True),
        (vcse, "Charity", True),
        (vcse, "Not VCSE", False),
        (vcse, "No", False),
    ],
)
def test_a_column_of_one_kind_may_name_it(read, cell, answer):
    assert read(cell).value is answer


def test_another_kind_is_neither_yes_nor_no():
    assert [p.code for p in sme("VCSE").problems] == ["yes-no-unreadable"]


def test_yes_alone_does_not_say_which():
    assert [p.code for p in sme_vcse("Yes").problems] == ["sme-or-vcse"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Call-off from a framework agreement", "call-off"),
        ("Framework call-off", "call-off"),
        ("Restricted procedure (above threshold)", "restricted"),
        ("Direct award after shortlist of four", "direct"),
        ("Single tender action (below threshold)", "direct"),
        ("Negotiated procedure without prior publication (voluntary ex ante transparency notice)", "direct"),
        ("Limited method without prior publication of a call for competition", "direct"),
        ("Direct, below threshold - without competition", "direct"),
        ("Open procedure", "open"),
        ("Open tender", "open"),
        ("mini competition", "mini-competition"),
        ("Further Competition", "mini-competition"),
        ("12-month extension of call-off contract ICT14318", "variation"),
        ("variation to the existing 2022 contract", "variation"),
        ("Selective, competitive dialogue", "negotiated"),
        ("Dynamic purchasing system", "dynamic"),
        ("Three quotations", "quotation"),
        ("exemption from standard procurement processes under section 10", "other"),
    ],
)
def test_a_route_is_told_from_the_sources_words_which_stay(cell, expected):
    assert (route(cell).value, route(cell).note) == (expected, cell)


@pytest.mark.parametrize(
    ("read", "cell", "expected"),
    [
        (hosting, "Cloud hosted", "saas"),
        (hosting, "On premise", "data-centre"),
        (hosting, "SaaS", "saas"),
        (status, "In use", "live"),
        (agreement_kind, "Call off", "call-off"),
        (competition, "ITT", "tender"),
        (competition, "ITQ", "quote"),
        (competition, "Neither", "neither"),
        (regime, "PCR 2015", "2015"),
        (value_span, "per annum", "annual"),
        (value_kind, "Awarded", "awarded"),
        (side, "Front-line", "frontline"),
        (skill_level, "Could teach others", 4),
        (skill_level, 2, 2),
    ],
)
def test_other_words_for_the_words_of_a_list(read, cell, expected):
    assert (read(cell).value, read(cell).problems) == (expected, ())


def test_a_word_outside_the_list_is_a_doubt_and_a_question_mark_is_not():
    assert [p.code for p in hosting("on the moon").problems] == ["not-in-list"]
    assert (hosting("?").state, hosting("?").problems) == (State.UNKNOWN, ())
    assert hosting("Withheld: security").reason == "security"


def test_every_choice_that_the_workbook_offers_is_understood():
    from contracts.imports.cells import parse

    for fields in FIELDS.values():
        for field in fields:
            for choice in field.choices:
                found = parse(field, choice)
                assert not found.problems, (field.name, choice)


def test_every_route_is_read_from_its_own_label_without_a_note():
    for value, label in Contract.Route.choices:
        assert (route(label).value, route(label).note) == (value, "")
