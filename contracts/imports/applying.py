"""Applying a reviewed batch, in one short transaction; made ready outside it.

    prepare   the list rows of every record to be written, from the staging rows
    apply     check that nothing moved since the review, then write all of it set-wise

Killed half-way, nothing of the batch is there and applying can start again.
"""

import datetime
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from boroughs.permissions import capacity
from contracts.imports.chunks import in_chunks
from contracts.imports.comparing import source_row
from contracts.imports.moving import CannotApply, Moved, refuse_if_moved
from contracts.imports.setwise import taken_apart, write_batch
from contracts.imports.standing import standing_assertions, subject_after
from contracts.listing import (
    Subject,
    draft_rows,
    drafts_ready,
    load_lookups,
    publish,
    room_for_drafts,
)
from contracts.listing.changes import Drafted
from contracts.listing.lookups import Lookups
from contracts.listing.projection import Said
from contracts.models import ImportBatch, ImportWrite, Listing, ListingDraft
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.dividing import divided
from thirty3.history.models import Tombstone
from thirty3.history.services import refresh_lists
from thirty3.loading import Ready, insert, load, seldom_collecting, tell_the_planner

__all__ = ["CannotApply", "Moved", "apply_batch"]
logger = logging.getLogger(__name__)

CHUNK = 500
LISTED = {"contracts.contract": "contract", "contracts.systeminuse": "system"}
Status = ImportBatch.Status


def apply_batch(*, batch: ImportBatch, actor: Any = None, why: str = "") -> ImportBatch:
    """Apply a batch that was reviewed. Twice is once: the second call says that it was done."""
    _begin(batch)
    try:
        with room_for_drafts():
            drafted = prepare(batch, batch.key)
            tell_the_planner(ImportWrite, ListingDraft)
            with taken_apart(batch), transaction.atomic():
                _claim(batch, actor)
                _write(batch, drafted, actor=actor, why=why or f"Import of {batch.file_name}")
    except IntegrityError as refused:
        _back_to_review(batch)
        logger.warning("Import %s does not fit what is held: %s", batch.key, refused)
        raise Moved(
            "Something that this file refers to was removed, or added by somebody else, since it was "
            "compared. Compare it again and apply it then."
        ) from refused
    except Exception:
        _back_to_review(batch)
        raise
    batch.refresh_from_db()
    return batch


def _write(batch: ImportBatch, drafted: dict[str, Drafted], *, actor: Any, why: str) -> None:
    refuse_if_moved(batch)
    _leave_tombstones(batch)
    write_batch(
        batch,
        actor_id=getattr(actor, "pk", None),
        role=_role_of(batch, actor),
        why=why,
    )
    for kind in LISTED.values():
        publish(batch.key, kind, drafted=drafted[kind])
    # Records outside the batch that show a product of which it told something new.
    told_of = batch.writes.filter(record_kind="suppliers.product", action=ImportWrite.Action.CHANGED)
    for product in Product.objects.filter(pk__in=told_of.values("record_id")):
        refresh_lists(product)


def _role_of(batch: ImportBatch, actor: Any) -> str:
    """In which role whoever applies it acts, as the log keeps it; nobody's where a command does."""
    if getattr(actor, "is_staff", False):
        return "LOTI staff"
    return capacity(actor, batch.borough) if actor and batch.borough else ""


def _back_to_review(batch: ImportBatch) -> None:
    """Nothing was written: the batch waits for another try. One that somebody else applied stays applied."""
    ImportBatch.objects.filter(pk=batch.pk, status=Status.APPLYING).update(status=Status.READY)


def _begin(batch: ImportBatch) -> None:
    begun = ImportBatch.objects.filter(pk=batch.pk, status__in=[Status.READY, Status.APPLYING]).update(
        status=Status.APPLYING, touched_at=timezone.now()
    )
    if not begun:
        now = ImportBatch.objects.filter(pk=batch.pk).first()
        state = now.get_status_display().lower() if now else "gone"
        raise CannotApply(f"This import is {state}, so there is nothing to apply.")


def _claim(batch: ImportBatch, actor: Any) -> None:
    """Of two who apply at once, one does; the update waits for the other's transaction."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, status__in=[Status.READY, Status.APPLYING])
    claimed = waiting.update(
        status=Status.APPLIED,
        applied_at=timezone.now(),
        applied_by=actor if getattr(actor, "pk", None) else None,
    )
    if not claimed:
        raise CannotApply("Somebody else has just applied this import.")
    if batch.undoes_id is not None:
        undone = ImportBatch.objects.filter(pk=batch.undoes_id, status=Status.APPLIED).update(
            status=Status.UNDONE, touched_at=timezone.now()
        )
        if not undone:
            raise CannotApply("Somebody else has just undone this import.")


def prepare(batch: ImportBatch, run: str) -> dict[str, Drafted]:
    """Make the list rows ready, so that the transaction only moves them; the facets of what was drafted."""
    drafted = {listed: Drafted() for listed in LISTED.values()}
    named = batch.writes.filter(record_kind__in=["suppliers.supplier", "suppliers.product"])
    names = {(w.record_kind, w.record_id): w.record for w in named if w.record is not None}
    lookups = load_lookups(new_names=names)
    new_contracts = batch.writes.filter(record_kind="contracts.contract", action=ImportWrite.Action.NEW)
    lookups.contracts.update(new_contracts.values_list("record_id", "key"))
    # One moment for all of it: what changed together is told as one change.
    at = timezone.now()
    with seldom_collecting():
        for kind, listed in LISTED.items():
            work = partial(_drafted, run=run, kind=listed, lookups=lookups, at=at)
            for made, facets in divided(work, _pieces(batch, kind)):
                drafted[listed].add(facets)
                with transaction.atomic():
                    insert(made)
    return drafted


@dataclass(slots=True)
class Told:
    """A staged write as it lies in the database, with what other sources say of its record."""

    record_id: int
    key: str
    action: str
    record: str | None
    assertion: str | None
    assertion_before: str | None
    standing: list[Said]


def _pieces(batch: ImportBatch, kind: str) -> Iterator[list[Told]]:
    """The writes of a kind, a bounded number at a time; their JSON is read where it is worked on."""
    texts = {f"{name}_text": Cast(name, TextField()) for name in ("record", "assertion", "assertion_before")}
    writes = batch.writes.filter(record_kind=kind).annotate(**texts)
    columns = ("pk", "record_id", "key", "action", *texts)
    for chunk in in_chunks(writes.values_list(*columns, named=True), CHUNK):
        standing = standing_assertions(
            kind, [write.record_id for write in chunk if write.action != ImportWrite.Action.NEW]
        )
        yield [
            Told(
                record_id=write.record_id,
                key=write.key,
                action=write.action,
                record=write.record_text,
                assertion=write.assertion_text,
                assertion_before=write.assertion_before_text,
                standing=standing.get(write.record_id, []),
            )
            for write in chunk
        ]


def _drafted(
    piece: list[Told], *, run: str, kind: str, lookups: Lookups, at: datetime.datetime
) -> tuple[Ready, Drafted]:
    """The list rows of some writes, and their facets; this asks no database."""
    drafts = list(draft_rows(kind, (_subject(told, at) for told in piece), lookups))
    return drafts_ready(run, drafts), Drafted.of(drafts)


def _subject(told: Told, at: datetime.datetime) -> Subject:
    """The record as it will be, with what every source will then say of it."""
    removed = told.action == ImportWrite.Action.REMOVED or not told.record
    return subject_after(
        record_id=told.record_id,
        key=told.key,
        facts=None if removed else json.loads(told.record or ""),
        assertion=json.loads(told.assertion) if told.assertion else None,
        assertion_before=json.loads(told.assertion_before) if told.assertion_before else None,
        standing=told.standing,
        at=at,
    )


def _leave_tombstones(batch: ImportBatch) -> None:
    """What is left of removed records, with the source row that would bring each back."""
    gone = batch.writes.filter(action=ImportWrite.Action.REMOVED).exclude(key="")
    if not gone.exists():
        return
    listed = Listing.objects.filter(key__in=gone.values("key")).values_list("key", "audience")
    # Of two rows of a record the public one counts; what is one authority's own has neither.
    seen = dict(sorted(listed, key=lambda row: row[1] == Audience.PUBLIC))
    row = KeyTextTransform("source_record_id", "assertion_before")
    source = batch.source.slug if batch.source else ""
    load(
        Tombstone,
        (
            Tombstone(
                kind=kind,
                key=key,
                title=title,
                audience=seen.get(key, ""),
                source_row=source_row(source, identity) if source and identity else "",
            )
            for kind, key, title, identity in gone.order_by("pk").values_list(
                "record_kind", "key", "title", row
            )
        ),
    )
