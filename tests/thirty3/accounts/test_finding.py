"""Whoever asks what is held about them is told of every place: links, columns, files and text indexes."""

import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from contracts.imports.searching_files import files_with
from contracts.models import ImportBatch, ImportRow
from tests import factories
from tests.signing_in import sign_in
from thirty3.accounts.finding import find_person
from thirty3.accounts.models import User
from thirty3.documents.searching import PIECE
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")

ADDRESS, NAME = "zora.quill@camden.example", "Zoë Quillfeather"


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Path:
    settings.QUARANTINE_DIR, settings.OUTBOX_DIR = tmp_path / "quarantine", tmp_path / "outbox"
    for folder in (settings.QUARANTINE_DIR, settings.OUTBOX_DIR):
        folder.mkdir(mode=0o700)
    return tmp_path


def places(text: str) -> set[str]:
    return {one.where for one in find_person(text)}


def test_a_person_who_is_nowhere_is_found_nowhere() -> None:
    factories.contract("Housing system", value=100)
    assert places(NAME) == set()
    assert places(ADDRESS) == set()


def test_an_account_is_found_with_all_that_leads_to_it_in_whatever_letters(client: Client) -> None:
    person = User.objects.create_user(ADDRESS)
    factories.contract("Housing system", actor=person)
    sign_in(client, person)
    found = places(ADDRESS.title())
    assert {"accounts.User.email", "accounts.OpenSession.user (by link)"} <= found
    assert {"history.Change.actor (by link)", "sessions.Session"} <= found


def test_a_name_is_found_in_records_log_lists_assertions_and_text_indexes() -> None:
    record = factories.contract(f"Report of {NAME}", notes=NAME)
    factories.assertion(record, factories.source(), values={"title": {"title": NAME}})
    found = places(NAME)
    assert {"contracts.Contract.title", "contracts.Contract.notes", "history.Change.after"} <= found
    assert {"contracts.Assertion.values", "contracts.Listing.title"} <= found
    assert "text index of contract for public" in found


def test_a_name_is_found_in_the_rows_of_an_import() -> None:
    batch = ImportBatch.objects.create(file_name=f"{NAME}.csv")
    ImportRow.objects.create(
        batch=batch,
        position=1,
        row_number=2,
        outcome="doubtful",
        cells={"Title": NAME},
        problems=[{"text": NAME}],
    )
    found = places(NAME)
    assert {"contracts.ImportBatch.file_name", "contracts.ImportRow.cells"} <= found
    assert "contracts.ImportRow.problems" in found


def test_an_address_is_found_in_tasks_and_in_letters_that_were_written_to_files(settings: Any) -> None:
    DBTaskResult.objects.create(
        task_path="a.b",
        run_after=timezone.now(),
        backend_name="default",
        args_kwargs={"args": [], "kwargs": {"email": ADDRESS}},
    )
    letter = EmailMessage("Hello", "Good morning", "us@thirty3.example", [ADDRESS]).message()
    (settings.OUTBOX_DIR / "1.log").write_bytes(letter.as_bytes())
    assert {"django_tasks_database.DBTaskResult.args_kwargs", "letters written to files"} <= places(ADDRESS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "latin-1"])
def test_a_name_is_found_in_a_file_that_waits_where_two_pieces_meet(settings: Any, encoding: str) -> None:
    text = NAME.encode(encoding)
    (settings.QUARANTINE_DIR / "ab").write_bytes(b" " * (PIECE - 3) + text)
    (settings.QUARANTINE_DIR / "cd").write_bytes(b"nothing")
    assert files_with(NAME) == ["ab"]
    assert places(NAME) == {"files in quarantine"}


def test_a_workbook_is_looked_into_and_a_broken_one_does_no_harm(settings: Any) -> None:
    path = settings.QUARANTINE_DIR / "book"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings.xml", f"<si><t>{ADDRESS}</t></si>")
    whole = path.read_bytes()
    (settings.QUARANTINE_DIR / "cut").write_bytes(whole[:40] + b"\0" * 20 + whole[60:])
    assert files_with(ADDRESS) == ["book"]


def test_the_command_says_where_and_never_what(settings: Any) -> None:
    for number in range(12):
        Change.objects.create(kind="a.b", record_id=number, version=1, action="created", why=NAME)
    output = StringIO()
    call_command("find_person", NAME, stdout=output)
    told = output.getvalue()
    assert "history.Change.why: 12 (" in told
    assert ", …)" in told
    assert told.endswith("Places: 1.\n")
    assert "Quillfeather" not in told
    call_command("find_person", "Nobody Atall", stdout=output)
    assert output.getvalue().endswith("Nothing here holds this text.\n")


def test_a_text_too_short_to_mean_anybody_is_refused() -> None:
    with pytest.raises(CommandError, match="at least 3 letters"):
        call_command("find_person", " zo ")
