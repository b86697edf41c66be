"""What of a merge still stands as it left it, when somebody undoes it; those rows are given back at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps

from thirty3.history.facts import Facts, child_relations, facts_by_id, set_fields
from thirty3.history.merging.references import holder, label, movers_to
from thirty3.history.merging.rows import give_back
from thirty3.history.models import Change, Merge
from thirty3.history.restoring import alike
from thirty3.registry import Mover


class Standing:
    """The records that a merge changed, as they are before it is undone."""

    def __init__(self, merge: Merge, by_model: Mapping[Any, list[Change]]) -> None:
        self.merge, self.model = merge, apps.get_model(merge.kind)
        self._two = (merge.loser_id, merge.survivor_id)
        self._facts = {
            pk: (change.after, facts.get(pk, {}))
            for change, facts in _with_facts(self.model, by_model.get(self.model, ()))
            if (pk := change.record_id) in self._two
        }
        self._as_left = {
            model: {
                change.record_id for change, facts in _with_facts(model, changes) if _stands(change, facts)
            }
            for model, changes in by_model.items()
        }

    def as_left(self, model: Any, record_id: int) -> bool:
        """Whether all that the merge changed of a record is still so."""
        return record_id in self._as_left.get(model, ())

    def gave_back(self, change: Change, today: Mapping[int, Facts]) -> bool:
        """Whether a record is as it was before the merge."""
        now = today.get(change.record_id)
        return now is not None and all(alike(now.get(name), then) for name, then in change.before.items())

    def rows_back(self) -> list[str]:
        """Give back rows that are as they were left; returns the others that no record's history holds."""
        left = []
        # The last first: a row with two references was dropped for one of them after the other was moved.
        for mover in reversed(movers_to(self.model)):
            if held := self.merge.rows.get(mover.name):
                stay = give_back(mover, held, *self._two, *self._may(mover))
                if stay and _fact(mover) is None:
                    left.append(f"{label(mover)}: {stay}")
        return left

    def _may(self, mover: Mover) -> tuple[str, Callable[[int], bool]]:
        held_by, column = holder(mover.model)
        fact, link = _fact(mover), _column(mover)
        if fact is None:
            return column, lambda record_id: True
        if column == link:
            stands = all(self._fact_stands(pk, fact) for pk in self._two)
            return column, lambda record_id: stands
        return (
            column,
            lambda pk: self.as_left(held_by, pk) and not (held_by is self.model and pk in self._two),
        )

    def _fact_stands(self, pk: int, fact: str) -> bool:
        after, now = self._facts.get(pk, ({}, {}))
        # Of one of the two it may have changed nothing: the other one's rows were dropped.
        return fact not in after or alike(now.get(fact), after[fact])


def _with_facts(model: Any, changes: Iterable[Change]) -> Iterator[tuple[Change, dict[int, Facts]]]:
    found = list(changes)
    today = facts_by_id(model, [change.record_id for change in found])
    return ((change, today) for change in found)


def _stands(change: Change, today: Mapping[int, Facts]) -> bool:
    now = today.get(change.record_id)
    if now is None:
        # The merge dropped it: the survivor had one of its own.
        return change.action == Change.Action.REMOVED
    return all(alike(now.get(name), value) for name, value in change.after.items())


def _column(mover: Mover) -> str:
    field: Any = mover.model._meta.get_field(mover.field)
    return str(field.attname)


def _fact(mover: Mover) -> str | None:
    """Under which fact of its record a reference stands; None where no record's history holds it."""
    held_by, _ = holder(mover.model)
    if held_by is mover.model:
        return mover.field
    for field in set_fields(held_by):
        if field.remote_field.through is mover.model:
            return field.name
    return next(
        (
            str(relation.get_accessor_name())
            for relation in child_relations(held_by)
            if relation.related_model is mover.model
        ),
        None,
    )
