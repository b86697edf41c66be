"""Names written otherwise: taken where the rule is strict, asked about where they are merely like."""

import pytest

from contracts.imports.answers import choose_name
from contracts.imports.deciding import open_names
from contracts.imports.receiving import apply, read
from contracts.imports.undoing import undo_batch
from contracts.models import Contract, ImportBatch
from suppliers.models import Supplier, SupplierAlias
from tests import factories
from tests.importing import CONTRACT, csv_file, database, differences, imported, staged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known():
    factories.borough("Camden")
    return factories.supplier("Quillbrook Housing Software Limited")


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        return csv_file(tmp_path / "register.csv", [CONTRACT | row for row in rows])

    return write


def sellers():
    return sorted(Contract.objects.values_list("suppliers__name", flat=True))


@pytest.mark.parametrize(
    "name",
    [
        "QUILLBROOK HOUSING SOFTWARE LTD",
        "The Quillbrook Housing Software Ltd.",
        "Quillbrook Housing Softwares",
    ],
)
def test_a_name_that_the_strict_rule_finds_is_taken(file, name):
    imported(file({"supplier": name}))

    assert sellers() == ["Quillbrook Housing Software Limited"]


def test_a_name_that_is_merely_like_a_known_one_is_asked_about(file, known):
    rows = [{"reference": str(n), "title": f"System {n}", "supplier": "Quillbrook Software"} for n in (1, 2)]
    batch = staged(file(*rows))

    [name] = open_names(batch)

    assert batch.counts["doubtful"] == 2
    assert (name.kind, name.name, name.rows) == ("supplier", "Quillbrook Software", 2)
    assert [candidate["key"] for candidate in name.candidates] == [known.key]
    [group] = [group for group in batch.problem_groups if group["code"] == "supplier-doubtful"]
    assert group["count"] == 2


def test_a_number_that_is_another_firms_leaves_no_doubt(file, known):
    Supplier.objects.filter(pk=known.pk).update(company_number="01234567")

    batch = staged(file({"supplier": "Quillbrook Software", "registration_number": "07654321"}))

    assert batch.counts["new"] == 1


def test_a_choice_counts_for_every_row_and_is_remembered_as_an_alias(file, known):
    batch = staged(file({"supplier": "Quillbrook Software"}))
    [name] = open_names(batch)
    choose_name(batch=batch, kind="supplier", folded=name.folded, answer=known.key)
    apply(batch=read(batch=batch))

    assert sellers() == [known.name]
    assert SupplierAlias.objects.filter(supplier=known, folded="quillbrook software").exists()
    assert staged(file({"reference": "9", "title": "Another", "supplier": "Quillbrook Software"})).counts[
        "new"
    ]


def test_undoing_the_import_takes_the_alias_back(file, known):
    before = database(without={"contracts.importanswer"})
    batch = staged(file({"supplier": "Quillbrook Software"}))
    choose_name(batch=batch, kind="supplier", folded="quillbrook software", answer=known.key)
    undo_batch(batch=apply(batch=read(batch=ImportBatch.objects.get(pk=batch.pk))))

    assert not SupplierAlias.objects.filter(folded="quillbrook software").exists()
    assert "suppliers_supplieralias" not in differences(before, database())


def test_a_name_that_somebody_said_is_new_makes_a_new_supplier(file):
    batch = staged(file({"supplier": "Quillbrook Software"}))
    choose_name(batch=batch, kind="supplier", folded="quillbrook software", answer="new")
    apply(batch=read(batch=batch))

    assert sellers() == ["Quillbrook Software"]


def test_two_spellings_in_one_file_are_one_new_supplier_where_the_rule_is_strict(file):
    rows = [
        {"reference": "1", "title": "One", "supplier": "Bramblecote Systems Ltd"},
        {"reference": "2", "title": "Two", "supplier": "The Bramblecote Systems"},
    ]
    batch = imported(file(*rows))

    assert batch.counts["new"] == 2
    assert Supplier.objects.filter(name__icontains="bramblecote").count() == 1


def test_a_product_with_a_slip_of_the_pen_is_asked_about(file):
    factories.product("Northgate Housing")
    batch = staged(file({"system": "Northgate Housng", "supplier": ""}))

    [name] = open_names(batch)

    assert (name.kind, name.name) == ("product", "Northgate Housng")
