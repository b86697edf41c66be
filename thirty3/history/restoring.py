"""Putting a record back to how it once was: what that would change, and then the deed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from thirty3.design.formatting import fact_date
from thirty3.history.entries import RESTORED, Line
from thirty3.history.facts import (
    Facts,
    child_fields,
    child_relations,
    column_fields,
    facts_by_id,
    set_fields,
)
from thirty3.history.past import Step, steps_of
from thirty3.history.records import Recorded
from thirty3.history.words import Words, references

# What a record is called in addresses, and whether it is invented, never change. A hold is placed and
# released by itself: no earlier state does either.
ALWAYS_STAY: Final = frozenset({"key", "demonstration", "held_from"})
# Model -> the ids of its records in the past -> those of today.
type Held = Mapping[Any, Mapping[int, int]]


class CannotRestore(Exception):
    """The state cannot be put back, and why, in a sentence for whoever tried."""


@dataclass(frozen=True)
class Restoration:
    """A state of the past as it can be put back."""

    step: Step
    facts: Facts
    # What differs from today, as it is and as it would be.
    lines: tuple[Line, ...]
    # The facts that named a record that is held no more.
    lost: tuple[str, ...]

    @property
    def why(self) -> str:
        day = fact_date(timezone.localdate(self.step.change.at))
        return f"{RESTORED} {day} (version {self.step.change.version})"


def restoration(record: Recorded, version: int) -> Restoration | None:
    """What it would be to put a record back to a version; None where there is no such state of it.

    Some facts stay as they are today: a model names them in `stays_when_restored`, with the reason.
    """
    known = [step for step in steps_of(record.record_kind(), record.pk) if step.change.version == version]
    if not known or known[0].removed:
        return None
    model = type(record)
    facts, lost = still_there(model, _restorable(model, known[0].after))
    today = facts_by_id(model, [record.pk])[record.pk]
    words = Words(model, (today, facts))
    differing = [name for name in facts if not alike(facts[name], today.get(name))]
    lines = tuple(Line(words.label(n), words.told(n, today), words.told(n, facts)) for n in differing)
    return Restoration(known[0], facts, lines, tuple(dict.fromkeys(words.label(name) for name in lost)))


def restore(
    *,
    record: Recorded,
    to: Restoration,
    writing: Callable[[str], AbstractContextManager[Any]],
    check: Callable[[Recorded], None],
) -> None:
    """Put the record back, as one change. `writing` is what a save of its kind happens in; it takes why.
    `check` raises CannotRestore where the record must not stand so.
    """
    try:
        with transaction.atomic(), writing(to.why):
            put_back(record, to.facts)
            check(record)
    except ValidationError as invalid:
        raise CannotRestore(" ".join(invalid.messages)) from invalid
    except IntegrityError as taken:
        raise CannotRestore(
            "Another record now has something of this state that only one may have: a name or a number."
        ) from taken
    except ValueError as refused:
        # What a service says of facts that cannot be true together.
        raise CannotRestore(str(refused)) from refused


def alike(then: Any, now: Any) -> bool:
    """Whether two values of a fact are the same. Rows that are part of a record have no order."""
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(row in now for row in then)
    return bool(then == now)


def _restorable(model: type[Recorded], facts: Facts) -> Facts:
    """The facts of a state that can be put back. Of those that nobody had said when the record was made,
    the log holds nothing.
    """
    stay = ALWAYS_STAY | set(getattr(model, "stays_when_restored", ()))
    ours = {field.attname for field in column_fields(model)} | {field.name for field in set_fields(model)}
    ours |= {str(relation.get_accessor_name()) for relation in child_relations(model)}
    unsaid: Facts = {field.attname: None for field in column_fields(model) if field.null}
    return {name: value for name, value in (unsaid | facts).items() if name in ours and name not in stay}


def still_there(model: type[Recorded], facts: Facts) -> tuple[Facts, list[str]]:
    """The facts without what they name and is held no more; what was merged stands as what it became."""
    held, found, lost = _held(model, facts), dict(facts), []
    for field in column_fields(model):
        if isinstance(field, models.ForeignKey) and found.get(field.attname) is not None:
            found[field.attname] = held[field.related_model].get(found[field.attname])
            lost += [field.attname] * (found[field.attname] is None)
    for links in set_fields(model):
        if ids := found.get(links.name):
            now = [held[links.related_model].get(pk) for pk in ids]
            found[links.name] = sorted({pk for pk in now if pk is not None})
            lost += [links.name] * (None in now)
    for relation in child_relations(model):
        name = str(relation.get_accessor_name())
        if rows := found.get(name):
            found[name] = list(_rows_today(relation, rows, held))
            lost += [name] * (len(found[name]) < len(rows))
    return found, lost


def _rows_today(relation: models.ManyToOneRel, rows: list[Facts], held: Held) -> Iterator[Facts]:
    links = [f for f in child_fields(relation) if isinstance(f, models.ForeignKey)]
    for row in rows:
        named = [f for f in links if row.get(f.attname) is not None]
        now = {f.attname: held[f.related_model].get(row[f.attname]) for f in named}
        if None not in now.values():
            yield row | now


def _held(model: type[Recorded], facts: Facts) -> Held:
    """The ids under which what the facts name is held today: its own, or that of what it was merged into."""
    wanted: dict[Any, set[int]] = {}
    for other, pk in references(model, facts):
        wanted.setdefault(other, set()).add(pk)
    return {
        other: {
            one.pk: getattr(one, "merged_into_id", None) or one.pk
            for one in other._default_manager.filter(pk__in=ids)
        }
        for other, ids in wanted.items()
    }


def put_back(record: Recorded, facts: Facts) -> None:
    model = type(record)
    for field in column_fields(model):
        if field.attname in facts:
            setattr(record, field.attname, field.to_python(facts[field.attname]))
    record.validate_constraints()
    record.save()
    for links in set_fields(model):
        if links.name in facts:
            getattr(record, links.name).set(facts[links.name])
    for relation in child_relations(model):
        name = str(relation.get_accessor_name())
        if name in facts:
            _put_back_rows(record, relation, facts[name])


def _put_back_rows(record: Recorded, relation: models.ManyToOneRel, rows: list[Facts]) -> None:
    """The first rows, as far as they are as they were, stay; others go, and come back in their order."""
    held = getattr(record, str(relation.get_accessor_name()))
    name = str(relation.get_accessor_name())
    now = facts_by_id(type(record), [record.pk])[record.pk][name]
    same = next((at for at, pair in enumerate(zip_longest(now, rows)) if pair[0] != pair[1]), len(rows))
    for child in held.order_by("pk")[same:]:
        child.delete()
    for row in rows[same:]:
        fields = child_fields(relation)
        held.create(**{f.attname: f.to_python(row[f.attname]) for f in fields if f.attname in row})
