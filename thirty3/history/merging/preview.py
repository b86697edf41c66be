"""What a merge would move, by kind, and where both records stand on one already: nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from thirty3.history.merging.kinds import FOLLOWERS, MERGEABLE, Contested
from thirty3.history.merging.references import first_named, label, movers_to, other_end
from thirty3.registry import NOTHING_SETTLED, Mover

# How many are named of each kind.
SHOWN: Final = 5


@dataclass(frozen=True)
class Moving:
    """What moves of one kind: how much, the first few, and those that refer to both already."""

    label: str
    count: int
    first: tuple[str, ...]
    both: int = 0
    first_both: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """All that a merge would move, the names that both answer to, and what they tell differently."""

    moving: tuple[Moving, ...]
    names: tuple[str, ...]
    contested: tuple[Contested, ...] = ()

    @property
    def count(self) -> int:
        return sum(one.count for one in self.moving)


def preview(*, loser: Any, survivor: Any, right: Mapping[str, str] = NOTHING_SETTLED) -> Preview:
    """What merging the one into the other would do; `right` is what was said so far of facts that differ."""
    model = type(loser)
    kind = MERGEABLE[model.record_kind()]
    contested = kind.told_apart(loser, survivor, right)
    chosen = {one.fact: one.chosen for one in contested}
    moving = [_moving(mover, loser.pk, survivor.pk, chosen) for mover in movers_to(model)]
    moving += [Moving(one.label, one.counted(model, loser.pk), ()) for one in FOLLOWERS]
    names = kind.names_both_have(loser, survivor)
    return Preview(tuple(one for one in moving if one.count), tuple(names), tuple(contested))


def _moving(mover: Mover, loser_id: int, survivor_id: int, right: Mapping[str, str]) -> Moving:
    model, column = other_end(mover)
    gone = set(mover.referring(loser_id).values_list(column, flat=True))
    if column == "pk":
        both = mover.dropped(from_id=loser_id, to_id=survivor_id, right=right)
    else:
        both = _also(mover, column, gone, survivor_id)
    return Moving(label(mover), len(gone), _named(model, gone), len(both), _named(model, both))


def _also(mover: Mover, column: str, gone: set[int], survivor_id: int) -> set[int]:
    """Of these, which refer to the survivor as well: a set holds it once."""
    return gone & set(mover.referring(survivor_id).values_list(column, flat=True)) if gone else set()


def _named(model: Any, ids: set[int]) -> tuple[str, ...]:
    """The first few by name."""
    return first_named(model, sorted(ids)[:SHOWN])
