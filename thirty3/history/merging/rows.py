"""The rows that a merge moves or drops, kept so that its undo gives back these very rows."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from itertools import batched
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, router
from django.db.models.deletion import Collector

from thirty3.registry import ROWS_AT_ONCE, Mover

# Mover -> the ids of rows that it moved, and whole rows that it dropped, with those that went with them.
type Rows = dict[str, dict[str, Any]]


def carry(movers: Iterable[Mover], from_id: int, to_id: int, right: Mapping[str, str]) -> Rows:
    """Have every reference name another record; returns what `give_back` takes to undo that."""
    carried: Rows = {}
    for mover in movers:
        dropped = mover.dropped(from_id=from_id, to_id=to_id, right=right)
        lost = _all_whole(mover.model, dropped)
        beside = {
            model._meta.label: _all_whole(model, ids)
            for model, ids in going_with(mover.model, dropped).items()
        }
        found = set(mover.referring(from_id).values_list("pk", flat=True)) - dropped
        mover.move(from_id=from_id, to_id=to_id, right=right)
        if found or dropped:
            carried[mover.name] = {"moved": sorted(found), "dropped": lost, "beside": beside}
    return carried


def going_with(model: type[models.Model], ids: Collection[int]) -> dict[type[models.Model], set[int]]:
    """The rows of other tables that go when these do: a profile's sets, a certificate's reminders."""
    found: dict[type[models.Model], set[int]] = {}
    for some in _some(ids):
        rows = model._default_manager.filter(pk__in=some)
        collector = Collector(using=router.db_for_write(model), origin=rows)
        collector.collect(rows)
        for other, held in collector.data.items():
            found.setdefault(other, set()).update(one.pk for one in held)
        for queryset in collector.fast_deletes:
            found.setdefault(queryset.model, set()).update(queryset.values_list("pk", flat=True))
    return {other: pks for other, pks in found.items() if other is not model and pks}


def give_back(
    mover: Mover, held: dict[str, Any], from_id: int, to_id: int, by: str, may: Callable[[int], bool]
) -> int:
    """Have rows name what they named, and those that were dropped stand again; returns how many did not.

    `may` says of a record's id, which stands in the column `by`, whether its rows are as they were left.
    """
    rows, back = mover.model._default_manager, 0
    for some in _some(held["moved"]):
        there = mover.referring(to_id).filter(pk__in=some).values_list("pk", by)
        ours = [pk for pk, record_id in there if may(record_id)]
        back += rows.filter(pk__in=ours).update(**{mover.field: from_id})
    column = mover.model._meta.pk.attname if by == "pk" else by
    made = _make_again(mover.model, [row for row in held["dropped"] if may(row[column])])
    for label, beside in held.get("beside", {}).items():
        model = apps.get_model(label)
        _make_again(model, _whose_links_are_held(model, beside))
    return len(held["moved"]) + len(held["dropped"]) - back - made


def _make_again(model: type[models.Model], wanted: list[dict[str, Any]]) -> int:
    """Make rows that are not there, each under its id; returns how many."""
    there = {pk for some in _some(_ids(wanted)) for pk in model._default_manager.in_bulk(list(some))}
    made = [one for row in wanted if row["id"] not in there and _is_free(one := _made(model, row))]
    return len(model._default_manager.bulk_create(made))


def _is_free(one: models.Model) -> bool:
    """Whether its place is: what was moved there stays, where somebody changed it since."""
    try:
        one.validate_unique()
        one.validate_constraints()
    except ValidationError:
        return False
    return True


def _whose_links_are_held(model: type[models.Model], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of which nothing that they name has been removed since."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            named = {row[field.attname] for row in rows} - {None}
            held = {None, *(pk for some in _some(named) for pk in _there(field.related_model, some))}
            rows = [row for row in rows if row[field.attname] in held]
    return rows


def _there(model: Any, ids: Collection[int]) -> Iterable[int]:
    found: Iterable[int] = model._default_manager.filter(pk__in=ids).values_list("pk", flat=True)
    return found


def _all_whole(model: type[models.Model], ids: Iterable[int]) -> list[dict[str, Any]]:
    return [row for some in _some(ids) for row in _whole(model, some)]


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
