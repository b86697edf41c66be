"""Undoing a batch: another batch that puts back exactly what the first one did.

Records that it created go (each leaves a tombstone), facts that it changed return to what they
were, sets included, and sources say again what they said. A fact that somebody changed since
stays as it is now, and so does a record that others have come to refer to; the undo's rows say so.
"""

from collections.abc import Iterable, Iterator
from itertools import batched, count
from typing import Any

from django.apps import apps
from django.db import transaction

from contracts.imports.applying import CannotApply, apply_batch
from contracts.imports.problems import Problem
from contracts.imports.staging import count_outcomes
from contracts.models import ImportBatch, ImportRow, ImportWrite
from thirty3.history.facts import Facts, differing, facts_by_id
from thirty3.registry import MOVERS

CHUNK = 1000
Action = ImportWrite.Action


def undo_batch(*, batch: ImportBatch, actor: Any = None, why: str = "") -> ImportBatch:
    """Undo an applied batch as a whole; returns the batch that did it."""
    if batch.status != ImportBatch.Status.APPLIED or batch.undoes_id is not None:
        raise CannotApply("Only an import that was applied, and not undone since, can be undone.")
    undo = _stage(batch, actor)
    return apply_batch(batch=undo, actor=actor, why=why or f"Undo of the import of {batch.file_name}")


def _stage(batch: ImportBatch, actor: Any) -> ImportBatch:
    ImportBatch.objects.filter(undoes=batch).exclude(status=ImportBatch.Status.APPLIED).delete()
    undo = ImportBatch.objects.create(
        status=ImportBatch.Status.READING,
        format=batch.format,
        file_name=batch.file_name,
        source=batch.source,
        borough=batch.borough,
        demonstration=batch.demonstration,
        undoes=batch,
        uploaded_by=actor if getattr(actor, "pk", None) else None,
    )
    positions = count(1)
    for kind in batch.writes.order_by().values_list("record_kind", flat=True).distinct():
        writes = batch.writes.filter(record_kind=kind).order_by("pk").iterator(chunk_size=CHUNK)
        for chunk in batched(writes, CHUNK, strict=False):
            _stage_chunk(undo, kind, chunk, positions)
    undo.counts = count_outcomes(undo)
    undo.rows_read = sum(undo.counts.values())
    undo.status = ImportBatch.Status.READY
    undo.save()
    return undo


def _stage_chunk(
    undo: ImportBatch, kind: str, chunk: Iterable[ImportWrite], positions: Iterator[int]
) -> None:
    model = apps.get_model(kind)
    writes = list(chunk)
    ids = [write.record_id for write in writes]
    facts = facts_by_id(model, ids)
    versions = dict(model._default_manager.filter(pk__in=ids).values_list("pk", "version"))
    rows, reverse = [], []
    for write in writes:
        back, problems = _reversed(write, facts.get(write.record_id), versions.get(write.record_id, 0))
        row = _row(undo, write, back, problems, next(positions))
        rows.append(row)
        if back is not None:
            back.batch, back.row = undo, row
            reverse.append(back)
    with transaction.atomic():
        ImportRow.objects.bulk_create(rows)
        for back in reverse:
            back.row_id = back.row.pk if back.row else None
        ImportWrite.objects.bulk_create(reverse, batch_size=500)


def _row(
    undo: ImportBatch, write: ImportWrite, back: ImportWrite | None, problems: list[Problem], position: int
) -> ImportRow:
    outcome = ImportRow.Outcome.CHANGED if back is not None else ImportRow.Outcome.DOUBTFUL
    return ImportRow(
        batch=undo,
        position=position,
        row_number=position,
        record_kind=write.record_kind,
        title=write.title,
        outcome=outcome,
        problems=[problem.as_json() for problem in problems],
    )


def _reversed(
    write: ImportWrite, now: Facts | None, version: int
) -> tuple[ImportWrite | None, list[Problem]]:
    """The write that takes this one back, if anything is left to take back."""
    if now is None:
        return None, [_kept(write, "gone", "The record is no longer there.")]
    if write.action == Action.NEW:
        if referrers := _referrers_outside(write):
            return None, [_kept(write, "in-use", f"The record stays: {referrers} refer to it now.")]
        return _removal(write, now, version), []
    restored, clashes = _restored(write, now)
    old, new = differing(now, restored)
    back = ImportWrite(
        record_kind=write.record_kind,
        record_id=write.record_id,
        key=write.key,
        title=write.title,
        action=Action.CHANGED if new else Action.ASSERTED,
        version=version,
        record=restored,
        before=old,
        after=new,
        assertion=write.assertion_before,
        assertion_before=write.assertion,
    )
    return back, [
        _kept(write, "changed-since", f"The {name.replace('_', ' ')} was changed since, and stays as it is.")
        for name in clashes
    ]


def _restored(write: ImportWrite, now: Facts) -> tuple[Facts, list[str]]:
    """The record's facts with this write's own changes taken back, and those changed again since."""
    restored, clashes = dict(now), []
    for name, value in write.after.items():
        if now.get(name) == value:
            restored[name] = write.before.get(name)
        elif now.get(name) != write.before.get(name):
            clashes.append(name)
    return restored, clashes


def _removal(write: ImportWrite, now: Facts, version: int) -> ImportWrite:
    return ImportWrite(
        record_kind=write.record_kind,
        record_id=write.record_id,
        key=write.key,
        title=write.title,
        action=Action.REMOVED,
        version=version,
        before=now,
        assertion=None,
        assertion_before=write.assertion,
    )


def _referrers_outside(write: ImportWrite) -> str:
    """What refers to a record that a batch created, apart from what the same batch created."""
    model = apps.get_model(write.record_kind)
    for mover in MOVERS:
        if mover.model._meta.get_field(mover.field).related_model is not model:
            continue
        others = mover.referring(write.record_id)
        holder = _holder_kind(mover.model)
        if holder is not None:
            kind, link = holder
            ours = ImportWrite.objects.filter(batch=write.batch, record_kind=kind, action=Action.NEW)
            others = others.exclude(**{f"{link}__in": ours.values("record_id")})
        if others.exists():
            return str(mover.model._meta.verbose_name_plural)
    return ""


def _holder_kind(model: Any) -> tuple[str, str] | None:
    """The kind of record that a referring row belongs to, and by which column."""
    if hasattr(model, "record_kind"):
        return model.record_kind(), "pk"
    for field in model._meta.concrete_fields:
        related = field.related_model
        if field.is_relation and getattr(related, "part_of_record", None) and hasattr(related, "record_kind"):
            return related.record_kind(), field.attname
    return None


def _kept(write: ImportWrite, code: str, message: str) -> Problem:
    return Problem(code, message, "", write.title, "doubt")
