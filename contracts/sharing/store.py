"""Where shared documents lie: outside the database and every served path, under random names.

They are given out by a view alone, as attachments (contracts/sharing/document.py).
"""

import datetime
import os
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings

from contracts.models import PracticeNote

# A file is kept before its note is written: one without a note may just be arriving.
ARRIVING_FOR: Final = datetime.timedelta(days=1)


def folder() -> Path:
    """Where documents lie, closed to everyone but this service."""
    place: Path = settings.DOCUMENTS_DIR
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    # It may have been made by somebody else, or with other rights.
    place.chmod(0o700)
    return place


def keep(content: bytes) -> str:
    """Put a document into the store, whole or not at all, and say under which name."""
    path = folder() / secrets.token_hex(16)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path.name


def path_of(note: PracticeNote) -> Path:
    """Where a note's document lies, if it is still there."""
    return folder() / note.stored_as


def holds(note: PracticeNote) -> bool:
    """Whether a note has a document that is still there."""
    return bool(note.stored_as) and path_of(note).is_file()


def discard(stored_as: str) -> None:
    """Delete a document."""
    if stored_as:
        (folder() / stored_as).unlink(missing_ok=True)


def delete_dead(now: datetime.datetime) -> int:
    """Delete the documents that no note names any more, and say how many."""
    before = now - ARRIVING_FOR
    named = set(PracticeNote.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    deleted = 0
    for path in folder().iterdir():
        if path.name not in named and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted
