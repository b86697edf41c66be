"""People in cells: who is one, and which firms and places only sound like one."""

import csv

import pytest
from django.conf import settings

from contracts.imports.cells import parse, parse_as_firms
from contracts.imports.cells.people import perhaps_person, titled_name
from contracts.imports.fields import FIELDS

FIELD = {field.name: field for field in FIELDS["contract"]}
LONDON = settings.BASE_DIR / "fixtures" / "london"
NAMED = """
    Mr John Smith | Ms. A. Patel | Cllr Jane Doe | Dr Jones | Mr. J. Smith | Contact Mrs O'Neill about it |
    MR JOHN SMITH | mr john smith | Mr & Mrs Smith | Mr J.R. Smith | Prof. Alice Brown | Sir Keir Smith |
    Councillor David Jones | Rev John Small | approved by Dr A Khan on 1 May | Miss Łucja Nowak |
    Mx Sam Taylor | MS JANE ROE | Ms Roe's team | Mr Smith (IT) | Mr Smith, Head of IT | Mr de Souza |
    Dame Judith Hackitt | Mr van Dyke | Cllr Doe | ask Mr Okonkwo. | Mr Ahmed, Acme Ltd |
    Dr Priya Patel and Acme Ltd | Mrs Hill
"""
NOT_NAMED = """
    Dr Foster Ltd | Mr Lock Limited | Miss Selfridge | St John's | Dr Foster Intelligence | MS Teams |
    MS Office 365 | Ms Teams licences | MS SQL Server | DR Site | DR as a service | Rev A | Rev 2 |
    Prof Services Framework | Councillor Portal | Councillors' allowances | Cllr Casework system |
    Sir John Cass's Foundation School | Sir William Burrough Primary School | Lord Mayor |
    Lady Margaret Road | 12 Acacia Dr London | Dr Martens | Mr Kipling | Mrs Smith Cleaning Services |
    Mr Clutch Ltd | Missing persons | Professor of law | Master Data Management | Major Incident system |
    PC Refresh | Judge Service | Microsoft Dynamics CRM | Ms Project | ms access database |
    DR environment at Slough | Disaster Recovery (DR) Services | Notre Dame Colleg
"""
PERSONS = """
    John Smith | J Smith | J. Smith | J R Smith | J.R. Smith | Smith, John | Mr John Smith | Dr Jones |
    Mohammed Ali | Priya Patel | Oluwaseun Adeyemi | Agnieszka Kowalska | JOHN SMITH | john smith |
    Jane Anne Roe | Mary O'Neill | Jean-Pierre Martin | Peter van Dyke | John Smith (Consultant Trainer) |
    Siobhán Kelly | Anne-Marie Jones | Wei Chen | Khadija Begum | Ms A Patel | Sarah Thompson-Jones |
    John P. Smith | Patel, Priya | Mary Hill
"""
FIRMS = """
    John Lewis | Ernst & Young | Thomson Reuters | Capita | Morgan Sindall | Kier | Robert Half |
    Michael Page | Civica UK Limited | John Lewis Partnership | Dr Foster Ltd | John Smith Ltd |
    Grant Thornton | Smith & Jones | Mott MacDonald | WH Smith | W H Smith | Marks and Spencer |
    Max Fordham | Harvey Nash | Price Waterhouse | E ON | T Mobile | O2 | Charles Taylor Group |
    Victoria Forms | Eden Brown | Rose Regeneration | Marie Curie | Mary Ward Settlement | Mr Lock Limited |
    Miss Selfridge | Adobe
"""


def each(names):
    return [name.strip() for name in names.split("|")]


@pytest.mark.parametrize("text", each(NAMED))
def test_a_name_with_a_title_is_one_of_a_person(text):
    assert titled_name(text)


@pytest.mark.parametrize("text", each(NOT_NAMED))
def test_a_title_in_the_name_of_a_firm_a_place_or_a_thing_names_nobody(text):
    assert not titled_name(text)


@pytest.mark.parametrize("name", each(PERSONS))
def test_a_supplier_may_look_like_a_person(name):
    assert perhaps_person(name)


@pytest.mark.parametrize("name", each(FIRMS))
def test_a_firm_does_not_look_like_a_person(name):
    assert not perhaps_person(name)


@pytest.mark.parametrize("file", ["awards-2021-2026.csv", "systems-in-use.csv"])
def test_no_supplier_of_the_real_files_looks_like_a_person(file):
    with (LONDON / file).open(encoding="utf-8-sig") as lines:
        names = {part for row in csv.DictReader(lines) for part in row["supplier"].split(";")}

    assert len(names) > 5
    assert [name for name in names if perhaps_person(name)] == []


@pytest.mark.parametrize("name", ["description", "notes", "department", "framework", "end_date", "system"])
def test_a_titled_name_is_kept_out_of_every_column(name):
    found = parse(FIELD[name], "Held by Mr John Smith")

    assert (found.value, found.note) == (None, "")
    assert [(p.code, p.value, p.severity) for p in found.problems] == [
        ("person-named", "(a person's name)", "note")
    ]


@pytest.mark.parametrize("text", ["Mr John Smith's system", "Ring 020 7946 0123", "a@b.example"])
def test_a_row_whose_title_reaches_a_person_waits_for_one(text):
    assert [p.severity for p in parse(FIELD["title"], text).problems] == ["doubt"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Jane Smith", "(perhaps a person: J. S.)"),
        ("Acme Ltd; Jane Smith", "(perhaps a person: J. S.)"),
        ("Jane Smith t/a Smith Computing", "(perhaps a person: J. S.)"),
        ("Acme Ltd (via Jane Smith)", "(perhaps a person: J. S.)"),
        ("Acme Ltd (Mr Jane Smith)", "(perhaps a person)"),
    ],
)
@pytest.mark.parametrize("name", ["supplier"])
def test_of_a_supplier_that_looks_like_a_person_initials_are_told_and_nothing_else(name, cell, told):
    found = parse(FIELD[name], cell)

    assert (found.value, found.note, found.reason) == (None, "", "")
    [problem] = found.problems
    assert (problem.code, problem.severity) == ("supplier-perhaps-person", "doubt")
    assert problem.value.startswith("(perhaps a person")
    assert "Smith" not in f"{problem}"
    assert problem.value == told


def test_a_maker_is_judged_as_a_supplier_is():
    [problem] = parse(FIELD["manufacturer"], "Jane Smith").problems

    assert (problem.code, problem.value) == ("supplier-perhaps-person", "(perhaps a person: J. S.)")


def test_who_is_known_to_be_a_firm_is_read():
    assert [one.name for one in parse_as_firms(FIELD["supplier"], "Jane Smith").value] == ["Jane Smith"]
    assert parse_as_firms(FIELD["manufacturer"], "Jane Smith").value == ("Jane Smith",)
