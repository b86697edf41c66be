"""Which kinds of records can be merged, and what follows a merge without referring to the record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.urls import reverse

from thirty3.history.records import Recorded
from thirty3.registry import NOTHING_SETTLED, RECORD_ACTIONS, RecordAction, Registry


def _nothing_against(loser: Any, survivor: Any) -> str:
    return ""


def _nothing_contested(loser: Any, survivor: Any) -> Sequence["Contested"]:
    return ()


def _nothing_to_settle(loser: Any, survivor: Any, right: Mapping[str, str]) -> None:
    """Most kinds have no facts that both may tell."""


@dataclass(frozen=True)
class Contested:
    """A fact that two records tell differently. Where one `must` be chosen, nothing is merged without."""

    fact: str
    label: str
    of_loser: str
    of_survivor: str
    must: bool = False
    # What somebody has chosen so far.
    said: str = ""

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        return (("survivor", self.of_survivor), ("loser", self.of_loser))

    @property
    def chosen(self) -> str:
        return self.said or ("" if self.must else "survivor")


@dataclass(frozen=True)
class Mergeable:
    """A kind of record of which two may turn out to be one. Its model has `slug`, `name` and `merged_into`.

    `page` is the evidence that says who may know of one; blank where everyone may. `keep_names` has the
    survivor answer to the names of the one that goes, and saves it; `names_both_have` tells which of them
    it answers to already. `against` says why two must not be merged, in a sentence; blank where they may.
    `contested` tells what both say and differently, and `settle` has the survivor say what is right of that
    and of what it did not say itself; `right` holds "loser" or "survivor" by fact.
    """

    model: Any
    keep_names: Callable[[Any, Any], None]
    names_both_have: Callable[[Any, Any], list[str]]
    page: str = ""
    against: Callable[[Any, Any], str] = _nothing_against
    contested: Callable[[Any, Any], Sequence[Contested]] = _nothing_contested
    settle: Callable[[Any, Any, Mapping[str, str]], None] = _nothing_to_settle
    order: int = 0

    @property
    def name(self) -> str:
        return str(self.model.record_kind())

    def told_apart(
        self, loser: Any, survivor: Any, right: Mapping[str, str] = NOTHING_SETTLED
    ) -> list[Contested]:
        """What both say and differently, with what was chosen so far."""
        return [replace(one, said=right.get(one.fact, "")) for one in self.contested(loser, survivor)]

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)


@dataclass(frozen=True)
class Follower:
    """What names mergeable records by their ids without a reference that a mover knows.

    `counted` tells for a model and an id how much names it. `move` has it name another one, and returns
    as JSON what `put_back` takes to undo that; this returns how much it left, since it was changed.
    `move_some` does so for some records alone, told by kind and id, where one record is parted into two.
    """

    name: str
    label: str
    counted: Callable[[type[Recorded], int], int]
    move: Callable[[type[Recorded], int, int], list[Any]]
    put_back: Callable[[type[Recorded], int, int, list[Any]], int]
    move_some: Callable[[type[Recorded], int, int, Mapping[str, set[int]]], list[Any]]
    order: int = 0


MERGEABLE: Final[Registry[Mergeable]] = Registry()
FOLLOWERS: Final[Registry[Follower]] = Registry()


def can_be_merged(kind: Mergeable) -> None:
    """Let records of a kind be merged, and lead to that from their form in the staff site."""
    MERGEABLE.register(kind)
    RECORD_ACTIONS.register(
        RecordAction(
            f"merge {kind.name}",
            f"staff:{kind.name}",
            "Merge into another",
            lambda record: reverse("admin:merge-into", args=[kind.name, record.pk]),
            order=80,
        )
    )
