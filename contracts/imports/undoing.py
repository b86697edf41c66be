"""Undoing a batch: another batch that puts back exactly what the first one did.

Records that it created go (each leaves a tombstone), facts that it changed return to what they
were, sets included, and sources say again what they said. A fact that somebody changed since
stays as it is now, and so does a record that others built on; the undo's rows say so.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched, count
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from contracts.imports.applying import CannotApply, apply_batch
from contracts.imports.chunks import in_chunks
from contracts.imports.problems import Problem
from contracts.imports.putting_back import kept, later_words, put_back
from contracts.imports.referring import referred_elsewhere
from contracts.imports.setwise import ORDER
from contracts.imports.staging import count_outcomes, load_with_rows
from contracts.imports.survivors import Survivors
from contracts.models import Assertion, ImportBatch, ImportRow, ImportWrite
from thirty3.history.facts import Facts, differing, facts_by_id

CHUNK = 1000
Action, Status = ImportWrite.Action, ImportBatch.Status


def undo_batch(*, batch: ImportBatch, actor: Any = None, why: str = "") -> ImportBatch:
    """Undo an applied batch as a whole; returns the batch that did it."""
    batch.refresh_from_db()
    if batch.status != Status.APPLIED or batch.undoes_id is not None:
        raise CannotApply("Only an import that was applied, and not undone since, can be undone.")
    try:
        undo = _stage(batch, actor)
    except IntegrityError:
        # Two undos of one batch cannot stand side by side: the other has just taken this one's place.
        raise CannotApply("Somebody else is undoing this import just now.") from None
    return apply_batch(batch=undo, actor=actor, why=why or f"Undo of the import of {batch.file_name}")


def _stage(batch: ImportBatch, actor: Any) -> ImportBatch:
    _drop_unfinished(batch)
    undo = ImportBatch.objects.create(
        status=Status.READING,
        format=batch.format,
        file_name=batch.file_name,
        source=batch.source,
        borough=batch.borough,
        demonstration=batch.demonstration,
        undoes=batch,
        uploaded_by=actor if getattr(actor, "pk", None) else None,
    )
    Undoing(batch, undo).stage()
    undo.counts = count_outcomes(undo)
    undo.rows_read = sum(undo.counts.values())
    undo.status = Status.READY
    undo.save(force_update=True)
    return undo


def _drop_unfinished(batch: ImportBatch) -> None:
    """An undo that was interrupted begins anew. One that is given up here can no longer be applied."""
    unfinished = ImportBatch.objects.filter(undoes=batch)
    unfinished.filter(status__in=[Status.READING, Status.READY, Status.APPLYING]).update(
        status=Status.GIVEN_UP
    )
    unfinished.filter(status=Status.GIVEN_UP).delete()


@dataclass
class Undoing:
    """Stages the undo of one batch: first the records that refer to others, then those others."""

    batch: ImportBatch
    undo: ImportBatch
    positions: Iterator[int] = field(default_factory=lambda: count(1))
    # Kind -> the records that go.
    going: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    survivors: Survivors = field(default_factory=Survivors.load)

    def stage(self) -> None:
        for kind in reversed(ORDER):
            for chunk in in_chunks(self.batch.writes.filter(record_kind=kind), CHUNK):
                self._stage_chunk(kind, chunk)
            while others := referred_elsewhere(kind, self.going, self.undo):
                self._keep(kind, others)
                self.going[kind] -= others.keys()

    def _stage_chunk(self, kind: str, writes: list[ImportWrite]) -> None:
        model, ids = apps.get_model(kind), [write.record_id for write in writes]
        facts, said = facts_by_id(model, ids), _said_of(kind, ids)
        versions = dict(model._default_manager.filter(pk__in=ids).values_list("pk", "version"))
        rows, reverse = [], []
        for write in writes:
            self.survivors.read(write)
            now, version = facts.get(write.record_id), versions.get(write.record_id, 0)
            if now is None:
                back, problems = None, [kept(write, "gone", "The record is no longer there.")]
            elif write.action != Action.NEW:
                back, problems = put_back(write, now, version, said.get(write.record_id, []))
            elif reason := _reason(write, now, said.get(write.record_id, [])):
                back, problems = None, [kept(write, *reason)]
            else:
                back, problems = _removal(write, now, version), []
                self.going[kind].add(write.record_id)
            rows.append(self._row(write, back, problems))
            if back is not None:
                back.batch = self.undo
                reverse.append((rows[-1], back))
        with transaction.atomic():
            load_with_rows(rows, reverse)

    def _keep(self, kind: str, others: dict[int, str]) -> None:
        """Records that were to go stay: something else refers to them."""
        for ids in batched(others, CHUNK, strict=False):
            removals = self.undo.writes.filter(record_kind=kind, record_id__in=ids, action=Action.REMOVED)
            with transaction.atomic():
                for write in removals:
                    who = others[write.record_id]
                    stays = kept(write, "in-use", f"The record stays: {who} refer to it now.")
                    ImportRow.objects.filter(writes=write).update(
                        outcome=ImportRow.Outcome.DOUBTFUL, problems=[stays.as_json()]
                    )
                removals.delete()

    def _row(self, write: ImportWrite, back: ImportWrite | None, problems: list[Problem]) -> ImportRow:
        position = next(self.positions)
        return ImportRow(
            batch=self.undo,
            position=position,
            row_number=position,
            record_kind=write.record_kind,
            title=write.title,
            outcome=ImportRow.Outcome.CHANGED if back is not None else ImportRow.Outcome.DOUBTFUL,
            problems=[problem.as_json() for problem in problems],
        )


def _said_of(kind: str, ids: list[int]) -> dict[int, list[Assertion]]:
    found: dict[int, list[Assertion]] = defaultdict(list)
    rows = Assertion.objects.filter(record_kind=kind, record_id__in=ids).select_related("source")
    for assertion in rows.order_by("pk"):
        found[assertion.record_id].append(assertion)
    return found


def _reason(write: ImportWrite, now: Facts, said: list[Assertion]) -> tuple[str, str] | None:
    """Why a record that the batch created has to stay, if it has to."""
    if later_words(write, said):
        return "later-import", "The record stays: a later import speaks of it. Undo that one first."
    mine = (write.assertion or {}).get("source_id"), (write.assertion or {}).get("source_record_id")
    if any((one.source_id, one.source_record_id) != mine for one in said):
        return "said-by-others", "The record stays: another source, or somebody by hand, speaks of it now."
    if any(differing(write.record or {}, now)):
        return "changed-since", "The record stays: it was changed since."
    return None


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
