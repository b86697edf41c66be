"""A row's cells, parsed one by one; whatever was found wrong with them is collected with its column."""

from collections.abc import Callable, Iterable
from typing import Any

from contracts.imports.cells import parse, parse_as_firms
from contracts.imports.cells.parsed import Parsed
from contracts.imports.cells.plain import written
from contracts.imports.cells.text import PERSONAL
from contracts.imports.problems import Problem
from contracts.imports.tables import RawRow
from contracts.models import State

# What a row is called, by what it is a row of.
CALLED = ("title", "system", "skill")
NOTHING: Parsed[Any] = Parsed()


class RowCells:
    """One row, read by the names of its fields.

    `knows_firm` says of a supplier's name whether a firm of that name is known here.
    """

    def __init__(self, raw: RawRow, knows_firm: Callable[[str], bool] = lambda name: False) -> None:
        self.raw, self._knows_firm = raw, knows_firm
        self.problems: list[Problem] = []
        self._parsed: dict[str, Parsed[Any]] = {}

    def parsed(self, name: str) -> Parsed[Any]:
        """The cell under a field; unknown where the file has no such column or the cell is blank."""
        if (parsed := self._parsed.get(name)) is not None:
            return parsed
        if name not in self.raw.cells:
            return NOTHING
        parsed = self._parsed[name] = self._parse(name)
        return parsed

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
        """The cell's own words; blank where they were left out because they name or reach a person."""
        return "" if self.is_personal(name) else self._shown(name)

    def is_personal(self, name: str) -> bool:
        """Whether the cell was left out because it names or reaches a person."""
        return any(problem.code in PERSONAL for problem in self.parsed(name).problems)

    def complain(self, problem: Problem, name: str) -> None:
        self.problems.append(problem.in_column(self.heading(name)))

    def as_read(self) -> dict[str, str]:
        """The cells that were used, by the file's own headings, as the review page shows them."""
        return self._texts(self._parsed)

    def naming(self) -> dict[str, str]:
        """The cells that name the row: all that is kept of one that is set aside."""
        called = next((name for name in CALLED if name in self.raw.cells), "title")
        return self._texts(("reference", called))

    def _texts(self, names: Iterable[str]) -> dict[str, str]:
        return {self.heading(name): text for name in names if (text := self._shown(name))}

    def _shown(self, name: str) -> str:
        """A cell's text; in place of one that names or reaches a person, what the problem says of it."""
        found = self.raw.cells.get(name)
        if found is None:
            return ""
        for problem in self.parsed(name).problems:
            if problem.code in PERSONAL:
                return problem.value
        return written(found.cell)

    def _parse(self, name: str) -> Parsed[Any]:
        found = self.raw.cells[name]
        parsed: Parsed[Any] = parse(found.field, found.cell, found.heading)
        if not parsed.problems:
            return parsed
        if any(p.code == "supplier-perhaps-person" for p in parsed.problems):
            as_firms: Parsed[Any] = parse_as_firms(found.field, found.cell, found.heading)
            if self._are_firms(name, as_firms.value or ()):
                parsed = as_firms
        self.problems += parsed.problems
        return parsed

    def _are_firms(self, name: str, named: tuple[Any, ...]) -> bool:
        """Whether a cell names firms alone: known here, or the one whose company number is beside it."""
        number = self.value("registration_number") if name == "supplier" and len(named) == 1 else None
        if number and number.company:
            return True
        return bool(named) and all(self._knows_firm(getattr(one, "name", one)) for one in named)
