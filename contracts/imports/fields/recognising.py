"""Knowing the columns of a header row, and what kind of table it heads."""

from collections.abc import Sequence
from typing import Final

from contracts.imports.fields.choosing import NO_CHOICES, Choices, chosen
from contracts.imports.fields.contract_terms import ANNUAL
from contracts.imports.fields.field import TARGETS, Field, Target
from contracts.imports.fields.headings import FIELDS, RANK, field_of, fold_heading, left_open

LEAST_COLUMNS: Final = 3
SAID_TWICE: Final = "Another column, {}, is read as the same. Choose which of the two counts."


def recognise(
    target: Target, headings: Sequence[str], choices: Choices = NO_CHOICES
) -> dict[int, Field | None]:
    """What each column is. Where two say the same, the better known heading is read and the other is not.

    What a person chose goes before everything. A column of people is returned as a field with
    `personal`, as often as there are such columns.
    """
    found = {index: _meant(target, heading, choices) for index, heading in enumerate(headings)}
    best = _best(target, headings, found, choices)
    kept = set(best.values())
    for index, field in found.items():
        if field is None or field.personal or field.is_note:
            continue
        if index not in kept:
            found[index] = None
        elif field.otherwise and field.otherwise not in best:
            found[index] = next(f for f in FIELDS[target] if f.name == field.otherwise)
    return found


def _meant(target: Target, heading: str, choices: Choices) -> Field | None:
    meant = field_of(target, heading)
    choice = choices.get(fold_heading(heading))
    # Nobody can choose to keep a column of people.
    if choice is None or (meant is not None and meant.personal):
        return meant
    return chosen(target, heading, choice)


def _best(
    target: Target, headings: Sequence[str], found: dict[int, Field | None], choices: Choices
) -> dict[str, int]:
    """For each field the column that is read as it."""
    best: dict[str, int] = {}
    ranks: dict[str, tuple[bool, bool, int]] = {}
    for index, field in found.items():
        if field is None or field.personal:
            continue
        rival = best.get(field.name)
        rank = _rank(target, headings[index], field, choices)
        if rival is None or rank < ranks[field.name]:
            best[field.name], ranks[field.name] = index, rank
    return best


def _rank(target: Target, heading: str, field: Field, choices: Choices) -> tuple[bool, bool, int]:
    """How well a column is known, the best first. A year's sum is second to one of the whole contract."""
    folded = fold_heading(heading)
    return folded not in choices, ANNUAL in field.implies, RANK[target].get(folded, len(RANK[target]))


def fit(target: Target, headings: Sequence[str], choices: Choices = NO_CHOICES) -> int:
    """How many columns of a header row the target knows; 0 where one that it needs is missing."""
    found = [f for f in recognise(target, headings, choices).values() if f is not None and not f.personal]
    names = {f.name for f in found}
    needed = {f.name for f in FIELDS[target] if f.required}
    return len(found) if needed <= names and len(found) >= LEAST_COLUMNS else 0


def target_of(headings: Sequence[str], choices: Choices = NO_CHOICES) -> Target | None:
    """Which kind of table has these headings; None where the row is no header of a known table."""
    best = max(TARGETS, key=lambda target: fit(target, headings, choices))
    return best if fit(best, headings, choices) else None


def questions(target: Target, headings: Sequence[str], choices: Choices = NO_CHOICES) -> dict[int, str]:
    """The columns that a person has to decide about, with what there is to decide."""
    read = recognise(target, headings, choices)
    readers = {field.name: headings[index] for index, field in read.items() if field is not None}
    found = {}
    for index, heading in enumerate(headings):
        folded = fold_heading(heading)
        if folded in choices or read[index] is not None:
            continue
        if question := left_open(folded):
            found[index] = question
        elif (meant := field_of(target, heading)) is not None and meant.name in readers:
            found[index] = SAID_TWICE.format(f"“{readers[meant.name]}”")
    return found
