"""The columns of a table that name or reach people: which they are, and how many filled cells each has."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from contracts.imports.fields import Field, fold_heading, names_people
from thirty3.spreadsheets.reading import Row


@dataclass
class PeopleColumns:
    """Counts the filled cells of columns that never enter a row. What they say is not looked at."""

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
        """Count a row's filled cells."""
        for index in self.headings:
            if index < len(row.cells) and str(row.cells[index] or "").strip():
                self.filled[index] += 1

    def told(self) -> list[dict[str, str | int]]:
        """Each column with its filled cells, as the review page and the report show them."""
        return [{"heading": heading, "cells": self.filled[index]} for index, heading in self.headings.items()]
