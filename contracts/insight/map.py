"""London coloured by what each authority has told."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from boroughs.london import tiles_of
from contracts.insight.authorities import Authority
from contracts.insight.breakdown import Row, coverage_of
from contracts.insight.measures import DATED, FRESH, MEASURES
from contracts.insight.report import Report
from contracts.insight.sections import coverage_words, declined_words
from contracts.listing.describing import list_of
from thirty3.design.measures import graded, months_and_years, months_since
from thirty3.design.tiles import LegendEntry, Tile


@dataclass(frozen=True)
class LondonMap:
    """The tiles and their legend, under the measure that colours them."""

    caption: str
    tiles: Sequence[Tile]
    legend: Sequence[LegendEntry]
    coverage: str
    declined: str
    # Whether it is drawn by one measure at least.
    changes: bool
    missing: Sequence[str]


# Of a line: the list that the number is worked out from, and the number itself; or neither.
type Measured = tuple[Row | None, int | None]


def map_of(colour: str, report: Report) -> LondonMap:
    """Each authority by one measure; one that has told nothing has no shade."""
    by_slug = {line.slug: line for line in report.lines}
    authorities, day = report.authorities, report.day
    measure = MEASURES[colour]
    distinct = report.by_authority.distinct(measure.distinct) if measure.distinct else {}
    measured = {
        borough.slug: _measured(colour, by_slug.get(borough.slug), day, distinct) for borough in authorities
    }
    values = {slug: value for slug, (_, value) in measured.items()}
    steps = months_and_years() if colour == FRESH else None
    shown = _shown(colour)
    levels, legend = graded(values, shown, unknown="No records", steps=steps)
    tiles = tiles_of(
        authorities,
        labels={b.slug: f"{b.name}: {_told(colour, values[b.slug])}" for b in authorities},
        levels=levels,
        values={slug: shown(value) for slug, value in values.items() if value is not None},
        hrefs={slug: list_of(row.chosen) for slug, (row, _) in measured.items() if row and row.chosen},
    )
    measured_from, other = report.agreements, report.systems
    if measure.of_systems:
        measured_from, other = other, measured_from
    whole = Row("", len(measured_from.ids), measured_from.chosen)
    coverage, elsewhere = (coverage_of(s, s.ids, report.everyone) for s in (measured_from, other))
    return LondonMap(
        caption=measure.label,
        tiles=tiles,
        legend=legend,
        coverage=coverage_words(coverage, whole),
        declined="" if coverage.draws else declined_words(coverage, whole),
        changes=coverage.draws or elsewhere.draws,
        missing=sorted(b.name for b in authorities if b.slug in coverage.missing),
    )


def _measured(
    colour: str, line: Authority | None, day: datetime.date, distinct: Mapping[str, int]
) -> Measured:
    if line is None or not (line.agreements.count or line.systems.count):
        return None, None
    row = MEASURES[colour].listed(line)
    if colour == DATED:
        held = line.agreements.count
        return row, round(100 * row.count / held) if held else None
    if colour == FRESH:
        return row, months_since(line.newest, day) if line.newest else None
    return row, distinct.get(line.slug, row.count)


def _shown(colour: str) -> Callable[[int], str]:
    return (lambda value: f"{value}%") if colour == DATED else (lambda value: f"{value:,}")


def _told(colour: str, value: int | None) -> str:
    if value is None:
        return "no records"
    return f"{_shown(colour)(value)} ({MEASURES[colour].label.lower()})"
