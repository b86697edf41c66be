"""The planted faults, once the import has read them: each is found, and nothing else is found fault with."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

import contracts.demonstration
from boroughs.reference import load_reference
from contracts.demonstration import FILE_NAME, write_demonstration_workbook
from contracts.demonstration.faults import FAULTS
from contracts.imports.receiving import read, receive_path
from contracts.models import ImportBatch, ImportRow


@pytest.fixture(scope="module")
def batch(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ImportBatch]:
    """The workbook, read and compared once; each test is rolled back to that."""
    path: Path = tmp_path_factory.mktemp("demonstration") / FILE_NAME
    with path.open("wb") as file:
        write_demonstration_workbook(file)
    places = override_settings(QUARANTINE_DIR=path.parent / "quarantine", ALLOW_DEMONSTRATION=True)
    with django_db_blocker.unblock(), transaction.atomic(), places:
        load_reference()
        yield read(batch=receive_path(path))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _database(batch: ImportBatch, db: None) -> None:
    """Each test sees what was read."""


def test_exactly_the_planted_rows_have_anything_said_of_them(batch: ImportBatch) -> None:
    found = {
        (row.sheet, row.title, row.problems[0]["code"], row.outcome)
        for row in batch.rows.exclude(problems=[])
    }
    assert found == {(fault.sheet, fault.title, fault.code, fault.outcome) for fault in FAULTS}
    assert batch.rows.exclude(problems=[]).count() == len(FAULTS) == 12


def test_each_planted_row_is_wrong_in_one_way(batch: ImportBatch) -> None:
    assert all(len(row.problems) == 1 for row in batch.rows.exclude(problems=[]))


def test_every_other_row_is_new(batch: ImportBatch) -> None:
    others = batch.rows.filter(problems=[])
    assert others.count() == batch.rows_read - 12
    assert set(others.values_list("outcome", flat=True)) == {ImportRow.Outcome.NEW}


def test_the_batch_is_known_as_a_demonstration_in_the_city_tools_format(batch: ImportBatch) -> None:
    assert batch.demonstration
    assert batch.format == "city-tools"
    assert batch.source is not None
    assert batch.source.demonstration


def test_the_planted_address_is_masked(batch: ImportBatch) -> None:
    row = batch.rows.get(title="Ballot box tracking tags")
    assert row.problems[0]["value"] == "(an e-mail address)"


def test_the_only_e_mail_address_is_the_planted_one() -> None:
    tables = settings.BASE_DIR / "fixtures" / "demonstration"
    assert not [path.name for path in sorted(tables.iterdir()) if "@" in path.read_text(encoding="utf-8")]
    assert [fault.code for fault in FAULTS if "@" in str(fault.row)] == ["email-address"]


def test_the_docstring_lists_every_fault_in_order() -> None:
    listed = re.findall(r"^\| \d+ \| (\w+) \|.* ([\w-]+) \|$", contracts.demonstration.__doc__ or "", re.M)
    assert listed == [(fault.sheet, fault.code) for fault in FAULTS]
