"""Undoing an import puts back what it did, and nothing else."""

import contextlib

import pytest
from django.db import transaction

from boroughs.models import Borough
from contracts.imports.applying import CannotApply
from contracts.imports.undoing import undo_batch
from contracts.models import Assertion, Contract, ImportBatch, SystemInUse
from contracts.services.editing import by_hand, editing
from suppliers.models import Product, Supplier
from tests import factories
from tests.importing import CONTRACT, csv_file, differences, imported, observable, workbook
from thirty3.history.models import Change, Tombstone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def authorities():
    factories.borough("Islington")
    factories.function("Housing management")
    factories.function("Repairs")
    return factories.borough("Camden")


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        return csv_file(tmp_path / "register.csv", [CONTRACT | row for row in rows])

    return write


def edit_by_hand(**facts):
    contract = Contract.objects.get(reference="CON-1")
    with editing(contract):
        for name, value in facts.items():
            setattr(contract, name, value)
        contract.save()


@contextlib.contextmanager
def another_past():
    """What happens in the block never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_undoing_after_an_unrelated_edit_leaves_the_state_before_and_that_edit(file):
    camden = Borough.objects.get(slug="camden")
    by_hand()
    imported(file({"function": "Housing management", "extensions": "12 months"}), borough=camden)
    with another_past():
        edit_by_hand(department="Housing department")
        wanted = observable()
    batch = imported(
        file(
            {
                "function": "Repairs",
                "shared_with": "Islington",
                "supplier": "Other Firm Ltd; Third Firm Ltd",
                "system": "Homes; Rents",
                "extensions": "2 x 12 months",
                "value": 90,
            },
            {"title": "Second", "reference": "CON-2", "supplier": "Fourth Firm Ltd"},
        ),
        borough=camden,
    )
    assert (batch.counts["changed"], batch.counts["new"]) == (1, 1)
    contract = Contract.objects.get(reference="CON-1")
    assert contract.participants.count() == 1
    assert contract.suppliers.count() == contract.products.count() == contract.extension_options.count() == 2
    edit_by_hand(department="Housing department")
    undo = undo_batch(batch=batch)
    assert undo.counts["doubtful"] == 0
    assert differences(wanted, observable()) == {}


def test_what_was_undone_is_gone_and_takes_its_key_back_when_it_comes_again(file):
    batch = imported(file({}))
    key = Contract.objects.get().key
    undo_batch(batch=batch)
    assert not Contract.objects.exists()
    assert not Supplier.objects.exists()
    assert not Product.objects.exists()
    assert not Assertion.objects.exists()
    assert Tombstone.objects.filter(kind="contracts.contract", key=key).exists()
    imported(file({}))
    assert Contract.objects.get().key == key
    assert not Tombstone.objects.filter(kind="contracts.contract").exists()


def test_an_import_is_undone_once(file):
    batch = imported(file({}))
    undo = undo_batch(batch=batch)
    with pytest.raises(CannotApply, match="not undone since"):
        undo_batch(batch=ImportBatch.objects.get(pk=batch.pk))
    with pytest.raises(CannotApply, match="not undone since"):
        undo_batch(batch=undo)


def test_a_fact_that_was_changed_again_stays_and_is_named(file):
    imported(file({}))
    batch = imported(file({"value": 90, "system": "Rents"}))
    edit_by_hand(value=70)
    undo = undo_batch(batch=batch)
    contract = Contract.objects.get()
    assert contract.value == 70
    assert [p.name for p in contract.products.all()] == ["Homes"]
    said = [problem["message"] for row in undo.rows.all() for problem in row.problems]
    assert said == ["The value was changed since, and stays as it is."]


def test_a_new_record_that_somebody_edited_since_stays_with_what_it_refers_to(file):
    batch = imported(file({}))
    edit_by_hand(department="Housing")
    undo = undo_batch(batch=batch)
    assert Contract.objects.count() == Supplier.objects.count() == Product.objects.count() == 1
    assert undo.counts["doubtful"] == 3
    assert "by hand" in undo.rows.order_by("position").first().problems[0]["message"]


def test_a_new_supplier_that_another_record_uses_stays(file):
    batch = imported(file({}))
    factories.contract("Other", suppliers=[Supplier.objects.get()])
    undo = undo_batch(batch=batch)
    assert [c.title for c in Contract.objects.all()] == ["Other"]
    assert Supplier.objects.count() == 1
    assert not Product.objects.exists()
    assert undo.counts["doubtful"] == 1


def test_an_import_on_which_a_later_one_built_stays_until_that_is_undone(file):
    first = imported(file({}))
    second = imported(file({"value": 90}))
    undo_batch(batch=second)
    assert str(Contract.objects.get().value) == "125000.00"
    third = imported(file({"value": 80}))
    undo = undo_batch(batch=first)
    assert Contract.objects.count() == 1
    assert "later import" in undo.rows.order_by("position").first().problems[0]["message"]
    assert third.status == ImportBatch.Status.APPLIED


def test_what_another_source_said_since_shows_after_an_undo(tmp_path, file):
    imported(file({"ocid": "ocds-abc123-1", "reference": "", "value": ""}), source=factories.source("first"))
    batch = imported(
        file({"ocid": "ocds-abc123-1", "reference": "", "value": 100}), source=factories.source("first")
    )
    later = factories.source("survey", rank=4)
    imported(file({"ocid": "ocds-abc123-1", "reference": "", "value": 300}), source=later)
    assert str(Contract.objects.get().value) == "100.00"
    undo_batch(batch=batch)
    contract = Contract.objects.get()
    assert str(contract.value) == "300.00"
    assert contract.origins["value"].startswith("survey:")


def test_every_record_of_an_undo_leaves_one_row_in_the_log(tmp_path):
    path = workbook(
        tmp_path / "w.xlsx",
        contracts=[{"borough": "Camden", "title": "A", "reference": "1", "supplier": "Acme"}],
        systems=[{"borough": "Camden", "system": "Homes", "contract_reference": "1", "users": 5}],
        skills=[{"borough": "Camden", "skill": "Service design", "level": "Strong"}],
    )
    batch = imported(path)
    assert SystemInUse.objects.get().contract == Contract.objects.get()
    undo = undo_batch(batch=batch)
    for key in (batch.key, undo.key):
        logged = Change.objects.in_batch(key).values_list("kind", "record_id")
        assert len(set(logged)) == len(logged) == 6
    assert set(Change.objects.in_batch(undo.key).values_list("action", flat=True)) == {"removed"}
