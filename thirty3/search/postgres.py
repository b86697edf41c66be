"""The text index on PostgreSQL: a narrow table of tsvectors with a GIN index."""

# The only thing formatted into SQL is the table's name, an identifier that `TextIndex` has checked.
# ruff: noqa: S608

import sys
from array import array
from collections.abc import Sequence
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from thirty3.search.query import Query, Run, Term


class Tsvector:
    """Ready-made tsvectors and tsqueries, so that PostgreSQL's own analyser never sees a word.

    Even its "simple" one takes "64e3q78o" for a number and a rest. Literals also load the fastest.
    """

    def create(self, table: str) -> list[str]:
        return [
            f"CREATE TABLE {table} (record_id integer PRIMARY KEY, tokens tsvector NOT NULL)",
            f"CREATE INDEX {table}_tokens ON {table} USING gin (tokens)",
        ]

    def drop(self, table: str) -> list[str]:
        return [f"DROP TABLE {table}"]

    def clear(self, table: str) -> list[str]:
        return [f"DELETE FROM {table}"]

    def document(self, tokens: Sequence[str]) -> str:
        return " ".join(f"{token}:{place}" for place, token in enumerate(tokens, 1))

    def upsert(self, table: str, select: str) -> str:
        return (
            f"INSERT INTO {table} AS held (record_id, tokens) "
            f"SELECT record_id, document::tsvector FROM ({select}) AS given (record_id, document) "
            "ON CONFLICT (record_id) DO UPDATE SET tokens = excluded.tokens "
            "WHERE held.tokens <> excluded.tokens"
        )

    def rows(self, rows: dict[int, str]) -> tuple[str, list[Any]]:
        return "SELECT * FROM unnest(%s::integer[], %s::text[])", [list(rows), list(rows.values())]

    def remove(self, table: str, ids: AbstractBitMap) -> tuple[str, list[Any]]:
        return f"DELETE FROM {table} WHERE record_id = ANY(%s::integer[])", [list(ids)]

    def matches(self, table: str, query: Query) -> tuple[str, list[Any]]:
        select = f"SELECT string_agg(int4send(record_id), ''::bytea) FROM {table}"
        return (f"{select} WHERE tokens @@ %s::tsquery", [_tsquery(query)]) if query else (select, [])

    def ids(self, packed: Any) -> BitMap:
        ids = array("I", bytes(packed))
        if sys.byteorder == "little":
            ids.byteswap()
        return BitMap(ids)

    def ranked(self, table: str, query: Query, ids: AbstractBitMap) -> tuple[str, list[Any]]:
        tsquery = _tsquery(query)
        return (
            f"SELECT record_id FROM {table} WHERE record_id = ANY(%s::integer[]) AND tokens @@ %s::tsquery "
            "ORDER BY ts_rank(tokens, %s::tsquery, 1) DESC, record_id",
            [list(ids), tsquery, tsquery],
        )


def _tsquery(query: Query) -> str:
    demands = [f"({_one(term)})" for term in query.wanted] + [f"!({_one(term)})" for term in query.unwanted]
    return " & ".join(demands)


def _one(term: Term) -> str:
    return " | ".join(_run(run) for run in term)


def _run(run: Run) -> str:
    """Quoted words side by side; our tokens hold no quote."""
    side_by_side = " <-> ".join(f"'{token}'" for token in run.tokens)
    return f"({side_by_side}{':*' if run.open_ended else ''})"
