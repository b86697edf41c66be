"""What can be chosen to go where a supplier is parted into two, as the form lists and sends it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import batched, islice
from typing import Any, Final

from django.http import QueryDict

from suppliers.identity.splitting import Chosen, movers
from suppliers.models import Supplier
from thirty3.history.lookups import LONGEST_ID
from thirty3.history.merging.references import label, other_end
from thirty3.registry import Mover

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


def choices_of(subject: Supplier, chosen: Mapping[str, Any], find: str = "") -> list[Choices]:
    """Everything that names a supplier, by kind: two or three queries each.

    Of a kind that is not listed whole, what was ticked and what is called with the words of `find`.
    """
    found = []
    for mover in movers():
        ticked = set(chosen.get(mover.name, ()))
        count = mover.referring(subject.pk).count()
        if not count:
            continue
        sought = find.casefold() if count > LISTED else ""
        rows = islice(_rows(mover, subject, ticked, sought), LISTED)
        listed = [Choice(f"{mover.name}:{pk}", words, pk in ticked) for pk, words in rows]
        found.append(Choices(label(mover), listed, count - len(listed)))
    return found


def _rows(mover: Mover, subject: Supplier, ticked: set[int], sought: str) -> Iterator[tuple[int, str]]:
    """The rows with what they are told by: the ticked ones, then the others that have the words."""
    model, column = other_end(mover)
    ours = mover.referring(subject.pk).order_by("pk").values_list("pk", column)
    ids = sorted(ours, key=lambda row: (row[0] not in ticked, row[0]))
    for some in batched(ids, LISTED, strict=False):
        words = _words(model, {record_id for _, record_id in some})
        for pk, of in some:
            told = words.get(of, str(of))
            if pk in ticked or sought in told.casefold():
                yield pk, told


def _words(model: Any, ids: set[int]) -> dict[int, str]:
    others = [field.name for field in model._meta.concrete_fields if field.is_relation]
    named = model._default_manager.select_related(*others) if others else model._default_manager
    return {pk: str(one) for pk, one in named.in_bulk(ids).items()}
