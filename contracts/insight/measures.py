"""The measures that may colour the map: what each is called, and the list that it is worked out from."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.insight.authorities import Authority
from contracts.insight.breakdown import Row
from thirty3.design.measures import months_and_years, months_since


@dataclass(frozen=True)
class Measure:
    """A number for each authority: how long a list is, unless it is told otherwise.

    It is worked out from all agreements or all systems of an authority, and of one that has told of
    none of these it is not known: nought would say more.
    """

    label: str
    listed: Callable[[Authority], Row]
    of_systems: bool = False
    # The facet of which the different values are counted.
    distinct: str = ""
    # Another number than a count, and how it is written.
    worked_out: Callable[[Authority, datetime.date], int | None] | None = None
    shown: Callable[[int], str] = "{:,}".format
    # The widths of the steps of its shades, where they are others than for counts.
    steps: Callable[[], Iterable[int]] | None = None

    @property
    def is_count(self) -> bool:
        """Whether the number is how long its list is."""
        return not self.distinct and self.worked_out is None

    def told_by(self, line: Authority) -> bool:
        """Whether the authority has told of anything that this is worked out from."""
        if self.listed is _newest:
            return bool(line.agreements.count or line.systems.count)
        return bool(line.systems.count if self.of_systems else line.agreements.count)

    def value(self, line: Authority, day: datetime.date, distinct: Mapping[str, int]) -> int | None:
        """The number of one authority; `distinct` are the different values of each."""
        if self.worked_out is not None:
            return self.worked_out(line, day)
        # Where no name is known, nobody knows how many there are.
        return distinct.get(line.slug) or None if self.distinct else self.listed(line).count

    def words(self, value: int | None) -> str:
        return f"{'not known' if value is None else self.shown(value)} ({self.label.lower()})"


def _agreements(line: Authority) -> Row:
    return line.agreements


def _systems(line: Authority) -> Row:
    return line.systems


def _newest(line: Authority) -> Row:
    """The list that has the newest source."""
    return line.agreements if line.agreements_newest == line.newest else line.systems


def _dated(line: Authority, day: datetime.date) -> int:
    """The share of an authority's agreements of which the end is known, in per cent."""
    return round(100 * line.known["end"].count / line.agreements.count)


def _months_old(line: Authority, day: datetime.date) -> int | None:
    return months_since(line.newest, day) if line.newest else None


MEASURES: Final[Mapping[str, Measure]] = {
    "agreements": Measure("Agreements held", _agreements),
    "ending": Measure("Agreements ending within 12 months", lambda line: line.known["ending"]),
    "systems": Measure("Systems in use", _systems, of_systems=True),
    "frontline": Measure("Frontline systems", lambda line: line.sides["frontline"], of_systems=True),
    "corporate": Measure("Corporate systems", lambda line: line.sides["corporate"], of_systems=True),
    "makers": Measure("Different makers", _systems, of_systems=True, distinct="maker"),
    "suppliers": Measure("Different suppliers", _agreements, distinct="supplier"),
    "dated": Measure(
        "Agreements whose end is known",
        lambda line: line.known["end"],
        worked_out=_dated,
        shown="{}%".format,
    ),
    "fresh": Measure(
        "Months since the newest source", _newest, worked_out=_months_old, steps=months_and_years
    ),
}
COLOURS: Final = {name: measure.label for name, measure in MEASURES.items()}
