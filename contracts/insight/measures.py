"""The measures that may colour the map: what each is called, and the list that it is worked out from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.insight.authorities import Authority
from contracts.insight.breakdown import Row


@dataclass(frozen=True)
class Measure:
    """A number for each authority: how long a list is, unless it is told otherwise."""

    label: str
    listed: Callable[[Authority], Row]
    of_systems: bool = False
    # The facet of which the different values are counted.
    distinct: str = ""


def _agreements(line: Authority) -> Row:
    return line.agreements


def _systems(line: Authority) -> Row:
    return line.systems


def _newest(line: Authority) -> Row:
    """The list that has the newest source."""
    return line.agreements if line.agreements_newest == line.newest else line.systems


DATED: Final = "dated"
FRESH: Final = "fresh"
MEASURES: Final[Mapping[str, Measure]] = {
    "agreements": Measure("Agreements held", _agreements),
    "ending": Measure("Agreements ending within 12 months", lambda line: line.known["ending"]),
    "systems": Measure("Systems in use", _systems, of_systems=True),
    "frontline": Measure("Frontline systems", lambda line: line.sides["frontline"], of_systems=True),
    "corporate": Measure("Corporate systems", lambda line: line.sides["corporate"], of_systems=True),
    "makers": Measure("Different makers", _systems, of_systems=True, distinct="maker"),
    "suppliers": Measure("Different suppliers", _agreements, distinct="supplier"),
    # The share of an authority's agreements, in per cent.
    DATED: Measure("Agreements whose end is known", lambda line: line.known["end"]),
    # In months.
    FRESH: Measure("Months since the newest source", _newest),
}
COLOURS: Final = {name: measure.label for name, measure in MEASURES.items()}
