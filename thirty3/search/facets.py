"""Facet bitmaps: patched in the transaction that writes, held by each process, refreshed by stamp."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import batched, chain
from types import MappingProxyType

from django.db import connection, transaction
from django.utils import timezone
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from thirty3.registry import SEARCHABLE
from thirty3.search.models import FacetBits, Stamp

# A facet and one of its values.
type FacetValue = tuple[str, str]

# The value that every record of the kind has.
EVERYTHING: FacetValue = ("_all", "")
# How many writes ago a copy may have been made to be brought up to date instead of read anew.
REMEMBERED_STAMPS = 64
WIDEST_STEP = 2**31
# Two parameters for each; SQLite takes 32,766 of them.
PAIRS_ASKED = 10_000


@dataclass(frozen=True)
class FacetSet:
    """The facets of one kind of record for one audience at one moment. Nothing in it can be changed."""

    stamp: int
    bits: Mapping[str, Mapping[str, FrozenBitMap]]

    def values(self, facet: str) -> Mapping[str, FrozenBitMap]:
        """Each value that some record has, with the ids of those records."""
        return self.bits.get(facet, MappingProxyType({}))

    def any_of(self, facet: str, values: Iterable[str]) -> BitMap:
        """The records that have at least one of these values."""
        held = self.values(facet)
        return BitMap().union(*(held[value] for value in values if value in held))

    def counts(self, facet: str, within: AbstractBitMap) -> dict[str, int]:
        """How many of these records have each value, leaving out the values that none of them has."""
        found = {value: bits.intersection_cardinality(within) for value, bits in self.values(facet).items()}
        return {value: count for value, count in found.items() if count}

    @property
    def everything(self) -> BitMap:
        """All records of the kind that this audience may know of."""
        return self.any_of(EVERYTHING[0], EVERYTHING[1:])


_held: dict[tuple[str, str], FacetSet] = {}


def facets(kind: str, audience: str) -> FacetSet:
    """The facets as they are now: one query, and one more if they changed since this process last asked.

    A copy is held across requests and threads, so one made inside a transaction that was then
    rolled back must not be built upon. Stamps are drawn at random and each row lists those that led
    to its own; a copy with another stamp is dropped.
    """
    held = _held.get((kind, audience))
    now = Stamp.objects.filter(kind=kind, audience=audience).values_list("stamp", "recent").first()
    stamp, recent = now or (0, [])
    if held is None or held.stamp not in (stamp, *recent):
        held = _with_changes(kind, audience, FacetSet(-1, {}), stamp)
    elif held.stamp != stamp:
        held = _with_changes(kind, audience, held, stamp)
    _held[kind, audience] = held
    return held


def _with_changes(kind: str, audience: str, held: FacetSet, stamp: int) -> FacetSet:
    """A copy brought up to date by the rows written since. They may already be newer than `stamp`."""
    bits = {facet: dict(values) for facet, values in held.bits.items()}
    rows = FacetBits.objects.filter(kind=kind, audience=audience, stamp__gt=held.stamp)
    for facet, value, stored in rows.values_list("facet", "value", "bits"):
        ids = FrozenBitMap.deserialize(bytes(stored))
        if ids:
            bits.setdefault(facet, {})[value] = ids
        else:
            bits.get(facet, {}).pop(value, None)
    return FacetSet(stamp, {facet: MappingProxyType(values) for facet, values in bits.items()})


@transaction.atomic(savepoint=False)
def patch(
    kind: str, audience: str, changes: Mapping[FacetValue, tuple[AbstractBitMap, AbstractBitMap]]
) -> None:
    """Add ids to some values and remove them from some, in the caller's transaction.

    `changes` gives for each value the ids to add and those to remove. To be called once for a write
    that changes anything this audience may see, even where no facet changes, and never for another:
    the stamp moves, and a moving stamp can be observed.
    """
    stamp = _next_stamp(kind, audience)
    held = _stored(kind, audience, changes)
    rows = []
    for (facet, value), (added, removed) in changes.items():
        before = held.get((facet, value), BitMap())
        after = (before | added) - removed
        if after != before:
            rows.append(_row(kind, audience, (facet, value), after, stamp))
    FacetBits.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "audience", "facet", "value"],
        update_fields=["bits", "stamp"],
    )


@transaction.atomic(savepoint=False)
def replace(kind: str, audience: str, bits: Mapping[FacetValue, AbstractBitMap]) -> None:
    """Put these bitmaps in the place of all that are held. Every process then reads them anew."""
    stamp = _next_stamp(kind, audience, forget=True)
    FacetBits.objects.filter(kind=kind, audience=audience).delete()
    FacetBits.objects.bulk_create(
        _row(kind, audience, value, ids, stamp) for value, ids in bits.items() if ids
    )


@transaction.atomic(savepoint=False)
def have_read_anew(kind: str, audience: str) -> None:
    """Have every process read the bitmaps anew: a value was given another name."""
    _next_stamp(kind, audience, forget=True)


def _next_stamp(kind: str, audience: str, *, forget: bool = False) -> int:
    """Move the stamp on; its row is locked until the transaction ends, so that writers take turns."""
    now = timezone.now()
    locked = Stamp.objects.select_for_update().filter(kind=kind, audience=audience)
    row = locked.first()
    if row is None:
        shape = SEARCHABLE[kind].shape if kind in SEARCHABLE else 0
        first = Stamp(kind=kind, audience=audience, changed_at=now, shape=shape)
        Stamp.objects.bulk_create([first], ignore_conflicts=True)
        row = locked.get()
    row.recent = [] if forget else [*row.recent, row.stamp][-REMEMBERED_STAMPS:]
    # Upwards, for "written since"; by a random step, so that no write takes a rolled-back one's stamp.
    row.stamp += 1 + secrets.randbelow(WIDEST_STEP)
    row.changed_at = now
    row.save(update_fields=["stamp", "recent", "changed_at"])
    return row.stamp


def _stored(kind: str, audience: str, wanted: Iterable[FacetValue]) -> dict[FacetValue, BitMap]:
    """The bitmaps that are held of these values. Each write asks, so it is not left to the ORM to say."""
    held = {}
    with connection.cursor() as cursor:
        for pairs in batched(wanted, PAIRS_ASKED, strict=False):
            cursor.execute(
                "SELECT facet, value, bits FROM search_facetbits WHERE kind = %s AND audience = %s "  # noqa: S608
                f"AND (facet, value) IN (VALUES {', '.join(['(%s, %s)'] * len(pairs))})",
                [kind, audience, *chain.from_iterable(pairs)],
            )
            for facet, value, bits in cursor.fetchall():
                held[facet, value] = BitMap.deserialize(bytes(bits))
    return held


def _row(kind: str, audience: str, of: FacetValue, ids: AbstractBitMap, stamp: int) -> FacetBits:
    facet, value = of
    bits = ids.serialize()
    return FacetBits(kind=kind, audience=audience, facet=facet, value=value, bits=bits, stamp=stamp)
