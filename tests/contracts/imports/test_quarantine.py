"""Where uploaded files wait: who may read them, and when they are gone."""

import datetime
import io
import logging
import os
import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command, get_commands, load_command_class
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Command as Worker

from contracts.imports import quarantine
from contracts.imports.expiring import expire_uploads
from contracts.imports.receiving import apply, give_up, read, receive_path
from contracts.models import ImportBatch
from tests import factories
from tests.importing import CONTRACT, csv_file, staged
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")
Status = ImportBatch.Status
ADD = "/admin/contracts/importbatch/add/"


@pytest.fixture(autouse=True)
def authority():
    return factories.borough("Camden")


@pytest.fixture
def register(tmp_path):
    return csv_file(tmp_path / "register.csv", [CONTRACT])


def held(uploads):
    return sorted(path.name for path in uploads.iterdir())


def days_ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def aged(batch, days):
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=days_ago(days))
    old(quarantine.path_of(batch), days)


def old(path, days):
    if path.exists():
        os.utime(path, (days_ago(days).timestamp(),) * 2)


def rights(path):
    return stat.S_IMODE(path.stat().st_mode)


# Where


def test_a_file_waits_under_a_random_name_that_nobody_else_can_read(register, uploads):
    first, second = receive_path(register), receive_path(register)

    assert held(uploads) == sorted([first.stored_as, second.stored_as])
    assert first.stored_as != second.stored_as
    assert "register" not in first.stored_as
    assert rights(uploads) == 0o700
    assert {rights(path) for path in uploads.iterdir()} == {0o600}


def test_a_folder_that_others_could_read_is_closed(register, uploads):
    uploads.mkdir()
    uploads.chmod(0o755)
    receive_path(register)

    assert rights(uploads) == 0o700


def test_what_could_not_be_kept_whole_is_not_kept(uploads):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError("the connection broke")

    with pytest.raises(OSError, match="broke"):
        quarantine.keep(Broken())

    assert held(uploads) == []


# Until when


def test_it_is_gone_once_its_batch_is_applied_given_up_or_unreadable(register, tmp_path, uploads):
    applied, dropped = staged(register), staged(register)
    assert len(held(uploads)) == 2
    apply(batch=applied)
    give_up(batch=dropped)
    broken = tmp_path / "broken.csv"
    broken.write_text("nothing,here")
    assert read(batch=receive_path(broken)).status == Status.FAILED

    assert held(uploads) == []


@pytest.mark.parametrize("status", [Status.WAITING, Status.READING, Status.READY])
def test_a_batch_that_waited_for_30_days_is_given_up_and_says_so(register, uploads, status, client):
    batch, younger = staged(register), staged(register)
    ImportBatch.objects.filter(pk=batch.pk).update(status=status)
    aged(batch, 30)
    aged(younger, 29)
    expired = expire_uploads()
    batch.refresh_from_db()
    younger.refresh_from_db()
    sign_in(client, staff_member())

    assert expired.given_up == 1
    assert (batch.status, batch.error_code) == (Status.GIVEN_UP, "file-expired")
    assert not batch.rows.exists()
    assert younger.status == Status.READY
    assert held(uploads) == [younger.stored_as]
    page = client.get(reverse("admin:import-review", args=[batch.key])).content.decode()
    assert "Nobody applied this import within 30 days, so its file was deleted" in page


def test_an_import_that_is_being_applied_keeps_its_rows_and_not_its_file(register, uploads):
    batch = staged(register)
    ImportBatch.objects.filter(pk=batch.pk).update(status=Status.APPLYING)
    aged(batch, 31)

    assert expire_uploads().given_up == 0
    assert held(uploads) == []
    assert batch.rows.exists()


def test_a_file_that_no_batch_names_goes_once_it_is_not_just_arriving(uploads):
    quarantine.folder()
    for name, days in (("arriving", 0), ("dead", 1)):
        (uploads / name).write_bytes(b"a")
        old(uploads / name, days)

    assert expire_uploads().dead_files == 1
    assert held(uploads) == ["arriving"]


def test_a_file_that_outlived_its_batch_goes(register, uploads):
    batch = staged(register)
    ImportBatch.objects.filter(pk=batch.pk).update(status=Status.GIVEN_UP)

    assert expire_uploads().dead_files == 1
    assert held(uploads) == []


def test_a_batch_that_waits_keeps_its_file(register, uploads):
    batch = staged(register)
    expired = expire_uploads()

    assert (expired.given_up, expired.dead_files) == (0, 0)
    assert held(uploads) == [batch.stored_as]


def test_the_daily_command_says_what_it_did(register, capsys):
    aged(staged(register), 30)
    call_command("expire_uploads")

    assert capsys.readouterr().out == "Imports given up: 1. Other files deleted: 0.\n"


def test_a_starting_worker_does_the_same(register, uploads, monkeypatch):
    started = []
    monkeypatch.setattr(Worker, "handle", lambda self, **options: started.append(held(uploads)))
    aged(staged(register), 30)
    command = load_command_class(get_commands()["db_worker"], "db_worker")
    command.handle(queue_name="*")

    assert started == [[]]


# Who


@pytest.fixture
def uploader(client, register):
    sign_in(client, staff_member())
    client.post(ADD, {"file": SimpleUploadedFile("register.csv", register.read_bytes())})
    return client


def address():
    return reverse("admin:import-file", args=[ImportBatch.objects.get().key])


def another(email):
    client = Client()
    sign_in(client, staff_member(email))
    return client


def test_its_uploader_downloads_it_and_the_log_says_so(uploader, register, caplog):
    page = uploader.get(reverse("admin:import-review", args=[ImportBatch.objects.get().key]))
    with caplog.at_level(logging.INFO, "thirty3.audit"):
        answer = uploader.get(address())

    assert address() in page.content.decode()
    assert b"".join(answer.streaming_content) == register.read_bytes()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="register.csv"'
    assert answer["Cache-Control"] == "private, no-store"
    batch = ImportBatch.objects.get()
    assert f"Import {batch.key}: its file was given to user {batch.uploaded_by_id}" in caplog.text


def test_for_any_other_member_of_staff_there_is_no_file(uploader, caplog):
    other = another("other@loti.example")
    with caplog.at_level(logging.INFO, "thirty3.audit"):
        assert other.get(address()).status_code == 404
    page = other.get(reverse("admin:import-review", args=[ImportBatch.objects.get().key]))

    assert address() not in page.content.decode()
    assert "its file was refused to user" in caplog.text


def test_a_visitor_is_asked_to_sign_in_first(uploader):
    assert Client().get(address()).status_code == 302


def test_once_it_is_decided_there_is_no_file_for_its_uploader(uploader):
    give_up(batch=ImportBatch.objects.get())

    assert uploader.get(address()).status_code == 404


def test_a_file_of_a_command_is_nobodys_to_download(uploader, register):
    batch = staged(register)

    assert uploader.get(reverse("admin:import-file", args=[batch.key])).status_code == 404
