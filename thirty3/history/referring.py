"""Records whose own facts change when another record goes."""

from typing import Any

from django.db import models

from thirty3.history.records import Recorded


def records_changed_by_removing(record: Recorded) -> list[Recorded]:
    """Those that hold the record in a many-to-many set, and those whose reference to it becomes empty.

    Django's own deletion changes both kinds without a word. Whatever else refers to it protects it,
    or is part of it and goes with it.
    """
    found: dict[tuple[type[models.Model], int], Recorded] = {}
    for relation in record._meta.get_fields(include_hidden=True):
        for other in _referring(relation, record):
            if other != record:
                found[type(other), other.pk] = other
    return list(found.values())


def _referring(relation: Any, record: Recorded) -> list[Recorded]:
    if not (relation.auto_created and relation.is_relation) or relation.concrete:
        return []
    model = relation.related_model
    if not issubclass(model, Recorded):
        return []
    if relation.many_to_many and relation.through._meta.auto_created:
        return list(model._default_manager.filter(**{relation.field.name: record.pk}))
    if getattr(relation, "on_delete", None) is models.SET_NULL:
        return list(model._default_manager.filter(**{relation.field.name: record.pk}))
    return []
