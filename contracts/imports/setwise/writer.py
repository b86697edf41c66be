"""The statements: records, their sets and child rows, what sources assert, the change log."""

from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from contracts.imports.setwise.dialects import Dialect, dialect
from contracts.models import Assertion, ImportBatch, ImportWrite
from thirty3.history.facts import child_fields, child_relations, column_fields, set_fields
from thirty3.history.models import Change, Tombstone
from thirty3.history.records import Recorded

# Parents before those that refer to them.
ORDER = (
    "suppliers.supplier",
    "suppliers.product",
    "boroughs.skill",
    "contracts.contract",
    "contracts.systeminuse",
    "boroughs.skilllevel",
)
NEW, CHANGED, REMOVED = ImportWrite.Action.NEW, ImportWrite.Action.CHANGED, ImportWrite.Action.REMOVED


def quote(name: str | None) -> str:
    return str(connection.ops.quote_name(str(name)))


def run(sql: str, parameters: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def apart(table: Any) -> str:
    """The temporary table of rows that were taken out of staged JSON for this one."""
    return quote(f"apart_{table._meta.db_table}")


@dataclass(frozen=True)
class Part:
    """A set of links, or the child rows of a kind, and what each element of the staged JSON comes to."""

    table: Any
    # As the record's facts call it.
    name: str
    # The link to the record first.
    columns: Sequence[str]
    values: Sequence[str]

    @property
    def quoted(self) -> str:
        return quote(self.table._meta.db_table)


@dataclass(frozen=True)
class RecordWriter:
    """Writes a batch's records of one kind."""

    batch_id: int
    model: type[Recorded]
    engine: Dialect
    # What the batch does with records of this kind: to look for the rest would read every staging row again.
    actions: Set[str]

    @property
    def table(self) -> str:
        return quote(self.model._meta.db_table)

    @property
    def staged(self) -> str:
        """The staging table, by the alias that every statement uses."""
        return f"{quote(ImportWrite._meta.db_table)} AS w"

    def these(self, *actions: str) -> tuple[str, list[Any]]:
        """The condition for this batch's writes of this kind, and its parameters."""
        marks = ", ".join(["%s"] * len(actions))
        condition = f"w.batch_id = %s AND w.record_kind = %s AND w.action IN ({marks})"
        return condition, [self.batch_id, self.model.record_kind(), *actions]

    def insert(self) -> None:
        if NEW not in self.actions:
            return
        columns = ", ".join(quote(field.column) for field in column_fields(self.model))
        run(
            f"INSERT INTO {self.table} (version, updated_at, id, {columns}) "
            f"SELECT 1, %s, apart.* FROM {apart(self.model)} AS apart",
            [_now()],
        )

    def take_apart(self) -> None:
        """Before the transaction: what the JSON of new records and of all parts comes to, row by row."""
        if not self.actions & {NEW, CHANGED}:
            return
        fields = column_fields(self.model)
        unpacked, values = self.engine.unpacked("w.record", fields)
        condition, parameters = self.these(NEW)
        self._keep(self.model, values, f"FROM {self.staged}{unpacked} WHERE {condition}", parameters)
        condition, parameters = self.these(NEW, CHANGED)
        for part in self.parts():
            self._keep(
                part.table,
                part.values,
                f"FROM {self.staged}, {self.engine.elements('w.record', part.name)} "
                f"WHERE {condition} AND (w.action = %s OR {self.engine.has('w.after', part.name)})",
                [*parameters, NEW],
            )

    def _keep(self, table: Any, values: Sequence[str], source: str, parameters: list[Any]) -> None:
        named = ", ".join(f"{value} AS c{n}" for n, value in enumerate(("w.record_id", *values)))
        run(f"CREATE TEMPORARY TABLE {apart(table)} AS SELECT {named} {source}", parameters)

    def drop_apart(self) -> None:
        for table in (self.model, *(part.table for part in self.parts())):
            run(f"DROP TABLE IF EXISTS {apart(table)}", [])

    def parts(self) -> list[Part]:
        """The sets and child rows of a record."""
        found = []
        for field in set_fields(self.model):
            columns = [field.m2m_column_name(), field.m2m_reverse_name()]
            found.append(Part(field.remote_field.through, field.name, columns, [self.engine.element_id()]))
        for relation in child_relations(self.model):
            fields = child_fields(relation)
            columns = [str(relation.field.column), *(str(field.column) for field in fields)]
            values = [self.engine.value("element.value", field) for field in fields]
            found.append(Part(relation.related_model, str(relation.get_accessor_name()), columns, values))
        return found

    def update(self) -> None:
        if CHANGED not in self.actions:
            return
        fields = column_fields(self.model)
        unpacked, found = self.engine.unpacked("w.record", fields)
        values = ", ".join(
            f"{quote(field.column)} = {value}" for field, value in zip(fields, found, strict=True)
        )
        condition, parameters = self.these(CHANGED)
        run(
            f"UPDATE {self.table} SET version = {self.table}.version + 1, updated_at = %s, {values} "
            f"FROM {self.staged}{unpacked} WHERE w.record_id = {self.table}.id AND {condition}",
            [_now(), *parameters],
        )

    def delete(self) -> None:
        if REMOVED not in self.actions:
            return
        condition, parameters = self.these(REMOVED)
        run(
            f"DELETE FROM {self.table} WHERE id IN (SELECT w.record_id FROM {self.staged} WHERE {condition})",
            parameters,
        )

    def replace_parts(self) -> None:
        """Sets and child rows: drop those that changed, then write what the record has now."""
        if not self.actions & {NEW, CHANGED}:
            return
        for part in self.parts():
            columns = ", ".join(map(quote, part.columns))
            if CHANGED in self.actions:
                condition, parameters = self.these(CHANGED)
                self._drop(part, f"{condition} AND {self.engine.has('w.after', part.name)}", parameters)
            run(f"INSERT INTO {part.quoted} ({columns}) SELECT * FROM {apart(part.table)}", [])

    def drop_all_parts(self) -> None:
        """Sets and child rows of records that are about to be removed."""
        if REMOVED not in self.actions:
            return
        for part in self.parts():
            self._drop(part, *self.these(REMOVED))

    def _drop(self, part: Part, condition: str, parameters: list[Any]) -> None:
        run(
            f"DELETE FROM {part.quoted} WHERE {quote(part.columns[0])} IN "
            f"(SELECT w.record_id FROM {self.staged} WHERE {condition})",
            parameters,
        )


@contextmanager
def taken_apart(batch: ImportBatch) -> Iterator[None]:
    """The rows of a batch's JSON in temporary tables, made before the transaction, which only moves them."""
    writers = _writers(batch)
    try:
        for writer in writers:
            writer.drop_apart()
            writer.take_apart()
        yield
    finally:
        for writer in writers:
            writer.drop_apart()


def _writers(batch: ImportBatch) -> list[RecordWriter]:
    actions = _actions(batch)
    return [RecordWriter(batch.pk, _model(kind), dialect(), actions[kind]) for kind in ORDER]


def write_batch(batch: ImportBatch, *, actor_id: int | None, role: str, why: str) -> None:
    """Write all of a batch that was taken apart, in the caller's transaction. Removals come last."""
    writers = _writers(batch)
    for writer in writers:
        writer.insert()
        writer.update()
        writer.replace_parts()
    _write_assertions(batch)
    for writer in reversed(writers):
        writer.drop_all_parts()
    for writer in reversed(writers):
        writer.delete()
    _write_changes(batch, actor_id=actor_id, role=role, why=why)
    _lift_tombstones(batch)


def _actions(batch: ImportBatch) -> dict[str, set[str]]:
    """What the batch does with records of each kind."""
    found: dict[str, set[str]] = {kind: set() for kind in ORDER}
    for kind, action in batch.writes.order_by().values_list("record_kind", "action").distinct():
        found[kind].add(action)
    return found


def records_moved(batch: ImportBatch) -> int:
    """How many records are no longer at the version with which the batch was compared."""
    staged, moved = quote(ImportWrite._meta.db_table), 0
    with connection.cursor() as cursor:
        for kind in ORDER:
            table = quote(_model(kind)._meta.db_table)
            cursor.execute(
                f"SELECT count(*) FROM {staged} AS w LEFT JOIN {table} AS r ON r.id = w.record_id "
                "WHERE w.batch_id = %s AND w.record_kind = %s AND "
                "((w.action = 'new' AND r.id IS NOT NULL) OR "
                "(w.action <> 'new' AND (r.id IS NULL OR r.version <> w.version)))",
                [batch.pk, kind],
            )
            moved += cursor.fetchone()[0]
    return moved


def assertions_moved(batch: ImportBatch) -> int:
    """How many rows of the source say something else by now than when the batch was compared.

    An import that wrote a row since left its key there; a row that is new here may have come meanwhile.
    """
    engine, staged = dialect(), quote(ImportWrite._meta.db_table)
    table = quote(Assertion._meta.db_table)
    named = {field.name: field for field in Assertion._meta.concrete_fields}

    def told(column: str, name: str) -> str:
        return engine.value(f"w.{column}", named[name])

    moved = 0
    for sql in (
        # Of those that spoke before: gone, or written by another import.
        f"SELECT count(*) FROM {staged} AS w LEFT JOIN {table} AS a "
        f"ON a.source_id = {told('assertion_before', 'source')} "
        f"AND a.source_record_id = {told('assertion_before', 'source_record_id')} "
        "WHERE w.batch_id = %s AND w.assertion_before IS NOT NULL "
        f"AND (a.id IS NULL OR a.batch <> {told('assertion_before', 'batch')})",
        # Of those that speak for the first time, or by another name: taken.
        f"SELECT count(*) FROM {staged} AS w JOIN {table} AS a "
        f"ON a.source_id = {told('assertion', 'source')} "
        f"AND a.source_record_id = {told('assertion', 'source_record_id')} "
        "WHERE w.batch_id = %s AND w.assertion IS NOT NULL "
        "AND (a.record_kind <> w.record_kind OR a.record_id <> w.record_id)",
    ):
        with connection.cursor() as cursor:
            cursor.execute(sql, [batch.pk])
            moved += cursor.fetchone()[0]
    return moved


def _model(kind: str) -> type[Recorded]:
    model = apps.get_model(kind)
    assert issubclass(model, Recorded)  # noqa: S101 - ORDER names nothing else
    return model


def _write_assertions(batch: ImportBatch) -> None:
    """What the source says now replaces what it said, also where its row goes by another name now."""
    engine, staged = dialect(), quote(ImportWrite._meta.db_table)
    table = quote(Assertion._meta.db_table)
    fields = [f for f in Assertion._meta.concrete_fields if f.name not in ("id", "record_kind", "record_id")]
    columns = [field.column for field in fields]
    unpacked, values = engine.unpacked("w.assertion", fields)
    replaced = ", ".join(
        f"{quote(column)} = excluded.{quote(column)}"
        for column in [*columns, "record_kind", "record_id"]
        if column not in ("source_id", "source_record_id")
    )
    run(
        f"INSERT INTO {table} (record_kind, record_id, {', '.join(map(quote, columns))}) "
        f"SELECT w.record_kind, w.record_id, {', '.join(values)} FROM {staged} AS w{unpacked} "
        f"WHERE w.batch_id = %s AND w.assertion IS NOT NULL "
        f"ON CONFLICT (source_id, source_record_id) DO UPDATE SET {replaced}",
        [batch.pk],
    )
    named = {field.name: field for field in fields}
    source = engine.value("w.assertion_before", named["source"])
    row = engine.value("w.assertion_before", named["source_record_id"])
    new_row = engine.value("w.assertion", named["source_record_id"])
    run(
        f"DELETE FROM {table} WHERE (source_id, source_record_id) IN (SELECT {source}, {row} "
        f"FROM {staged} AS w WHERE w.batch_id = %s "
        f"AND w.assertion_before IS NOT NULL AND (w.assertion IS NULL OR {new_row} <> {row}))",
        [batch.pk],
    )


def _write_changes(batch: ImportBatch, *, actor_id: int | None, role: str, why: str) -> None:
    table, staged = quote(Change._meta.db_table), quote(ImportWrite._meta.db_table)
    run(
        f"INSERT INTO {table} (at, actor_id, role, why, batch, kind, record_id, key, version, action, "
        f'"before", "after") '
        f"SELECT %s, %s, %s, %s, %s, w.record_kind, w.record_id, w.key, w.version + 1, "
        f"CASE w.action WHEN 'new' THEN 'created' ELSE w.action END, w.before, "
        f"CASE w.action WHEN 'new' THEN w.record ELSE w.after END "
        f"FROM {staged} AS w WHERE w.batch_id = %s AND w.action IN ('new', 'changed', 'removed')",
        [_now(), actor_id, role, why, batch.key, batch.pk],
    )


def _lift_tombstones(batch: ImportBatch) -> None:
    """A record that comes back under its old key is no longer gone."""
    table, staged = quote(Tombstone._meta.db_table), quote(ImportWrite._meta.db_table)
    run(
        f"DELETE FROM {table} WHERE (kind, key) IN (SELECT w.record_kind, w.key "
        f"FROM {staged} AS w WHERE w.batch_id = %s AND w.action = 'new')",
        [batch.pk],
    )


def _now() -> Any:
    return connection.ops.adapt_datetimefield_value(timezone.now())
