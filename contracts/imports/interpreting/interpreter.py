"""Reads the rows of an opened file as proposals, target by target."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from contracts.imports.answers import Answers
from contracts.imports.fields import Target
from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.contracts import read_contract
from contracts.imports.interpreting.names import Names
from contracts.imports.interpreting.skills import read_skill
from contracts.imports.interpreting.systems import read_system
from contracts.imports.opening import OpenedFile
from contracts.imports.problems import Problem
from contracts.imports.proposals import ReadRow
from contracts.imports.round_trip.returning import ReturnedRows
from contracts.imports.staged import StagedWrite
from contracts.imports.tables import RawRow
from contracts.models import Contract, ImportBatch, ImportWrite, Source

READERS: Mapping[Target, Callable[[RowCells, Names], ReadRow]] = {
    "contract": read_contract,
    "system": read_system,
    "skill": read_skill,
}


class Interpreter:
    """Reads one batch's rows; remembers the new names that they mention."""

    def __init__(self, batch: ImportBatch, source: Source) -> None:
        self.batch = batch
        self.answers = Answers.of(batch)
        self.names = Names(batch, source, suppliers=self.answers.suppliers, products=self.answers.products)

    def read(self, opened: OpenedFile, target: Target) -> Iterator[ReadRow]:
        """Every row of this target, one by one: systems may refer to contracts staged before them."""
        raws = map(self.answers.corrected, opened.rows(target))
        for raw, returned in ReturnedRows(opened, target, self.names).of(raws):
            row = returned.read(partial(self._row, target)) if returned else self._row(target, raw)
            self.answers.judge(row)
            if raw.demonstration != opened.demonstration:
                row.problems.append(MIXED)
            yield row

    def _row(self, target: Target, raw: RawRow) -> ReadRow:
        cells = RowCells(raw, self.names.knows_firm)
        row = READERS[target](cells, self.names)
        if row.set_aside:
            row.cells = cells.naming()
        return row

    def staged(self, write: StagedWrite) -> None:
        """A record is going to be written; what later rows may refer to is remembered."""
        if write.record_kind == Contract.record_kind() and write.record and write.record["reference"]:
            self.names.learn_contract(
                [*write.record["participants"], write.record["lead_buyer_id"]],
                write.record["reference"],
                write.record_id,
            )

    def need(self, kind: str, record_id: int) -> None:
        """A row that will be written refers to this record."""
        self.names.need(kind, record_id)

    def new_records(self) -> Iterator[ImportWrite]:
        """The suppliers, products and skills that rows need and nobody here has heard of."""
        yield from self.names.writes()


MIXED = Problem(
    "mixed-demonstration",
    "Some rows of this file are marked as demonstration data and this one is not, or the other way round. "
    "Keep them in files of their own.",
    "Demonstration",
    "",
    "error",
)
