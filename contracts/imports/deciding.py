"""What a reviewer can decide about a file, as pages show it: its columns, its rows, its names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from contracts.imports import quarantine
from contracts.imports.answers import OTHER, TECHNOLOGY, Answers, Verdict, choices_of
from contracts.imports.cells.people import perhaps_person
from contracts.imports.cells.plain import written
from contracts.imports.cells.text import personal_data
from contracts.imports.fields import FIELDS, KEEP, LEAVE, TARGETS, choices_for, fold_heading, is_choice
from contracts.imports.opening import open_file
from contracts.imports.problems import shortened
from contracts.imports.tables import Table
from contracts.models import ImportBatch, ImportRow
from thirty3.spreadsheets.cells import Cell
from thirty3.spreadsheets.problems import UnreadableSpreadsheet

VERDICTS: Final[Mapping[str, str]] = {
    Verdict.ACCEPT: "Accept, doubts and all",
    Verdict.REFUSE: "Refuse",
    TECHNOLOGY: "It is technology",
    OTHER: "It is not technology",
}
MOST_SAMPLES: Final = 4


@dataclass(frozen=True)
class Option:
    """Something that a column can be said to be."""

    value: str
    label: str
    guessed: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Column:
    """A column of the file as a person sees it: samples of its cells, and what it could be."""

    name: str
    heading: str
    meaning: str
    question: str
    samples: list[str]
    options: list[Option]


@dataclass(frozen=True)
class ColumnsOfTable:
    """The columns of one table, those that nobody knows first."""

    sheet: str
    columns: list[Column]


def columns_of(batch: ImportBatch) -> list[ColumnsOfTable]:
    """Every column that is not of people. The samples are read from the file, and kept nowhere."""
    choices = choices_of(batch, Answers.of(batch))
    try:
        opened = open_file(quarantine.path_of(batch), stated_format=batch.format, choices=choices)
    except (UnreadableSpreadsheet, OSError):
        return []
    return [
        ColumnsOfTable(table.sheet, sorted(_columns(table, told, choices), key=lambda c: bool(c.meaning)))
        for table, told in zip(opened.tables, opened.sheets_found(), strict=False)
        if not table.own_columns and table.headings
    ]


def _columns(table: Table, told: Mapping[str, Any], choices: Mapping[str, str]) -> Iterator[Column]:
    names = {field.name: field.heading for field in FIELDS[table.target]}
    for index, heading in enumerate(table.headings):
        column = table.columns.get(index)
        if not heading or index == table.mark or (column is not None and column.personal):
            continue
        chosen = choices.get(fold_heading(heading), "")
        guesses = told["guesses"].get(heading, [])
        options = [
            Option(value, label, value in guesses, value == chosen)
            for value, label in choices_for(table.target)
        ]
        samples = [sample_of(cell) for cell in table.samples.get(index, [])]
        yield Column(
            f"column-{table.sheet}-{index}",
            heading,
            "" if column is None else names.get(column.name, "A note"),
            table.questions.get(index, ""),
            [shortened(sample)[:60] for sample in samples[:MOST_SAMPLES]],
            sorted(options, key=lambda option: not option.guessed),
        )


def sample_of(cell: Cell) -> str:
    """A cell as its page shows it: without what names or reaches a person."""
    text = written(cell)
    personal = personal_data(text)
    if personal is not None:
        return personal.value
    return "(perhaps a person's name)" if perhaps_person(text) else text


def chosen_columns(batch: ImportBatch, posted: QueryDict) -> dict[str, str]:
    """What was said of columns on their page. A column about which nothing was said is left as it is."""
    return {
        column.heading: said
        for table in columns_of(batch)
        for column in table.columns
        if (said := posted.get(column.name, "")) and any(said == option.value for option in column.options)
    }


def problem_of_mapping(mapping: Any) -> str:
    """What is wrong with a mapping of headings to fields from a file; blank where it can be used."""
    if not isinstance(mapping, dict) or not all(isinstance(v, str) for v in mapping.values()):
        return "The mapping must be one JSON object of headings and fields, each a text."
    wrong = [said for said in mapping.values() if not any(is_choice(target, said) for target in TARGETS)]
    if wrong:
        return (
            f"“{wrong[0]}” is no field. Use the name or the heading of one, “{KEEP}” to keep a column as a "
            f"note or “{LEAVE}” to leave it out."
        )
    return ""


@dataclass(frozen=True)
class FixableCell:
    """A cell of a row that can be corrected in place."""

    name: str
    heading: str
    value: str
    problems: list[Mapping[str, str]]


def cells_of(batch: ImportBatch, row: ImportRow) -> list[FixableCell]:
    """The cells of a row by the headings of its sheet, those with problems among them."""
    found: list[FixableCell] = []
    for sheet in batch.sheets:
        if sheet["sheet"] != row.sheet or not sheet["target"]:
            continue
        for heading, name in sheet["columns"].items():
            if name is None or name.startswith("note:") or any(cell.name == name for cell in found):
                continue
            problems = [problem for problem in row.problems if problem["column"] == heading]
            found.append(FixableCell(name, heading, row.cells.get(heading, ""), problems))
    return found


def corrections(batch: ImportBatch, row: ImportRow, posted: QueryDict) -> dict[str, str]:
    """The cells that were changed on a row's page."""
    return {
        cell.name: said
        for cell in cells_of(batch, row)
        if (said := posted.get(f"cell-{cell.name}")) is not None and said.strip() != cell.value.strip()
    }


@dataclass(frozen=True)
class OpenName:
    """A name that may mean one of several records: what a person chooses from."""

    kind: str
    folded: str
    name: str
    rows: int
    candidates: list[Mapping[str, str]]


NAMED: Final[Mapping[str, str]] = {"supplier-doubtful": "supplier", "product-doubtful": "product"}


def open_names(batch: ImportBatch) -> list[OpenName]:
    """Every name of the file about which somebody has to decide, the most frequent first."""
    found: dict[tuple[str, str], list[Any]] = {}
    rows = batch.rows.filter(outcome=ImportRow.Outcome.DOUBTFUL)
    for problems in rows.values_list("problems", flat=True).iterator():
        for problem in problems:
            if problem["code"] in NAMED and problem.get("candidates"):
                key = NAMED[problem["code"]], problem["folded"]
                found.setdefault(key, [problem, 0])[1] += 1
    names = [
        OpenName(kind, folded, problem["value"], count, problem["candidates"])
        for (kind, folded), (problem, count) in found.items()
    ]
    return sorted(names, key=lambda name: (-name.rows, name.name))
