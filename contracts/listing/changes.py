"""What a run of drafts changes of what each audience sees: who comes to a value of a facet, or leaves it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from contracts.listing.projection import Draft
from thirty3.audiences import Audience
from thirty3.search.facets import EVERYTHING, FacetValue

# The records of which authorities have a row of their own.
OWN_ROW: Final[FacetValue] = ("_own", "")

# Facet -> value -> the records that come to it or leave it.
type Moves = defaultdict[str, defaultdict[str, list[int]]]
type Bits = dict[FacetValue, BitMap]


def _moves() -> Moves:
    return defaultdict(lambda: defaultdict(list))


@dataclass
class Changed:
    """What a run changes of what one audience sees."""

    touched: bool = False
    added: Moves = field(default_factory=_moves)
    removed: Moves = field(default_factory=_moves)
    # Records that the audience sees no more, and rows that go (authorities may see the public one).
    gone: list[int] = field(default_factory=list)
    rows_gone: list[int] = field(default_factory=list)
    # Of records of which no row was held before.
    first: Bits = field(default_factory=dict)

    def note(self, record_id: int, before: "Row", after: "Row") -> None:
        """One record, as this audience saw it and as it will."""
        if before[0] == after[0]:
            return
        self.touched = True
        if not after[0]:
            self.gone.append(record_id)
        if before[1] != after[1]:
            _collect(self.removed, before, record_id)
            _collect(self.added, after, record_id)

    def note_own_row(self, record_id: int, before: "Row", after: "Row") -> None:
        """Whether authorities have a row of their own of a record."""
        if bool(before[0]) != bool(after[0]):
            self.touched = True
            facet, value = OWN_ROW
            (self.added if after[0] else self.removed)[facet][value].append(record_id)
            if before[0]:
                self.rows_gone.append(record_id)

    def facets(self, also: "Changed") -> dict[FacetValue, tuple[BitMap, BitMap]]:
        """The ids to add to each value and to take from it, here and in what both audiences see."""
        added, removed = _united(self.added, also.added), _united(self.removed, also.removed)
        for bits in (self.first, also.first):
            unite(added, bits)
        nothing = BitMap()
        # A record that keeps a value among others that change stays where it is.
        return {
            value: (
                added.get(value, nothing),
                removed.get(value, nothing) - added.get(value, nothing),
            )
            for value in {*added, *removed}
        }


# The digest and the facets of a row, held or drafted; blank where there is none.
type Row = tuple[str, str]
NO_ROW: Final[Row] = ("", "")


def _collect(moves: Moves, row: Row, record_id: int) -> None:
    if row[0]:
        for facet, values in json.loads(row[1]).items():
            held = moves[facet]
            for value in values:
                held[value].append(record_id)
        facet, value = EVERYTHING
        moves[facet][value].append(record_id)


def unite(bits: Bits, more: Mapping[FacetValue, AbstractBitMap]) -> None:
    """Add the records of one set of values to those of another."""
    for value, ids in more.items():
        if (held := bits.get(value)) is not None:
            held |= ids
        elif ids:
            bits[value] = BitMap(ids)


def _united(*all_moves: Moves) -> Bits:
    united: Bits = {}
    for moves in all_moves:
        for facet, values in moves.items():
            for value, ids in values.items():
                united[facet, value] = united.get((facet, value), BitMap()) | BitMap(ids)
    return united


@dataclass
class Changes:
    """What a run changes, of what the audiences see alike and of what each sees differently."""

    alike: Changed = field(default_factory=Changed)
    apart: dict[Audience, Changed] = field(default_factory=lambda: {a: Changed() for a in Audience})

    def note(self, record_id: int, old: Row, old_own: Row, new: Row, new_own: Row) -> None:
        public, boroughs = self.apart[Audience.PUBLIC], self.apart[Audience.BOROUGHS]
        if not old_own[0] and not new_own[0]:
            self.alike.note(record_id, old, new)
        else:
            public.note(record_id, old, new)
            boroughs.note(record_id, old_own if old_own[0] else old, new_own if new_own[0] else new)
            boroughs.note_own_row(record_id, old_own, new_own)
        if old[0] and not new[0]:
            public.rows_gone.append(record_id)

    def note_first(self, drafted: "Drafted", held: BitMap) -> None:
        """The drafted records of which nothing is held: they only come."""
        for changed, bits in (
            (self.alike, drafted.alike),
            (self.apart[Audience.PUBLIC], drafted.public),
            (self.apart[Audience.BOROUGHS], drafted.boroughs),
        ):
            changed.first = {value: new for value, ids in bits.items() if (new := ids - held)}
            changed.touched = changed.touched or bool(changed.first)


@dataclass
class Drafted:
    """The facets of drafts, by who sees them: where they are of records not held before, nothing is compared.

    Collected while the drafts are made, so that the transaction has not to read them.
    """

    alike: Bits = field(default_factory=dict)
    public: Bits = field(default_factory=dict)
    boroughs: Bits = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> "Drafted":
        """Those of all drafts of some records."""
        rows: dict[int, dict[str, Row]] = {}
        for draft in drafts:
            rows.setdefault(draft.record_id, {})[draft.audience] = (draft.digest, draft.facets)
        changes = Changes()
        for record_id, row in rows.items():
            new, own = row.get(Audience.PUBLIC, NO_ROW), row.get(Audience.BOROUGHS, NO_ROW)
            changes.note(record_id, NO_ROW, NO_ROW, new, own)
        apart = changes.apart
        return cls(
            _united(changes.alike.added),
            _united(apart[Audience.PUBLIC].added),
            _united(apart[Audience.BOROUGHS].added),
        )

    def add(self, more: "Drafted") -> None:
        """Those of further records."""
        unite(self.alike, more.alike)
        unite(self.public, more.public)
        unite(self.boroughs, more.boroughs)
