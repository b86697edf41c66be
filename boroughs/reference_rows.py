"""Writing rows of reference data without undoing what staff did since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from thirty3.history.facts import plain
from thirty3.history.many import Tally, recording_table
from thirty3.history.models import Change
from thirty3.history.records import Recorded

# What the change log calls a load: whatever bears another batch, or none, was done by somebody else.
BATCH = "reference"


@dataclass(frozen=True)
class Row:
    """A record as the reference data has it.

    `alike` names the columns by which a record under another key is still known for the same. `once` are
    keys that it was loaded under before: a record that is held under one of them gets its key of today.
    """

    key: str
    columns: dict[str, Any]
    sets: dict[str, list[str]] = field(default_factory=dict)
    children: Mapping[str, Sequence[models.Model]] = field(default_factory=dict)
    alike: tuple[str, ...] = ()
    once: tuple[str, ...] = ()


def load_records(model: type[Recorded], rows: list[Row], *, natural: str, overwrite: bool) -> Tally:
    """Create what is missing and bring the rest up to date, set by set.

    A fact that somebody else wrote last, and a record that somebody took away, stay as they are,
    unless they are to be overwritten. Nothing is ever removed.
    """
    with recording_table(model, role="Reference data", batch=BATCH) as tally:
        held = _Held(model, natural, overwrite)
        pairs = [(row, record) for row in rows if (record := held.record_for(row)) is not None]
        _write_columns(model, pairs, held)
        _write_sets(model, pairs, held)
        _write_children(model, pairs, held)
    return tally


def ids_by_key(model: type[Recorded], natural: str = "slug") -> dict[str, int]:
    """The records by their key, and by the key under which a load made them where staff renamed them."""
    current = dict(model._default_manager.values_list(natural, "pk"))
    existing = set(current.values())
    return {key: pk for key, pk in _made(model, natural).items() if pk in existing} | current


def _made(model: type[Recorded], natural: str) -> dict[str, int]:
    made = Change.objects.filter(
        kind=model._meta.label_lower, batch=BATCH, action=Change.Action.CREATED
    ).order_by("pk")
    return {after[natural]: pk for pk, after in made.values_list("record_id", "after")}


class _Held:
    """What the table holds already, and what of it is other people's work."""

    def __init__(self, model: type[Recorded], natural: str, overwrite: bool) -> None:
        self.model, self.natural, self.overwrite = model, natural, overwrite
        self.records = {record.pk: record for record in model._default_manager.all()}
        self.by_key = {getattr(record, natural): record for record in self.records.values()}
        changes = Change.objects.filter(kind=model._meta.label_lower)
        self.made = _made(model, natural)
        self.touched: dict[int, set[str]] = defaultdict(set)
        if not overwrite:
            for pk, after in changes.exclude(batch=BATCH).values_list("record_id", "after"):
                self.touched[pk].update(after)

    def record_for(self, row: Row) -> Recorded | None:
        """The record that the row is about: held, new, or none where somebody removed it."""
        keys = (row.key, *row.once)
        for key in keys:
            if key in self.by_key:
                return self.by_key[key]
        for key in keys:
            if key in self.made:
                if record := self.records.get(self.made[key]):
                    return record
                if not self.overwrite:
                    return None
        return self._alike(row) or self.model(**{self.natural: row.key}, **row.columns)

    def may_write(self, record: Recorded, name: str) -> bool:
        return name not in self.touched[record.pk]

    def _alike(self, row: Row) -> Recorded | None:
        if not row.alike:
            return None
        wanted = [row.columns[name] for name in row.alike]
        for record in self.records.values():
            if [getattr(record, name) for name in row.alike] == wanted:
                return record
        return None


type _Pairs = list[tuple[Row, Recorded]]


def _write_columns(model: type[Recorded], pairs: _Pairs, held: _Held) -> None:
    new = [record for _, record in pairs if record.pk is None]
    changed = []
    for row, record in pairs:
        wanted = dict(row.columns)
        if held.overwrite or getattr(record, held.natural) in row.once:
            wanted[held.natural] = row.key
        different = {
            name: value
            for name, value in wanted.items()
            if record.pk is not None
            and plain(getattr(record, name)) != value
            and held.may_write(record, name)
        }
        for name, value in different.items():
            setattr(record, name, value)
        if different:
            changed.append(record)
    model._default_manager.bulk_create(new, batch_size=500)
    names = sorted({name for row, _ in pairs for name in (held.natural, *row.columns)})
    model._default_manager.bulk_update(changed, [name.removesuffix("_id") for name in names], batch_size=200)


def _write_sets(model: type[Recorded], pairs: _Pairs, held: _Held) -> None:
    for name in sorted({name for row, _ in pairs for name in row.sets}):
        relation: Any = model._meta.get_field(name)
        through = relation.remote_field.through
        source, target = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
        ids = ids_by_key(relation.related_model)
        links = {(getattr(link, source), getattr(link, target)): link.pk for link in through.objects.all()}
        writable = [(row, record) for row, record in pairs if held.may_write(record, name)]
        wanted = {(record.pk, ids[key]) for row, record in writable for key in row.sets[name] if key in ids}
        mine = {record.pk for _, record in writable}
        surplus = [pk for link, pk in links.items() if link[0] in mine and link not in wanted]
        through.objects.filter(pk__in=surplus).delete()
        missing = sorted(wanted - set(links))
        through.objects.bulk_create([through(**{source: one, target: other}) for one, other in missing])


def _write_children(model: type[Recorded], pairs: _Pairs, held: _Held) -> None:
    for name in sorted({name for row, _ in pairs for name in row.children}):
        relation: Any = model._meta.get_field(name)
        parent = relation.field.attname
        fields = [
            one.attname
            for one in relation.related_model._meta.concrete_fields
            if one.attname not in ("id", parent)
        ]
        for row, record in pairs:
            if not held.may_write(record, name):
                continue
            children = relation.related_model._default_manager.filter(**{parent: record.pk}).order_by("pk")
            now = [[plain(getattr(child, one)) for one in fields] for child in children]
            if now != [[plain(getattr(child, one)) for one in fields] for child in row.children[name]]:
                children.delete()
                for child in row.children[name]:
                    setattr(child, parent, record.pk)
                relation.related_model._default_manager.bulk_create(row.children[name])
