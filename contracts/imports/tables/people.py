"""The columns of a table that name or reach people: which they are, and how many filled cells each has."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from contracts.imports.cells.organisation_words import ORGANISATION
from contracts.imports.cells.people import perhaps_person
from contracts.imports.fields import Field, fold_heading, names_people
from thirty3.spreadsheets.cells import Cell
from thirty3.spreadsheets.reading import Row

# Texts, and names of firms, things and agreements, which are like people's often enough: each of their
# cells is judged by itself.
NAMED_BY_THEMSELVES: Final = frozenset(
    ("description", "manufacturer", "notes", "supplier", "system", "title")
)
BETWEEN_NAMES: Final = re.compile(r"\s*[/;&\n]\s*|\s+(?:and|or)\s+")
TWO_WORDS: Final = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")


def look_like_people(field: Field | None, samples: Sequence[Cell]) -> bool:
    """Whether at least half of a column's cells are names of people, whatever its heading says.

    "Buyer" heads authorities in some files and officers in others: where it is not plain that all its
    cells are bodies, they count as people.
    """
    # "A year" among a few fixed answers is nobody's initial and name.
    if field is not None and (field.name in NAMED_BY_THEMSELVES or field.choices):
        return False
    texts = [cell for cell in samples if isinstance(cell, str)]
    people = [text for text in texts if any(perhaps_person(part) for part in BETWEEN_NAMES.split(text))]
    if people and 2 * len(people) >= len(samples):
        return True
    return field is not None and field.name == "buyer_named" and any(map(_no_plain_body, texts))


def _no_plain_body(text: str) -> bool:
    return bool(TWO_WORDS.fullmatch(text)) and ORGANISATION.isdisjoint(text.casefold().split())


@dataclass
class PeopleColumns:
    """The columns that never enter a row, with how many of their cells are filled."""

    headings: dict[int, str] = field(default_factory=dict)
    filled: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, headings: list[str], columns: dict[int, Field | None]) -> Self:
        """A format that reads its own columns alone says nothing of the others, so headings count as well."""
        return cls(
            {
                index: headings[index]
                for index, column in columns.items()
                if (column.personal if column else names_people(fold_heading(headings[index])))
            }
        )

    def count(self, row: Row) -> None:
        """Count a row's filled cells. Which columns are of people may only be seen when all are read."""
        for index, cell in enumerate(row.cells):
            if cell is not None and str(cell).strip():
                self.filled[index] += 1

    def add(self, index: int, heading: str) -> None:
        """A column that was found to be one of people by its cells."""
        self.headings[index] = heading

    def told(self) -> list[dict[str, str | int]]:
        """Each column with its filled cells, as the review page and the report show them."""
        return [{"heading": heading, "cells": self.filled[index]} for index, heading in self.headings.items()]
