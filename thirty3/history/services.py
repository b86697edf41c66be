"""Writing records so that the change log, the lists and the search follow in the same transaction."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from thirty3.audiences import Audience
from thirty3.history.facts import Facts, differing, facts_by_id
from thirty3.history.models import Change, Tombstone
from thirty3.history.records import Recorded
from thirty3.history.referring import records_changed_by_removing
from thirty3.history.versions import RemovedSince, refuse_if_changed
from thirty3.registry import PROJECTIONS, REFERRERS


@contextlib.contextmanager
def recording(
    record: Recorded,
    *,
    actor: Any = None,
    role: str = "",
    why: str = "",
    batch: str = "",
    seen: int | None = None,
) -> Iterator[Recorded]:
    """Write one record: whatever the block saves, its sets included, becomes one row of the log.

    Nothing changed, nothing logged. Lists that show the record are brought up to date before
    the transaction ends. `seen` is the version that an editor saw: where it is no longer what is
    held, nothing is written and `ChangedSince` is raised, or where it was removed, `RemovedSince`.
    """
    with transaction.atomic():
        held = _wait_for_others(record)
        if seen is not None and held is None and not record._state.adding:
            raise RemovedSince(record, seen=seen)
        before = _stored_facts(record)
        yield record
        after = _stored_facts(record)
        old, new = differing(before or {}, after or {})
        if not old and not new:
            return
        if seen is not None and held is not None:
            refuse_if_changed(record, seen=seen, held=held, now=before or {}, given=after or {})
        action = _action(before, after)
        version = _next_version(record)
        if after is not None:
            record.version, record.updated_at = version, timezone.now()
            type(record)._default_manager.filter(pk=record.pk).update(
                version=version, updated_at=record.updated_at
            )
        Change.objects.create(
            actor=actor if getattr(actor, "pk", None) else None,
            role=role or role_of(actor),
            why=why,
            batch=batch,
            kind=record.record_kind(),
            record_id=record.pk,
            key=getattr(record, "key", ""),
            version=version,
            action=action,
            before=old,
            after=new,
        )
        refresh_lists(record, facts={record.pk: after} if after else {})


def remove(record: Recorded, *, actor: Any = None, why: str = "", batch: str = "") -> None:
    """Take a record away: the log keeps all of it, and a page of its own leaves a tombstone.

    Records that held it in a set, or could do without it, are changed by this, and say so.
    """
    record_id, audience = record.pk, _audience_of(record)
    with transaction.atomic(), contextlib.ExitStack() as changed:
        for other in records_changed_by_removing(record):
            changed.enter_context(recording(other, actor=actor, why=why, batch=batch))
        with recording(record, actor=actor, why=why, batch=batch):
            type(record)._default_manager.filter(pk=record_id).delete()
        if key := getattr(record, "key", ""):
            Tombstone.objects.update_or_create(
                kind=record.record_kind(),
                key=key,
                defaults={"audience": audience or "", "title": str(record)},
            )


def refresh_lists(record: Recorded, *, facts: Mapping[int, Facts] | None = None) -> None:
    """Bring the list rows of the record, and of those that show a fact of it, up to date.

    Whoever has just read its facts gives them by its id, none where it is gone: they are not read again.
    """
    if record.record_kind() in PROJECTIONS:
        PROJECTIONS[record.record_kind()].refresh({record.pk}, facts)
    for referrers in REFERRERS:
        if isinstance(record, referrers.of):
            PROJECTIONS[referrers.kind].refresh(referrers.ids(record.pk))


def _wait_for_others(record: Recorded) -> int | None:
    """Of two who write a record at once one waits, so that the log's before is what was replaced.

    Returns the version that is held.
    """
    if record.pk is None:
        return None
    held = type(record)._default_manager.select_for_update().filter(pk=record.pk)
    return held.values_list("version", flat=True).first()


def _audience_of(record: Recorded) -> Audience | None:
    """Who could see the record: they alone are told that it is gone. None where no audience could."""
    kind, held_from = record.record_kind(), getattr(record, "held_from", "")
    if held_from:
        return next((audience for audience in Audience if audience == held_from), None)
    return PROJECTIONS[kind].seen_by(record.pk) if kind in PROJECTIONS else Audience.PUBLIC


def _stored_facts(record: Recorded) -> Facts | None:
    if record.pk is None:
        return None
    return facts_by_id(type(record), [record.pk]).get(record.pk)


def _action(before: Facts | None, after: Facts | None) -> str:
    if before is None:
        return Change.Action.CREATED
    return Change.Action.CHANGED if after is not None else Change.Action.REMOVED


def _next_version(record: Recorded) -> int:
    """One more than the last, also for a record that came back under an old id."""
    last = (
        Change.objects.filter(kind=record.record_kind(), record_id=record.pk)
        .order_by("-version")
        .values_list("version", flat=True)
        .first()
    )
    return (last or 0) + 1


def role_of(actor: Any) -> str:
    """In which role somebody writes, as the log keeps it."""
    return "LOTI staff" if getattr(actor, "is_staff", False) else ""
