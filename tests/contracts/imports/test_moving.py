"""What was reviewed is what is applied: whatever moved in between is compared again."""

import pytest

from contracts.imports import applying, staging
from contracts.imports.applying import CannotApply, Moved
from contracts.imports.receiving import apply, apply_reading_again, give_up, read, receive_path
from contracts.imports.undoing import undo_batch
from contracts.models import Contract, ImportBatch, ListingDraft
from contracts.services.editing import editing
from suppliers.models import Product, Supplier, SupplierAlias
from tests import factories
from tests.importing import (
    CONTRACT,
    OF_THE_BATCH,
    counted,
    csv_file,
    database,
    differences,
    imported,
    staged,
)
from thirty3.history.services import recording, remove

pytestmark = pytest.mark.django_db
Status = ImportBatch.Status


@pytest.fixture(autouse=True)
def authorities():
    return factories.borough("Camden")


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        return csv_file(tmp_path / "register.csv", [CONTRACT | row for row in rows])

    return write


def refused(batch, sentence):
    before = database(without=OF_THE_BATCH)
    with pytest.raises(Moved, match=sentence):
        apply(batch=batch)
    batch.refresh_from_db()
    assert batch.status == Status.READY
    assert differences(before, database(without=OF_THE_BATCH)) == {}
    assert apply_reading_again(batch=batch).status == Status.APPLIED


def test_a_record_that_was_edited_since_the_review(file):
    imported(file({}))
    batch = staged(file({"value": 90}))
    with editing(contract := Contract.objects.get()):
        contract.department = "Homes"
        contract.save()
    refused(batch, "were themselves changed since")
    assert str(Contract.objects.get().value) == "90.00"


def test_a_supplier_that_somebody_added_since_the_review(file):
    batch = staged(file({}))
    known = factories.supplier("Acme Software")
    with recording(known):
        SupplierAlias.objects.create(supplier=known, spelling="Acme Software", folded="acme software")
    refused(batch, "meanwhile added a supplier or product")
    assert Supplier.objects.count() == 1


def test_an_address_of_a_supplier_that_somebody_took_since_the_review(file):
    batch = staged(file({}))
    taken = Supplier(name="Quite Other", slug="acme-software-limited")
    with recording(taken):
        taken.save()
    refused(batch, "meanwhile added a supplier or product")
    assert Supplier.objects.count() == 2


def test_the_same_file_reviewed_twice_and_applied_twice_makes_no_doubles(file):
    first, second = staged(file({"system": ""})), staged(file({"system": ""}))
    factories.supplier("Acme Software Limited")
    apply_reading_again(batch=first)
    refused(second, "was applied since this one was compared|meanwhile added")
    assert Contract.objects.count() == 1
    assert counted(second) == {"unchanged": 1}


# References are checked when the transaction ends.
@pytest.mark.django_db(transaction=True)
def test_what_a_row_refers_to_was_removed_since_the_review(file):
    used = factories.product("Homes")
    batch = staged(file({"supplier": ""}))
    remove(used)
    refused(batch, "was removed")
    assert Product.objects.count() == 1


def test_a_batch_is_applied_once(file):
    batch = imported(file({}))
    with pytest.raises(CannotApply, match="is applied, so there is nothing to apply"):
        apply(batch=batch)
    assert Contract.objects.count() == 1


def test_reading_again_leaves_an_applied_batch_as_it_is(file):
    batch = imported(file({}))
    read(batch=batch)
    assert batch.status == Status.APPLIED
    assert batch.rows.count() == 1
    undo_batch(batch=batch)
    assert not Contract.objects.exists()
    read(batch=ImportBatch.objects.get(pk=batch.pk))
    assert ImportBatch.objects.get(pk=batch.pk).status == Status.UNDONE


def test_a_batch_given_up_while_it_was_read_stays_given_up(file, monkeypatch):
    count = staging.count_outcomes

    def given_up_meanwhile(batch):
        give_up(batch=ImportBatch.objects.get(pk=batch.pk))
        return count(batch)

    monkeypatch.setattr(staging, "count_outcomes", given_up_meanwhile)
    path = file({})
    batch = read(batch=receive_path(path))
    assert batch.status == Status.GIVEN_UP
    assert not batch.rows.exists()
    with pytest.raises(CannotApply):
        apply(batch=batch)


def test_a_batch_that_was_interrupted_is_read_again_from_the_start(file, monkeypatch):
    batch = receive_path(file({}, {"reference": "2"}))

    def killed(batch):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(staging, "count_outcomes", killed)
        with pytest.raises(KeyboardInterrupt):
            read(batch=batch)
    batch = ImportBatch.objects.get()
    assert batch.status == Status.READING
    assert batch.rows.count() == 2
    read(batch=batch)
    assert counted(batch) == {"new": 2}
    assert batch.rows_read == 2


def test_an_error_while_applying_leaves_the_batch_ready_and_nothing_written(file, monkeypatch):
    batch = staged(file({}))
    before = database(without=OF_THE_BATCH)

    def broken(run, kind, drafted):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(applying, "publish", broken)
        with pytest.raises(RuntimeError):
            apply(batch=batch)
    batch.refresh_from_db()
    assert batch.status == Status.READY
    assert not ListingDraft.objects.exists()
    assert differences(before, database(without=OF_THE_BATCH)) == {}
    assert apply(batch=batch).status == Status.APPLIED
    assert Contract.objects.count() == Supplier.objects.count() == Product.objects.count() == 1
