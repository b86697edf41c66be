"""Writing many rows of one table at once, with less work for each than the ORM does.

`bulk_create` spends most of its time composing the statement: for tables whose rows come by the
ten thousand (staging rows, drafts of list rows) that is most of an import.
"""

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

import orjson
from django.db import connection, models

type Convert = Callable[[Any], Any]

# New objects before cycles are looked for; Python's own number is 2,000.
COLLECT_AFTER: Final = 1_000_000


@dataclass(frozen=True)
class Ready:
    """Rows of one table as the database takes them."""

    table: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def load(model: type[models.Model], rows: Iterable[Any]) -> None:
    """Insert these rows as they are, in the caller's transaction; ids stay blank unless they were given.

    A row is an instance of the model, or anything that has its columns as attributes.
    """
    insert(ready(model, rows))


def ready(model: type[models.Model], rows: Iterable[Any]) -> Ready:
    """The rows made ready to be inserted; this asks no database, and can be done in another process."""
    given = list(rows)
    if not given:
        return Ready(model._meta.db_table, (), ())
    key = model._meta.pk
    numbered = getattr(given[0], key.attname) is not None
    fields = [field for field in model._meta.concrete_fields if numbered or field is not key]
    converted = [(at, convert) for at, field in enumerate(fields) if (convert := _converter(field))]
    columns_of = attrgetter(*(field.attname for field in fields))
    return Ready(
        model._meta.db_table,
        [str(field.column) for field in fields],
        [_converted(columns_of(row), converted) for row in given],
    )


def insert(made: Ready) -> None:
    """Insert rows that were made ready, in the caller's transaction."""
    if not made.rows:
        return
    quote = connection.ops.quote_name
    table, columns = quote(made.table), ", ".join(map(quote, made.columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as target:
                for row in made.rows:
                    target.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(made.columns))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", made.rows)  # noqa: S608


def _converted(values: Sequence[Any], converted: Sequence[tuple[int, Convert]]) -> list[Any]:
    """A row's values as the database takes them."""
    row = list(values)
    for at, convert in converted:
        if (value := row[at]) is not None:
            row[at] = convert(value)
    return row


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """For work on many small objects that make no cycles: looking for them took a tenth of an import."""
    usual = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def tell_the_planner(*filled: type[models.Model]) -> None:
    """Say that these tables were filled: PostgreSQL takes them for empty still, and joins row by row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in filled:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _converter(field: models.Field[Any, Any]) -> Convert | None:
    """How a value of this field goes to the database; None where it goes as it is."""
    if isinstance(field, models.JSONField):
        return compact_json
    if isinstance(field, models.DecimalField | models.DateField):
        # The same days and sums stand in many rows.
        return lru_cache(4096)(lambda value: field.get_db_prep_save(value, connection))
    return None


class Written(str):
    """JSON that is written already."""

    __slots__ = ()


def compact_json(value: Any) -> Written:
    """A value as JSON without spaces, as databases of ours keep it."""
    return value if isinstance(value, Written) else Written(_encode(value))


def _encode(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # Numbers beyond 64 bits, which a spreadsheet may hold.
        return _encode_anything(value)


_encode_anything: Final[Callable[[Any], str]] = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":")
).encode
