"""Judged searches: what people type, what they should find, and how well what was found answers it.

`judged.csv` holds them. A kind says among which results the answer is looked for; blank means all of them.
An answer is named by what is the same at every load: the slug of a product, supplier, authority or function;
of a contract or a system in use its title, " @ " and the slug of the authority that leads or runs it. Several
answers that are equally right are parted by "|". No answer means that nothing may be found.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

JUDGED: Final = Path(__file__).with_name("judged.csv")
CATEGORIES: Final = (
    *("name", "typo", "synonym", "acronym", "reference", "company-number"),
    *("phrase", "excluded", "two-facet", "prefix", "empty"),
)
KINDS: Final = ("contract", "system", "product", "supplier", "borough", "function")
# How far down people look before they type something else.
WITHIN: Final = 5


@dataclass(frozen=True)
class Judged:
    """A search with the answers that would be right."""

    number: int
    category: str
    kind: str
    query: str
    filters: str
    expected: tuple[str, ...]
    note: str

    def __str__(self) -> str:
        asked = " ".join(part for part in (self.query, f"[{self.filters}]" if self.filters else "") if part)
        return f"{self.number} {self.category}: {asked}"


@dataclass(frozen=True)
class Answer:
    """What was found: the names of the first results of each kind, and how many results there are."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    count: int = 0

    def of(self, kind: str) -> Sequence[str]:
        """The names of one kind, or those of all kinds one after the other."""
        return self.names.get(kind, ()) if kind else [name for names in self.names.values() for name in names]


@dataclass(frozen=True)
class Verdict:
    """Where the first right answer stands, counted from 1; None where it is missing."""

    judged: Judged
    rank: int | None
    came_first: str

    @property
    def is_first(self) -> bool:
        return self.rank == 1

    @property
    def is_within(self) -> bool:
        return self.rank is not None and self.rank <= WITHIN


@dataclass(frozen=True)
class Tally:
    """How many of some searches were answered well."""

    asked: int
    first: int
    within: int


def judged_searches(path: Path = JUDGED) -> list[Judged]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_judged(row) for row in csv.DictReader(file)]


def _judged(row: Mapping[str, str]) -> Judged:
    return Judged(
        number=int(row["number"]),
        category=row["category"],
        kind=row["kind"],
        query=row["query"],
        filters=row["filters"],
        expected=tuple(filter(None, row["expected"].split("|"))),
        note=row["note"],
    )


def verdict(judged: Judged, answer: Answer) -> Verdict:
    """Where no answer is right, finding nothing is as good as a right answer in the first place."""
    names = answer.of(judged.kind)
    came_first = names[0] if names else ""
    if not judged.expected:
        found = len(names) if judged.kind else answer.count
        return Verdict(judged, None if found else 1, came_first or (f"{found} results" if found else ""))
    ranks = (rank for rank, name in enumerate(names, start=1) if name in judged.expected)
    return Verdict(judged, next(ranks, None), came_first)


def tally(verdicts: Iterable[Verdict]) -> Tally:
    counted = list(verdicts)
    return Tally(
        asked=len(counted),
        first=sum(verdict.is_first for verdict in counted),
        within=sum(verdict.is_within for verdict in counted),
    )
