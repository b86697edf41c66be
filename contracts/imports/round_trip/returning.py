"""Rows of a downloaded workbook that come back: each finds its record by its key, whatever was changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import batched
from typing import Final

from django.utils import timezone

from contracts.imports.cells.identifiers import record_key
from contracts.imports.fields import Target
from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.common import evidence
from contracts.imports.interpreting.names import Names
from contracts.imports.opening import OpenedFile
from contracts.imports.problems import Problem
from contracts.imports.proposals import AMENDED, ReadRow
from contracts.imports.round_trip.cells import as_cell, cleared, same
from contracts.imports.round_trip.merging import changed_values
from contracts.imports.round_trip.owners import HELD, is_returned
from contracts.imports.round_trip.shown import ShownNames
from contracts.imports.tables import CellAt, RawRow
from contracts.models import Contract
from thirty3.history.facts import Facts, facts_by_id
from thirty3.spreadsheets.cells import Cell

CHUNK: Final = 500
# What a row of each kind is nothing without.
NAMED_BY: Final[Mapping[Target, str]] = {"contract": "title", "system": "system"}
type Reader = Callable[[RawRow], ReadRow]


@dataclass(frozen=True)
class Record:
    """What is held under a key: its facts, and its row as it would be downloaded now."""

    record_id: int
    key: str
    owner: int
    facts: Facts
    shown: Mapping[str, Cell]


@dataclass(frozen=True)
class Returned:
    """A row with a key. Where `doubt` says what is wrong with the key, it has no record."""

    raw: RawRow
    target: Target
    names: Names
    doubt: Problem | None
    record: Record | None

    def read(self, reader: Reader) -> ReadRow:
        """What was changed of the record, read as any row is."""
        if self.record is None:
            row = reader(self.raw)
            row.problems += [self.doubt] if self.doubt else []
            return row
        differing = {n: at for n, at in self._compared().items() if not same(at, self.record.shown.get(n))}
        asked = {n: p for n, at in differing.items() if (p := cleared(at, self.record.shown.get(n)))}
        row = self._unchanged()
        if changed := differing.keys() - asked.keys():
            self._read_changes(row, reader, changed)
        row.problems += asked.values()
        return row

    def _compared(self) -> dict[str, CellAt]:
        return {name: at for name, at in self.raw.cells.items() if name != "key"}

    def _unchanged(self) -> ReadRow:
        """The row as one that says nothing new."""
        cells = RowCells(self.raw, self.names.knows_firm)
        for name in self.raw.cells:
            cells.parsed(name)
        behind = evidence(cells, self.names)
        behind.as_at = behind.as_at or timezone.localdate(self.names.batch.created_at).isoformat()
        shown = self.record.shown if self.record else {}
        title = str(shown.get("title") or shown.get("system") or "")
        kind = HELD[self.target][0].record_kind()
        return ReadRow(self.raw.sheet, self.raw.number, kind, title, cells.as_read(), behind)

    def _read_changes(self, row: ReadRow, reader: Reader, changed: set[str]) -> None:
        record = self.record
        if record is None:
            return
        named = NAMED_BY[self.target]
        # Its own name may read as none, as several, or as a total: the key stands in for it in both.
        shown = {name: record.shown.get(name) for name in self._compared()} | {named: record.key}
        before = reader(self._with(shown))
        now = reader(self._with(shown | {name: self.raw.cells[name].cell for name in changed}))
        row.title = now.title if named in changed else row.title
        row.set_aside = now.set_aside
        row.problems += [problem for problem in now.problems if problem not in before.problems]
        if len(now.proposals) > 1:
            row.problems.append(several_records(self.raw))
        for proposal in now.proposals[:1]:
            said = before.proposals[0] if before.proposals else None
            proposal.values = changed_values(said.values if said else {}, proposal.values, record.facts)
            proposal.needs = proposal.needs - (said.needs if said else set())
            proposal.identity = f"{AMENDED}|{record.key}"
            proposal.record_id, proposal.keyed = record.record_id, True
            proposal.title = proposal.title if named in changed else row.title
            row.proposals += [proposal] if proposal.values else []

    def _with(self, cells: Mapping[str, Cell]) -> RawRow:
        """The row with these cells. That it is technology was decided when the record was made."""
        own = {
            name: self.raw.cells[name]._replace(cell=cell)
            for name, cell in cells.items()
            if name in self.raw.cells
        }
        return replace(self.raw, cells=own, set_aside="", is_technology=True)


class ReturnedRows:
    """Tells which rows of a table have a key, and reads what is held under it."""

    def __init__(self, opened: OpenedFile, target: Target, names: Names) -> None:
        self.target, self.names = target, names
        self.keyed = target in HELD and is_returned(opened, target)
        if self.keyed:
            self.shown = ShownNames()
            keys = (key for raw in opened.rows(target) if (key := key_of(raw)))
            self.repeated = {key for key, rows in Counter(keys).items() if rows > 1}

    def of(self, raws: Iterable[RawRow]) -> Iterator[tuple[RawRow, Returned | None]]:
        """Every row, with what it returns to where it has a key."""
        if not self.keyed:
            yield from ((raw, None) for raw in raws)
            return
        for chunk in batched(raws, CHUNK, strict=False):
            records = self._records({key for raw in chunk if (key := key_of(raw))})
            for raw in chunk:
                yield raw, self._returned(raw, records)

    def _returned(self, raw: RawRow, records: Mapping[str, Record]) -> Returned | None:
        if "key" not in raw.cells or raw.cells["key"].cell is None or raw.set_aside:
            return None
        key = key_of(raw)
        record = records.get(key)
        doubt = self._doubt(key, record) if key else record_key(raw.cells["key"].cell).problems[0]
        if doubt:
            heading = raw.cells["key"].heading
            return Returned(raw, self.target, self.names, doubt.in_column(heading), None)
        return Returned(raw, self.target, self.names, None, record)

    def _doubt(self, key: str, record: Record | None) -> Problem | None:
        own = self.names.batch.borough_id
        if record is None:
            return _problem(
                "key-unknown",
                "No record here has this key. Put the right key back, or leave the "
                "cell blank for a new record.",
                key,
            )
        if own is not None and record.owner != own:
            return _problem(
                "key-of-another",
                "This key is that of another authority's record, which this file cannot change.",
                key,
            )
        if key in self.repeated:
            return _problem(
                "key-repeated",
                "This key stands in more than one row. Keep it in the row of its "
                "record, and leave the cell blank in a row that is new.",
                key,
            )
        return None

    def _records(self, keys: set[str]) -> dict[str, Record]:
        model, whose = HELD[self.target]
        known = model._default_manager.filter(
            key__in=keys, demonstration=self.names.batch.demonstration
        ).values_list("pk", "key", f"{whose}_id")
        facts = facts_by_id(model, [pk for pk, *_ in known])
        references = references_of(facts.values())
        return {
            key: Record(
                pk,
                key,
                owner,
                facts[pk],
                {n: as_cell(v) for n, v in self.shown.row(self.target, facts[pk], references).items()},
            )
            for pk, key, owner in known
        }


def key_of(raw: RawRow) -> str:
    """The key of a row, if it can be one."""
    at = raw.cells.get("key")
    return (record_key(at.cell).value or "") if at is not None else ""


def references_of(records: Iterable[Facts]) -> dict[int, str]:
    """The references of the contracts that these systems are paid for by."""
    ids = {facts["contract_id"] for facts in records if facts.get("contract_id")}
    return dict(Contract.objects.filter(pk__in=ids).values_list("pk", "reference"))


def several_records(raw: RawRow) -> Problem:
    return _problem(
        "key-of-several",
        "The row now names several systems or authorities, and its key is that of one. Give each a row of "
        "its own, without a key where it is new.",
        str(raw.cells["key"].cell),
    ).in_column(raw.cells["key"].heading)


def _problem(code: str, message: str, value: str) -> Problem:
    return Problem(code, message, "", value, "doubt")
