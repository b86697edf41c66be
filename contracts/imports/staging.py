"""Staging: every row of a file compared with what is held, for a person to review.

Nothing but the batch and its rows is written here, in short transactions, so that reading a large
file holds nobody up.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched, count
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from contracts.imports.against_last import AgainstLast
from contracts.imports.answers import accepted
from contracts.imports.comparing import Comparer, Comparison, Held, source_row
from contracts.imports.finding import Finder, own_number
from contracts.imports.interpreting import Interpreter
from contracts.imports.interpreting.subject import NOT_TECHNOLOGY
from contracts.imports.opening import OpenedFile
from contracts.imports.problems import Problem
from contracts.imports.proposals import Proposal, ReadRow
from contracts.imports.round_trip.owners import source_of
from contracts.imports.setwise import reserve_ids
from contracts.imports.staged import StagedRow, StagedWrite
from contracts.imports.vanishing import vanished
from contracts.models import Contract, ImportBatch, ImportRow, ImportWrite, Rank, Source
from thirty3.history.models import Tombstone
from thirty3.keys import new_key
from thirty3.loading import load, seldom_collecting

CHUNK = 1000
CONTRACT = Contract.record_kind()
Outcome = ImportRow.Outcome


class Stager:
    """Stages one batch."""

    def __init__(self, batch: ImportBatch, source: Source, interpreter: Interpreter) -> None:
        self.batch, self.source, self.interpreter = batch, source, interpreter
        self.finder = Finder(source)
        self.comparer = Comparer(batch, source)
        self.against = AgainstLast(batch, source)
        self.positions = count(1)
        self.written: set[tuple[str, int]] = set()
        # What the source said before and says again, by assertion.
        self.again: set[int] = set()
        # Whose row it is and its own number -> the name of the first row that bears it.
        self.numbers: dict[tuple[str, str], str] = {}
        # Whether records of this source were ever removed.
        self.has_tombstones = Tombstone.objects.filter(
            source_row__startswith=source_row(source.slug, "")
        ).exists()
        # Rows of which no identity was known: perhaps corrected old ones, told at the end.
        self.unmatched: list[ReadRow] = []

    def stage(self, rows: Iterable[ReadRow]) -> None:
        """Stage the rows of one table."""
        for chunk in batched(rows, CHUNK, strict=False):
            self._stage_chunk(list(chunk))
        self._stage_unmatched()

    def finish(self) -> None:
        """Stage the new names that rows need."""
        with transaction.atomic():
            load(ImportWrite, self.interpreter.new_records())

    def _stage_chunk(self, rows: list[ReadRow]) -> None:
        known: dict[str, int] = {}
        now: list[ReadRow] = []
        for row in rows:
            row.position = next(self.positions)
            # A cell may name one system twice.
            row.proposals = list({p.identity: p for p in reversed(row.proposals)}.values())[::-1]
            self._number_lots(row)
            self._mark_repeats(row)
            self._mark_shared_numbers(row)
            fresh = False
            for proposal in row.proposals:
                if not proposal.keyed and (proposal.kind, proposal.record_id) in self.finder.spoken:
                    proposal.record_id = None
                assertion_id = self.finder.claim(proposal.identity)
                if assertion_id is not None:
                    known[proposal.identity] = assertion_id
                else:
                    fresh = fresh or not proposal.keyed
            if fresh and self.finder.known and not row.rejected and not row.doubtful:
                self.unmatched.append(row)
            else:
                now.append(row)
        self._compare(now, known)

    def _number_lots(self, row: ReadRow) -> None:
        """Rows that go by one name and were accepted as lots of their own are told apart by their order."""
        for proposal in row.proposals:
            lot, name = 1, proposal.identity
            while proposal.identity in self.finder.claimed:
                lot += 1
                proposal.identity = f"{name}|lot {lot}"
                if not row.accepted and proposal.identity not in self.finder.known:
                    proposal.identity = name
                    break

    def _mark_repeats(self, row: ReadRow) -> None:
        """A row that goes by the name of an earlier one: lots and call-offs may share a reference."""
        repeated = [p for p in row.proposals if p.identity in self.finder.claimed]
        if repeated and not row.rejected:
            row.problems.append(
                Problem(
                    "repeated",
                    "An earlier row of this file has the same reference and title. If it is a lot or a "
                    "call-off of its own, give it a reference or a title of its own; if not, remove it.",
                    "",
                    row.title,
                    "doubt",
                )
            )

    def _mark_shared_numbers(self, row: ReadRow) -> None:
        """A row that bears the number of an earlier one and another title: perhaps a lot, perhaps a slip.

        Of an authority's own numbers; the number of a notice is shared by whatever it awards.
        """
        if self.source.rank != Rank.REGISTER:
            return
        for proposal in row.proposals:
            number = own_number(proposal.values)
            if not number or proposal.kind != CONTRACT or row.rejected:
                continue
            first = self.numbers.setdefault((proposal.kind, number), proposal.identity)
            known = proposal.identity in self.finder.known
            if first != proposal.identity and not known and not row.accepted:
                row.problems.append(
                    Problem(
                        "reference-twice",
                        "An earlier row of this file has the same reference and another title. If this is a "
                        "lot or a call-off of its own, accept the row; if not, correct the reference.",
                        "",
                        proposal.values["reference"]["reference"],
                        "doubt",
                    )
                )

    def _mark_rivals(self, row: ReadRow, comparisons: list[Comparison]) -> None:
        """A row that speaks of a record of which an earlier one has spoken, by another reference."""
        mine = [(c.write.record_kind, c.write.record_id) for c in comparisons if c.write is not None]
        if any(record in self.written for record in mine):
            row.problems.append(
                Problem(
                    "same-record",
                    "An earlier row of this file speaks of the same record and says something else. "
                    "Keep one of the two.",
                    "",
                    row.title,
                    "doubt",
                )
            )

    def _stage_unmatched(self) -> None:
        proposals = [p for row in self.unmatched for p in row.proposals]
        again = {
            p.identity: self.finder.known[p.identity] for p in proposals if p.identity in self.finder.known
        }
        known = again | self.finder.corrected(
            # One that plainly means another record is no correction of this one.
            p
            for p in proposals
            if p.identity not in again and p.record_id is None
        )
        for chunk in batched(self.unmatched, CHUNK, strict=False):
            self._compare(list(chunk), known)
        self.unmatched = []

    def _compare(self, rows: list[ReadRow], known: dict[str, int]) -> None:
        wanted = {p.identity for row in rows for p in row.proposals}
        self.again.update(known.values())
        held = Held.behind(
            [pk for identity, pk in known.items() if identity in wanted],
            {(p.kind, p.record_id) for row in rows for p in row.proposals if p.record_id is not None},
        )
        fresh = [p for row in rows if not row.rejected for p in row.proposals if p.identity not in known]
        keys = self._keys(fresh)
        ids = {
            kind: iter(reserve_ids(apps.get_model(kind), sum(p.kind == kind for p in fresh)))
            for kind in {p.kind for p in fresh}
        }
        import_rows: list[StagedRow] = []
        writes: list[tuple[StagedRow, StagedWrite]] = []
        before = {identity: held.assertions[pk] for identity, pk in known.items() if pk in held.assertions}
        for row in rows:
            self.against.row(row, before)
            comparisons = [
                self.comparer.known(p, row.evidence, held.assertions.get(known.get(p.identity, 0)), held)
                if held.knows(p, known.get(p.identity))
                else self.comparer.new(p, row.evidence, next(ids[p.kind]), keys[p.identity])
                for p in ([] if row.rejected else row.proposals)
            ]
            self._mark_rivals(row, comparisons)
            import_row = self._import_row(row, comparisons)
            import_rows.append(import_row)
            if import_row.outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED):
                writes += [(import_row, write) for write in self._accepted(row, comparisons)]
        self._save(import_rows, writes)

    def _keys(self, proposals: list[Proposal]) -> dict[str, str]:
        """Fresh keys, except that a row whose record was removed takes its old one back."""
        keys = {p.identity: new_key() for p in proposals}
        if not self.has_tombstones:
            return keys
        names = {source_row(self.source.slug, p.identity): p.identity for p in proposals}
        for chunk in batched(names, 900, strict=False):
            old = Tombstone.objects.filter(source_row__in=chunk).values_list("source_row", "key")
            keys |= {names[name]: key for name, key in old}
        return keys

    def _accepted(self, row: ReadRow, comparisons: list[Comparison]) -> Iterator[StagedWrite]:
        """The writes of a row that would be applied, and the new names that they need."""
        for proposal, comparison in zip(row.proposals, comparisons, strict=True):
            if (write := comparison.write) is None:
                continue
            self.written.add((write.record_kind, write.record_id))
            self.interpreter.staged(write)
            for kind, record_id in proposal.needs:
                self.interpreter.need(kind, record_id)
            yield write

    def _import_row(self, row: ReadRow, comparisons: list[Comparison]) -> StagedRow:
        said = [problem for comparison in comparisons for problem in comparison.problems]
        row.problems += [accepted(problem) for problem in said] if row.accepted else said
        if row.set_aside:
            code = "not-technology" if row.set_aside.startswith(NOT_TECHNOLOGY) else "set-aside"
            row.problems.append(Problem(code, row.set_aside, "", row.title, "note"))
        return StagedRow(
            batch_id=self.batch.pk,
            position=row.position,
            sheet=row.sheet,
            row_number=row.number,
            record_kind=row.kind,
            outcome=outcome_of(row, comparisons),
            title=row.title,
            cells=row.cells,
            problems=[problem.as_json() for problem in row.problems],
            source_record_id=row.proposals[0].identity if row.proposals else "",
        )

    def _save(self, rows: list[StagedRow], writes: list[tuple[StagedRow, StagedWrite]]) -> None:
        with transaction.atomic():
            load_with_rows(rows, writes)
            self.batch.rows_read += len(rows)
            self.batch.touched_at = timezone.now()
            self.batch.save(update_fields=["rows_read", "touched_at"])


def load_with_rows(rows: Sequence[Any], writes: Iterable[tuple[Any, Any]]) -> None:
    """Keep rows, and the writes that they come to, each beside its row."""
    for row, pk in zip(rows, reserve_ids(ImportRow, len(rows)), strict=True):
        row.id = pk
    load(ImportRow, rows)
    load(ImportWrite, [_of_row(write, row) for row, write in writes])


def _of_row(write: Any, row: Any) -> Any:
    write.row_id = row.id
    return write


def outcome_of(row: ReadRow, comparisons: list[Comparison]) -> str:
    """What became of a row: the gravest thing that can be said of it."""
    writes = [c.write for c in comparisons if c.write is not None and not c.confirms]
    if row.rejected:
        return Outcome.REJECTED
    if row.set_aside:
        return Outcome.SET_ASIDE
    if row.doubtful:
        return Outcome.DOUBTFUL
    if any(write.action != ImportWrite.Action.NEW for write in writes):
        return Outcome.CHANGED
    if writes:
        return Outcome.CHANGED if len(writes) < len(comparisons) else Outcome.NEW
    return Outcome.UNCHANGED


def stage(batch: ImportBatch, opened: OpenedFile) -> None:
    """Read the batch's file and stage every row; the batch is then ready for review."""
    started = time.monotonic()
    source = source_of(batch, opened)
    batch.writes.all().delete()
    batch.rows.all().delete()
    batch.rows_read, batch.source = 0, source
    batch.format, batch.sheets = opened.format.name, opened.sheets_found()
    batch.demonstration = opened.demonstration
    batch.save(update_fields=["rows_read", "borough", "source", "format", "sheets", "demonstration"])
    interpreter = Interpreter(batch, source)
    stager = Stager(batch, source, interpreter)
    with seldom_collecting():
        for target in opened.targets:
            stager.stage(interpreter.read(opened, target))
        stager.finish()
    unclaimed = set(stager.finder.known.values()) - stager.again
    batch.vanished = vanished(batch, unclaimed)
    batch.against_last = stager.against.told(unclaimed)
    batch.counts = count_outcomes(batch)
    batch.status, batch.seconds = ImportBatch.Status.READY, round(time.monotonic() - started, 2)
    batch.touched_at = timezone.now()
    _make_ready(batch)


def _make_ready(batch: ImportBatch) -> None:
    """The batch waits for review, unless somebody gave it up while it was read."""
    reading = ImportBatch.objects.filter(pk=batch.pk, status=ImportBatch.Status.READING)
    if not reading.update(
        counts=batch.counts,
        vanished=batch.vanished,
        against_last=batch.against_last,
        status=batch.status,
        seconds=batch.seconds,
        touched_at=batch.touched_at,
    ):
        batch.rows.all().delete()
        batch.writes.all().delete()
        batch.refresh_from_db()


def count_outcomes(batch: ImportBatch) -> dict[str, int]:
    """How many rows came to what; the six always add up to the rows read."""
    found = dict(batch.rows.order_by().values_list("outcome").annotate(Count("pk")))
    return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}
