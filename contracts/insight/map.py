"""London coloured by what each authority has told."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from boroughs.london import tiles_of
from contracts.insight.authorities import Authority
from contracts.insight.breakdown import Row, coverage_of
from contracts.insight.report import Report
from contracts.insight.scope import COLOURS
from contracts.insight.sections import coverage_words, declined_words
from contracts.listing.describing import list_of
from thirty3.design.measures import MONTHS_AND_YEARS, graded, months_since
from thirty3.design.tiles import LegendEntry, Tile


@dataclass(frozen=True)
class LondonMap:
    """The tiles and their legend, under the measure that colours them."""

    caption: str
    tiles: Sequence[Tile]
    legend: Sequence[LegendEntry]
    coverage: str
    declined: str
    missing: Sequence[str]


# Of a line: the list whose length is told, or none; and the number itself.
type Measured = tuple[Row | None, int | None]

COUNTED: Mapping[str, Callable[[Authority], Row]] = {
    "agreements": lambda line: line.agreements,
    "ending": lambda line: line.known["ending"],
    "systems": lambda line: line.systems,
    "frontline": lambda line: line.sides["frontline"],
    "corporate": lambda line: line.sides["corporate"],
}


OF_SYSTEMS: Final = frozenset({"systems", "frontline", "corporate", "makers"})
# Those that no list counts: how many different ones there are.
DISTINCT: Mapping[str, str] = {"makers": "maker", "suppliers": "supplier"}


def map_of(colour: str, report: Report) -> LondonMap:
    """Each authority by one measure; one that has told nothing has no shade."""
    by_slug = {line.slug: line for line in report.lines}
    authorities, day = report.authorities, report.day
    distinct = report.by_authority.distinct(DISTINCT[colour]) if colour in DISTINCT else {}
    measured = {
        borough.slug: _measured(colour, by_slug.get(borough.slug), day, distinct) for borough in authorities
    }
    values = {slug: value for slug, (_, value) in measured.items()}
    steps = MONTHS_AND_YEARS if colour == "fresh" else ()
    shown = _shown(colour)
    levels, legend = graded(values, shown, unknown="No records", steps=steps)
    tiles = tiles_of(
        authorities,
        labels={b.slug: f"{b.name}: {_told(colour, values[b.slug])}" for b in authorities},
        levels=levels,
        values={slug: shown(value) for slug, value in values.items() if value is not None},
        hrefs={slug: list_of(row.chosen) for slug, (row, _) in measured.items() if row and row.chosen},
    )
    measured_from = report.systems if colour in OF_SYSTEMS else report.agreements
    whole = Row("", len(measured_from.ids), measured_from.chosen)
    coverage = coverage_of(measured_from, measured_from.ids, report.everyone)
    return LondonMap(
        caption=COLOURS[colour],
        tiles=tiles,
        legend=legend,
        coverage=coverage_words(coverage, whole),
        declined="" if coverage.draws else declined_words(coverage, whole),
        missing=sorted(b.name for b in authorities if b.slug in coverage.missing),
    )


def _measured(
    colour: str, line: Authority | None, day: datetime.date, distinct: Mapping[str, int]
) -> Measured:
    if line is None or not (line.agreements.count or line.systems.count):
        return None, None
    if colour in COUNTED:
        row = COUNTED[colour](line)
        return row, row.count
    if colour in DISTINCT:
        return None, distinct[line.slug]
    if colour == "dated":
        held, known = line.agreements.count, line.known["end"]
        return known, round(100 * known.count / held) if held else None
    return None, months_since(line.newest, day) if line.newest else None


def _shown(colour: str) -> Callable[[int], str]:
    return (lambda value: f"{value}%") if colour == "dated" else (lambda value: f"{value:,}")


def _told(colour: str, value: int | None) -> str:
    if value is None:
        return "no records"
    return f"{_shown(colour)(value)} ({COLOURS[colour].lower()})"
