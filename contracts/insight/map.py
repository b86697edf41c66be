"""London coloured by what each authority has told."""

from collections.abc import Sequence
from dataclasses import dataclass

from boroughs.london import tiles_of
from contracts.insight.breakdown import Row, coverage_of
from contracts.insight.measures import MEASURES
from contracts.insight.report import Report
from contracts.insight.sections import coverage_words, declined_words
from contracts.listing.describing import list_of
from thirty3.design.measures import graded
from thirty3.design.tiles import LegendEntry, Tile


@dataclass(frozen=True)
class LondonMap:
    """The tiles and their legend, under the measure that colours them."""

    caption: str
    tiles: Sequence[Tile]
    legend: Sequence[LegendEntry]
    coverage: str
    declined: str
    # Whether there is enough to draw it by some measure, if not by this one: it can then be changed.
    changes: bool
    missing: Sequence[str]


def map_of(colour: str, report: Report) -> LondonMap:
    """Each authority by one measure; one that has told nothing of its kind has no shade."""
    measure, authorities = MEASURES[colour], report.authorities
    distinct = report.by_authority.distinct(measure.distinct) if measure.distinct else {}
    lines = {line.slug: line for line in report.lines if measure.told_by(line)}
    known = {slug: measure.value(line, report.day, distinct) for slug, line in lines.items()}
    values = {borough.slug: known.get(borough.slug) for borough in authorities}
    steps = measure.steps() if measure.steps else None
    unknown = "No records, or not chosen" if report.scope.borough else "No records"
    levels, legend = graded(values, measure.shown, unknown=unknown, steps=steps)
    words = {slug: measure.words(value) for slug, value in known.items()}
    tiles = tiles_of(
        authorities,
        labels={b.slug: f"{b.name}: {words.get(b.slug, unknown.lower())}" for b in authorities},
        levels=levels,
        values={slug: measure.shown(value) for slug, value in values.items() if value is not None},
        hrefs={
            slug: list_of(row.chosen) for slug, line in lines.items() if (row := measure.listed(line)).chosen
        },
    )
    measured, other = report.agreements, report.systems
    if measure.of_systems:
        measured, other = other, measured
    whole = Row("", len(measured.ids), measured.chosen)
    ids = measured.ids & measured.named(measure.distinct) if measure.distinct else measured.ids
    coverage, elsewhere = (
        coverage_of(selection, found, report.everyone)
        for selection, found in ((measured, ids), (other, other.ids))
    )
    return LondonMap(
        caption=measure.label,
        tiles=tiles,
        legend=legend,
        coverage=coverage_words(coverage, whole),
        declined="" if coverage.draws else declined_words(coverage, whole),
        changes=coverage.draws or elsewhere.draws,
        missing=sorted(b.name for b in authorities if b.slug in coverage.missing),
    )
