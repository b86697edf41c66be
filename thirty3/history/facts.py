"""The facts of records as plain JSON: what the change log compares, and what imports write.

A record's facts are its own columns, its many-to-many sets as sorted lists of ids, and its
child rows (a contract's suppliers, its extension options) as lists of plain dicts.
"""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import QuerySet

type Facts = dict[str, Any]

# The log's own bookkeeping is not a fact about the record.
BOOKKEEPING = frozenset({"id", "version", "updated_at"})


def plain(value: Any) -> Any:
    """A column's value as JSON holds it: exact decimals and ISO dates as text."""
    if isinstance(value, Decimal):
        # One form for each number, whichever database it came from: 1.50 and 1.5 are one value.
        return str(value.quantize(Decimal("0.01")))
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return value


def column_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The concrete columns that are facts."""
    return [field for field in model._meta.concrete_fields if field.name not in BOOKKEEPING]


def set_fields(model: type[models.Model]) -> list[models.ManyToManyField[Any, Any]]:
    """The many-to-many sets that hold nothing but a link."""
    through_auto = [
        field
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created  # type: ignore[union-attr]
    ]
    return through_auto


def child_relations(model: type[models.Model]) -> list[models.ManyToOneRel]:
    """The child rows that are part of the record; the model names them in `part_of_record`."""
    names: Sequence[str] = getattr(model, "part_of_record", ())
    return [model._meta.get_field(name) for name in names]  # type: ignore[misc]


def child_fields(relation: models.ManyToOneRel) -> list[models.Field[Any, Any]]:
    """A child row's own columns: all but its id and the link to its record."""
    skip = {"id", relation.field.name}
    return [field for field in relation.related_model._meta.concrete_fields if field.name not in skip]


def facts_of(records: QuerySet[Any] | Iterable[models.Model]) -> dict[int, Facts]:
    """The facts of many records of one model, in as many queries as it has sets and child kinds, plus one."""
    if isinstance(records, QuerySet):
        model, by_id = records.model, _columns_read(records)
    else:
        rows = list(records)
        model = type(rows[0]) if rows else models.Model
        by_id = {
            row.pk: {field.attname: plain(getattr(row, field.attname)) for field in column_fields(model)}
            for row in rows
        }
    if by_id:
        _add_sets(model, by_id)
        _add_children(model, by_id)
    return by_id


def _columns_read(records: QuerySet[Any]) -> dict[int, Facts]:
    """The columns of records, read without making an instance of each: half the time of many."""
    names = [field.attname for field in column_fields(records.model)]
    return {
        pk: {name: plain(value) for name, value in zip(names, values, strict=True)}
        for pk, *values in records.values_list("pk", *names)
    }


def facts_by_id(model: type[models.Model], ids: Iterable[int]) -> dict[int, Facts]:
    """The facts of the records with these ids, read in bounded pieces."""
    found: dict[int, Facts] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), 5000):
        found |= facts_of(model._default_manager.filter(pk__in=wanted[start : start + 5000]))
    return found


def _add_sets(model: type[models.Model], by_id: dict[int, Facts]) -> None:
    for field in set_fields(model):
        for facts in by_id.values():
            facts[field.name] = []
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        links = (
            field.remote_field.through._default_manager.filter(**{f"{source}__in": list(by_id)})  # type: ignore[union-attr]
            .order_by(f"{target}_id")
            .values_list(f"{source}_id", f"{target}_id")
        )
        for record_id, linked_id in links:
            by_id[record_id][field.name].append(linked_id)


def _add_children(model: type[models.Model], by_id: dict[int, Facts]) -> None:
    for relation in child_relations(model):
        name = relation.get_accessor_name()
        for facts in by_id.values():
            facts[name] = []
        fields = [field.attname for field in child_fields(relation)]
        children = relation.related_model._default_manager.filter(
            **{f"{relation.field.name}__in": list(by_id)}
        ).order_by("pk")
        for parent, *values in children.values_list(relation.field.attname, *fields):
            by_id[parent][name].append(
                {field: plain(value) for field, value in zip(fields, values, strict=True)}
            )


def differing(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """The facts that differ, as they were and as they are."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )
