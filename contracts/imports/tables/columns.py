"""What a table's columns are by the look of their cells, where headings do not tell or mislead."""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz

from contracts.imports.cells import PARSERS
from contracts.imports.fields import FIELDS, KNOWN, Choices, Field, Target, fold_heading
from contracts.imports.tables.table import Table
from contracts.models import State
from thirty3.spreadsheets.cells import Cell

# Kinds of cells that look like nothing else.
TELLING: Final = frozenset(
    (
        "company_number",
        "cpv",
        "date_end",
        "date_first",
        "date_last",
        "money",
        "ocid",
        "record_key",
        "sme",
        "spending",
        "url",
        "urls",
        "vcse",
        "yes_no",
    )
)
LEAST_SAMPLES: Final = 3
MOST_GUESSES: Final = 3
LEAST_LIKE: Final = 60
# Half by name, half by look.
LEAST_SCORE: Final = 0.5
DAY_FIRST: Final = re.compile(r"\s*(?:1[3-9]|2\d|3[01])[-/. ]\d")
MONTH_FIRST: Final = (
    "In some of its cells the month stands before the day, so others would be read as a wrong day. "
    "Write the day first in all of them and upload the file again."
)
CODE: Final = re.compile(r"[A-Za-z]{0,10}[-/_. ]?\d[\w/.-]*")


def share(kind: str, samples: Iterable[Cell]) -> float:
    """How many of the cells can be read as this kind: 0 to 1. Those that state nothing do not count."""
    read = [PARSERS[kind](cell) for cell in samples]
    telling = [found for found in read if found.state in (State.UNKNOWN, State.KNOWN)]
    clear = [found for found in telling if found.state == State.KNOWN]
    return len(clear) / len(telling) if telling else 1.0


def misread(table: Table) -> dict[int, str]:
    """Columns whose cells are nothing of what their heading says, with what has to be decided."""
    found = {}
    for index, column in table.columns.items():
        samples = table.samples.get(index, [])
        if column is None or column.personal or column.kind not in TELLING or len(samples) < LEAST_SAMPLES:
            continue
        if share(column.kind, samples) == 0:
            found[index] = f"By its heading it is the {column.heading.lower()}, and none of its cells is one."
        elif column.kind.startswith("date_") and months_first(samples):
            found[index] = MONTH_FIRST
    return found


def months_first(samples: Iterable[Cell]) -> bool:
    """Whether a column's dates have the month first: one of them for certain, and none for certain not."""
    texts = [cell for cell in samples if isinstance(cell, str)]
    if any(DAY_FIRST.match(text) for text in texts):
        return False
    return any(
        problem.code == "date-american" for text in texts for problem in PARSERS["date_first"](text).problems
    )


def by_look(table: Table) -> Choices:
    """Headings that mean something else, by the look of their cells.

    "Contract" and "Agreement" head names in some registers and reference numbers in others.
    """
    names = {column.name for column in table.columns.values() if column is not None}
    for index, column in table.columns.items():
        samples = table.samples.get(index, [])
        if column is not None and column.name == "value_kind" and "value_covers" not in names:
            if samples and not share("value_kind", samples) and share("value_span", samples) == 1:
                return {fold_heading(table.headings[index]): "value_covers"}
            continue
        if column is None or column.name != "title" or "reference" in names:
            continue
        if len(samples) >= LEAST_SAMPLES and all(CODE.fullmatch(str(cell).strip()) for cell in samples):
            return {fold_heading(table.headings[index]): "reference"}
    return {}


def guesses(table: Table, index: int) -> list[str]:
    """The fields that a column which nobody knows is most likely to be, best first."""
    heading, samples = fold_heading(table.headings[index]), table.samples.get(index, [])
    taken = {column.name for column in table.columns.values() if column is not None}
    likeness = _likeness(table.target, heading)
    scored = sorted(
        (
            (-_score(field, likeness.get(field.name, 0.0), samples), position, field.name)
            for position, field in enumerate(FIELDS[table.target])
            if field.name not in taken and not field.personal and samples
        )
    )
    return [name for score, _, name in scored[:MOST_GUESSES] if -score >= LEAST_SCORE]


def _score(field: Field, likeness: float, samples: list[Cell]) -> float:
    look = share(field.kind, samples) if field.kind in TELLING else 0.5
    return (likeness + look) / 2 if look else 0.0


def _likeness(target: Target, heading: str) -> dict[str, float]:
    """For each field how much its best heading is like this one: 0 to 1."""
    best: dict[str, float] = {}
    for known, field in KNOWN[target].items():
        like = fuzz.token_sort_ratio(heading, known, score_cutoff=LEAST_LIKE) / 100
        best[field.name] = max(best.get(field.name, 0.0), like)
    return best
