"""The quarantine: where an uploaded file waits, as it came, until somebody has decided on it.

A file may hold what must not be kept, such as the names of officers. So it lies outside the database,
the media and every served path, under a random name, readable by this service alone; it is deleted
once its batch is applied, given up or cannot be read, and after 30 days at the latest.
"""

import datetime
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from contracts.models import ImportBatch

KEPT_FOR: Final = datetime.timedelta(days=30)
PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the quarantine: its name there, and how it is known again."""

    name: str
    sha256: str
    size_bytes: int


def folder() -> Path:
    """Where files wait, closed to everyone but this service."""
    place: Path = settings.QUARANTINE_DIR
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    # It may have been made by somebody else, or with other rights.
    place.chmod(0o700)
    return place


def keep(file: IO[bytes]) -> Kept:
    """Put a file into the quarantine; what could not be kept whole is not kept."""
    path = folder() / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    # One byte more than may be read: a longer file must be seen to be too long, not be cut to fit.
    most = settings.MAX_UPLOAD_BYTES + 1
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            while piece := file.read(PIECE):
                kept = piece[: max(most - size, 0)]
                size += len(piece)
                digest.update(kept)
                target.write(kept)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Kept(path.name, digest.hexdigest(), size)


def path_of(batch: ImportBatch) -> Path:
    """Where a batch's file lies, if it is still there."""
    return folder() / batch.stored_as


def holds(batch: ImportBatch) -> bool:
    """Whether a batch's file is still there."""
    return bool(batch.stored_as) and path_of(batch).is_file()


def kept_until(batch: ImportBatch) -> datetime.datetime:
    """When a batch's file is deleted, whatever became of the batch."""
    return batch.created_at + KEPT_FOR


def discard(batch: ImportBatch) -> None:
    """Delete a batch's file."""
    if batch.stored_as:
        path_of(batch).unlink(missing_ok=True)


def files() -> Iterator[tuple[Path, datetime.datetime]]:
    """Every file in the quarantine, and since when it has been there."""
    for path in folder().iterdir():
        try:
            since = path.stat().st_mtime
        except FileNotFoundError:
            # Deleted meanwhile by whoever applied its batch.
            continue
        yield path, datetime.datetime.fromtimestamp(since, datetime.UTC)
