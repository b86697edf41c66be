"""The text index on SQLite: a narrow table of tokens, and an FTS5 index over it."""

# The only thing formatted into SQL is the table's name, an identifier that `TextIndex` has checked.
# ruff: noqa: S608

import json
from collections.abc import Sequence
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from thirty3.search.query import Query, Run, Term, Together

# Before a word as it is written: the vocabulary that typing mistakes are corrected from. Nobody can ask
# for it: it is no letter.
WRITTEN = "·"
# Comes after every letter that we index.
AFTER_LETTERS = "{"


class Fts5:
    """An external-content FTS5 table, kept by triggers.

    Such an index must be told the old tokens when a row changes or goes, or it is silently wrong.
    Triggers see them, whatever the statement; INSERT OR REPLACE alone would pass them by.
    """

    def create(self, table: str) -> list[str]:
        fts = f"{table}_fts"
        forget = f"INSERT INTO {fts}({fts}, rowid, tokens) VALUES ('delete', old.record_id, old.tokens);"
        learn = f"INSERT INTO {fts}(rowid, tokens) VALUES (new.record_id, new.tokens);"
        return [
            f"CREATE TABLE {table} (record_id INTEGER PRIMARY KEY, tokens TEXT NOT NULL)",
            # The tokens are made by our analyser, so the tokenizer has only to part them at spaces.
            f"CREATE VIRTUAL TABLE {fts} USING fts5("
            f"tokens, content='{table}', content_rowid='record_id', tokenize='ascii')",
            f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {learn} END",
            f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {forget} {learn} END",
            f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {forget} END",
        ]

    def drop(self, table: str) -> list[str]:
        return [f"DROP TABLE {table}_fts", f"DROP TABLE {table}"]

    def create_words(self, table: str) -> list[str]:
        # What the index itself knows of each token, so nothing has to be kept beside it.
        return [f"CREATE VIRTUAL TABLE {table}_words USING fts5vocab('{table}_fts', 'row')"]

    def drop_words(self, table: str) -> list[str]:
        return [f"DROP TABLE {table}_words"]

    def words(self, table: str, beginnings: Sequence[str]) -> tuple[str, list[Any]]:
        # One scan of each range: for an OR the index is read from end to end.
        one = f"SELECT substr(term, 2), doc FROM {table}_words WHERE term >= %s AND term < %s"
        ends = [f"{WRITTEN}{begin}{after}" for begin in beginnings for after in ("", AFTER_LETTERS)]
        return " UNION ALL ".join([one] * len(beginnings)), ends

    def clear(self, table: str) -> list[str]:
        return [f"DELETE FROM {table}"]

    def purge(self, table: str) -> list[str]:
        # https://www.sqlite.org/fts5.html#the_optimize_command
        return [f"INSERT INTO {table}_fts({table}_fts) VALUES ('optimize')"]

    def document(self, tokens: Sequence[str], written: Sequence[str]) -> str:
        return " ".join([*tokens, *(f"{WRITTEN}{word}" for word in written)])

    def upsert(self, table: str, select: str) -> str:
        # "WHERE true" keeps the parser from reading ON CONFLICT as part of a join.
        return (
            f"INSERT INTO {table} (record_id, tokens) SELECT * FROM ({select}) WHERE true "
            "ON CONFLICT (record_id) DO UPDATE SET tokens = excluded.tokens WHERE tokens <> excluded.tokens"
        )

    def rows(self, rows: dict[int, str]) -> tuple[str, list[Any]]:
        select = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s)"
        return select, [json.dumps(list(rows.items()))]

    def remove(self, table: str, ids: AbstractBitMap) -> tuple[str, list[Any]]:
        return f"DELETE FROM {table} WHERE record_id IN (SELECT value FROM json_each(%s))", [_listed(ids)]

    def matches(self, table: str, query: Query) -> tuple[str, list[Any]]:
        if query.wanted:
            return f"SELECT group_concat(rowid) FROM {table}_fts WHERE {table}_fts MATCH %s", [_match(query)]
        if not query.unwanted:
            return f"SELECT group_concat(record_id) FROM {table}", []
        # FTS5 knows "this but not that", and has no "all but that".
        return (
            f"SELECT group_concat(record_id) FROM {table} WHERE record_id NOT IN "
            f"(SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s)",
            [_any(query.unwanted)],
        )

    def ids(self, packed: Any) -> BitMap:
        return BitMap(json.loads(f"[{packed}]"))

    def ranked(self, table: str, query: Query, ids: AbstractBitMap) -> tuple[str, list[Any]]:
        # The plus keeps SQLite from searching anew for each id.
        return (
            f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s "
            f"AND +rowid IN (SELECT value FROM json_each(%s)) ORDER BY bm25({table}_fts), rowid",
            [_match(query), _listed(ids)],
        )


def _listed(ids: AbstractBitMap) -> str:
    return json.dumps(list(ids))


def _match(query: Query) -> str:
    wanted = " AND ".join(f"({_one(term)})" for term in query.wanted)
    return f"({wanted}) NOT ({_any(query.unwanted)})" if query.unwanted else wanted


def _any(terms: Sequence[Term]) -> str:
    return " OR ".join(_one(term) for term in terms)


def _one(term: Term) -> str:
    return " OR ".join(_alternative(one) for one in term)


def _alternative(one: Run | Together) -> str:
    if isinstance(one, Together):
        return "(" + " AND ".join(f"({_one(term)})" for term in one.terms) + ")"
    return _run(one)


def _run(run: Run) -> str:
    """Quoted, so that no word is taken for an operator; our tokens hold no quote."""
    return f'"{" ".join(run.tokens)}"{" *" if run.open_ended else ""}'
