"""Files of different days and different sources about the same records."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from boroughs.models import Borough
from contracts.imports.receiving import apply, read, receive_path
from contracts.models import Assertion, Contract, ImportBatch, Listing, SystemInUse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HEADINGS = "Borough,Reference,Title,Supplier,End date,Value"


def brought(tmp_path: Path, text: str, *, name: str = "register.csv", **stated: Any) -> ImportBatch:
    path = tmp_path / name
    path.write_text(text)
    batch = read(batch=receive_path(path, may_be_published=True, **stated))
    assert batch.status == ImportBatch.Status.READY, batch.error
    return apply(batch=batch)


def register(tmp_path: Path, value: str, day: datetime.date) -> ImportBatch:
    text = f"{HEADINGS}\nCamden,CON-1,Housing system,Acme Ltd,31/03/2028,{value}\n"
    return brought(tmp_path, text, borough=Borough.objects.get(slug="camden"), as_at_date=day)


def test_an_older_file_of_the_same_source_changes_nothing_and_says_so(tmp_path: Path) -> None:
    register(tmp_path, "12000", datetime.date(2026, 11, 1))
    older = register(tmp_path, "13000", datetime.date(2026, 10, 1))

    assert older.counts["unchanged"] == 1
    assert [problem["code"] for problem in older.rows.get().problems] == ["older-file"]
    assert str(Contract.objects.get().value) == "12000.00"
    assert Assertion.objects.get().as_at_date == datetime.date(2026, 11, 1)


def test_a_newer_file_that_says_the_same_only_dates_it_anew(tmp_path: Path) -> None:
    register(tmp_path, "12000", datetime.date(2026, 10, 1))
    newer = register(tmp_path, "12000", datetime.date(2026, 11, 1))

    assert newer.counts["unchanged"] == 1
    assert Assertion.objects.get().as_at_date == datetime.date(2026, 11, 1)
    assert Contract.objects.get().version == 1


def test_a_newer_file_of_the_same_source_changes_what_it_says_otherwise(tmp_path: Path) -> None:
    register(tmp_path, "12000", datetime.date(2026, 10, 1))
    assert register(tmp_path, "13000", datetime.date(2026, 11, 1)).counts["changed"] == 1
    assert str(Contract.objects.get().value) == "13000.00"


def test_another_source_of_the_same_contract_finds_it_by_reference_and_title(tmp_path: Path) -> None:
    register(tmp_path, "12000", datetime.date(2026, 11, 1))
    survey = f"{HEADINGS}\nCamden,CON-1,Housing System,Acme Limited,31/03/2029,15000\n"
    batch = brought(tmp_path, survey, name="survey.csv")

    assert batch.counts["new"] == 0
    contract = Contract.objects.get()
    # The authority's own register counts before a file that anybody sent.
    assert (str(contract.value), contract.end_date) == ("12000.00", datetime.date(2028, 3, 31))
    assert Assertion.objects.filter(record_id=contract.pk).count() == 2


def test_contracts_that_share_a_reference_and_not_a_title_stay_two(tmp_path: Path) -> None:
    register(tmp_path, "12000", datetime.date(2026, 11, 1))
    other = f"{HEADINGS}\nCamden,CON-1,Telephony,Acme Limited,31/03/2029,15000\n"
    assert brought(tmp_path, other, name="survey.csv").counts["new"] == 1


def test_another_source_of_the_same_system_finds_it_where_a_function_is_common(tmp_path: Path) -> None:
    first = "Borough,Function,System,Manufacturer\nCamden,Housing repairs,Homes,Maker Ltd\n"
    brought(tmp_path, first, name="first.csv")
    again = "Borough,Function,System,Supplier\nCamden,Housing repairs,Homes,Seller Ltd\n"
    elsewhere = "Borough,Function,System,Supplier\nCamden,Payroll,Homes,Seller Ltd\n"

    assert brought(tmp_path, again, name="second.csv").counts["new"] == 0
    assert brought(tmp_path, elsewhere, name="third.csv").counts["new"] == 1
    assert SystemInUse.objects.count() == 2


CORRECTIONS = {
    "a number filled in": (",Housing system,12000", "CON-1,Housing system,12000"),
    "a number left out": ("CON-1,Housing system,12000", ",Housing system,12000"),
    "title and value under one number": ("CON-1,Housing system,12000", "CON-1,Homes platform,15000"),
}


@pytest.mark.parametrize(("before", "after"), CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_a_common_correction_is_no_second_contract(tmp_path: Path, before: str, after: str) -> None:
    for row in (before, after):
        reference, title, value = row.split(",")
        text = f"{HEADINGS}\nCamden,{reference},{title},Acme Ltd,31/03/2028,{value}\n"
        brought(tmp_path, text)
    assert Contract.objects.count() == 1
    assert Assertion.objects.count() == 1
    if "CON-1" in before:
        assert Contract.objects.get().reference == "CON-1"


def test_a_protected_row_tells_nothing_that_shows_elsewhere(tmp_path: Path) -> None:
    brought(tmp_path, "Borough,Function,System,Status\nCamden,Payroll,Pubprod,Live\n", name="a.csv")
    secret = "Borough,Function,System,Manufacturer\nEaling,Backup,Pubprod,Makersecret Ltd\n"
    brought(tmp_path, secret, name="b.csv")
    assert SystemInUse.objects.get(borough__slug="camden").product.maker is None


def test_a_maker_told_later_shows_on_every_record_of_the_product(tmp_path: Path) -> None:
    brought(tmp_path, "Borough,Function,System,Status\nCamden,Payroll,Pubprod,Live\n", name="a.csv")
    brought(
        tmp_path, "Borough,Function,System,Manufacturer\nEaling,Payroll,Pubprod,Maker Ltd\n", name="b.csv"
    )
    shown = Listing.objects.get(kind="system", data__lead__slug="camden", audience="public")
    assert shown.data["facts"]["product"]["entries"][0]["maker"]["name"] == "Maker Ltd"


def test_a_function_that_sounds_protective_waits_for_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Borough,Function,Title,Supplier\nCamden,SIEM tooling,Watching,Secret Ltd\n")
    assert read(batch=receive_path(path)).counts["doubtful"] == 1
