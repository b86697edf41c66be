"""The text index on PostgreSQL: a narrow table of tsvectors with a GIN index."""

# The only thing formatted into SQL is the table's name, an identifier that `TextIndex` has checked.
# ruff: noqa: S608

import sys
from array import array
from collections.abc import Sequence
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from thirty3.search.query import Query, Run, Term, Together

# Between the vector of a document and its words as written. No token has it.
PARTED = "\n"


class Tsvector:
    """Ready-made tsvectors and tsqueries, so that PostgreSQL's own analyser never sees a word.

    Even its "simple" one takes "64e3q78o" for a number and a rest. Literals also load the fastest.
    """

    def create(self, table: str) -> list[str]:
        """What is found, what is spelt, and how to look up without reading every row.

        The words as written stay out of the vectors: half as long, they are stored as they are, and a
        phrase is told without unpacking any. The planner would rather read the whole table for a word that
        half the records have; the index alone answers in a quarter of the time (docs/benchmarks.md).
        """
        return [
            f"CREATE TABLE {table} (record_id integer PRIMARY KEY, tokens tsvector NOT NULL)",
            f"CREATE INDEX {table}_tokens ON {table} USING gin (tokens)",
            f"CREATE TABLE {table}_spelt (record_id integer PRIMARY KEY, words text[] NOT NULL)",
            f"CREATE FUNCTION {table}_found(asked tsquery) RETURNS bytea LANGUAGE sql STABLE "
            "SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0 "
            f"AS $$ SELECT string_agg(int4send(record_id), ''::bytea) FROM {table} WHERE tokens @@ asked $$",
        ]

    def drop(self, table: str) -> list[str]:
        return [
            f"DROP FUNCTION IF EXISTS {table}_found(tsquery)",
            f"DROP TABLE IF EXISTS {table}_spelt",
            f"DROP TABLE {table}",
        ]

    def create_words(self, table: str) -> list[str]:
        """How many records each word is in, added up from what every statement put in and took out.

        Rows are only ever added: counts that were changed in place would make two writers wait for each
        other until the longer one has committed. `clear`, with which a rebuild begins, drops them.
        """
        spelt, words, count = f"{table}_spelt", f"{table}_words", f"{table}_count"
        came = _counted(words, "came", "count(*)")
        went = _counted(words, "went", "-count(*)")
        return [
            f'CREATE TABLE {words} (token text COLLATE "C" NOT NULL, records integer NOT NULL)',
            f"CREATE INDEX {words}_token ON {words} (token)",
            f"CREATE FUNCTION {count}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP <> 'DELETE' THEN {came}; END IF; "
            f"IF TG_OP <> 'INSERT' THEN {went}; END IF; "
            "RETURN NULL; END $$",
            f"CREATE TRIGGER {table}_added AFTER INSERT ON {spelt} REFERENCING NEW TABLE AS came "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {count}()",
            f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {spelt} "
            f"REFERENCING NEW TABLE AS came OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION {count}()",
            f"CREATE TRIGGER {table}_removed AFTER DELETE ON {spelt} REFERENCING OLD TABLE AS went "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {count}()",
            _counted(words, spelt, "count(*)"),
        ]

    def drop_words(self, table: str) -> list[str]:
        # The triggers go with the function.
        return [f"DROP FUNCTION {table}_count() CASCADE", f"DROP TABLE {table}_words"]

    def words(self, table: str, beginnings: Sequence[str]) -> tuple[str, list[Any]]:
        within = " OR ".join(["token >= %s AND token < %s"] * len(beginnings))
        return (
            f"SELECT token, sum(records) FROM {table}_words WHERE {within} "
            "GROUP BY token HAVING sum(records) > 0",
            # A brace comes after every letter that we index.
            [f"{begin}{after}" for begin in beginnings for after in ("", "{")],
        )

    def clear(self, table: str) -> list[str]:
        return [f"DELETE FROM {name}" for name in (table, f"{table}_spelt", f"{table}_words")]

    def purge(self, table: str) -> list[str]:
        # The index itself is vacuumed by the database, which no transaction may ask for. What is deleted
        # here adds up to nothing, so that no count moves, nor one that another writer is adding to.
        none_left = f"SELECT token FROM {table}_words GROUP BY token HAVING sum(records) = 0"
        return [f"DELETE FROM {table}_words WHERE token IN ({none_left})"]

    def document(self, tokens: Sequence[str], written: Sequence[str]) -> str:
        placed = " ".join(f"{token}:{place}" for place, token in enumerate(tokens, 1))
        return f"{placed}{PARTED}{' '.join(written)}"

    def upsert(self, table: str, select: str) -> str:
        return (
            f"WITH given (record_id, document) AS MATERIALIZED ({select}), spelt AS ("
            f"INSERT INTO {table}_spelt AS held (record_id, words) "
            f"SELECT record_id, string_to_array(split_part(document, '{PARTED}', 2), ' ') FROM given "
            "ON CONFLICT (record_id) DO UPDATE SET words = excluded.words "
            "WHERE held.words <> excluded.words) "
            f"INSERT INTO {table} AS held (record_id, tokens) "
            f"SELECT record_id, split_part(document, '{PARTED}', 1)::tsvector FROM given "
            "ON CONFLICT (record_id) DO UPDATE SET tokens = excluded.tokens "
            "WHERE held.tokens <> excluded.tokens"
        )

    def rows(self, rows: dict[int, str]) -> tuple[str, list[Any]]:
        return "SELECT * FROM unnest(%s::integer[], %s::text[])", [list(rows), list(rows.values())]

    def remove(self, table: str, ids: AbstractBitMap) -> tuple[str, list[Any]]:
        return (
            f"WITH gone AS (DELETE FROM {table} WHERE record_id = ANY(%s::integer[]) RETURNING record_id) "
            f"DELETE FROM {table}_spelt AS spelt USING gone WHERE spelt.record_id = gone.record_id",
            [list(ids)],
        )

    def matches(self, table: str, query: Query) -> tuple[str, list[Any]]:
        if query:
            return f"SELECT found FROM {table}_found(%s::tsquery) AS found", [_tsquery(query)]
        return f"SELECT string_agg(int4send(record_id), ''::bytea) FROM {table}", []

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
    """Note in how many of these rows each word is written."""
    return (
        f"INSERT INTO {words} (token, records) SELECT token, {how} "
        f"FROM {rows}, unnest({rows}.words) AS token GROUP BY token"
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
