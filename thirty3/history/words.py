"""Any record's facts in plain words, as its own columns name them: choices by label, others by name."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from thirty3.design.formatting import fact_date
from thirty3.history.entries import NOT_SAID
from thirty3.history.facts import Facts, child_fields, child_relations, column_fields, set_fields
from thirty3.london_time import london_time

# Whether the audience may know of another record that a fact names.
type MayKnow = Callable[[Any], bool]


def everyone_may(other: Any) -> bool:
    """Staff know of every record."""
    return True


class Words:
    """How facts of one kind of record read: one query for each kind of record that they name."""

    def __init__(
        self, model: type[models.Model], states: Iterable[Facts], may_know: MayKnow = everyone_may
    ) -> None:
        self.model = model
        self.fields: dict[str, models.Field[Any, Any]] = {
            field.attname: field for field in column_fields(model)
        }
        self.sets = {field.name: field for field in set_fields(model)}
        self.children = {str(r.get_accessor_name()): r for r in child_relations(model)}
        self.names = self._named(states, may_know)

    def knows(self, fact: str) -> bool:
        """Whether there is such a fact today: the log may hold one that there was."""
        return fact in self.fields or fact in self.sets or fact in self.children

    def label(self, fact: str) -> str:
        """What a fact is called."""
        if fact in self.children:
            text = str(self.children[fact].related_model._meta.verbose_name_plural)
        else:
            text = str((self.fields.get(fact) or self.sets[fact]).verbose_name)
        return text[:1].upper() + text[1:]

    def told(self, fact: str, facts: Facts) -> str:
        """A fact in words; that nobody said anything is said too."""
        value = facts.get(fact)
        if fact in self.children:
            words = "; ".join(self._row(self.children[fact], row) for row in value or ())
        elif fact in self.sets:
            target = self.sets[fact].related_model
            words = "; ".join(sorted(filter(None, (self._name(target, pk) for pk in value or ()))))
        else:
            words = self._value(self.fields[fact], value)
        return words or NOT_SAID

    def _row(self, relation: models.ManyToOneRel, row: Mapping[str, Any]) -> str:
        """A row that is part of the record: what it names, then the rest of it with labels."""
        parts: list[str] = []
        for field in child_fields(relation):
            if words := self._value(field, row.get(field.attname)):
                parts.append(words if not parts else f"{field.verbose_name}: {words}")
        return ", ".join(parts)

    def _value(self, field: models.Field[Any, Any], value: Any) -> str:
        if value in (None, "", [], {}):
            return ""
        if isinstance(field, models.ForeignKey):
            return self._name(field.related_model, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(field, models.DateTimeField):
            return london_time(datetime.datetime.fromisoformat(value))
        if isinstance(field, models.DateField):
            return fact_date(datetime.date.fromisoformat(value))
        return _listed(value)

    def _name(self, model: Any, pk: int) -> str:
        return self.names.get(model, {}).get(pk, "")

    def _named(self, states: Iterable[Facts], may_know: MayKnow) -> dict[Any, dict[int, str]]:
        wanted: dict[Any, set[int]] = {}
        for facts in states:
            for model, pk in references(self.model, facts):
                wanted.setdefault(model, set()).add(pk)
        return {
            model: {one.pk: str(one) for one in model._default_manager.filter(pk__in=ids) if may_know(one)}
            for model, ids in wanted.items()
        }


def references(model: type[models.Model], facts: Facts) -> Iterable[tuple[Any, int]]:
    """Every record that some facts name: its model and its id."""
    for relation in child_relations(model):
        for row in facts.get(str(relation.get_accessor_name())) or ():
            yield from _foreign(child_fields(relation), row)
    for links in set_fields(model):
        yield from ((links.related_model, pk) for pk in facts.get(links.name) or ())
    yield from _foreign(column_fields(model), facts)


def _foreign(fields: Iterable[models.Field[Any, Any]], facts: Mapping[str, Any]) -> Iterable[tuple[Any, int]]:
    for field in fields:
        if isinstance(field, models.ForeignKey) and facts.get(field.attname) is not None:
            yield field.related_model, facts[field.attname]


def _listed(value: Any) -> str:
    """What JSON holds, on one line."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_listed(part)}" for name, part in sorted(value.items()))
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
