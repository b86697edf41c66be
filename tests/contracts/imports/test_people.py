"""What names or reaches people stays out: of rows, of pages, of the whole database."""

import csv

import pytest
from django.urls import reverse

from contracts.imports.fields import FIELDS
from contracts.imports.receiving import apply
from contracts.imports.reporting import report
from contracts.models import Contract, ImportBatch, ImportRow
from suppliers.models import Supplier
from tests import factories
from tests.importing import CONTRACT, counted, csv_file, database, imported, problems, staged
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")
PLANTS = {
    "e-mail": ("ask zebedee.quux@camden.example now", "zebedee.quux"),
    "telephone": ("ring 020 7946 0958 first", "7946 0958"),
    "titled name": ("for Mr Zebedee Quux to see", "Quux"),
}
SYSTEM = {"borough": "Camden", "system": "Homes", "function": "", "since": "2020"}
SKILL = {"borough": "Camden", "skill": "Python", "level": "3", "group": "Making"}
PLAIN = {"contract": CONTRACT, "system": SYSTEM, "skill": SKILL}
PERSONAL_HEADINGS = ["Lead Officer", "Contact e-mail", "Tel No"]


@pytest.fixture(autouse=True)
def authority():
    return factories.borough("Camden")


def written(path, headings, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def planted(path, target, plant):
    """One row for each column with the plant in it, the others filled in; people's columns hold it always."""
    fields = list({field.name: field for field in FIELDS[target] if not field.otherwise}.values())
    rows = []
    for number, spoilt in enumerate(fields):
        row = {name: f"{value}" for name, value in PLAIN[target].items()} | {"reference": f"R-{number}"}
        row[spoilt.name] = plant
        rows.append([row.get(field.name, "") for field in fields] + [plant] * len(PERSONAL_HEADINGS))
    return written(path, [field.heading for field in fields] + PERSONAL_HEADINGS, rows)


@pytest.mark.parametrize("target", ["contract", "system", "skill"])
@pytest.mark.parametrize("plant", PLANTS)
def test_after_reading_and_applying_no_table_holds_it(tmp_path, target, plant):
    text, mark = PLANTS[plant]
    batch = staged(planted(tmp_path / "register.csv", target, text))
    read = repr(database())
    applied = apply(batch=batch)

    assert applied.status == ImportBatch.Status.APPLIED
    assert batch.rows_read >= 5
    assert mark.casefold() not in read.casefold()
    assert mark.casefold() not in repr(database()).casefold()
    assert mark not in repr(report(applied))


def test_a_supplier_that_looks_like_a_person_is_in_no_table_and_on_no_page(tmp_path, client):
    batch = staged(csv_file(tmp_path / "a.csv", [CONTRACT | {"supplier": "Zoe Quuxley"}]))
    sign_in(client, staff_member())
    shown = client.get(reverse("admin:import-review", args=[batch.key])).content.decode()

    assert counted(batch) == {"doubtful": 1}
    assert problems(batch) == [(2, "supplier", "supplier-perhaps-person")]
    assert "Quuxley" not in repr(database())
    assert "Quuxley" not in shown
    assert "(perhaps a person: Z. Q.)" in shown


def test_once_staff_added_the_firm_it_is_read(tmp_path):
    factories.supplier("Zoe Quuxley")
    batch = imported(csv_file(tmp_path / "a.csv", [CONTRACT | {"supplier": "Zoe Quuxley"}]))

    assert counted(batch) == {"new": 1}
    assert Contract.objects.get().suppliers.get() == Supplier.objects.get()


def test_a_company_number_makes_a_firm_of_it(tmp_path):
    row = CONTRACT | {"supplier": "Zoe Quuxley", "registration_number": "01234567"}

    assert counted(staged(csv_file(tmp_path / "a.csv", [row]))) == {"new": 1}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Mr John Quux's system", "person-named"),
        ("Ring 020 7946 0958", "telephone-number"),
        ("zebedee.quux@camden.example", "email-address"),
    ],
)
def test_a_title_with_personal_data_makes_the_row_doubtful(tmp_path, title, code):
    batch = staged(csv_file(tmp_path / "a.csv", [CONTRACT | {"title": title}]))

    assert counted(batch) == {"doubtful": 1}
    assert problems(batch) == [(2, "title", code)]
    assert batch.rows.get().title == ""


def test_a_description_with_personal_data_is_left_out_and_the_row_is_used(tmp_path):
    batch = imported(csv_file(tmp_path / "a.csv", [CONTRACT | {"description": "By Mr John Quux"}]))

    assert counted(batch) == {"new": 1}
    assert Contract.objects.get().description == ""


def test_the_page_and_the_report_say_which_columns_were_left_out_and_how_full_they_were(tmp_path, client):
    headings = ["Title", "Supplier", "End date", "Lead Officer", "Contact e-mail", "Borough"]
    rows = [
        ["One", "Acme Ltd", "2027-01-01", "Zebedee", "z@camden.example", "Camden"],
        ["Two", "Acme Ltd", "2027-01-01", "  ", "", "Camden"],
        ["Three", "Acme Ltd", "2027-01-01", "Zoe", "", "Camden"],
    ]
    batch = staged(written(tmp_path / "a.csv", headings, rows))
    sign_in(client, staff_member())
    shown = " ".join(client.get(reverse("admin:import-review", args=[batch.key])).content.decode().split())

    assert report(batch)["sheets"][0]["left_out"] == [
        {"heading": "Lead Officer", "cells": 2},
        {"heading": "Contact e-mail", "cells": 1},
    ]
    assert "2 columns left out, because they name or reach people" in shown
    assert "“Lead Officer” (2 filled cells), “Contact e-mail” (1 filled cell)." in shown


def test_a_heading_does_not_carry_an_address_either(tmp_path):
    headings = ["Title", "Supplier", "End date", "Borough", "Queries to z.quux@camden.example"]
    batch = staged(
        written(tmp_path / "a.csv", headings, [["One", "Acme Ltd", "2027-01-01", "Camden", "yes"]])
    )

    assert "quux" not in repr(database())
    assert report(batch)["sheets"][0]["left_out"] == [
        {"heading": "Queries to (an e-mail address)", "cells": 1}
    ]


def test_a_row_keeps_the_cells_that_were_used_and_no_other(tmp_path):
    row = {**CONTRACT, "Colour": "Blue", "Lead Officer": "Zebedee", "Demonstration": ""}
    batch = imported(csv_file(tmp_path / "a.csv", [row]))

    assert set(batch.rows.get().cells) == set(CONTRACT)


def test_a_row_that_is_set_aside_keeps_its_reference_title_and_reason_alone(tmp_path):
    row = CONTRACT | {"title": "Grand total", "reference": "CON-9", "description": "All of it"}
    kept = staged(csv_file(tmp_path / "a.csv", [row])).rows.get()

    assert kept.outcome == ImportRow.Outcome.SET_ASIDE
    assert kept.cells == {"reference": "CON-9", "title": "Grand total"}
    assert [(p["code"], p["value"]) for p in kept.problems] == [("set-aside", "Grand total")]
