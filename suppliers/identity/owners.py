"""Who owned a supplier and when. The supplier's parent is the owner of today, and follows these days."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from suppliers.models import Supplier, SupplierOwnership
from thirty3.history.services import recording


class CannotOwn(ValueError):
    """Why this is not said of an owner, in a sentence for whoever tried."""


@dataclass(frozen=True)
class Days:
    """From one day to another, both included; None where it has no end or no known beginning."""

    first: datetime.date | None
    last: datetime.date | None

    def overlaps(self, other: "Days") -> bool:
        return not (_before(self.last, other.first) or _before(other.last, self.first))


def _before(last: datetime.date | None, first: datetime.date | None) -> bool:
    return last is not None and first is not None and last < first


def days_of(one: SupplierOwnership) -> Days:
    return Days(one.from_date, one.until_date)


@transaction.atomic
def say_owner(*, ownership: SupplierOwnership, actor: Any = None, why: str = "") -> SupplierOwnership:
    """Keep who owned a supplier from when to when: a new one, or one that is put right."""
    subject = Supplier.objects.select_for_update().get(pk=ownership.supplier_id)
    if reason := refusal(ownership):
        raise CannotOwn(reason)
    with recording(subject, actor=actor, why=why):
        ownership.save()
        set_parent(subject)
    return ownership


@transaction.atomic
def forget_owner(*, ownership: SupplierOwnership, actor: Any = None, why: str = "") -> None:
    """Take back that somebody owned a supplier."""
    subject = Supplier.objects.select_for_update().get(pk=ownership.supplier_id)
    with recording(subject, actor=actor, why=why):
        ownership.delete()
        set_parent(subject)


def refusal(one: SupplierOwnership) -> str:
    """Why this cannot be said; blank where it can."""
    if one.supplier_id == one.parent_id or would_own_itself(one.supplier_id, one.parent_id):
        return f"{one.supplier} owns {one.parent}, directly or through others."
    if one.supplier.demonstration != one.parent.demonstration:
        return "One of them is invented, for the demonstration, and the other is real."
    others = SupplierOwnership.objects.filter(supplier=one.supplier_id).exclude(pk=one.pk)
    for other in others.select_related("parent"):
        if days_of(one).overlaps(days_of(other)):
            return f"{other.parent} is said to have owned it on some of these days. End that first."
    return ""


def would_own_itself(supplier_id: int, parent_id: int, *, instead: Mapping[int, int] | None = None) -> bool:
    """Whether a supplier stands above its owner-to-be. `instead` holds suppliers that are read as others."""
    means = instead or {}
    subject, above, seen = means.get(supplier_id, supplier_id), {means.get(parent_id, parent_id)}, set[int]()
    while above:
        if subject in above:
            return True
        seen |= above
        # Two that are to be one have the owners of both.
        both = above | {pk for pk, other in means.items() if other in above}
        parents = Supplier.objects.filter(pk__in=both, parent__isnull=False).values_list("parent", flat=True)
        above = {means.get(pk, pk) for pk in parents if pk is not None} - seen
    return False


def set_parent(subject: Supplier, day: datetime.date | None = None) -> bool:
    """Have a supplier's parent be its owner of today; says whether that is another one than before."""
    owners = SupplierOwnership.objects.filter(supplier=subject).on(day or timezone.localdate())
    now = owners.values_list("parent", flat=True).first()
    if subject.parent_id == now:
        return False
    subject.parent_id = now
    subject.save(update_fields=["parent"])
    return True


def follow_the_days(day: datetime.date) -> int:
    """Bring parents up to date where an ownership began or ended; returns how many changed."""
    owned = dict(SupplierOwnership.objects.on(day).in_order().values_list("supplier", "parent"))
    dated = Supplier.objects.current().filter(ownerships__isnull=False).distinct()
    stale = [pk for pk, parent in dated.values_list("pk", "parent") if owned.get(pk) != parent]
    for subject in Supplier.objects.filter(pk__in=stale):
        with recording(subject, why="An ownership began or ended"):
            set_parent(subject, day)
    return len(stale)


def owners_against(loser: Supplier, survivor: Supplier) -> str:
    """Why the owners of two suppliers keep these from being made one; blank where they do not."""
    one, instead = survivor.pk, {loser.pk: survivor.pk}
    for parent_id in (loser.parent_id, survivor.parent_id):
        if (
            parent_id
            and parent_id not in (loser.pk, one)
            and would_own_itself(one, parent_id, instead=instead)
        ):
            return "One of them owns the other through a third supplier, so that one would own itself."
    mine, theirs = (_owners(one, loser, survivor) for one in (loser, survivor))
    for gone in mine:
        for left in theirs:
            same = (gone.parent_id, days_of(gone)) == (left.parent_id, days_of(left))
            if not same and days_of(gone).overlaps(days_of(left)):
                return (
                    f"{gone.parent} is said to have owned the one and {left.parent} the other on the same "
                    "days. Put that right first."
                )
    return ""


def _owners(subject: Supplier, *two: Supplier) -> Iterable[SupplierOwnership]:
    """Who owned a supplier, either of the two aside: nothing will own itself."""
    return list(subject.ownerships.exclude(parent__in=two).select_related("parent"))
