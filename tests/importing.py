"""Making small files, bringing them in, and seeing what that did to every table."""

import contextlib
import csv
import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from contracts.imports.receiving import apply, read, receive_path
from contracts.imports.workbook import write_workbook_rows
from contracts.models import ImportBatch
from thirty3.audiences import Audience
from thirty3.search.facets import facets

LONDON = settings.BASE_DIR / "fixtures" / "london"
AWARDS, SYSTEMS = LONDON / "awards-2021-2026.csv", LONDON / "systems-in-use.csv"
# What every import adds to, whatever becomes of its rows.
OF_THE_BATCH = frozenset({"contracts.importbatch", "contracts.importrow", "contracts.importwrite"})
CONTRACT = {
    "borough": "Camden",
    "title": "Housing system",
    "reference": "CON-1",
    "supplier": "Acme Software Limited",
    "system": "Homes",
    "value": 125000,
    "start_date": "2024-04-01",
    "end_date": "2027-03-31",
}


def csv_file(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A CSV file with one line for each row; the headings are all names that any row has."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


def workbook(path: Path, **sheets: Any) -> Path:
    """A City Tools workbook: `contracts`, `systems` and `skills` by names of fields."""
    write_workbook_rows(path, **sheets)
    return path


def staged(path: Path, **stated: Any) -> ImportBatch:
    """The file, read and compared, nothing applied."""
    batch = read(batch=receive_path(path, **{"may_be_published": True, **stated}))
    assert batch.status == ImportBatch.Status.READY, batch.error
    return batch


def imported(path: Path, **stated: Any) -> ImportBatch:
    """The file, read, compared and applied."""
    return apply(batch=staged(path, **stated))


def counted(batch: ImportBatch) -> dict[str, int]:
    """The outcomes that some row has."""
    return {outcome: number for outcome, number in batch.counts.items() if number}


def problems(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """Row, column and code of everything that was found wrong."""
    return [
        (row.row_number, problem["column"], problem["code"])
        for row in batch.rows.order_by("position")
        for problem in row.problems
    ]


def tables() -> dict[str, list[str]]:
    """Every table with its columns: all models, their many-to-many links, and the text indexes."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        # The cache lies in a database of its own.
        if model._meta.managed and not model._meta.proxy:
            found[model._meta.db_table] = [field.column for field in model._meta.concrete_fields]
    search = [name for name in connection.introspection.table_names() if name.startswith("search_")]
    for name in search:
        if name.rsplit("_", 1)[-1] in ("public", "boroughs"):
            found[name] = ["record_id", "tokens"]
    return found


def database(*, without: frozenset[str] | set[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """The content of every table, but of those named (as "app.model")."""
    skipped = {apps.get_model(name)._meta.db_table for name in without}
    content = {}
    for table, columns in tables().items():
        if table in skipped:
            continue
        with connection.cursor() as cursor:
            quoted = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f'SELECT {quoted} FROM "{table}"')  # noqa: S608 - names of our own tables
            content[table] = sorted((_plain(row) for row in cursor.fetchall()), key=repr)
    return content


def observable() -> dict[str, Any]:
    """What is held and shown, without what counts, dates or numbers a write; facets as sets of ids."""
    # Drafts go when a transaction ends, which in a test it never does.
    logs = OF_THE_BATCH | {"history.change", "history.tombstone", "contracts.listingdraft"}
    columns = tables()
    content: dict[str, Any] = {
        table: sorted((_without_bookkeeping(columns[table], row) for row in rows), key=repr)
        for table, rows in database(without=logs | {"search.stamp", "search.facetbits"}).items()
    }
    for kind in ("contract", "system"):
        for audience in Audience:
            for facet, values in facets(kind, audience).bits.items():
                content[f"{kind} {audience} {facet}"] = sorted((v, *ids) for v, ids in values.items())
    return content


def _without_bookkeeping(columns: list[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
    pairs = zip(columns, row, strict=True)
    return tuple(value for column, value in pairs if column not in ("id", "version", "updated_at"))


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_value(value) for value in row)


def _value(value: Any) -> Any:
    """JSON in one spelling, whichever statement wrote it."""
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, str) and value[:1] in ("{", "["):
        with contextlib.suppress(ValueError):
            return json.dumps(json.loads(value), sort_keys=True)
    return value


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[list[Any], list[Any]]]:
    """Tables that differ: the rows that only the first has, and those that only the second has."""
    found = {}
    for table in {**before, **after}:
        old, new = before.get(table, []), after.get(table, [])
        gone, come = [row for row in old if row not in new], [row for row in new if row not in old]
        if gone or come:
            found[table] = (gone, come)
    return found
