"""Writing many records of one table so that each that changed leaves its row in the log."""

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from thirty3.history.facts import Facts, differing, facts_by_id, facts_of
from thirty3.history.models import Change
from thirty3.history.records import Recorded
from thirty3.registry import PROJECTIONS, REFERRERS


@dataclass
class Tally:
    """How many records a block created, changed and removed."""

    created: int = 0
    changed: int = 0
    removed: int = 0


@contextlib.contextmanager
def recording_table(
    model: type[Recorded],
    *,
    only: Collection[int] | None = None,
    actor: Any = None,
    role: str = "",
    why: str = "",
    batch: str = "",
) -> Iterator[Tally]:
    """Write records of a table small enough to be read twice, reference data say, in a few statements.

    Of a larger one, `only` the records with these ids are read and may be written. The tally is filled
    when the block ends.
    """
    tally = Tally()
    with transaction.atomic():
        before = _stored(model, only)
        yield tally
        after = _stored(model, only)
        changes = _changes(model, before, after)
        for change in changes:
            change.actor, change.role, change.why, change.batch = actor, role, why, batch
        Change.objects.bulk_create(changes)
        _bring_up_to_date(model, changes)
    for action in ("created", "changed", "removed"):
        setattr(tally, action, sum(change.action == action for change in changes))


def _stored(model: type[Recorded], only: Collection[int] | None) -> dict[int, Facts]:
    return facts_of(model._default_manager.all()) if only is None else facts_by_id(model, only)


def _changes(model: type[Recorded], before: dict[int, Facts], after: dict[int, Facts]) -> list[Change]:
    different = [pk for pk in sorted({*before, *after}) if before.get(pk) != after.get(pk)]
    kind = model._meta.label_lower
    versions = dict(
        Change.objects.filter(kind=kind, record_id__in=different)
        .values_list("record_id")
        .annotate(last=Max("version"))
        .order_by()
    )
    changes = []
    for pk in different:
        old, new = differing(before.get(pk, {}), after.get(pk, {}))
        action = Change.Action.CHANGED
        if pk not in before:
            action = Change.Action.CREATED
        elif pk not in after:
            action = Change.Action.REMOVED
        changes.append(
            Change(
                kind=kind,
                record_id=pk,
                key=(after.get(pk) or before[pk]).get("key", ""),
                version=versions.get(pk, 0) + 1,
                action=action,
                before=old,
                after=new,
            )
        )
    return changes


def _bring_up_to_date(model: type[Recorded], changes: list[Change]) -> None:
    versions = {change.record_id: change.version for change in changes}
    records = list(model._default_manager.filter(pk__in=versions))
    now = timezone.now()
    for record in records:
        record.version, record.updated_at = versions[record.pk], now
    model._default_manager.bulk_update(records, ["version", "updated_at"], batch_size=500)
    kind = model._meta.label_lower
    if kind in PROJECTIONS and versions:
        PROJECTIONS[kind].refresh(set(versions))
    # Nothing can refer yet to a record that has just been made.
    known = [change.record_id for change in changes if change.action != Change.Action.CREATED]
    for referrers in REFERRERS:
        if issubclass(model, referrers.of) and known:
            PROJECTIONS[referrers.kind].refresh(set().union(*map(referrers.ids, known)))
