"""Publishing list rows: made ready outside the write's transaction, moved in by a few statements.

    write_drafts   outside: the rows of many records, a bounded number in memory
    publish        inside: upserts the rows that differ, then search, facets and stamps follow
    refresh        both at once, for the write of a single record
    rebuild        everything from the base tables

An audience's search, facets and stamp are touched only where what it sees really changed.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import batched
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone
from pyroaring import BitMap

from contracts.listing.changes import NO_ROW, Changes, Drafted
from contracts.listing.lookups import Lookups
from contracts.listing.projection import Draft, Subject, draft_rows
from contracts.listing.subjects import MODELS, subjects_of
from contracts.models import Listing, ListingDraft
from thirty3.audiences import Audience
from thirty3.dividing import divided
from thirty3.history.facts import Facts
from thirty3.loading import Ready, insert, ready, seldom_collecting, tell_the_planner
from thirty3.search.facets import patch
from thirty3.search.index import TextIndex

CHUNK: Final = 2000
COLUMNS: Final = (
    "kind, audience, record_id, key, demonstration, title, starts, ends, open_ended, value, "
    "paid_by, as_at, updated_at, facets, data, digest"
)


@contextmanager
def room_for_drafts() -> Iterator[None]:
    """A temporary table that stands in the place of the drafts' own, for a write of very many records.

    Statements find it first, on both engines. What lies in it is neither logged nor copied to a database
    file, and nobody has to delete it row by row.
    """
    table = connection.ops.quote_name(ListingDraft._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {table} LIMIT 0")  # noqa: S608
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {'pg_temp' if connection.vendor == 'postgresql' else 'temp'}.{table}")


def write_drafts(run: str, drafts: Iterable[Draft]) -> None:
    """Keep rows until they are published, under a run that no other write has."""
    for chunk in batched(drafts, CHUNK, strict=False):
        with transaction.atomic():
            insert(drafts_ready(run, chunk))


def drafts_ready(run: str, drafts: Iterable[Draft]) -> Ready:
    """Rows of a run made ready to be kept; this asks no database."""
    return ready(ListingDraft, [_of_run(run, draft) for draft in drafts])


def _of_run(run: str, draft: Draft) -> Draft:
    draft.run = run
    return draft


def publish(run: str, kind: str, *, dated: bool = True, drafted: Drafted | None = None) -> None:
    """Move a run's rows in, in the caller's transaction.

    Without `dated`, rows that stand keep their date: nothing was written, only shown anew. With the
    facets of all that was `drafted`, only records that are held are compared.
    """
    changes = _changes(run, kind, drafted)
    _index(run, kind)
    _upsert(run, kind, dated=dated)
    for audience, apart in changes.apart.items():
        _remove(kind, audience, rows=apart.rows_gone, texts=apart.gone + changes.alike.gone)
        if apart.touched or changes.alike.touched:
            patch(kind, audience, apart.facets(also=changes.alike))


def _remove(kind: str, audience: Audience, *, rows: list[int], texts: list[int]) -> None:
    held = Listing.objects.filter(kind=kind, audience=audience)
    for ids in batched(rows, CHUNK, strict=False):
        held.filter(record_id__in=ids).delete()
    if texts:
        TextIndex(kind, audience).remove(texts)


def _discard_afterwards(run: str) -> None:
    """When the transaction is over, so that it is short; a draft that stays behind does no harm."""
    transaction.on_commit(ListingDraft.objects.filter(run=run).delete, robust=True)


def refresh(kind: str, ids: set[int], facts: Mapping[int, Facts] | None = None) -> None:
    """Bring the rows of a few records up to date, in the transaction that wrote them.

    `facts` are those of all of them that stand, where the caller has them.
    """
    now = timezone.now()
    for chunk in batched(sorted(ids), CHUNK, strict=False):
        run = uuid.uuid4().hex
        write_drafts(run, draft_rows(kind, *subjects_of(kind, chunk, now, facts)))
        publish(run, kind)
        _discard_afterwards(run)


def rebuild(kind: str) -> int:
    """Make every row, search index and facet of a kind anew from the base tables; the dates stay.

    What is in memory grows with the number of records by their bits alone.
    """
    run, drafted = uuid.uuid4().hex, Drafted()
    ids = BitMap(Listing.objects.filter(kind=kind).values_list("record_id", flat=True).iterator())
    ids |= BitMap(MODELS[kind]._default_manager.values_list("pk", flat=True).iterator())
    pieces = (subjects_of(kind, chunk) for chunk in batched(ids, CHUNK, strict=False))
    with seldom_collecting():
        for made, facets in divided(partial(_redrafted, run, kind), pieces):
            drafted.add(facets)
            with transaction.atomic():
                insert(made)
    tell_the_planner(ListingDraft)
    with transaction.atomic():
        publish(run, kind, dated=False, drafted=drafted)
        _discard_afterwards(run)
    return len(ids)


def _redrafted(run: str, kind: str, piece: tuple[list[Subject], Lookups]) -> tuple[Ready, Drafted]:
    """The list rows of some records, and their facets; this asks no database."""
    drafts = list(draft_rows(kind, *piece))
    return drafts_ready(run, drafts), Drafted.of(drafts)


def _changes(run: str, kind: str, drafted: Drafted | None) -> Changes:
    """Compare the records of the run with what is held: one query."""
    changes, held = Changes(), BitMap()
    for record_id, *columns in _compared(run, kind, only_held=drafted is not None):
        new, new_own, old, old_own = (
            (columns[n], columns[n + 1]) if columns[n] else NO_ROW for n in (0, 2, 4, 6)
        )
        changes.note(record_id, old, old_own, new, new_own)
        held.add(record_id)
    if drafted is not None:
        changes.note_first(drafted, held)
    return changes


def _compared(run: str, kind: str, *, only_held: bool) -> Iterator[tuple[Any, ...]]:
    """Of each record: digest and facets of its public draft, authorities' draft, and both held rows."""
    columns = ", ".join(f"{row}.digest, CAST({row}.facets AS text)" for row in ("p", "b", "lp", "lb"))
    joins = " ".join(
        f"LEFT JOIN contracts_listing AS {alias} ON {alias}.kind = p.kind "
        f"AND {alias}.record_id = p.record_id AND {alias}.audience = '{audience}'"
        for alias, audience in (("lp", "public"), ("lb", "boroughs"))
    )
    which = "AND (lp.id IS NOT NULL OR lb.id IS NOT NULL)" if only_held else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.record_id, {columns} FROM contracts_listingdraft AS p "  # noqa: S608
            "LEFT JOIN contracts_listingdraft AS b ON b.run = p.run AND b.kind = p.kind "
            f"AND b.record_id = p.record_id AND b.audience = 'boroughs' {joins} "
            f"WHERE p.run = %s AND p.kind = %s AND p.audience = 'public' {which}",
            [run, kind],
        )
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def _index(run: str, kind: str) -> None:
    """Each audience's search: authorities' own text where they have a draft, the public one elsewhere."""
    drafts = "SELECT p.record_id, {document} FROM contracts_listingdraft AS p"
    these = "WHERE p.run = %s AND p.kind = %s AND p.audience = 'public'"
    TextIndex(kind, Audience.PUBLIC).put_from_sql(
        f"{drafts.format(document='p.document')} {these} AND p.digest <> ''", [run, kind]
    )
    TextIndex(kind, Audience.BOROUGHS).put_from_sql(
        f"{drafts.format(document='COALESCE(b.document, p.document)')} "
        "LEFT JOIN contracts_listingdraft AS b ON b.run = p.run AND b.kind = p.kind "
        f"AND b.record_id = p.record_id AND b.audience = 'boroughs' {these} "
        "AND (p.digest <> '' OR b.digest <> '')",
        [run, kind],
    )


def _upsert(run: str, kind: str, *, dated: bool) -> None:
    kept = {"kind", "audience", "record_id"} | (set() if dated else {"updated_at"})
    moved = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ") if name not in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO contracts_listing ({COLUMNS}) SELECT {COLUMNS} FROM contracts_listingdraft "  # noqa: S608
            "WHERE run = %s AND kind = %s AND digest <> '' "
            f"ON CONFLICT (kind, record_id, audience) DO UPDATE SET {moved} "
            "WHERE contracts_listing.digest <> excluded.digest",
            [run, kind],
        )
