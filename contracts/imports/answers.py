"""What people decided about a file: kept with its batch, and heeded whenever the file is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db import transaction

from contracts.imports.fields import FIELDS, Choices, fold_heading
from contracts.imports.problems import Problem
from contracts.imports.proposals import ReadRow
from contracts.imports.tables import CellAt, RawRow
from contracts.models import ColumnChoice, ImportAnswer, ImportBatch, ImportRow

Kind, Verdict = ImportAnswer.Kind, ImportAnswer.Verdict
TECHNOLOGY, OTHER = "technology", "other"
type Place = tuple[str, int]
FIELD: Final = {field.name: field for fields in FIELDS.values() for field in fields}

REFUSED = Problem("refused", "Somebody refused this row at the review.", severity="error")
# What the database would refuse, whoever accepts the row.
STANDING = frozenset({"end-before-start", "value-negative", "same-record"})


@dataclass
class Answers:
    """The answers of one batch."""

    columns: dict[str, str] = field(default_factory=dict)
    cells: dict[Place, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    verdicts: dict[Place, str] = field(default_factory=dict)
    subjects: dict[Place, bool] = field(default_factory=dict)
    suppliers: dict[str, str] = field(default_factory=dict)
    products: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: ImportBatch) -> "Answers":
        """Everything that was decided about the batch, in one query."""
        answers = cls()
        for one in batch.answers.order_by("pk"):
            place = (one.sheet, one.row_number)
            match one.kind:
                case Kind.COLUMN:
                    answers.columns[one.subject] = one.answer
                case Kind.CELL:
                    answers.cells[place][one.subject] = one.answer
                case Kind.ROW:
                    answers.verdicts[place] = one.answer
                case Kind.SUBJECT:
                    answers.subjects[place] = one.answer == TECHNOLOGY
                case Kind.SUPPLIER:
                    answers.suppliers[one.subject] = one.answer
                case Kind.PRODUCT:
                    answers.products[one.subject] = one.answer
        return answers

    def corrected(self, raw: RawRow) -> RawRow:
        """The row with the cells that somebody corrected, and what they said of its subject."""
        place = (raw.sheet, raw.number)
        cells, technology = self.cells.get(place), self.subjects.get(place)
        if not cells and technology is None:
            return raw
        corrected = {
            name: raw.cells[name]._replace(cell=text or None)
            if name in raw.cells
            else CellAt(FIELD[name], FIELD[name].heading, text or None)
            for name, text in (cells or {}).items()
        }
        return replace(
            raw,
            cells={**raw.cells, **corrected},
            is_technology=raw.is_technology if technology is None else technology,
        )

    def judge(self, row: ReadRow) -> None:
        """Refuse the row, or take it with its doubts, as somebody decided."""
        verdict = self.verdicts.get((row.sheet, row.number))
        if verdict == Verdict.REFUSE:
            row.problems.insert(0, REFUSED)
        elif verdict == Verdict.ACCEPT:
            row.accepted = True
            row.problems = [accepted(problem) for problem in row.problems]


def accepted(problem: Problem) -> Problem:
    """A doubt that somebody has decided to live with, as a note; others stand."""
    if problem.severity != "doubt" or problem.code in STANDING:
        return problem
    return replace(problem, severity="note")


def choices_of(batch: ImportBatch, answers: Answers) -> Choices:
    """What the batch's columns were said to be: by its reviewer, or by its authority for an earlier file."""
    remembered = ColumnChoice.objects.filter(borough=batch.borough_id).values_list("heading", "meaning")
    return {**(dict(remembered) if batch.borough_id else {}), **answers.columns}


def _answer(batch: ImportBatch, actor: Any, kind: str, given: Iterable[Mapping[str, Any]]) -> None:
    """Keep answers of one kind by few statements; a later one takes the place of an earlier."""
    by = actor if getattr(actor, "pk", None) else None
    ImportAnswer.objects.bulk_create(
        [ImportAnswer(batch=batch, kind=kind, answered_by=by, **facts) for facts in given],
        update_conflicts=True,
        unique_fields=["batch", "kind", "sheet", "row_number", "subject"],
        update_fields=["answer", "answered_by"],
    )


@transaction.atomic
def choose_columns(
    *, batch: ImportBatch, choices: Mapping[str, str], actor: Any = None, remember: bool = True
) -> None:
    """Say what columns are, by their headings. An authority's choice counts for its next files as well.

    Not so where it is only tried: then it is kept with the batch alone.
    """
    said = {fold_heading(heading): meaning for heading, meaning in choices.items()}
    _answer(batch, actor, Kind.COLUMN, [{"subject": h, "answer": meaning} for h, meaning in said.items()])
    if remember and batch.borough_id:
        ColumnChoice.objects.bulk_create(
            [ColumnChoice(borough=batch.borough, heading=h, meaning=meaning) for h, meaning in said.items()],
            update_conflicts=True,
            unique_fields=["borough", "heading"],
            update_fields=["meaning"],
        )


@transaction.atomic
def correct_cells(*, batch: ImportBatch, row: ImportRow, cells: Mapping[str, str], actor: Any = None) -> None:
    """Say what cells of a row should have said, by the names of their fields."""
    place = {"sheet": row.sheet, "row_number": row.row_number}
    given = [{"subject": name, "answer": text.strip(), **place} for name, text in cells.items()]
    _answer(batch, actor, Kind.CELL, given)


@transaction.atomic
def decide_rows(*, batch: ImportBatch, rows: Iterable[ImportRow], verdict: str, actor: Any = None) -> None:
    """Accept rows with their doubts, refuse them, or say whether they are technology."""
    kind = Kind.SUBJECT if verdict in (TECHNOLOGY, OTHER) else Kind.ROW
    places = {(row.sheet, row.row_number) for row in rows}
    given = [{"sheet": sheet, "row_number": number, "answer": verdict} for sheet, number in sorted(places)]
    _answer(batch, actor, kind, given)


@transaction.atomic
def choose_name(*, batch: ImportBatch, kind: str, folded: str, answer: str, actor: Any = None) -> None:
    """Say which supplier or product a name of the file means: the key of a known one, or that it is new."""
    _answer(batch, actor, kind, [{"subject": folded, "answer": answer}])
