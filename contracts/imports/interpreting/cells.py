"""A row's cells, parsed one by one; whatever was found wrong with them is collected with its column."""

from typing import Any

from contracts.imports.cells import parse, shown
from contracts.imports.cells.parsed import Parsed
from contracts.imports.problems import Problem
from contracts.imports.tables import RawRow
from contracts.models import State

PERSONAL = frozenset({"email-address", "telephone-number"})
NOTHING: Parsed[Any] = Parsed()


class RowCells:
    """One row, read by the names of its fields."""

    def __init__(self, raw: RawRow) -> None:
        self.raw = raw
        self.problems: list[Problem] = []
        self._parsed: dict[str, Parsed[Any]] = {}

    def parsed(self, name: str) -> Parsed[Any]:
        """The cell under a field; unknown where the file has no such column or the cell is blank."""
        if name not in self.raw.cells:
            return NOTHING
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        return self._parsed[name]

    def value(self, name: str, default: Any = None) -> Any:
        """The cell's value where it is known."""
        parsed = self.parsed(name)
        return parsed.value if parsed.state == State.KNOWN else default

    def says(self, name: str) -> bool:
        """Whether the cell says anything, be it that there is none or that it is withheld."""
        return self.parsed(name).state != State.UNKNOWN

    def heading(self, name: str) -> str:
        """What the file calls the column."""
        found = self.raw.cells.get(name)
        return found.heading if found else ""

    def implied(self, name: str, fact: str) -> str:
        """What the column's own heading says of another fact: that its sums leave out VAT, say."""
        found = self.raw.cells.get(name)
        return dict(found.field.implies).get(fact, "") if found else ""

    def as_given(self, name: str) -> str:
        """The cell's own words; blank where they were left out because they reach a person."""
        found = self.raw.cells.get(name)
        personal = any(problem.code in PERSONAL for problem in self.parsed(name).problems)
        return "" if found is None or personal else shown(found.field, found.cell)

    def complain(self, problem: Problem, name: str) -> None:
        self.problems.append(problem.in_column(self.heading(name)))

    def as_read(self) -> dict[str, str]:
        """The cells as the review page shows them, by the file's own headings."""
        return {at.heading: text for at in self.raw.cells.values() if (text := shown(at.field, at.cell))}

    def _parse(self, name: str) -> Parsed[Any]:
        found = self.raw.cells[name]
        parsed: Parsed[Any] = parse(found.field, found.cell, found.heading)
        self.problems += parsed.problems
        return parsed
