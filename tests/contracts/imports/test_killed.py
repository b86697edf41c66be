"""A process killed with -9 in the middle of applying or reading; two that apply at once."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from contracts.imports import tasks
from contracts.imports.applying import CannotApply
from contracts.imports.receiving import apply, read, receive_path
from contracts.imports.undoing import undo_batch
from contracts.models import Contract, ImportBatch, Listing, ListingDraft
from tests import factories
from tests.importing import CONTRACT, OF_THE_BATCH, counted, csv_file, database, differences, staged

pytestmark = pytest.mark.django_db(transaction=True)

# What another process does until it says that it is in the middle; then it waits for its end.
SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = {name!r}
settings.QUARANTINE_DIR = Path({quarantine!r})
from contracts.imports import applying, receiving, staging
from contracts.models import ImportBatch

def in_the_middle(*args, **kwargs):
    print("in the middle", flush=True)
    sys.stdin.read()

def second_time(work):
    calls = []
    def counted(*args, **kwargs):
        calls.append(work)
        return in_the_middle() if len(calls) == 2 else work(*args, **kwargs)
    return counted

{patch}
batch = ImportBatch.objects.get(key={key!r})
{what}(batch=batch)
"""


@pytest.fixture
def batch(tmp_path):
    factories.borough("Camden")
    rows = [CONTRACT | {"reference": str(number), "title": f"System {number}"} for number in range(30)]
    return receive_path(csv_file(tmp_path / "register.csv", rows), may_be_published=True)


def killed_in_the_middle(batch, *, patch, what):
    script = SCRIPT.format(
        root=str(settings.BASE_DIR),
        name=str(connection.settings_dict["NAME"]),
        quarantine=str(settings.QUARANTINE_DIR),
        patch=patch,
        key=batch.key,
        what=what,
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "thirty3.settings"}
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        cwd=Path(settings.BASE_DIR),
    )
    assert process.stdout.readline() == b"in the middle\n"
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.stdin.close()
    process.stdout.close()
    batch.refresh_from_db()


WHILE_READING = {
    "before any row": "receiving.stage = in_the_middle",
    "between two chunks of rows": "staging.load_with_rows = second_time(staging.load_with_rows)",
    "before the new names": "staging.Stager.finish = in_the_middle",
    "before the rows are counted": "staging.count_outcomes = in_the_middle",
    "before it is ready": "staging._make_ready = in_the_middle",
}
WHILE_APPLYING = {
    "before the list rows are made": "applying.prepare = in_the_middle",
    "between two pieces of list rows": "applying.insert = second_time(applying.insert)",
    "before what moved is looked for": "applying.refuse_if_moved = in_the_middle",
    "before the records are written": "applying.write_batch = in_the_middle",
    "before the lists are published": "applying.publish = in_the_middle",
}


@pytest.fixture
def large(tmp_path):
    factories.borough("Camden")
    rows = [CONTRACT | {"reference": str(number), "title": f"System {number}"} for number in range(2000)]
    return receive_path(csv_file(tmp_path / "register.csv", rows), may_be_published=True)


@pytest.mark.parametrize("point", WHILE_READING)
def test_wherever_reading_is_killed_the_worker_reads_all_of_it_anew(large, point):
    killed_in_the_middle(large, patch=WHILE_READING[point], what="receiving.read")
    assert large.status == ImportBatch.Status.READING
    assert not Contract.objects.exists()
    tasks.read_import.call(large.key)
    large.refresh_from_db()
    assert counted(large) == {"new": 2000}
    assert (large.rows_read, large.rows.count()) == (2000, 2000)


@pytest.mark.parametrize("point", WHILE_APPLYING)
def test_wherever_applying_is_killed_there_is_nothing_and_then_all_of_it(large, point):
    read(batch=large)
    left = OF_THE_BATCH | {"contracts.listingdraft"}
    before = database(without=left)
    killed_in_the_middle(large, patch=WHILE_APPLYING[point], what="receiving.apply")
    assert differences(before, database(without=left)) == {}
    apply(batch=large)
    assert Contract.objects.count() == Listing.objects.filter(audience="public").count() == 2000
    assert not ListingDraft.objects.exists()


def test_killed_after_all_was_written_it_is_applied_once_and_for_all(batch):
    read(batch=batch)
    killed_in_the_middle(batch, patch="receiving.quarantine.discard = in_the_middle", what="receiving.apply")
    assert batch.status == ImportBatch.Status.APPLIED
    with pytest.raises(CannotApply, match="nothing to apply"):
        apply(batch=batch)
    assert Contract.objects.count() == 30


def at_once(*calls):
    """What each of these gave or raised, called in threads of their own."""
    answers, start = [], threading.Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            answers.append(call())
        except CannotApply as problem:
            answers.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_two_who_apply_at_once_one_does_and_the_other_is_told(batch):
    read(batch=batch)
    calls = [lambda: apply(batch=ImportBatch.objects.get(pk=batch.pk))] * 2
    answers = at_once(*calls)
    told = [answer for answer in answers if isinstance(answer, CannotApply)]
    assert len(answers) == 2
    assert len(told) == 1
    assert Contract.objects.count() == Listing.objects.filter(audience="public").count() == 30
    assert ImportBatch.objects.get(pk=batch.pk).status == ImportBatch.Status.APPLIED


def test_of_two_who_undo_at_once_one_does_and_the_other_is_told(batch):
    apply(batch=read(batch=batch))
    calls = [lambda: undo_batch(batch=ImportBatch.objects.get(pk=batch.pk))] * 2
    answers = at_once(*calls)
    told = [answer for answer in answers if isinstance(answer, CannotApply)]
    if len(told) == 2:
        # Each took the other's place; the batch stands and can be undone.
        undo_batch(batch=ImportBatch.objects.get(pk=batch.pk))
    assert not Contract.objects.exists()
    assert ImportBatch.objects.get(pk=batch.pk).status == ImportBatch.Status.UNDONE
    assert ImportBatch.objects.filter(undoes=batch).count() == 1


def test_of_two_files_of_one_source_applied_at_once_no_record_is_doubled(batch, tmp_path):
    read(batch=batch)
    again = staged(tmp_path / "register.csv")
    answers = at_once(lambda: apply(batch=batch), lambda: apply(batch=again))
    assert sum(isinstance(answer, CannotApply) for answer in answers) == 1
    assert Contract.objects.count() == 30
