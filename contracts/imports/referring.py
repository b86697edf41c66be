"""Who would be left pointing at nothing if records went."""

from collections.abc import Mapping
from itertools import batched
from typing import Any

from django.apps import apps

from contracts.models import ImportBatch, ImportWrite
from thirty3.history.facts import Facts, child_relations, set_fields
from thirty3.history.merging.references import holder
from thirty3.registry import MOVERS, Mover

CHUNK = 1000


def referred_elsewhere(kind: str, going: Mapping[str, set[int]], undo: ImportBatch) -> dict[int, str]:
    """Of the records of a kind that are to go: those that something which stays refers to, and what.

    What refers may go with them, or point elsewhere once the undo has put it back.
    """
    model, found = apps.get_model(kind), dict[int, str]()
    for mover in MOVERS:
        if mover.model._meta.get_field(mover.field).related_model is not model:
            continue
        for ids in batched(sorted(going[kind]), CHUNK, strict=False):
            for record_id in _still_referred(mover, ids, going, undo):
                found.setdefault(record_id, str(mover.model._meta.verbose_name_plural))
    return found


def _still_referred(
    mover: Mover, ids: tuple[int, ...], going: Mapping[str, set[int]], undo: ImportBatch
) -> set[int]:
    model, column = holder(mover.model)
    held_by = model.record_kind()
    target = _column(mover)
    pairs = mover.model._default_manager.filter(**{f"{mover.field}__in": ids}).values_list(column, target)
    left = [(held, pk) for held, pk in pairs if held not in going.get(held_by, ())]
    if not left:
        return set()
    staged = ImportWrite.objects.filter(
        batch=undo, record_kind=held_by, record_id__in={held for held, _ in left}, record__isnull=False
    )
    after = {pk: _referred(mover, record or {}) for pk, record in staged.values_list("record_id", "record")}
    return {pk for held, pk in left if pk in after.get(held, {pk})}


def _referred(mover: Mover, facts: Facts) -> set[int]:
    """The records that these facts of a holder refer to by this reference."""
    column = _column(mover)
    if column in facts:
        return {facts[column]}
    held_by, _ = holder(mover.model)
    for field in set_fields(held_by):
        if field.remote_field.through is mover.model:
            return set(facts[field.name])
    for relation in child_relations(held_by):
        if relation.related_model is mover.model:
            return {child[column] for child in facts[str(relation.get_accessor_name())]}
    return set()


def _column(mover: Mover) -> str:
    field: Any = mover.model._meta.get_field(mover.field)
    return str(field.attname)
