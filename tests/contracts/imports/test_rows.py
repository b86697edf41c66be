"""What becomes of rows: broken ones are named, blanks erase nothing, the four states stay apart."""

import datetime

import pytest
from django.db import transaction

from boroughs.models import SkillLevel
from contracts.models import Assertion, Contract, SystemInUse
from contracts.services.editing import editing
from suppliers.models import Product, Supplier
from tests import factories
from tests.importing import (
    CONTRACT,
    OF_THE_BATCH,
    counted,
    csv_file,
    database,
    differences,
    imported,
    problems,
    staged,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def authorities():
    factories.function("Housing management")
    return [factories.borough(name) for name in ("Camden", "Islington", "Hackney")]


@pytest.fixture
def file(tmp_path):
    def write(*rows, base=CONTRACT):
        return csv_file(tmp_path / "register.csv", [base | row for row in rows])

    return write


SYSTEM = {"borough": "Camden", "system": "Homes", "supplier": "Acme", "reference": "S-1"}


# Broken rows


def test_a_broken_row_is_rejected_by_name_and_the_rest_can_be_applied(file):
    batch = staged(
        file(
            {"reference": "1"},
            {"reference": "2", "borough": "Atlantis", "end_date": "2020-01-01"},
            {"reference": "3", "title": ""},
        )
    )
    assert counted(batch) == {"new": 1, "rejected": 2}
    assert problems(batch) == [
        (3, "borough", "unknown-authority"),
        (3, "end_date", "end-before-start"),
        (4, "title", "no-title"),
    ]


def test_a_file_with_a_broken_row_does_what_the_file_without_it_does(file):
    good = {"reference": "1"}, {"reference": "2", "title": "Second"}

    def sizes():
        return {table: len(rows) for table, rows in database(without=OF_THE_BATCH).items()}

    with transaction.atomic():
        imported(file(*good))
        wanted = sizes()
        transaction.set_rollback(True)
    broken = {"reference": "9", "borough": "Atlantis", "supplier": "Nobody Else Ltd", "system": "Nothing"}
    imported(file(good[0], broken, good[1]))
    assert sizes() == wanted


def test_a_row_of_totals_is_set_aside(file):
    assert counted(staged(file({}, {"title": "Total", "reference": ""}))) == {"new": 1, "set-aside": 1}


def test_two_rows_of_one_reference_and_title_are_doubtful(file):
    batch = imported(file({}, {"value": 5}))
    assert counted(batch) == {"new": 1, "doubtful": 1}
    assert Contract.objects.count() == 1


def test_two_rows_that_mean_one_record_are_doubtful(file):
    imported(file({"ocid": "ocds-abc123-1"}), source=factories.source("first"))
    two = file({"ocid": "ocds-abc123-1", "reference": "A"}, {"ocid": "ocds-abc123-1", "reference": "B"})
    batch = imported(two, source=factories.source("second"))
    assert counted(batch) == {"changed": 1, "doubtful": 1}
    assert "same-record" in {code for _, _, code in problems(batch)}
    assert Contract.objects.count() == 1


# Blanks and states


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("supplier", "Acme Software Limited"),
        ("value", 125000),
        ("end_date", "2027-03-31"),
        ("department", "Homes"),
        ("shared_with", "Islington"),
        ("value_vat", "Excluding VAT"),
        ("value_kind", "Awarded value"),
        ("value_covers", "A year"),
        ("sme", "Yes"),
        ("registration_number", "01234567"),
        ("system", "Homes"),
        ("function", "Housing management"),
        ("extensions", "12 months"),
        ("notice_period", "3 months"),
        ("route", "Direct award"),
        ("notes", "Moves in 2027"),
        ("source_url", "https://camden.example/1"),
        ("evidence", "council decision"),
        ("manufacturer", "Maker Ltd"),
    ],
)
def test_a_blank_cell_erases_nothing(file, column, cell):
    imported(file({column: cell, "department": "Homes"}))
    before = database(without=OF_THE_BATCH)
    batch = imported(file({column: "", "department": "Homes" if column != "department" else ""}))
    assert counted(batch) == {"unchanged": 1}
    assert differences(before, database(without=OF_THE_BATCH)) == {}


def test_a_blank_beside_a_changed_sum_keeps_the_basis_of_the_sum(file):
    imported(file({"value": 100, "value_vat": "Excluding VAT", "sme": "Yes"}))
    imported(file({"value": 200, "value_vat": "", "sme": ""}))
    contract = Contract.objects.get()
    assert (str(contract.value), contract.value_vat) == ("200.00", "excluding")
    assert contract.supplier_links.get().sme_at_award is True


@pytest.mark.parametrize(
    ("cell", "state"),
    [("", "unknown"), ("None", "none"), ("Withheld: commercial", "withheld"), ("Acme", "known")],
)
def test_the_four_states_of_a_supplier_are_kept_apart(file, cell, state):
    imported(file({"supplier": cell}))
    contract = Contract.objects.get()
    assert contract.supplier_state == state
    assert contract.suppliers.count() == (state == "known")


def test_a_supplier_can_be_withheld_after_it_was_known(file):
    imported(file({}))
    imported(file({"supplier": "Withheld: commercial"}))
    contract = Contract.objects.get()
    assert contract.supplier_state == "withheld"
    assert not contract.suppliers.exists()


def test_several_buyers_share_one_agreement(file):
    imported(file({"borough": "Camden; Islington", "shared_with": "Hackney"}))
    contract = Contract.objects.get()
    assert contract.lead_buyer.slug == "camden"
    assert sorted(b.slug for b in contract.participants.all()) == ["hackney", "islington"]


def test_a_month_stays_a_month(file):
    imported(file({"start_date": "April 2024", "end_date": "March 2027"}))
    contract = Contract.objects.get()
    assert (str(contract.start_date), contract.start_precision) == ("2024-04-01", "month")
    assert (str(contract.end_date), contract.end_precision) == ("2027-03-31", "month")


def test_evidence_and_address_stand_with_what_the_source_says(file):
    imported(
        file(
            {
                "evidence": "council decision",
                "source_url": "https://camden.example/decisions/1",
                "publisher": "Camden Council",
                "as_at": "2026-05-01",
            }
        )
    )
    told = Assertion.objects.get()
    assert (told.evidence, told.publisher) == ("council decision", "Camden Council")
    assert (told.url, str(told.as_at_date)) == ("https://camden.example/decisions/1", "2026-05-01")
    assert told.published
    assert told.rank == 3


def test_text_that_was_kept_from_being_a_formula_comes_back_as_it_was(file):
    imported(file({"title": "'=Total communications", "notes": "'-plain"}))
    assert Contract.objects.get().title == "=Total communications"


# Systems


def test_a_row_of_systems_stands_under_each_authority_and_each_product(file):
    row = {"borough": "Camden; Islington", "system": "Homes; Rents; homes"}
    batch = imported(file(row, base=SYSTEM))
    assert counted(batch) == {"new": 1}
    found = SystemInUse.objects.values_list("borough__slug", "product__name")
    assert sorted(found) == [
        ("camden", "Homes"),
        ("camden", "Rents"),
        ("islington", "Homes"),
        ("islington", "Rents"),
    ]
    assert counted(staged(file(row, base=SYSTEM))) == {"unchanged": 1}


# Names


def test_namesakes_with_other_numbers_are_suppliers_of_their_own(file):
    imported(file({"registration_number": "01234567"}))
    batch = imported(
        file(
            {"registration_number": "01234567"},
            {"reference": "2", "registration_number": "07654321"},
            {"reference": "3", "registration_number": "07654321"},
        )
    )
    assert counted(batch) == {"new": 2, "unchanged": 1}
    assert sorted(Supplier.objects.values_list("company_number", flat=True)) == ["01234567", "07654321"]


def test_one_number_under_two_names_is_one_supplier(file):
    imported(
        file(
            {"registration_number": "01234567", "supplier": "Acme"},
            {"reference": "2", "registration_number": "01234567", "supplier": "Acme Group"},
        )
    )
    assert Supplier.objects.count() == 1


def test_a_supplier_known_by_its_trading_name_is_one_supplier(file):
    imported(
        file(
            {"supplier": "Acme Limited t/a Homes Online"},
            {"reference": "2", "supplier": "Homes Online"},
            {"reference": "3", "supplier": "Acme"},
        )
    )
    assert Supplier.objects.count() == 1


def test_long_names_that_begin_alike_get_addresses_of_their_own(tmp_path):
    begin = "A very long discipline that goes on and on until its end "
    rows = [{"borough": "Camden", "skill": begin + end, "level": "Strong"} for end in ("one", "two")]
    assert counted(imported(csv_file(tmp_path / "skills.csv", rows))) == {"new": 2}


def test_a_row_that_comes_to_mean_a_skill_told_by_another_source_speaks_of_that_one(tmp_path):
    row = {"borough": "Camden", "skill": "Service design", "level": "Strong"}
    other = row | {"skill": "User research", "level": "Learning"}
    imported(csv_file(tmp_path / "a.csv", [other]), source=factories.source("other"))
    imported(csv_file(tmp_path / "b.csv", [row]), source=factories.source("one"))
    imported(csv_file(tmp_path / "b.csv", [row | {"skill": "User research"}]), source=factories.source("one"))
    assert sorted(SkillLevel.objects.values_list("skill__name", flat=True)) == [
        "Service design",
        "User research",
    ]


# Edits by hand


def test_what_an_officer_said_before_a_newer_file_is_doubtful_and_stays(file):
    imported(file({}))
    with editing(contract := Contract.objects.get()):
        contract.value = 70
        contract.save()
    batch = imported(file({"value": 90}), as_at_date=datetime.date(2027, 1, 1))
    assert counted(batch) == {"doubtful": 1}
    assert [code for *_, code in problems(batch)] == ["edited-by-hand"]
    contract.refresh_from_db()
    assert contract.value == 70


def test_what_an_officer_said_shows_before_an_older_file(file):
    imported(file({}))
    with editing(contract := Contract.objects.get()):
        contract.value = 70
        contract.save()
    batch = imported(file({"value": 90, "department": "Homes"}))
    contract.refresh_from_db()
    assert counted(batch) == {"changed": 1}
    assert (contract.value, contract.department) == (70, "Homes")


def test_the_maker_of_a_product_is_learnt_once(file):
    imported(file({}))
    imported(file({"manufacturer": "Maker Ltd"}))
    assert Product.objects.get().maker.name == "Maker Ltd"
    batch = imported(file({"manufacturer": "Other Ltd"}))
    assert counted(batch) == {"changed": 1}
    assert Product.objects.get().maker.name == "Maker Ltd"
