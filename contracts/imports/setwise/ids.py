"""Reserving ids, so that staging rows can name records that do not exist yet."""

from django.db import connection, models, transaction


def reserve_ids(model: type[models.Model], count: int) -> range:
    """`count` ids that nobody else will get. Those of a batch that is given up stay unused."""
    if count == 0:
        return range(0)
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        return _reserve_on_postgres(table, count)
    return _reserve_on_sqlite(table, count)


def _reserve_on_postgres(table: str, count: int) -> range:
    # The lock keeps two imports from interleaving: the ids must follow on from each other.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [table])
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{table}"'])
        sequence = cursor.fetchone()[0]
        cursor.execute("SELECT nextval(%s)", [sequence])
        first = cursor.fetchone()[0]
        cursor.execute("SELECT setval(%s, %s)", [sequence, first + count - 1])
    return range(first, first + count)


def _reserve_on_sqlite(table: str, count: int) -> range:
    # AUTOINCREMENT takes its next id from this table (sqlite.org/autoinc.html).
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        if row is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
            return range(1, count + 1)
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
    return range(row[0] + 1, row[0] + count + 1)
