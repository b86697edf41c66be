"""Deleting uploaded files: those that nobody decided on, that no batch names any more, that name a person."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from contracts.imports import quarantine
from contracts.imports.receiving import give_up
from contracts.imports.searching_files import files_with
from contracts.models import ImportBatch

Status = ImportBatch.Status
# While these last, the file may still be needed.
UNDECIDED: Final = (Status.WAITING, Status.READING, Status.READY, Status.APPLYING)
# A file is kept before its batch is made: one without a batch may just be arriving.
ARRIVING_FOR: Final = datetime.timedelta(days=1)
EXPIRED: Final = (
    "Nobody applied this import within 30 days, so its file was deleted and it was given up. "
    "Nothing was changed. Upload the file again if it is still wanted."
)

ERASED: Final = (
    "This file named a person who asked us to erase that, so it was deleted and the import was given up. "
    "Nothing was changed. Take the name out of the file and upload it again."
)


@dataclass(frozen=True, slots=True)
class Expired:
    """How many batches were given up, and how many files besides theirs were deleted."""

    given_up: int
    dead_files: int


def expire_uploads(*, now: datetime.datetime | None = None) -> Expired:
    """Give up batches that waited for 30 days, and delete every file that is not waiting."""
    now = now or timezone.now()
    given_up = 0
    waiting = ImportBatch.objects.filter(
        status__in=UNDECIDED, created_at__lte=now - quarantine.KEPT_FOR
    ).exclude(stored_as="")
    for batch in waiting.order_by("pk"):
        given_up += give_up(batch=batch, code="file-expired", message=EXPIRED)
    return Expired(given_up, _delete_dead_files(now))


def _delete_dead_files(now: datetime.datetime) -> int:
    found = {path.name: (path, now - since) for path, since in quarantine.files()}
    named = ImportBatch.objects.filter(stored_as__in=found)
    undecided = dict(named.values_list("stored_as", "status"))
    deleted = 0
    for name, (path, age) in found.items():
        longest = ARRIVING_FOR if name not in undecided else quarantine.KEPT_FOR
        if age >= longest or undecided.get(name, Status.WAITING) not in UNDECIDED:
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted


def delete_files_with(text: str) -> int:
    """Delete every file that holds a text, and say so on the import that it was for."""
    found = files_with(text)
    for batch in ImportBatch.objects.filter(stored_as__in=found).order_by("pk"):
        give_up(batch=batch, code="erased", message=ERASED)
    for name in found:
        (quarantine.folder() / name).unlink(missing_ok=True)
    return len(found)
