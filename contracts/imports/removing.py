"""Taking all demonstration data away, by the same statements that brought it in."""

from itertools import batched
from typing import Any

from django.apps import apps
from django.db.models import Q

from contracts.imports import quarantine
from contracts.imports.applying import apply_batch
from contracts.imports.setwise import ORDER
from contracts.models import (
    Assertion,
    Disagreement,
    GroupAsk,
    GroupMember,
    ImportBatch,
    ImportWrite,
    Journey,
    JourneyTask,
    ListingDraft,
    Opportunity,
    PracticeNote,
    Source,
)
from thirty3.accounts.demonstration import remove_demonstration_accounts
from thirty3.history.facts import facts_by_id
from thirty3.history.services import remove
from thirty3.loading import load
from toolkit.calls.answering import delete
from toolkit.models import Call, Response

CHUNK = 1000
REMOVAL = "removal"
# What authorities wrote of suppliers, which goes with those that are invented.
OF_SUPPLIERS: tuple[Any, ...] = (GroupAsk, GroupMember, Disagreement)


def remove_demonstration(*, actor: Any = None) -> dict[str, int]:
    """Remove every demonstration record, the imports that brought them, and the demonstration accounts.

    The change log keeps that they were there; their pages answer that they are gone.
    """
    # They hold roles at what is invented, and calls are answered by it.
    people = remove_demonstration_accounts()
    delete(Response.objects.filter(Q(call__demonstration=True) | Q(supplier__demonstration=True)))
    for call in Call.objects.filter(demonstration=True):
        remove(call, actor=actor, why="Removal of demonstration data")
    for note in PracticeNote.objects.filter(demonstration=True):
        # They refer to what is invented; their documents follow (thirty3/documents/store.py).
        remove(note, actor=actor, why="Removal of demonstration data")
    for model in OF_SUPPLIERS:
        for record in model._default_manager.filter(supplier__demonstration=True):
            remove(record, actor=actor, why="Removal of demonstration data")
    for opportunity in Opportunity.objects.filter(demonstration=True):
        remove(opportunity, actor=actor, why="Removal of demonstration data")
    for model in (JourneyTask, Journey):
        of_invented = {"journey__demonstration": True} if model is JourneyTask else {"demonstration": True}
        for record in model._default_manager.filter(**of_invented):
            remove(record, actor=actor, why="Removal of demonstration data")
    batch = ImportBatch.objects.create(
        status=ImportBatch.Status.READING,
        file_name="Removal of demonstration data",
        format=REMOVAL,
        demonstration=True,
    )
    removed = {kind: _stage(batch, kind) for kind in ORDER}
    batch.status = ImportBatch.Status.READY
    batch.save()
    if any(removed.values()):
        apply_batch(batch=batch, actor=actor, why="Removal of demonstration data")
    _remove_imports(batch)
    return removed | {"accounts.user": people}


def _stage(batch: ImportBatch, kind: str) -> int:
    model = apps.get_model(kind)
    if not any(field.name == "demonstration" for field in model._meta.concrete_fields):
        return 0
    records = dict(
        model._default_manager.filter(demonstration=True).order_by("pk").values_list("pk", "version")
    )
    for ids in batched(records, CHUNK, strict=False):
        facts = facts_by_id(model, ids)
        writes = (
            ImportWrite(
                batch=batch,
                record_kind=kind,
                record_id=pk,
                key=facts[pk].get("key", ""),
                title=str(facts[pk].get("title") or facts[pk].get("name") or ""),
                action=ImportWrite.Action.REMOVED,
                version=records[pk],
                before=facts[pk],
            )
            for pk in ids
        )
        load(ImportWrite, writes)
    return len(records)


def _forget_words(batch: ImportBatch) -> None:
    """What other sources, and people by hand, said of the records that are gone."""
    gone = batch.writes.filter(action=ImportWrite.Action.REMOVED)
    for kind in ORDER:
        ids = gone.filter(record_kind=kind).values("record_id")
        Assertion.objects.filter(record_kind=kind, record_id__in=ids).delete()


def was_removed() -> bool:
    """Whether somebody took the demonstration away from this service, so that no start brings it back."""
    return ImportBatch.objects.filter(format=REMOVAL, status=ImportBatch.Status.APPLIED).exists()


def _remove_imports(removal: ImportBatch) -> None:
    """The batches and sources go too; their rows would otherwise still tell of invented records.

    Of the removal itself the bare fact stays.
    """
    Assertion.objects.filter(source__demonstration=True).delete()
    ListingDraft.objects.filter(demonstration=True).delete()
    for batch in ImportBatch.objects.filter(demonstration=True).order_by("-pk"):
        _forget_words(batch)
        quarantine.discard(batch)
        batch.rows.all().delete()
        batch.writes.all().delete()
        if batch != removal:
            batch.delete()
    ImportBatch.objects.filter(pk=removal.pk).update(demonstration=False)
    Source.objects.filter(demonstration=True).delete()
