"""The lines of authorities as a table: how much each has told, and how fresh it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from contracts.insight.authorities import Authority, ByAuthority
from contracts.insight.breakdown import Row, coverage_of
from contracts.insight.sections import coverage_words
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from contracts.listing.selection import Selection
from thirty3.design.charts import Cell, FigureTable, TableRow
from thirty3.design.formatting import short_date

HEADINGS: Final = (
    *("Authority", "Agreements", "Live", "End known", "Supplier known", "Value known"),
    *("Agreements told within a year", "Newest source of agreements"),
    *("Systems", "Systems told within a year", "Newest source of systems"),
)


def authority_table(caption: str, lines: Sequence[Authority], names: Names, whole: Row) -> FigureTable:
    """Every figure with the list that it counts; no record and no date are told apart from nought."""
    rows = [TableRow([Cell(names.label("borough", line.slug)), *_cells(line)]) for line in lines]
    return FigureTable(caption, HEADINGS, rows, _totals(lines, whole))


def told_words(by: ByAuthority) -> str:
    """How many have told of agreements and how many of systems: they are not the same ones."""
    return " ".join(_coverage(selection, by.everyone) for selection in (by.agreements, by.systems))


def _coverage(selection: Selection, everyone: Sequence[str]) -> str:
    whole = Row("", len(selection.ids), selection.chosen)
    return coverage_words(coverage_of(selection, selection.ids, frozenset(everyone)), whole)


def figures_of(line: Authority) -> list[Row]:
    """The counts of a line in the order of its columns, the dates aside."""
    known = [line.known[name] for name in ("live", "end", "supplier", "value")]
    return [line.agreements, *known, line.agreements_fresh, line.systems, line.systems_fresh]


def _cells(line: Authority) -> Iterator[Cell]:
    *agreements, systems, systems_fresh = figures_of(line)
    yield from map(_count, agreements)
    yield Cell(short_date(line.agreements_newest) or "–", numeric=True)
    yield _count(systems)
    yield _count(systems_fresh)
    yield Cell(short_date(line.systems_newest) or "–", numeric=True)


def _count(row: Row) -> Cell:
    return Cell(f"{row.count:,}", list_of(row.chosen) if row.count and row.chosen else "", numeric=True)


def _totals(lines: Sequence[Authority], whole: Row) -> list[TableRow]:
    blank = [Cell("", numeric=True)] * (len(HEADINGS) - 2)
    every = TableRow([Cell("All"), _count(whole), *blank])
    if not (repeats := repeated(lines, whole)):
        return [every]
    return [TableRow([Cell(SHARED), Cell(f"−{repeats:,}", numeric=True), *blank]), every]


SHARED: Final = "Less: shared by authorities"


def repeated(lines: Sequence[Authority], whole: Row) -> int:
    """How often an agreement stands under a further authority."""
    return sum(line.agreements.count for line in lines) - whole.count
