"""The lines of authorities as a table: how much each has told, and how fresh it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from contracts.insight.authorities import Authority
from contracts.insight.breakdown import Row
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from thirty3.design.charts import Cell, FigureTable, TableRow
from thirty3.design.formatting import fact_date

HEADINGS: Final = (
    *("Authority", "Agreements", "Live", "End known", "Supplier known", "Value known"),
    *("Told within a year", "Newest source", "Systems", "Told within a year", "Newest source"),
)


def authority_table(caption: str, lines: Sequence[Authority], names: Names, whole: Row) -> FigureTable:
    """Every figure with the list that it counts; no record and no date are told apart from nought."""
    rows = [TableRow([Cell(names.label("borough", line.slug)), *_cells(line)]) for line in lines]
    return FigureTable(caption, HEADINGS, rows, _totals(lines, whole))


def figures_of(line: Authority) -> list[Row]:
    """The counts of a line in the order of its columns, the dates aside."""
    known = [line.known[name] for name in ("live", "end", "supplier", "value")]
    return [line.agreements, *known, line.agreements_fresh, line.systems, line.systems_fresh]


def _cells(line: Authority) -> Iterator[Cell]:
    *agreements, systems, systems_fresh = figures_of(line)
    yield from map(_count, agreements)
    yield Cell(fact_date(line.agreements_newest) or "–", numeric=True)
    yield _count(systems)
    yield _count(systems_fresh)
    yield Cell(fact_date(line.systems_newest) or "–", numeric=True)


def _count(row: Row) -> Cell:
    return Cell(f"{row.count:,}", list_of(row.chosen) if row.count and row.chosen else "", numeric=True)


def _totals(lines: Sequence[Authority], whole: Row) -> list[TableRow]:
    blank = [Cell("", numeric=True)] * (len(HEADINGS) - 2)
    repeats = sum(line.agreements.count for line in lines) - whole.count
    less = [Cell("Less: shared by authorities"), Cell(f"−{repeats:,}", numeric=True), *blank]
    every = [Cell("All"), _count(whole), *blank]
    return [TableRow(less), TableRow(every)] if repeats else [TableRow(every)]
