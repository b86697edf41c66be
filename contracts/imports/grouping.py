"""Problems that many rows share, told once: one wrong heading is one message."""

from dataclasses import dataclass, field
from typing import Any, Final

from contracts.models import ImportBatch

FIRST_ROWS: Final = 5
EXAMPLES: Final = 3
GRAVITY: Final = ("error", "doubt", "note")


@dataclass
class Group:
    """One problem of one column, and where it stands."""

    code: str
    column: str
    severity: str
    message: str
    # Other rows say it in other words: of other names, other days.
    differs: bool = False
    count: int = 0
    rows: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def add(self, place: str, value: str, message: str) -> None:
        self.count += 1
        self.differs = self.differs or message != self.message
        if len(self.rows) < FIRST_ROWS:
            self.rows.append(place)
        if value and value not in self.values and len(self.values) < EXAMPLES:
            self.values.append(value)


def group_problems(batch: ImportBatch) -> None:
    """Keep the batch's problems grouped by what is wrong and in which column, the gravest and most first."""
    groups: dict[tuple[str, str, str], Group] = {}
    rows = batch.rows.exclude(problems=[]).order_by("position")
    for sheet, number, problems in rows.values_list("sheet", "row_number", "problems").iterator():
        for problem in problems:
            key = (problem["code"], problem["column"], problem["severity"])
            group = groups.setdefault(key, Group(*key, problem["message"]))
            group.add(f"{sheet} {number}".strip(), problem["value"], problem["message"])
    batch.problem_groups = [_as_json(group) for group in sorted(groups.values(), key=_order)]
    ImportBatch.objects.filter(pk=batch.pk).update(problem_groups=batch.problem_groups)


def _order(group: Group) -> tuple[int, int, str, str]:
    return (GRAVITY.index(group.severity), -group.count, group.code, group.column)


def _as_json(group: Group) -> dict[str, Any]:
    return {
        "code": group.code,
        "column": group.column,
        "severity": group.severity,
        "message": group.message,
        "differs": group.differs,
        "count": group.count,
        "rows": group.rows,
        "values": group.values,
    }
