"""Where documents lie: outside the database and every served path, under random names.

They are given out by views alone, as attachments (thirty3/documents/giving.py).
"""

import datetime
import os
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings

from thirty3.registry import DOCUMENTS

# A file is kept before the row that names it is written: one without a row may just be arriving.
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


def path_of(stored_as: str) -> Path:
    """Where a document lies, if it is still there."""
    return folder() / stored_as


def holds(stored_as: str) -> bool:
    """Whether a document is still there."""
    return bool(stored_as) and path_of(stored_as).is_file()


def discard(stored_as: str) -> None:
    """Delete a document."""
    if stored_as:
        path_of(stored_as).unlink(missing_ok=True)


def delete_dead(now: datetime.datetime) -> int:
    """Delete the documents that nothing names any more, and say how many."""
    before = now - ARRIVING_FOR
    named = {stored_as for holder in DOCUMENTS for stored_as in holder.named()}
    deleted = 0
    for path in folder().iterdir():
        if path.name not in named and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted
