"""The text index on PostgreSQL: a narrow table of tsvectors with a GIN index."""

# The only thing formatted into SQL is the table's name, an identifier that `TextIndex` has checked.
# ruff: noqa: S608

import sys
from array import array
from collections.abc import Sequence
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from thirty3.search.analyser import WRITTEN
from thirty3.search.query import Query, Run, Term, Together


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

    def create_words(self, table: str) -> list[str]:
        """How many records each token is in, added up from what every statement put in and took out.

        Rows are only ever added: counts that were changed in place would make two writers wait for each
        other until the longer one has committed. `clear`, with which a rebuild begins, drops them.
        """
        words, count = f"{table}_words", f"{table}_count"
        came = _counted(words, "came", "count(*)")
        went = _counted(words, "went", "-count(*)")
        return [
            f'CREATE TABLE {words} (token text COLLATE "C" NOT NULL, records integer NOT NULL)',
            f"CREATE INDEX {words}_token ON {words} (token)",
            f"CREATE FUNCTION {count}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP <> 'DELETE' THEN {came}; END IF; "
            f"IF TG_OP <> 'INSERT' THEN {went}; END IF; "
            "RETURN NULL; END $$",
            f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS came "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {count}()",
            f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} "
            f"REFERENCING NEW TABLE AS came OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION {count}()",
            f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} REFERENCING OLD TABLE AS went "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {count}()",
            _counted(words, table, "count(*)"),
        ]

    def drop_words(self, table: str) -> list[str]:
        triggers = [f"DROP TRIGGER {table}_{when} ON {table}" for when in ("added", "changed", "removed")]
        return [*triggers, f"DROP FUNCTION {table}_count()", f"DROP TABLE {table}_words"]

    def words(self, table: str, bounds: Sequence[tuple[str, str]]) -> tuple[str, list[Any]]:
        within = " OR ".join(["token >= %s AND token < %s"] * len(bounds))
        return (
            f"SELECT token, sum(records) FROM {table}_words WHERE {within} "
            "GROUP BY token HAVING sum(records) > 0",
            [end for pair in bounds for end in pair],
        )

    def clear(self, table: str) -> list[str]:
        return [f"DELETE FROM {table}", f"DELETE FROM {table}_words"]

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


def _counted(words: str, rows: str, how: str) -> str:
    """Note in how many of these rows each word is written. The literal is the mark before such a word."""
    return (
        f"INSERT INTO {words} (token, records) SELECT token, {how} "
        f"FROM {rows}, unnest(tsvector_to_array({rows}.tokens)) AS token "
        f"WHERE token >= '{WRITTEN}' COLLATE \"C\" AND token < '{WRITTEN}{{' COLLATE \"C\" GROUP BY token"
    )


def _one(term: Term) -> str:
    return " | ".join(_alternative(one) for one in term)


def _alternative(one: Run | Together) -> str:
    if isinstance(one, Together):
        return "(" + " & ".join(f"({_one(term)})" for term in one.terms) + ")"
    return _run(one)


def _run(run: Run) -> str:
    """Quoted words side by side; our tokens hold no quote."""
    side_by_side = " <-> ".join(f"'{token}'" for token in run.tokens)
    return f"({side_by_side}{':*' if run.open_ended else ''})"
