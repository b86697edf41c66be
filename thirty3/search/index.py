"""The text index of one kind of record for one audience, on whichever database there is.

Each audience has an index of its own: rank weighs how rare a word is, so in a shared one a
hidden text would move what the public sees.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NewType, Protocol

from django.db import connection
from pyroaring import AbstractBitMap, BitMap

from thirty3.search import postgres, sqlite
from thirty3.search.analyser import tokens_of, written_words
from thirty3.search.query import Query

# The rank of every match has to be computed before the best are known: beyond this it costs too much.
MOST_RANKED = 10_000

# The tokens of a record as this database's index takes them. Not for any other use.
Document = NewType("Document", str)


class Engine(Protocol):
    """What a database must be able to say in SQL about the index kept in `table`."""

    def create(self, table: str) -> list[str]: ...
    def create_words(self, table: str) -> list[str]: ...
    def drop_words(self, table: str) -> list[str]: ...
    def drop(self, table: str) -> list[str]: ...
    def clear(self, table: str) -> list[str]: ...
    def document(self, tokens: Sequence[str], written: Sequence[str]) -> str: ...
    def upsert(self, table: str, select: str) -> str: ...
    def rows(self, rows: dict[int, str]) -> tuple[str, list[Any]]: ...
    def remove(self, table: str, ids: AbstractBitMap) -> tuple[str, list[Any]]: ...
    def purge(self, table: str) -> list[str]: ...
    def matches(self, table: str, query: Query) -> tuple[str, list[Any]]: ...
    def words(self, table: str, beginnings: Sequence[str]) -> tuple[str, list[Any]]: ...
    def ids(self, packed: Any) -> BitMap: ...
    def ranked(self, table: str, query: Query, ids: AbstractBitMap) -> tuple[str, list[Any]]: ...


ENGINES: dict[str, Engine] = {"sqlite": sqlite.Fts5(), "postgresql": postgres.Tsvector()}


def document(*texts: str) -> Document:
    """The texts of a record (title, supplier, reference and so on), ready to be put into an index."""
    return Document(ENGINES[connection.vendor].document(tokens_of(texts), written_words(texts)))


class TextIndex:
    """Finds the ids of the records of a kind whose texts, as an audience may see them, match a query."""

    def __init__(self, kind: str, audience: str) -> None:
        self.table = f"search_{kind}_{audience}"
        if not self.table.isidentifier():
            raise ValueError(f"{kind!r} and {audience!r} cannot name a table")

    @property
    def _engine(self) -> Engine:
        return ENGINES[connection.vendor]

    def put(self, rows: Iterable[tuple[int, Document]]) -> None:
        """Add records, or replace what is held of them. A record that did not change is not written."""
        given: dict[int, str] = dict(rows)
        if given:
            self.put_from_sql(*self._engine.rows(given))

    def put_from_sql(self, select: str, params: Sequence[Any] = ()) -> None:
        """As `put`, from a SELECT of (record_id, document): one statement, however many the rows.

        The documents must have been made by `document()` on this same database.
        """
        self._execute(self._engine.upsert(self.table, select), params)

    def remove(self, ids: Iterable[int]) -> None:
        """Forget these records."""
        self._execute(*self._engine.remove(self.table, BitMap(ids)))

    def clear(self) -> None:
        """Forget every record."""
        for statement in self._engine.clear(self.table):
            self._execute(statement, ())

    def purge(self) -> None:
        """Let go of the words that were forgotten, which an index keeps until it is merged."""
        for statement in self._engine.purge(self.table):
            self._execute(statement, ())

    def matches(self, query: Query) -> BitMap:
        """The ids of the records that match; of all records for an empty query."""
        with connection.cursor() as cursor:
            cursor.execute(*self._engine.matches(self.table, query))
            (packed,) = cursor.fetchone()
        return self._engine.ids(packed) if packed else BitMap()

    def spelt(self, beginnings: Iterable[str]) -> dict[str, int]:
        """The words that begin so, as they are written, and in how many records each of them is."""
        with connection.cursor() as cursor:
            cursor.execute(*self._engine.words(self.table, sorted(beginnings)))
            return {word: int(records) for word, records in cursor.fetchall()}

    def ranked(self, query: Query, ids: AbstractBitMap, limit: int, offset: int = 0) -> list[int]:
        """A page of those matches that are among `ids`, best first and then by id.

        Above 10,000 records, or where nothing is wanted, there is no telling which is better: by id.
        """
        if not query.wanted or len(ids) > MOST_RANKED:
            return list(ids[offset : offset + limit])
        sql, params = self._engine.ranked(self.table, query, ids)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT %s OFFSET %s", [*params, limit, offset])
            return [row[0] for row in cursor.fetchall()]

    def _execute(self, sql: str, params: Sequence[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, list(params))
