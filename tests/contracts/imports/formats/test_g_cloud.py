"""G-Cloud sales come in as spend evidence: purchases, none of them with a date that nobody stated."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from contracts.imports.undoing import undo_batch
from contracts.models import Assertion, Contract, ImportBatch, Source, SystemInUse
from contracts.services.sources import load_sources
from suppliers.models import Product
from tests import factories
from tests.importing import counted, csv_file, differences, imported, observable, staged

SALES = settings.BASE_DIR / "fixtures" / "g-cloud" / "spend-london-2012-2014.csv"
LINE = {
    "ID": "35",
    "Framework": "G-Cloud",
    "LotDescription": "3",
    "SupplierName": "Acme Software Ltd",
    "CustomerName": "London Borough of Hounslow Council",
    "ReturnMonth": "2013-06-01",
    "ProjectNameAndDescription": "Hosting of forms",
    "EvidencedSpend": "1000",
    "Sector": "Local Government",
    "SMEorLarge": "SME",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def sales(tmp_path: Path, *lines: dict[str, Any]) -> Path:
    return csv_file(tmp_path / "sales.csv", [LINE | line for line in lines])


def told(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """Row, outcome and what was said of it."""
    return [
        (row.row_number, row.outcome, " ".join(problem["message"] for problem in row.problems))
        for row in batch.rows.order_by("position")
    ]


def text(words: str, spend: str, **more: str) -> dict[str, str]:
    return {"ProjectNameAndDescription": words, "EvidencedSpend": spend, **more}


def test_a_purchase_is_what_was_spent_and_nothing_else(tmp_path: Path) -> None:
    batch = imported(
        sales(tmp_path, {}, {"ID": "36", "ReturnMonth": "2014-02-01", "EvidencedSpend": "250.5"})
    )

    assert batch.format == "g-cloud"
    contract = Contract.objects.get()
    assert (contract.kind, contract.title, str(contract.value), contract.value_kind, contract.value_vat) == (
        "spend",
        "Hosting of forms",
        "1250.50",
        "spend",
        "excluding",
    )
    assert contract.framework == "G-Cloud, lot 3"
    assert contract.notes == "Invoiced from June 2013 to February 2014, in 2 lines."
    assert (contract.award_date, contract.start_date, contract.end_date) == (None, None, None)
    assert (contract.end_state, contract.extensions_state, contract.review_state) == ("unknown",) * 3
    assert Assertion.objects.get().as_at_date is None
    assert contract.supplier_links.get().sme_at_award is True
    assert not SystemInUse.objects.exists()


def test_every_line_keeps_its_place_and_says_where_it_went(tmp_path: Path) -> None:
    batch = staged(sales(tmp_path, {}, text("Support", "70"), {"ID": "36"}))
    assert told(batch) == [
        (2, "new", ""),
        (3, "new", ""),
        (4, "set-aside", "Counted into the purchase of row 2."),
    ]


@pytest.mark.parametrize(
    "again",
    [
        text("hosting of FORMS", "1"),
        text("Hosting of forms: 01/06/2013 - 30/06/2013", "1"),
        text("Hosting of forms 01.06.13 - 30.06.13", "1"),
        text("Hosting of forms for SIN003390", "1"),
        {"CustomerName": "LB Hounslow"},
        {"SupplierName": "ACME SOFTWARE LIMITED"},
    ],
)
def test_spellings_dates_and_invoice_numbers_make_no_other_purchase(
    tmp_path: Path, again: dict[str, str]
) -> None:
    assert counted(staged(sales(tmp_path, {}, again))) == {"new": 1, "set-aside": 1}


@pytest.mark.parametrize(
    "other",
    [
        text("Hosting of maps", "1"),
        text("Hosting of forms, June 2013 to May 2014", "1"),
        {"CustomerName": "London Borough of Lewisham"},
        {"SupplierName": "Softcat"},
    ],
)
def test_another_buyer_supplier_or_text_is_another_purchase(tmp_path: Path, other: dict[str, str]) -> None:
    assert counted(staged(sales(tmp_path, {}, other))) == {"new": 2}


def test_a_credit_note_reduces_the_sum(tmp_path: Path) -> None:
    imported(sales(tmp_path, {}, {"EvidencedSpend": "-400"}))
    assert str(Contract.objects.get().value) == "600.00"


def test_a_purchase_that_nets_to_nothing_is_set_aside(tmp_path: Path) -> None:
    path = sales(tmp_path, {}, {"EvidencedSpend": "-1000"}, text("Sales credit note for SIN003390", "-28888"))
    assert told(staged(path)) == [
        (2, "set-aside", "This line and row 3 come together to £0.00: nothing was spent."),
        (3, "set-aside", "Counted into the purchase of row 2."),
        (
            4,
            "set-aside",
            "This line is all that there is of the purchase, and it comes to -£28,888.00: nothing was spent.",
        ),
    ]


@pytest.mark.parametrize("buyer", ["Affinity Sutton", "Lewisham Healthcare"])
def test_a_buyer_that_is_no_authority_is_named(tmp_path: Path, buyer: str) -> None:
    batch = staged(sales(tmp_path, {"CustomerName": buyer}))
    assert told(batch) == [(2, "set-aside", f"“{buyer}” is no London authority.")]


def test_a_line_without_a_sum_or_a_buyer_is_rejected_rather_than_lost(tmp_path: Path) -> None:
    batch = staged(sales(tmp_path, {"EvidencedSpend": "see invoice"}, {"CustomerName": ""}))
    assert sum(batch.counts.values()) == 2
    assert batch.counts["rejected"] == 1


def test_consultants_by_the_day_are_spending_and_no_system(tmp_path: Path) -> None:
    factories.product("Consultant")
    days = ("01/04/2014 - 30/04/2014", "01/05/2014 - 09/05/2014")
    imported(sales(tmp_path, *(text(f"Consultant: {day}", "500") for day in days)))
    contract = Contract.objects.get()
    assert (contract.title, str(contract.value)) == ("Consultant", "1000.00")
    assert contract.notes.endswith("Consultants paid by the day: no system in use.")
    assert not contract.products.exists()


def test_a_product_is_named_only_where_the_text_names_one_that_is_known(tmp_path: Path) -> None:
    forms = factories.product("Acme Forms")
    lines = (text("25 Acme Forms user licences", "10"), text("Acme support", "20"), text("acme forms", "30"))
    imported(sales(tmp_path, *lines))
    assert [list(c.products.all()) for c in Contract.objects.order_by("value")] == [[forms], [], []]
    assert Product.objects.count() == 1


def test_a_line_that_says_nothing_of_what_was_bought_has_a_title_still(tmp_path: Path) -> None:
    imported(sales(tmp_path, text("", "10"), text("NULL", "20")))
    assert [contract.title for contract in Contract.objects.order_by("value")] == [
        "G-Cloud purchase without a description (Acme Software Ltd)",
        "G-Cloud purchase described as “NULL” (Acme Software Ltd)",
    ]


def test_the_source_is_described_in_one_way(tmp_path: Path) -> None:
    imported(sales(tmp_path, {}))
    made = Source.objects.get(slug="g-cloud-sales")
    fields = ("name", "rank", "publisher", "licence", "attribution", "url", "published")
    by_format = {name: getattr(made, name) for name in fields}
    Source.objects.filter(pk=made.pk).update(slug="before")
    load_sources()
    described = Source.objects.get(slug="g-cloud-sales")
    assert by_format == {name: getattr(described, name) for name in fields}


class TestTheFileOf2012To2014:
    def test_holds_118_purchases_of_which_56_are_hounslows(self) -> None:
        batch = staged(SALES)
        said = told(batch)
        purchases = [
            number
            for number, outcome, words in said
            if outcome == "new" or (outcome == "set-aside" and "nothing was spent" in words)
        ]
        with SALES.open(encoding="utf-8-sig", newline="") as file:
            customers = {number: line["CustomerName"] for number, line in enumerate(csv.DictReader(file), 2)}
        hounslow = [number for number in purchases if "Hounslow" in customers[number]]
        assert (len(said), len(purchases), len(hounslow)) == (379, 118, 56)
        assert counted(batch) == {"new": 105, "set-aside": 274}
        reasons = Counter(words.split(" ")[0] for _, outcome, words in said if outcome == "set-aside")
        assert reasons == {"Counted": 259, "This": 13, "“Affinity": 1, "“Lewisham": 1}

    def test_gives_no_record_a_date(self) -> None:
        imported(SALES)
        assert Contract.objects.filter(kind="spend").count() == 105
        dated = Contract.objects.exclude(start_date=None, end_date=None, award_date=None)
        assert not dated.exists()
        assert Contract.objects.filter(notes__contains="142 lines").get().title == "Consultant"

    def test_comes_again_unchanged(self) -> None:
        imported(SALES)
        assert counted(staged(SALES)) == {"unchanged": 105, "set-aside": 274}

    def test_goes_without_a_trace(self) -> None:
        load_sources()
        before = observable()
        undo_batch(batch=imported(SALES))
        assert differences(before, observable()) == {}
