"""London coloured by what each authority has told: drawn, as a table and as a download."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from boroughs.london import tiles_of
from contracts.insight.breakdown import Row, coverage_of
from contracts.insight.measures import MEASURES, Measure
from contracts.insight.report import Report
from contracts.insight.sections import coverage_words, declined_words
from contracts.listing.describing import list_of
from thirty3.design.charts import Cell, FigureTable, TableRow
from thirty3.design.measures import graded
from thirty3.design.tiles import LegendEntry, Tile
from thirty3.spreadsheets.writing import Value

# The name of its download among those of the breakdowns.
MAP: Final = "map"
WORKED_OUT_FROM: Final = "Worked out from"
# Authority -> the number, and the list that it is worked out from.
type Measured = Mapping[str, tuple[int | None, Row]]


@dataclass(frozen=True)
class LondonMap:
    """The tiles and their legend, under the measure that colours them, and the same as a table."""

    caption: str
    tiles: Sequence[Tile]
    legend: Sequence[LegendEntry]
    table: FigureTable
    coverage: str
    declined: str
    # Whether there is enough to draw it by some measure, if not by this one: it can then be changed.
    changes: bool
    missing: Sequence[str]


def measured(colour: str, report: Report) -> Measured:
    """The authorities that have told anything of a measure's kind: of the others the number is not known."""
    measure = MEASURES[colour]
    distinct = report.by_authority.distinct(measure.distinct) if measure.distinct else {}
    return {
        line.slug: (measure.value(line, report.day, distinct), measure.listed(line))
        for line in report.lines
        if measure.told_by(line)
    }


def map_of(colour: str, report: Report) -> LondonMap:
    """Each authority by one measure; one that has told nothing of its kind has no shade."""
    measure, authorities, found = MEASURES[colour], report.authorities, measured(colour, report)
    values = {
        borough.slug: found[borough.slug][0] if borough.slug in found else None for borough in authorities
    }
    steps = measure.steps() if measure.steps else None
    unknown = "No records, or not chosen" if report.scope.borough else "No records"
    levels, legend = graded(values, measure.shown, unknown=unknown, steps=steps)
    words = {slug: measure.words(value) for slug, (value, _) in found.items()}
    tiles = tiles_of(
        authorities,
        labels={b.slug: f"{b.name}: {words.get(b.slug, unknown.lower())}" for b in authorities},
        levels=levels,
        values={slug: measure.shown(value) for slug, value in values.items() if value is not None},
        hrefs={slug: list_of(row.chosen) for slug, (_, row) in found.items() if row.chosen},
    )
    agreements, systems = report.agreements, report.systems
    base, other = (systems, agreements) if measure.of_systems else (agreements, systems)
    ids = base.ids & base.named(measure.distinct) if measure.distinct else base.ids
    coverage = coverage_of(base, ids, report.everyone)
    whole = Row("", len(base.ids), base.chosen)
    return LondonMap(
        caption=measure.label,
        tiles=tiles,
        legend=legend,
        table=_table(measure, report, found),
        coverage=coverage_words(coverage, whole),
        declined="" if coverage.draws else declined_words(coverage, whole),
        changes=coverage.draws or coverage_of(other, other.ids, report.everyone).draws,
        missing=sorted(b.name for b in authorities if b.slug in coverage.missing),
    )


def _table(measure: Measure, report: Report, found: Measured) -> FigureTable:
    """A number that is no count stands beside the count that it is worked out from."""
    headings = ("Authority", measure.label, *(() if measure.is_count else (WORKED_OUT_FROM,)))
    silent = [Cell("–", numeric=True)] * (len(headings) - 1)
    rows = [
        TableRow([Cell(b.name), *(_cells(measure, *found[b.slug]) if b.slug in found else silent)])
        for b in report.authorities
    ]
    return FigureTable(measure.label, headings, rows)


def _cells(measure: Measure, value: int | None, row: Row) -> list[Cell]:
    shown = "–" if value is None else measure.shown(value)
    href = list_of(row.chosen) if row.count and row.chosen else ""
    if measure.is_count:
        return [Cell(shown, href, numeric=True)]
    return [Cell(shown, numeric=True), Cell(f"{row.count:,}", href, numeric=True)]


def lines_of_map(colour: str, report: Report) -> tuple[Sequence[str], Iterator[list[Value]]]:
    """The headings of its download, and a line for each authority; nothing told is a blank, not nought."""
    found = measured(colour, report)
    headings = ("Authority", MEASURES[colour].label, WORKED_OUT_FROM, "List")

    def lines() -> Iterator[list[Value]]:
        for borough in report.authorities:
            value, row = found.get(borough.slug, (None, None))
            listed = settings.SITE_URL + list_of(row.chosen) if row and row.chosen else ""
            yield [borough.name, value, row.count if row else None, listed]

    return headings, lines()
