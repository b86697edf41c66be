"""Undoing a split: what went comes back, where nobody has changed it since."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from suppliers.identity.splitting import follow_owners, recorded
from suppliers.models import Supplier, SupplierSplit
from thirty3.history.facts import column_fields, facts_by_id
from thirty3.history.merging.kinds import FOLLOWERS
from thirty3.history.merging.references import label, movers_to
from thirty3.history.models import Change, Merge
from thirty3.history.services import remove
from thirty3.registry import MOVERS


class CannotRejoin(ValueError):
    """Why a split stays, in a sentence for whoever tried to undo it."""


def obstacle(done: SupplierSplit) -> str:
    """Why a split cannot be undone; blank where it can."""
    if done.undone_at is not None:
        return "It was undone already."
    found = Supplier.objects.in_bulk([done.from_id, done.to_id])
    if len(found) < 2:
        return "One of the two was removed since."
    merged = next((one for one in found.values() if one.merged_into_id is not None), None)
    return f"“{merged}” was merged into another since. Undo that merge first." if merged is not None else ""


@transaction.atomic
def undo_split(*, done: SupplierSplit, actor: Any = None) -> SupplierSplit:
    """Make two suppliers one again that were parted; `left` of what is returned tells what stays."""
    done = SupplierSplit.objects.select_for_update().get(pk=done.pk)
    if reason := obstacle(done):
        raise CannotRejoin(reason)
    left: list[str] = []
    why = f"The parting of “{done.to_name}” from “{done.from_name}” was undone"
    with recorded(done, done.rows, why, done.undone_batch, actor):
        _rows_back(done, left)
        _columns_back(done)
        follow_owners(done)
        for one in FOLLOWERS:
            if held := done.followed.get(one.name):
                stay = one.put_back(Supplier, done.from_id, done.to_id, held)
                left += [f"{one.label}: {stay}"] * bool(stay)
    if done.made:
        _take_away(done, left, actor)
    else:
        Merge.objects.filter(pk=done.merge_id or 0).update(undone_at=None, undone_by=None, left=[])
    done.undone_at, done.left = timezone.now(), left
    done.undone_by = actor if getattr(actor, "pk", None) else None
    done.save(update_fields=["undone_at", "undone_by", "left"])
    return done


def _rows_back(done: SupplierSplit, left: list[str]) -> None:
    for name, ids in done.rows.items():
        mover = MOVERS[name]
        twice = mover.twice(from_id=done.to_id, to_id=done.from_id)
        there = mover.referring(done.to_id).filter(pk__in=[pk for pk in ids if pk not in twice])
        stay = len(ids) - there.update(**{mover.field: done.from_id})
        left += [f"{label(mover)}: {stay}"] * bool(stay)


def _columns_back(done: SupplierSplit) -> None:
    """The two themselves: what the split changed of them, where it is still so; the one that stays first."""
    changes = Change.objects.in_batch(done.batch).filter(kind=Supplier.record_kind())
    by_id = {change.record_id: change for change in changes if change.action == Change.Action.CHANGED}
    for pk in (done.to_id, done.from_id):
        if (change := by_id.get(pk)) is None:
            continue
        one, now = Supplier.objects.get(pk=pk), facts_by_id(Supplier, [pk])[pk]
        for field in column_fields(Supplier):
            name = field.attname
            if name in change.before and now[name] == change.after[name]:
                setattr(one, name, field.to_python(change.before[name]))
        try:
            with transaction.atomic():
                one.save()
        except IntegrityError as taken:
            raise CannotRejoin(f"A number of “{one}” belongs to another supplier now.") from taken


def _take_away(done: SupplierSplit, left: list[str], actor: Any) -> None:
    """The one that was made for it goes, unless something names it that did not come with the split."""
    made = Supplier.objects.get(pk=done.to_id)
    named = [mover for mover in movers_to(Supplier) if mover.name != "suppliers.SupplierAlias.supplier"]
    if left or any(mover.referring(made.pk).exists() for mover in named):
        left.append(f"suppliers: {made}")
        return
    remove(made, actor=actor, why=f"The parting of “{made}” was undone", batch=done.undone_batch)
