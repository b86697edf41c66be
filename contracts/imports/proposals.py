"""What a row of a file comes to, before it is compared with what is held."""

from dataclasses import dataclass, field
from typing import Any, Final

from contracts.imports.problems import Problem
from thirty3.history.facts import Facts

# How a row is named within its source that says no more than what was changed of a record. On one day
# the first name counts, so what was changed comes before the row that gave the value.
AMENDED: Final = "amended"


@dataclass
class Proposal:
    """One record that a row speaks of, and what its source says of it.

    `identity` names the row within its source: its reference, or what identifies it without one.
    `values` holds groups of facts (contracts/services/groups.py) with every name resolved to an id.
    """

    kind: str
    identity: str
    title: str
    values: dict[str, Facts]
    needs: set[tuple[str, int]] = field(default_factory=set)
    # A record that another source told of and that this row plainly means.
    record_id: int | None = None
    # It names its record by its key and tells nothing but what somebody changed of it.
    keyed: bool = False


@dataclass
class Evidence:
    """What stands behind a row: how much it counts, and where it can be read."""

    sheet: str
    row_number: int
    rank: int
    published: bool
    as_at: str | None
    url: str = ""
    publisher: str = ""
    evidence: str = ""
    own: bool = False


@dataclass
class ReadRow:
    """One row of a file: its place, its cells by field, its problems, and what it proposes."""

    sheet: str
    number: int
    kind: str
    title: str
    cells: dict[str, Any]
    evidence: Evidence
    problems: list[Problem] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    set_aside: str = ""
    # Somebody decided to take it with its doubts.
    accepted: bool = False
    # Its place in the file, whenever it is compared: pages list rows by it, and decisions go by it.
    position: int = 0

    @property
    def rejected(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def doubtful(self) -> bool:
        return any(problem.severity == "doubt" for problem in self.problems)
