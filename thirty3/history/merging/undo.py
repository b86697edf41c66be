"""Undoing a merge: every record is as it was before. What somebody changed meanwhile is left, and told."""

from contextlib import ExitStack
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from thirty3.history.facts import Facts, facts_by_id
from thirty3.history.many import recording_table
from thirty3.history.merging.kinds import FOLLOWERS
from thirty3.history.merging.service import wait_for_others
from thirty3.history.merging.standing import Standing
from thirty3.history.models import Change, Merge
from thirty3.history.restoring import put_back
from thirty3.history.services import role_of


class CannotUndo(ValueError):
    """Why a merge stays, in a sentence for whoever tried to undo it."""


def obstacle(merge: Merge) -> str:
    """Why a merge cannot be undone; blank where it can."""
    if merge.undone_at is not None:
        return "It was undone already."
    found = apps.get_model(merge.kind)._default_manager.in_bulk([merge.loser_id, merge.survivor_id])
    loser, survivor = found.get(merge.loser_id), found.get(merge.survivor_id)
    if loser is None or survivor is None:
        return "One of the two was removed since."
    if survivor.merged_into_id is not None:
        return f"“{survivor}” was itself merged into another since. Undo that merge first."
    if loser.merged_into_id != survivor.pk:
        return f"“{loser}” was merged into another since."
    return ""


@transaction.atomic
def undo(*, merge: Merge, actor: Any = None) -> Merge:
    """Part two records that were merged; `left` of what is returned names those that stay as they are."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if reason := obstacle(merge):
        raise CannotUndo(reason)
    by_model: dict[Any, list[Change]] = {}
    for change in Change.objects.in_batch(merge.batch):
        by_model.setdefault(apps.get_model(change.kind), []).append(change)
    why, by = f"The merge of “{merge}” was undone", actor if getattr(actor, "pk", None) else None
    left: list[str] = []
    with ExitStack() as written:
        for model, changes in by_model.items():
            ids = {change.record_id for change in changes}
            wait_for_others(model, ids)
            recorded = recording_table(
                model, only=ids, actor=by, role=role_of(actor), why=why, batch=merge.undone_batch
            )
            written.enter_context(recorded)
        standing = Standing(merge, by_model)
        left += standing.rows_back()
        _part(merge, by_model.pop(apps.get_model(merge.kind)), standing, left)
        for model, changes in by_model.items():
            _give_back(model, changes, standing, left)
        for one in FOLLOWERS:
            if held := merge.followed.get(one.name):
                stay = one.put_back(apps.get_model(merge.kind), merge.loser_id, merge.survivor_id, held)
                left += [f"{one.label}: {stay}"] * bool(stay)
    merge.undone_at, merge.undone_by, merge.left = timezone.now(), by, left
    merge.save(update_fields=["undone_at", "undone_by", "left"])
    return merge


def _part(merge: Merge, changes: list[Change], standing: Standing, left: list[str]) -> None:
    """The two themselves: the survivor first, since a name is one record's at a time."""
    model = apps.get_model(merge.kind)
    changed = {change.record_id: change for change in changes}
    for pk in (merge.survivor_id, merge.loser_id):
        if (change := changed.pop(pk, None)) is None:
            continue
        now = facts_by_id(model, [pk])[pk]
        facts = {name: _without_the_merge(change, name, now) for name in change.before}
        try:
            put_back(model._default_manager.get(pk=pk), facts)
        except (ValidationError, IntegrityError) as taken:
            raise CannotUndo(
                f"A name or a number of “{merge.loser_name}” belongs to another record now."
            ) from taken
    _give_back(model, list(changed.values()), standing, left)


def _without_the_merge(change: Change, name: str, now: Facts) -> Any:
    """A fact of one of the two as it is today, but for what the merge did to it."""
    before, after, held = change.before[name], change.after.get(name), now[name]
    if not isinstance(held, list):
        return before if held == after else held
    kept = [one for one in held if one in before or one not in (after or [])]
    gone = [one for one in before if one not in (after or []) and one not in kept]
    # A set of ids is told in order; of other lists the first come first.
    return sorted(kept + gone) if all(isinstance(one, int) for one in kept + gone) else kept + gone


def _give_back(model: Any, changes: list[Change], standing: Standing, left: list[str]) -> None:
    """Other records: as they were, where what the merge changed of them was still so."""
    today = facts_by_id(model, [change.record_id for change in changes])
    others = [change.record_id for change in changes if not standing.gave_back(change, today)]
    records = model._default_manager.in_bulk(others)
    for change in changes:
        if change.record_id not in today:
            left.append(f"{change.kind} {change.key or change.record_id}".strip())
        elif change.record_id in records and not standing.as_left(model, change.record_id):
            left.append(str(records[change.record_id]))
        elif change.record_id in records:
            _put_back(records[change.record_id], change.before, left)


def _put_back(record: Any, facts: Facts, left: list[str]) -> None:
    try:
        with transaction.atomic():
            put_back(record, facts)
    except (ValidationError, IntegrityError):
        # Something that only one record may have is another's now.
        left.append(str(record))
