"""What is wrong with, or was decided about, a cell or a row."""

from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Self

Severity = Literal["error", "doubt", "note"]
LONGEST_VALUE: Final = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person should know of a cell or a row.

    error: the row cannot be used. doubt: a person decides, and nothing is written until then.
    note: the row is used; the message says what was left out or how the cell was read.

    `value` is the cell as it stood, shortened; where it holds personal data it is masked.
    """

    code: str
    message: str
    column: str = ""
    value: str = ""
    severity: Severity = "note"
    # Where a name may mean one that is known: its folded form, and what a person can choose from.
    folded: str = ""
    candidates: tuple[dict[str, str], ...] = ()

    def in_column(self, column: str) -> Self:
        """The same problem, with the column where it stands."""
        return replace(self, column=column)

    def as_json(self) -> dict[str, Any]:
        """As an import row stores it."""
        choice = {"folded": self.folded, "candidates": list(self.candidates)} if self.candidates else {}
        return {
            "code": self.code,
            "message": self.message,
            "column": self.column,
            "value": self.value,
            "severity": self.severity,
            **choice,
        }


def shortened(text: str) -> str:
    """A cell's text, cut so that it can be shown beside a problem."""
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
