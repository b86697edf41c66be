"""Which kinds of records can be merged, and what follows a merge without referring to the record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from thirty3.history.records import Recorded
from thirty3.registry import RECORD_ACTIONS, RecordAction, Registry


def _nothing_against(loser: Any, survivor: Any) -> str:
    return ""


@dataclass(frozen=True)
class Mergeable:
    """A kind of record of which two may turn out to be one. Its model has `slug`, `name` and `merged_into`.

    `page` is the evidence that says who may know of one; blank where everyone may. `keep_names` has the
    survivor answer to the names of the one that goes, and saves it; `names_both_have` tells which of them
    it answers to already. `against` says why two must not be merged, in a sentence; blank where they may.
    """

    model: Any
    keep_names: Callable[[Any, Any], None]
    names_both_have: Callable[[Any, Any], list[str]]
    page: str = ""
    against: Callable[[Any, Any], str] = _nothing_against
    order: int = 0

    @property
    def name(self) -> str:
        return str(self.model.record_kind())

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)


@dataclass(frozen=True)
class Follower:
    """What names mergeable records by their ids without a reference that a mover knows.

    `counted` tells for a model and an id how much names it. `move` has it name another one, and returns
    as JSON what `put_back` takes to undo that; this returns how much it left, since it was changed.
    """

    name: str
    label: str
    counted: Callable[[type[Recorded], int], int]
    move: Callable[[type[Recorded], int, int], list[Any]]
    put_back: Callable[[type[Recorded], int, int, list[Any]], int]
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
