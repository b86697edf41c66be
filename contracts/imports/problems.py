"""What is wrong with, or was decided about, a cell or a row."""

from dataclasses import dataclass, replace
from typing import Final, Literal, Self

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

    def in_column(self, column: str) -> Self:
        """The same problem, with the column where it stands."""
        return replace(self, column=column)

    def as_json(self) -> dict[str, str]:
        """As an import row stores it."""
        return {
            "code": self.code,
            "message": self.message,
            "column": self.column,
            "value": self.value,
            "severity": self.severity,
        }


def shortened(text: str) -> str:
    """A cell's text, cut so that it can be shown beside a problem."""
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
