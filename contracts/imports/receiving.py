"""Receiving a file, reading it, and what commands and the admin ask of a batch."""

import datetime
import logging
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough
from contracts.imports import quarantine
from contracts.imports.answers import Answers, choices_of
from contracts.imports.applying import Moved, apply_batch
from contracts.imports.cells.date_forms import FIRST_YEAR
from contracts.imports.cells.text import without_addresses
from contracts.imports.grouping import group_problems
from contracts.imports.opening import open_file
from contracts.imports.staging import stage
from contracts.models import ImportBatch, Source
from thirty3.spreadsheets.problems import UnreadableSpreadsheet

logger = logging.getLogger(__name__)
Status = ImportBatch.Status
TRIES = 3
READABLE: Final = (Status.WAITING, Status.READING, Status.READY)
OPEN_GOVERNMENT_LICENCE: Final = "Open Government Licence v3.0"


def doubt_of_day(as_at: datetime.date) -> str:
    """Why a file cannot have been true on that day; blank where it can."""
    if as_at > timezone.localdate():
        return "The day on which the file was true cannot be in the future."
    if as_at.year < FIRST_YEAR:
        return f"The day on which the file was true cannot lie before {FIRST_YEAR}. Check the year."
    return ""


def receive(
    *,
    file: IO[bytes],
    name: str,
    format: str = "",
    borough: Borough | None = None,
    source: Source | None = None,
    as_at_date: Any = None,
    origin: str = "",
    may_be_published: bool = False,
    licence: str = "",
    actor: Any = None,
) -> ImportBatch:
    """Keep an uploaded file and open a batch for it. The name is only ever shown, never a path."""
    kept = quarantine.keep(file)
    return ImportBatch.objects.create(
        file_name=without_addresses(Path(name).name)[:200] or "file",
        stored_as=kept.name,
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        format=format,
        borough=borough,
        source=source,
        as_at_date=as_at_date,
        origin=origin,
        may_be_published=may_be_published,
        licence=licence or (OPEN_GOVERNMENT_LICENCE if may_be_published else ""),
        uploaded_by=actor if getattr(actor, "pk", None) else None,
    )


def read(*, batch: ImportBatch) -> ImportBatch:
    """Read a received file and stage its rows; a file that cannot be read says why.

    A batch that was applied, undone or given up meanwhile is left as it is.
    """
    readable = ImportBatch.objects.filter(pk=batch.pk, status__in=READABLE)
    if not readable.update(status=Status.READING, error="", error_code="", touched_at=timezone.now()):
        batch.refresh_from_db()
        return batch
    batch.refresh_from_db()
    try:
        opened = open_file(
            quarantine.path_of(batch),
            stated_format=batch.format,
            choices=choices_of(batch, Answers.of(batch)),
        )
        if opened.demonstration and not settings.ALLOW_DEMONSTRATION:
            raise UnreadableSpreadsheet(
                "demonstration",
                "This file holds demonstration data, and this service holds real data. Set "
                "ALLOW_DEMONSTRATION_DATA to load it all the same.",
            )
        stage(batch, opened)
        group_problems(batch)
    except UnreadableSpreadsheet as problem:
        fail(batch, problem.code, str(problem))
    except FileNotFoundError:
        fail(batch, "file-gone", "The file is no longer here. Upload it again.")
    except Exception:
        logger.exception("Import %s failed while it was read", batch.key)
        fail(
            batch, "failed", "Something went wrong while this file was read. Nothing was changed; try again."
        )
    return batch


def ask_again(*, batch: ImportBatch) -> None:
    """Have a file that nobody applied yet wait to be read once more; the worker is told by whoever asks."""
    ImportBatch.objects.filter(pk=batch.pk, status__in=READABLE).update(
        status=Status.WAITING, error="", error_code=""
    )


def fail(batch: ImportBatch, code: str, message: str) -> None:
    """Say why a file could not be read, and leave nothing half-staged behind."""
    with transaction.atomic():
        batch.writes.all().delete()
        batch.rows.all().delete()
        batch.status, batch.error_code, batch.error = Status.FAILED, code, message
        batch.rows_read, batch.counts, batch.touched_at = 0, {}, timezone.now()
        batch.save(update_fields=["status", "error_code", "error", "rows_read", "counts", "touched_at"])
    quarantine.discard(batch)


def apply_reading_again(*, batch: ImportBatch, actor: Any = None) -> ImportBatch:
    """Apply, comparing again where records moved meanwhile: for commands, which nobody reviews."""
    for _ in range(TRIES):
        try:
            return apply(batch=batch, actor=actor)
        except Moved:
            read(batch=batch)
    return apply(batch=batch, actor=actor)


def apply(*, batch: ImportBatch, actor: Any = None) -> ImportBatch:
    """Apply a reviewed batch; its file is then deleted, for the rows hold what was used."""
    applied = apply_batch(batch=batch, actor=actor)
    quarantine.discard(applied)
    return applied


def give_up(*, batch: ImportBatch, code: str = "", message: str = "") -> bool:
    """Drop a batch that nobody wants applied, with its file and rows; whether it could still be dropped.

    `code` and `message` say why, where it was not a person who did.
    """
    with transaction.atomic():
        given_up = ImportBatch.objects.filter(
            pk=batch.pk, status__in=[Status.WAITING, Status.READY, Status.FAILED, Status.READING]
        ).update(status=Status.GIVEN_UP, error_code=code, error=message, touched_at=timezone.now())
        if given_up:
            batch.rows.all().delete()
            batch.writes.all().delete()
    batch.refresh_from_db()
    if given_up:
        quarantine.discard(batch)
    return bool(given_up)


def receive_path(path: Path, **stated: Any) -> ImportBatch:
    """Receive a file that lies on this machine."""
    with path.open("rb") as file:
        return receive(file=file, name=path.name, **stated)
