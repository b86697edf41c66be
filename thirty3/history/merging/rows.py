"""The rows that a merge moves or drops, kept so that its undo gives back these very rows."""

import datetime
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from itertools import batched
from typing import Any

from django.db import models

from thirty3.registry import ROWS_AT_ONCE, Mover

# Mover -> the ids of rows that it moved, and whole rows that it dropped.
type Rows = dict[str, dict[str, list[Any]]]


def carry(movers: Iterable[Mover], from_id: int, to_id: int) -> Rows:
    """Have every reference name another record; returns what `give_back` takes to undo that."""
    carried: Rows = {}
    for mover in movers:
        dropped = mover.dropped(from_id=from_id, to_id=to_id)
        lost = [row for some in _some(dropped) for row in _whole(mover.model, some)]
        found = set(mover.referring(from_id).values_list("pk", flat=True)) - dropped
        if mover.move(from_id=from_id, to_id=to_id):
            carried[mover.name] = {"moved": sorted(found), "dropped": lost}
    return carried


def give_back(
    mover: Mover, held: dict[str, list[Any]], from_id: int, to_id: int, by: str, may: Callable[[int], bool]
) -> int:
    """Have rows name what they named, and those that were dropped stand again; returns how many did not.

    `may` says of a record's id, which stands in the column `by`, whether its rows are as they were left.
    """
    rows, back = mover.model._default_manager, 0
    for some in _some(held["moved"]):
        there = mover.referring(to_id).filter(pk__in=some).values_list("pk", by)
        ours = [pk for pk, record_id in there if may(record_id)]
        back += rows.filter(pk__in=ours).update(**{mover.field: from_id})
    there_again = {pk for some in _some(_ids(held["dropped"])) for pk in rows.in_bulk(list(some))}
    column = mover.model._meta.pk.attname if by == "pk" else by
    lost = [row for row in held["dropped"] if row["id"] not in there_again and may(row[column])]
    rows.bulk_create([_made(mover.model, row) for row in lost])
    return len(held["moved"]) + len(held["dropped"]) - back - len(lost)


def _ids(rows: Iterable[dict[str, Any]]) -> list[int]:
    return [row["id"] for row in rows]


def _some(ids: Iterable[int]) -> Iterable[Collection[int]]:
    return batched(sorted(ids), ROWS_AT_ONCE, strict=False)


def _whole(model: type[models.Model], ids: Collection[int]) -> list[dict[str, Any]]:
    found = model._default_manager.filter(pk__in=ids).order_by("pk").values()
    return [{name: _as_json(value) for name, value in row.items()} for row in found]


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _made(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    by_column = {field.attname: field for field in model._meta.concrete_fields}
    return model(
        **{name: by_column[name].to_python(value) for name, value in row.items() if name in by_column}
    )
