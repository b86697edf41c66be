"""Writing many rows of one table at once, with less work for each than the ORM does.

`bulk_create` spends most of its time composing the statement: for tables whose rows come by the
ten thousand (staging rows, drafts of list rows) that is most of an import.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

type Convert = Callable[[Any], Any]


def load[M: models.Model](model: type[M], rows: Iterable[M]) -> None:
    """Insert these rows as they are, in the caller's transaction; ids stay blank unless they were given."""
    given = list(rows)
    if not given:
        return
    fields = [f for f in model._meta.concrete_fields if not f.primary_key or given[0].pk is not None]
    converters = [_converter(field) for field in fields]
    names = [field.attname for field in fields]
    values = (
        tuple(
            None if (value := getattr(row, name)) is None else (convert(value) if convert else value)
            for name, convert in zip(names, converters, strict=True)
        )
        for row in given
    )
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    _insert(connection.ops.quote_name(model._meta.db_table), columns, len(fields), values)


def tell_the_planner(*filled: type[models.Model]) -> None:
    """Say that these tables were filled: PostgreSQL takes them for empty still, and joins row by row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in filled:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _insert(table: str, columns: str, width: int, values: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as target:
                for row in values:
                    target.write_row(row)
        else:
            marks = ", ".join(["%s"] * width)
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values))  # noqa: S608


def _converter(field: models.Field[Any, Any]) -> Convert | None:
    """How a value of this field goes to the database; None where it goes as it is."""
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.DecimalField | models.DateField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
