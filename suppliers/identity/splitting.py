"""One supplier that turns out to be two: some of what names it names another one, new or merged before."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from suppliers.identity.merging import NUMBERS
from suppliers.identity.owners import set_parent
from suppliers.models import Supplier, SupplierAlias, SupplierSplit
from suppliers.names import fold, unique_slugs
from thirty3.history.many import recording_table
from thirty3.history.merging.kinds import FOLLOWERS
from thirty3.history.merging.references import first_named, holder, label, movers_to, other_end
from thirty3.history.merging.service import wait_for_others
from thirty3.history.models import Merge
from thirty3.history.records import Recorded
from thirty3.history.services import recording, role_of
from thirty3.registry import MOVERS, Mover

type Chosen = Mapping[str, Sequence[int]]
ALIASES: Final = "suppliers.SupplierAlias.supplier"
PARENT, OWNER, OWNED = (
    "suppliers.Supplier.parent",
    "suppliers.SupplierOwnership.parent",
    "suppliers.SupplierOwnership.supplier",
)
# That something was merged into it is told by the merge.
NEVER: Final = frozenset({"suppliers.Supplier.merged_into"})
SHOWN: Final = 5


class CannotSplit(ValueError):
    """Why a supplier is not parted, in a sentence for whoever tried."""


@dataclass(frozen=True)
class Going:
    """What goes of one kind, how much stays, and the first few that go."""

    label: str
    count: int
    stays: int
    first: tuple[str, ...]


def movers() -> list[Mover]:
    """What can be chosen to go: every reference to a supplier that says something of it today."""
    return [mover for mover in movers_to(Supplier) if mover.name not in NEVER]


def merges_into(supplier: Supplier) -> list[Merge]:
    """The merges that can be parted again in this way, the latest first."""
    gone = Supplier.objects.filter(merged_into=supplier).values_list("pk", flat=True)
    standing = Merge.objects.standing().filter(kind=Supplier.record_kind(), loser_id__in=list(gone))
    return list(standing.latest_first())


def going(supplier: Supplier, chosen: Chosen) -> list[Going]:
    """What a split would take, by kind: nothing is written."""
    found = []
    for mover in movers():
        model, column = other_end(mover)
        ours = mover.referring(supplier.pk)
        ids = list(
            ours.filter(pk__in=chosen.get(mover.name, ())).order_by("pk").values_list(column, flat=True)
        )
        if ids:
            first = first_named(model, ids[:SHOWN])
            found.append(Going(label(mover), len(ids), ours.count() - len(ids), first))
    return found


def refusal(supplier: Supplier, *, name: str, merge: Merge | None, chosen: Chosen) -> str:
    """Why a supplier cannot be parted so; blank where it can."""
    if supplier.merged_into_id is not None:
        return f"“{supplier}” was itself merged into another. Look for the one that it became."
    if supplier.held_from:
        return f"“{supplier}” is on hold, to be checked. Release it first."
    if not any(chosen.values()):
        return "Choose what goes to the other one."
    if merge is None:
        if not name:
            return "Give the name of the one that is new, or choose one that was merged before."
        if fold(name) == fold(supplier.name):
            return "The other one needs a name of its own."
        held = SupplierAlias.objects.filter(folded=fold(name), demonstration=supplier.demonstration)
        if (other := held.exclude(supplier=supplier).select_related("supplier").first()) is not None:
            return f"“{name}” already means {other.supplier}."
    elif merge not in merges_into(supplier):
        return "That one is merged into this one no more."
    own = SupplierAlias.objects.filter(pk__in=chosen.get(ALIASES, ()), folded=fold(supplier.name))
    return f"“{supplier}” keeps its own name." if own.exists() else ""


@transaction.atomic
def split(
    *,
    supplier: Supplier,
    chosen: Chosen,
    why: str,
    name: str = "",
    merge: Merge | None = None,
    actor: Any = None,
) -> SupplierSplit:
    """Have what is chosen name another supplier: a new one, or one that was merged into this one.

    `chosen` holds ids of rows by mover. What is done can be undone by `undo_split`.
    """
    supplier = Supplier.objects.select_for_update().get(pk=supplier.pk)
    if reason := refusal(supplier, name=name, merge=merge, chosen=chosen):
        raise CannotSplit(reason)
    by = actor if getattr(actor, "pk", None) else None
    done = SupplierSplit(from_id=supplier.pk, from_name=supplier.name, made=merge is None, why=why, by=by)
    other = _new(supplier, name, done) if merge is None else Supplier.objects.get(pk=merge.loser_id)
    done.to_id, done.to_name = other.pk, other.name
    done.merge_id = merge.pk if merge is not None else None
    rows = _rows(supplier, other, chosen)
    with recorded(done, rows, f"“{other}” was parted from “{supplier}”: {why}", done.batch, actor):
        if merge is not None:
            _stand_alone(supplier, other, merge, by)
        done.rows = {mover: ids for mover, ids in rows.items() if ids}
        _point(done.rows, supplier.pk, other.pk)
        follow_owners(done)
        records = {model.record_kind(): ids for model, ids in _records(done.rows).items()}
        done.followed = {
            one.name: what
            for one in FOLLOWERS
            if (what := one.move_some(Supplier, supplier.pk, other.pk, records))
        }
    done.save()
    return done


def recorded(
    done: SupplierSplit, rows: Mapping[str, Sequence[int]], why: str, batch: str, actor: Any
) -> ExitStack:
    """What the rows of a split, and its two suppliers, are written in."""
    touched = _records(rows)
    touched.setdefault(Supplier, set()).update({done.from_id, done.to_id})
    by = actor if getattr(actor, "pk", None) else None
    with ExitStack() as written:
        for model, ids in touched.items():
            wait_for_others(model, ids)
            written.enter_context(
                recording_table(model, only=ids, actor=by, role=role_of(actor), why=why, batch=batch)
            )
        return written.pop_all()


def follow_owners(done: SupplierSplit) -> None:
    """Where owners over time moved, parents are those of today."""
    others = Supplier.objects.filter(ownerships__in=done.rows.get(OWNER, ())).values_list("pk", flat=True)
    dated = Supplier.objects.filter(ownerships__isnull=False)
    ids = set(dated.filter(pk__in={*others, *done.rows.get(PARENT, ())}).values_list("pk", flat=True))
    if done.rows.get(OWNED):
        ids |= {done.from_id, done.to_id}
    for one in Supplier.objects.filter(pk__in=ids):
        set_parent(one)


def _rows(supplier: Supplier, other: Supplier, chosen: Chosen) -> dict[str, list[int]]:
    """The rows that go, if they name the supplier, and with them the spelling of the other one's name."""
    rows = {}
    for mover in movers():
        ours = mover.referring(supplier.pk)
        rows[mover.name] = list(
            ours.filter(pk__in=chosen.get(mover.name, ())).order_by("pk").values_list("pk", flat=True)
        )
    named = supplier.aliases.filter(folded=fold(other.name)).values_list("pk", flat=True)
    rows[ALIASES] = sorted({*rows[ALIASES], *named})
    return rows


def _point(rows: Mapping[str, Iterable[int]], from_id: int, to_id: int) -> None:
    try:
        for name, ids in rows.items():
            mover = MOVERS[name]
            mover.referring(from_id).filter(pk__in=list(ids)).update(**{mover.field: to_id})
    except IntegrityError as taken:
        raise CannotSplit(
            "Something that goes names the other one already, or would join it to itself."
        ) from taken


def _records(rows: Mapping[str, Sequence[int]]) -> dict[type[Recorded], set[int]]:
    """The records that what goes is part of, by model."""
    found: dict[type[Recorded], set[int]] = {}
    for name, ids in rows.items():
        held_by, column = holder(MOVERS[name].model)
        named = MOVERS[name].model._default_manager.filter(pk__in=ids).values_list(column, flat=True)
        found.setdefault(held_by, set()).update(named)
    return found


def _new(supplier: Supplier, name: str, done: SupplierSplit) -> Supplier:
    [slug] = unique_slugs([name], taken=set(Supplier.objects.values_list("slug", flat=True)))
    made = Supplier(name=name, slug=slug, demonstration=supplier.demonstration)
    why = f"Parted from “{supplier}”: {done.why}"
    with recording(made, actor=done.by, why=why, batch=done.batch):
        made.save()
        if not supplier.aliases.filter(folded=fold(name)).exists():
            made.aliases.create(spelling=name, folded=fold(name), demonstration=supplier.demonstration)
    return made


def _stand_alone(supplier: Supplier, other: Supplier, merge: Merge, by: Any) -> None:
    """The one that was merged is one of its own again, with its numbers."""
    for fact in NUMBERS:
        held, gone = getattr(supplier, fact), getattr(other, fact)
        if merge.settled.get(fact) == "loser":
            setattr(supplier, fact, gone)
            setattr(other, fact, held)
        elif held == gone:
            setattr(supplier, fact, "")
    supplier.save()
    other.merged_into = None
    other.save()
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.left = [f"Parted again: what had been chosen went back to “{other}”"]
    merge.save(update_fields=["undone_at", "undone_by", "left"])
