"""Counting a page's queries by the table that each asks first."""

import re
from collections import Counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thirty3.search import facets, held

CACHE = "thirty3_cache"
FIRST_TABLE = re.compile(r'(?:FROM|UPDATE|INTO)\s+"?([a-z_0-9]+)"?', re.IGNORECASE)


def forget() -> None:
    """What a process holds between visits, as if it had just started: facet bitmaps and statuses.

    All else that a page reads it asks the database for. (`decide` in the projection holds the outcome
    of a rule, which takes no query.)
    """
    facets._held.clear()
    held.forget_everything()


def queries_of(client: Client, address: str, status: int = 200) -> Counter[str]:
    """How often a visit asks which table first."""
    # The log holds 9,000 queries, and the table of kinds is longer than that.
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        if response.streaming:
            list(response)
    assert response.status_code == status, address
    # Savepoints are how a test is undone, or keep one statement's failure from the others.
    # The cache lies in a file of its own on SQLite, and is none of these queries on either engine.
    statements = (query["sql"] for query in asked.captured_queries if CACHE not in query["sql"])
    return Counter(table_of(sql) for sql in statements if not sql.startswith(("SAVEPOINT", "RELEASE")))


def table_of(sql: str) -> str:
    """The first table of a statement; an index of words and a catalogue go by one name on both engines."""
    found = FIRST_TABLE.search(sql)
    table = found.group(1) if found else sql[:60]
    if table in ("sqlite_master", "pg_catalog"):
        return "tables"
    words = re.fullmatch(r"search_(contract|system)_(public|boroughs).*", table)
    return "search_words" if words else table
