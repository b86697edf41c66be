"""Applying a reviewed batch, in one short transaction; made ready outside it.

    prepare   the list rows of every record to be written, from the staging rows
    apply     check that nothing moved since the review, then write all of it set-wise

Killed half-way, nothing of the batch is there and applying can start again.
"""

import datetime
import logging
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from contracts.imports.chunks import in_chunks
from contracts.imports.comparing import source_row
from contracts.imports.moving import CannotApply, Moved, refuse_if_moved
from contracts.imports.setwise import write_batch
from contracts.listing import Subject, draft_rows, load_lookups, publish, subject_assertion, write_drafts
from contracts.listing.projection import Said
from contracts.models import Assertion, ImportBatch, ImportWrite, Listing, ListingDraft
from contracts.services.groups import STATED
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.history.models import Tombstone
from thirty3.history.services import refresh_lists
from thirty3.keys import new_key
from thirty3.loading import load, tell_the_planner

__all__ = ["CannotApply", "Moved", "apply_batch"]
logger = logging.getLogger(__name__)

CHUNK = 1000
LISTED = {"contracts.contract": "contract", "contracts.systeminuse": "system"}
Status = ImportBatch.Status


def apply_batch(*, batch: ImportBatch, actor: Any = None, why: str = "") -> ImportBatch:
    """Apply a batch that was reviewed. Twice is once: the second call says that it was done."""
    _begin(batch)
    # Two who apply at once each make rows of their own ready; those of one are dropped.
    run = f"{batch.key}-{new_key()}"
    try:
        prepare(batch, run)
        tell_the_planner(ImportWrite, ListingDraft)
        with transaction.atomic():
            _claim(batch, actor)
            _write(batch, run, actor, why or f"Import of {batch.file_name}")
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
    finally:
        ListingDraft.objects.filter(run=run).delete()
    # What an attempt left behind that was killed.
    ListingDraft.objects.filter(run__startswith=f"{batch.key}-").delete()
    batch.refresh_from_db()
    return batch


def _write(batch: ImportBatch, run: str, actor: Any, why: str) -> None:
    refuse_if_moved(batch)
    _leave_tombstones(batch)
    write_batch(
        batch,
        actor_id=getattr(actor, "pk", None),
        role="LOTI staff" if getattr(actor, "is_staff", False) else "",
        why=why,
    )
    for kind in LISTED.values():
        publish(run, kind)
    # Records outside the batch that show a product of which it told something new.
    told_of = batch.writes.filter(record_kind="suppliers.product", action=ImportWrite.Action.CHANGED)
    for product in Product.objects.filter(pk__in=told_of.values("record_id")):
        refresh_lists(product)


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


def prepare(batch: ImportBatch, run: str) -> None:
    """Make the list rows ready, so that the transaction only moves them."""
    named = batch.writes.filter(record_kind__in=["suppliers.supplier", "suppliers.product"])
    names = {(w.record_kind, w.record_id): w.record for w in named if w.record is not None}
    lookups = load_lookups(new_names=names)
    new_contracts = batch.writes.filter(record_kind="contracts.contract", action=ImportWrite.Action.NEW)
    lookups.contracts.update(new_contracts.values_list("record_id", "key"))
    # One moment for all of it: what changed together is told as one change.
    at = timezone.now()
    for kind, listed in LISTED.items():
        writes = batch.writes.filter(record_kind=kind).order_by("pk")
        write_drafts(run, draft_rows(listed, _subjects(writes, kind, at), lookups))


def _subjects(writes: Any, kind: str, at: datetime.datetime) -> Iterator[Subject]:
    columns = ("pk", "record_id", "key", "action", "record", "assertion", "assertion_before")
    # Named tuples, and not whole writes: most of what these hold is not asked for.
    for chunk in in_chunks(writes.values_list(*columns, named=True), CHUNK):
        standing = _standing_assertions(
            kind, [write.record_id for write in chunk if write.action != ImportWrite.Action.NEW]
        )
        for write in chunk:
            yield _subject(write, standing.get(write.record_id, []), at)


def _standing_assertions(kind: str, ids: list[int]) -> dict[int, list[Assertion]]:
    found: dict[int, list[Assertion]] = {}
    rows = Assertion.objects.filter(record_kind=kind, record_id__in=ids).select_related("source")
    for assertion in rows:
        found.setdefault(assertion.record_id, []).append(assertion)
    return found


def _subject(write: Any, standing: list[Assertion], at: datetime.datetime) -> Subject:
    """The record as it will be, with what every source will then say of it."""
    before, now = write.assertion_before, write.assertion
    said = [
        subject_assertion(assertion)
        for assertion in standing
        if before is None
        or (assertion.source_id, assertion.source_record_id)
        != (before["source_id"], before["source_record_id"])
    ]
    if now is not None:
        said.append(_said(now))
    return Subject(
        key=write.key,
        record_id=write.record_id,
        facts=write.record if write.action != ImportWrite.Action.REMOVED else None,
        assertions=said,
        updated_at=at,
    )


def _said(asserted: dict[str, Any]) -> Said:
    return Said(
        source_id=asserted["source_id"],
        identity=asserted["source_record_id"],
        rank=asserted["rank"],
        published=asserted["published"],
        publisher=asserted["publisher"],
        url=asserted["url"],
        evidence=asserted["evidence"],
        as_at=asserted["as_at_date"] or "",
        # What no fact of the record holds takes no part in lists.
        values={group: facts for group, facts in asserted["values"].items() if group != STATED},
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
