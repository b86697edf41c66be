"""Until when a problem is to be dealt with, and for how long what was written of it is kept: dated data."""

import csv
import datetime
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from thirty3.working_days import working_days_after

REFERENCE: Final[Path] = settings.BASE_DIR / "fixtures" / "reference"


@dataclass(frozen=True)
class Term:
    """What holds for a kind of problem from a day on; for every kind that has none of its own where blank."""

    from_date: datetime.date
    wrong: str
    working_days: int
    keep_days: int


@functools.cache
def terms() -> tuple[Term, ...]:
    """Every term, read once, the newest first."""
    found = [
        Term(
            from_date=datetime.date.fromisoformat(row["from"]),
            wrong=row["wrong"],
            working_days=int(row["working_days"]),
            keep_days=int(row["keep_days"]),
        )
        for row in _rows("problem-terms")
    ]
    return tuple(sorted(found, key=lambda term: term.from_date, reverse=True))


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def term_of(wrong: str, day: datetime.date) -> Term:
    """The newest term that had begun on a day; before the first of them the first."""
    of_kind = [term for term in terms() if term.wrong == wrong]
    found = of_kind or [term for term in terms() if not term.wrong]
    return next((term for term in found if term.from_date <= day), found[-1])


def due_on(wrong: str, received: datetime.date) -> datetime.date:
    """The last working day on which a problem is to be dealt with. The day of the report does not count."""
    return working_days_after(received, term_of(wrong, received).working_days)
