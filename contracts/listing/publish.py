"""Publishing list rows: made ready outside the write's transaction, moved in by a few statements.

    write_drafts   outside: the rows of many records, a bounded number in memory
    publish        inside: upserts the rows that differ, then search, facets and stamps follow
    refresh        both at once, for the write of a single record
    rebuild        everything from the base tables

An audience's search, facets and stamp are touched only where what it sees really changed.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone
from pyroaring import BitMap

from contracts.listing.projection import draft_rows
from contracts.listing.subjects import MODELS, subjects_of
from contracts.models import Listing, ListingDraft
from thirty3.audiences import Audience
from thirty3.search.facets import EVERYTHING, FacetValue, patch
from thirty3.search.index import TextIndex

CHUNK: Final = 2000
# The records of which authorities have a row of their own.
OWN_ROW: Final[FacetValue] = ("_own", "")
COLUMNS: Final = (
    "kind, audience, record_id, key, demonstration, title, starts, ends, open_ended, value, "
    "updated_at, facets, data, digest"
)


def write_drafts(run: str, drafts: Iterable[ListingDraft]) -> None:
    """Keep rows until they are published. Drafts that an interrupted run left behind are replaced."""
    cleared: set[str] = set()
    for chunk in batched(drafts, CHUNK, strict=False):
        for kind in {draft.kind for draft in chunk} - cleared:
            ListingDraft.objects.filter(run=run, kind=kind).delete()
            cleared.add(kind)
        for draft in chunk:
            draft.run = run
        ListingDraft.objects.bulk_create(chunk)


def publish(run: str, kind: str, *, dated: bool = True) -> None:
    """Move a run's rows in, in the caller's transaction.

    Without `dated`, rows that stand keep their date: nothing was written, only shown anew.
    """
    found = _changes(run, kind)
    _index(run, kind)
    _upsert(run, kind, dated=dated)
    for audience, changed in found.items():
        if not changed:
            continue
        if changed.rows_gone:
            rows = Listing.objects.filter(kind=kind, audience=audience)
            for ids in batched(changed.rows_gone, CHUNK, strict=False):
                rows.filter(record_id__in=ids).delete()
        if changed.gone:
            TextIndex(kind, audience).remove(changed.gone)
        patch(kind, audience, changed.facets())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM contracts_listingdraft WHERE run = %s AND kind = %s", [run, kind])


def refresh(kind: str, ids: set[int]) -> None:
    """Bring the rows of a few records up to date, in the transaction that wrote them."""
    now = timezone.now()
    for chunk in batched(sorted(ids), CHUNK, strict=False):
        run = uuid.uuid4().hex
        write_drafts(run, draft_rows(kind, *subjects_of(kind, chunk, now)))
        publish(run, kind)


def rebuild(kind: str) -> int:
    """Make every row, search index and facet of a kind anew from the base tables; the dates stay."""
    run = uuid.uuid4().hex
    held = set(Listing.objects.filter(kind=kind).values_list("record_id", flat=True))
    ids = sorted(held.union(MODELS[kind]._default_manager.values_list("pk", flat=True)))
    write_drafts(run, _redrafted(kind, ids))
    with transaction.atomic():
        publish(run, kind, dated=False)
    return len(ids)


def _redrafted(kind: str, ids: list[int]) -> Iterator[ListingDraft]:
    for chunk in batched(ids, CHUNK, strict=False):
        yield from draft_rows(kind, *subjects_of(kind, chunk))


@dataclass
class Changed:
    """What a run changes of what one audience sees."""

    touched: bool = False
    added: defaultdict[FacetValue, list[int]] = field(default_factory=lambda: defaultdict(list))
    removed: defaultdict[FacetValue, list[int]] = field(default_factory=lambda: defaultdict(list))
    # Records that the audience sees no more, and rows that go (authorities may see the public one).
    gone: list[int] = field(default_factory=list)
    rows_gone: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.touched

    def note(self, record_id: int, before: "Row", after: "Row") -> None:
        """One record, as this audience saw it and as it will."""
        if before.digest == after.digest:
            return
        self.touched = True
        if not after.digest:
            self.gone.append(record_id)
        old, new = before.values(), after.values()
        for value in new - old:
            self.added[value].append(record_id)
        for value in old - new:
            self.removed[value].append(record_id)

    def note_own_row(self, record_id: int, before: "Row", after: "Row") -> None:
        """Whether authorities have a row of their own of a record."""
        if bool(before.digest) != bool(after.digest):
            self.touched = True
            (self.added if after.digest else self.removed)[OWN_ROW].append(record_id)

    def facets(self) -> dict[FacetValue, tuple[BitMap, BitMap]]:
        return {
            value: (BitMap(self.added.get(value, ())), BitMap(self.removed.get(value, ())))
            for value in {*self.added, *self.removed}
        }


@dataclass(frozen=True, slots=True)
class Row:
    """A row, held or drafted, as far as it matters here; without a digest there is none."""

    digest: str
    facets: str

    def values(self) -> set[FacetValue]:
        if not self.digest:
            return set()
        found = {(facet, value) for facet, values in json.loads(self.facets).items() for value in values}
        return {*found, EVERYTHING}


NO_ROW: Final = Row("", "")


def _changes(run: str, kind: str) -> dict[Audience, Changed]:
    """Compare every record of the run with what is held, for each audience: one query."""
    public, boroughs = Changed(), Changed()
    for record_id, *columns in _compared(run, kind):
        new, new_own, old, old_own = (
            Row(digest, facets) if digest else NO_ROW for digest, facets in batched(columns, 2, strict=True)
        )
        public.note(record_id, old, new)
        boroughs.note(record_id, old_own if old_own.digest else old, new_own if new_own.digest else new)
        boroughs.note_own_row(record_id, old_own, new_own)
        if old.digest and not new.digest:
            public.rows_gone.append(record_id)
        if old_own.digest and not new_own.digest:
            boroughs.rows_gone.append(record_id)
    return {Audience.PUBLIC: public, Audience.BOROUGHS: boroughs}


def _compared(run: str, kind: str) -> Iterator[tuple[Any, ...]]:
    """Of each record: digest and facets of its public draft, authorities' draft, and both held rows."""
    columns = ", ".join(f"{row}.digest, CAST({row}.facets AS text)" for row in ("p", "b", "lp", "lb"))
    joins = " ".join(
        f"LEFT JOIN contracts_listing AS {alias} ON {alias}.kind = p.kind "
        f"AND {alias}.record_id = p.record_id AND {alias}.audience = '{audience}'"
        for alias, audience in (("lp", "public"), ("lb", "boroughs"))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.record_id, {columns} FROM contracts_listingdraft AS p "  # noqa: S608
            "LEFT JOIN contracts_listingdraft AS b ON b.run = p.run AND b.kind = p.kind "
            f"AND b.record_id = p.record_id AND b.audience = 'boroughs' {joins} "
            "WHERE p.run = %s AND p.kind = %s AND p.audience = 'public'",
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
