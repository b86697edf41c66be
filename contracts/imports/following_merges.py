"""What names suppliers, technologies and functions by their ids in JSON, and follows when they are merged.

What sources say of records would point them back to the one that went at the next import; files that
wait for review may be about to name it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import batched
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from contracts.imports.receiving import READABLE, ask_again
from contracts.imports.survivors import ONE, SEVERAL, pointing
from contracts.imports.tasks import read_import
from contracts.models import Assertion, ImportBatch, ImportWrite
from thirty3.history.merging.kinds import FOLLOWERS, Follower
from thirty3.history.records import Recorded

CHUNK: Final = 500


def _said(model: type[Recorded], pk: int) -> list[int]:
    """The assertions that name a record, by id."""
    text = Assertion.objects.annotate(text=Cast("values", TextField()))
    found = set(text.filter(_written(model, pk)).values_list("pk", flat=True)) if ONE[model] else set()
    if several := SEVERAL.get(model):
        told = Assertion.objects.filter(values__has_key=several).values_list(
            "pk", f"values__{several}__{several}"
        )
        found |= {row for row, ids in told.iterator() if pk in (ids or ())}
    return sorted(found)


def _written(model: type[Recorded], pk: int) -> Q:
    """Whether JSON, cast to `text`, holds the id, or one that begins like it."""
    found = Q()
    for fact in ONE[model]:
        found |= Q(text__contains=f'"{fact}": {pk}') | Q(text__contains=f'"{fact}":{pk}')
    return found


def _naming(model: type[Recorded], pk: int) -> Iterator[Assertion]:
    """The assertions that name a record."""
    for ids in batched(_said(model, pk), CHUNK, strict=False):
        for one in Assertion.objects.filter(pk__in=ids).order_by("pk"):
            # Another id that begins like it is not it.
            if pointing(model, one.values, {pk: 0}) != one.values:
                yield one


def count_said(model: type[Recorded], pk: int) -> int:
    """How much of what sources say names a record."""
    return sum(1 for _ in _naming(model, pk))


def move_said(model: type[Recorded], from_id: int, to_id: int) -> list[Any]:
    """Have sources name the survivor; returns what they said, and what they say now."""
    return _pointed(model, from_id, to_id, _naming(model, from_id))


def move_said_of(
    model: type[Recorded], from_id: int, to_id: int, records: Mapping[str, set[int]]
) -> list[Any]:
    """The same for what sources say of some records alone."""
    ours = (
        one for one in _naming(model, from_id) if one.record_id in records.get(one.record_kind, frozenset())
    )
    return _pointed(model, from_id, to_id, ours)


def _pointed(model: type[Recorded], from_id: int, to_id: int, said: Iterable[Assertion]) -> list[Any]:
    moved, changed = [], []
    for one in list(said):
        now = pointing(model, one.values, {from_id: to_id})
        groups = [group for group in now if now[group] != one.values[group]]
        held = {group: [one.values[group], now[group]] for group in groups}
        moved.append([one.pk, held])
        one.values = now
        changed.append(one)
    Assertion.objects.bulk_update(changed, ["values"], batch_size=CHUNK)
    return moved


def put_said_back(model: type[Recorded], from_id: int, to_id: int, held: list[Any]) -> int:
    """Have sources say again what they said; returns how many have said something else since."""
    left = 0
    for moved in batched(held, CHUNK, strict=False):
        there, changed = Assertion.objects.in_bulk([pk for pk, _ in moved]), []
        for pk, groups in moved:
            one = there.get(pk)
            if one is None or any(one.values.get(group) != now for group, (_, now) in groups.items()):
                left += 1
                continue
            one.values = one.values | {group: then for group, (then, _) in groups.items()}
            changed.append(one)
        Assertion.objects.bulk_update(changed, ["values"])
    return left


def _waiting(model: type[Recorded], ids: Iterable[int]) -> QuerySet[ImportBatch]:
    """The files under review that would write the id of any of these into a record."""
    writes = ImportWrite.objects.filter(batch__status__in=READABLE, batch__undoes=None)
    wanted, found = set(ids), set()
    if ONE[model]:
        text = writes.annotate(text=Cast("record", TextField()))
        for pk in wanted:
            found |= set(text.filter(_written(model, pk)).values_list("batch", flat=True))
    if several := SEVERAL.get(model):
        told = writes.filter(record__has_key=several).values_list("batch", f"record__{several}")
        found |= {batch for batch, named in told.iterator() if wanted & set(named or ())}
    return ImportBatch.objects.filter(pk__in=found).order_by("pk")


def count_waiting(model: type[Recorded], pk: int) -> int:
    """How many files under review name a record."""
    return _waiting(model, [pk]).count()


def read_again(model: type[Recorded], from_id: int, to_id: int) -> list[Any]:
    """Have files under review that name either of two records be read once more."""
    batches = list(_waiting(model, [from_id, to_id]))
    for batch in batches:
        ask_again(batch=batch)
        transaction.on_commit(partial(read_import.enqueue, batch.key))
    # Whether or not there were any: other files may wait when it is undone.
    return [batch.key for batch in batches] or [""]


def read_some_again(
    model: type[Recorded], from_id: int, to_id: int, records: Mapping[str, set[int]]
) -> list[Any]:
    """The same where some of what named the one names the other: a file may mean either."""
    return read_again(model, from_id, to_id)


def read_again_apart(model: type[Recorded], from_id: int, to_id: int, held: list[Any]) -> int:
    """The same once they are two again."""
    read_again(model, from_id, to_id)
    return 0


def register() -> None:
    """Have all this follow merges; called when the app is ready."""
    FOLLOWERS.register(
        Follower(
            "said",
            "facts as sources state them",
            count_said,
            move_said,
            put_said_back,
            move_said_of,
            order=10,
        )
    )
    FOLLOWERS.register(
        Follower(
            "waiting",
            "imports that will be read again",
            count_waiting,
            read_again,
            read_again_apart,
            read_some_again,
            order=20,
        )
    )
