"""What can be chosen to go where a supplier is parted into two, as the form lists and sends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from suppliers.identity.splitting import Chosen, movers
from suppliers.models import Supplier
from thirty3.history.lookups import LONGEST_ID
from thirty3.history.merging.references import label, other_end

FIELD: Final = "row"
# How many of a kind are listed one by one.
LISTED: Final = 300


@dataclass(frozen=True)
class Choice:
    """One row that can go."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """The rows of one kind, and how many more there are than are listed."""

    label: str
    rows: list[Choice]
    more: int


def read_chosen(posted: QueryDict) -> Chosen:
    """The rows that a form names, by mover; what is no row's id is passed over."""
    known, found = {mover.name for mover in movers()}, dict[str, list[int]]()
    for value in posted.getlist(FIELD):
        name, _, pk = value.rpartition(":")
        if name in known and pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_ID:
            found.setdefault(name, []).append(int(pk))
    return found


def choices_of(subject: Supplier, chosen: Mapping[str, Any]) -> list[Choices]:
    """Everything that names a supplier, by kind: two or three queries each."""
    found = []
    for mover in movers():
        ours = mover.referring(subject.pk)
        model, column = other_end(mover)
        rows = list(ours.order_by("pk").values_list("pk", column)[:LISTED])
        if not rows:
            continue
        words = _words(model, {record_id for _, record_id in rows})
        ticked = set(chosen.get(mover.name, ()))
        listed = [Choice(f"{mover.name}:{pk}", words.get(of, str(of)), pk in ticked) for pk, of in rows]
        found.append(Choices(label(mover), listed, ours.count() - len(rows)))
    return found


def _words(model: Any, ids: set[int]) -> dict[int, str]:
    others = [field.name for field in model._meta.concrete_fields if field.is_relation]
    named = model._default_manager.select_related(*others) if others else model._default_manager
    return {pk: str(one) for pk, one in named.in_bulk(ids).items()}
