"""The references that a merge carries over: in which records they stand, and how they are told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from thirty3.history.merging.rows import going_with
from thirty3.history.records import Recorded
from thirty3.registry import MOVERS, Mover


def movers_to(model: type[models.Model]) -> list[Mover]:
    """Every reference to records of this kind."""
    return [m for m in MOVERS if m.model._meta.get_field(m.field).related_model is model]


def holder(model: type[models.Model]) -> tuple[type[Recorded], str]:
    """The kind of record that a referring row belongs to, and by which column."""
    if issubclass(model, Recorded):
        return model, "pk"
    for link in _links(model):
        return link.related_model, link.attname
    raise TypeError(f"{model._meta.label} belongs to no record")


def other_end(mover: Mover) -> tuple[type[models.Model], str]:
    """What a reference is told by: the record beside the one that is merged, else the row itself."""
    if not issubclass(mover.model, Recorded):
        for link in _links(mover.model):
            # A link that may be empty tells nothing of the rows in which it is.
            if link.name != mover.field and not link.null:
                return link.related_model, link.attname
    return mover.model, "pk"


def label(mover: Mover) -> str:
    """What moves by a reference, in the plural."""
    field: Any = mover.model._meta.get_field(mover.field)
    end, _ = other_end(mover)
    # Of a link between two records of one kind, the link itself.
    model = mover.model if end is field.related_model else end
    plural = str(model._meta.verbose_name_plural)
    return f"{plural} ({field.verbose_name})" if model is not end or model is field.related_model else plural


def holders(
    model: type[Recorded], loser_id: int, survivor_id: int, right: Mapping[str, str]
) -> dict[type[Recorded], set[int]]:
    """The records that a merge writes, by model: these two, whatever refers to the one that goes, and what
    goes with rows that are dropped.
    """
    found: dict[type[Recorded], set[int]] = {model: {loser_id, survivor_id}}
    for mover in movers_to(model):
        held_by, column = holder(mover.model)
        dropped = mover.dropped(from_id=loser_id, to_id=survivor_id, right=right)
        rows = mover.referring(loser_id) | mover.model._default_manager.filter(pk__in=dropped)
        found.setdefault(held_by, set()).update(rows.values_list(column, flat=True))
        for other, ids in going_with(mover.model, dropped).items():
            if issubclass(other, Recorded):
                found.setdefault(other, set()).update(ids)
    return found


def first_named(model: Any, ids: Sequence[int]) -> tuple[str, ...]:
    """What these records are called, those that are held: one query."""
    # What a record is called may be the names of others.
    others = [f.name for f in model._meta.concrete_fields if f.is_relation]
    named = model._default_manager.select_related(*others) if others else model._default_manager
    found = named.in_bulk(ids) if ids else {}
    return tuple(str(found[pk]) for pk in ids if pk in found)


def _links(model: type[models.Model]) -> Iterator[Any]:
    for field in model._meta.concrete_fields:
        related: Any = field.related_model
        if field.is_relation and issubclass(related, Recorded):
            yield field
