"""Breakdowns as sections of the page: a chart, its table, and in words what they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from contracts.insight.breakdown import (
    FEWEST_AUTHORITIES,
    FEWEST_RECORDS,
    Breakdown,
    Coverage,
    Row,
)
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from contracts.listing.filters.words import ENDS
from thirty3.design.charts import Cell, Chart, Figure, FigureTable, TableRow
from thirty3.design.formatting import money, share_words

TITLES: Final[Mapping[str, str]] = {
    "ends": "When agreements end",
    "sides": "Frontline and corporate systems",
    "areas": "Systems by service area",
    "functions": "Systems by function",
    "makers": "Who makes the systems",
    "suppliers": "Who supplies, by number of agreements",
    "value-whole-life": "Who supplies, by value over the whole life",
    "value-annual": "Who supplies, by value a year",
    "authorities": "What each authority has told us",
}
CAPTIONS: Final[Mapping[str, str]] = {
    "ends": "By quarter",
    "sides": "By kind of service",
    "areas": "By service area",
    "functions": "By function",
    "makers": "The largest makers",
    "suppliers": "The largest suppliers",
    "value-whole-life": "The largest suppliers, whole life",
    "value-annual": "The largest suppliers, a year",
}
FIRST_COLUMN: Final[Mapping[str, str]] = {
    "ends": "Ends",
    "sides": "Kind of service",
    "areas": "Service area",
    "functions": "Function",
    "makers": "Maker",
}
PENCE: Final = 100


@dataclass(frozen=True)
class Section:
    """One section of the dashboard, ready for its template."""

    name: str
    title: str
    coverage: str
    missing: Sequence[str]
    declined: str
    notes: Sequence[str]
    # Sentences of a market: words, the count in them, and the list that it counts.
    largest: Sequence[tuple[str, str, str]]
    # The Herfindahl-Hirschman index of a market.
    index: str
    table: FigureTable
    chart: Chart | None = None
    columns: bool = False


def section_of(name: str, breakdown: Breakdown, names: Names, mark: str) -> Section:
    """A breakdown as the page shows it; without enough records it is not drawn and tells no shares."""
    draws, called = breakdown.coverage.draws, _called(name, breakdown)
    return Section(
        name=name,
        title=TITLES[called],
        coverage=coverage_words(breakdown.coverage, breakdown.whole),
        missing=sorted(names.label("borough", slug) for slug in breakdown.coverage.missing),
        declined="" if draws else declined_words(breakdown.coverage, breakdown.whole),
        notes=_notes(called, breakdown),
        largest=_largest(breakdown) if draws else (),
        index=f"{breakdown.concentration.index:,}" if draws and breakdown.concentration else "",
        table=table_of(called, breakdown, names),
        # What authorities have told is drawn as a map.
        chart=_chart(called, breakdown, names, mark) if draws and called in CAPTIONS else None,
        columns=name == "ends",
    )


def _called(name: str, breakdown: Breakdown) -> str:
    """One service area is told by its functions."""
    return "functions" if name == "areas" and breakdown.facet == "function" else name


def label_of(row: Row, names: Names) -> str:
    """The name of a part, with the year of its quarter."""
    if row.facet == "end":
        return ENDS[row.value]
    label = names.label(row.facet, row.value) if row.facet else row.value
    return f"{label} {row.group}".strip()


def pounds(pence: int) -> str:
    """Whole pounds: shares of millions need no pence."""
    return money((Decimal(pence) / PENCE).quantize(Decimal(1), ROUND_HALF_UP))


def _chart(name: str, breakdown: Breakdown, names: Names, mark: str) -> Chart:
    """The parts; the many others of a long list stand in the table, where they dwarf nobody."""
    figures = [_figure(row, breakdown, names, grouped=name == "ends") for row in breakdown.parts]
    unit = "pounds" if breakdown.base.pence is not None else f"number of {_noun(breakdown.whole)}"
    return Chart(CAPTIONS[name], figures, unit, mark)


def _figure(row: Row, breakdown: Breakdown, names: Names, *, grouped: bool) -> Figure:
    told = row.count if row.pence is None else round(Decimal(row.pence) / PENCE)
    return Figure(
        label=row.value if grouped else label_of(row, names),
        value=told,
        shown=f"{row.count:,}" if row.pence is None else pounds(row.pence),
        href=list_of(row.chosen) if row.chosen else "",
        share=share_words(breakdown.share(row)) if not grouped else "",
        group=row.group,
    )


def table_of(name: str, breakdown: Breakdown, names: Names) -> FigureTable:
    """Every part with its share, what is left out, and the whole that they make up."""
    summed, shared = breakdown.base.pence is not None, name != "ends"
    headings = [FIRST_COLUMN.get(name, "Supplier"), _noun(breakdown.whole).capitalize()]
    headings += ["Value"] if summed else []
    headings += ["Share"] if shared else []
    rows = [TableRow(_cells(row, breakdown, names, summed, shared)) for row in breakdown.rows]
    return FigureTable(TITLES[name], headings, rows, _totals(breakdown, summed, shared))


def _cells(row: Row, breakdown: Breakdown, names: Names, summed: bool, shared: bool) -> list[Cell]:
    cells = [Cell(label_of(row, names)), _count(row)]
    if summed:
        cells.append(_sum(row))
    if shared:
        share = breakdown.share(row) if breakdown.coverage.draws else None
        cells.append(Cell(share_words(share) if share is not None else "–", numeric=True))
    return cells


def _count(row: Row) -> Cell:
    return Cell(f"{row.count:,}", list_of(row.chosen) if row.chosen and row.count else "", numeric=True)


def _sum(row: Row) -> Cell:
    """A row without a sum is told apart from one whose sum is nought."""
    return Cell("–" if row.pence is None else pounds(row.pence), numeric=True)


def _totals(breakdown: Breakdown, summed: bool, shared: bool) -> list[TableRow]:
    """The whole; and of sums, whose kinds are never added to each other, what shares are shares of."""
    blank = [Cell("", numeric=True)]
    totals = []
    if breakdown.repeats:
        less = [Cell("Less: counted under more than one"), Cell(f"−{breakdown.repeats:,}", numeric=True)]
        totals.append(TableRow([*less, *blank * (summed + shared)]))
    if summed:
        totals.append(
            TableRow([Cell("Counted in shares"), _count(breakdown.base), _sum(breakdown.base), *blank])
        )
    return [*totals, TableRow([Cell("All"), _count(breakdown.whole), *blank * (summed + shared)])]


def _noun(row: Row) -> str:
    return "systems" if row.chosen is not None and row.chosen.KIND == "system" else "agreements"


def counted_words(count: int, row: Row) -> str:
    """ "1 agreement", "412 systems"."""
    return f"{count:,} {_noun(row).removesuffix('s') if count == 1 else _noun(row)}"


def coverage_words(coverage: Coverage, whole: Row) -> str:
    """ "Made of 412 of 809 systems, from 20 of the 33 authorities and 2 other public bodies."."""
    told = f"{len(coverage.present)} of the {len(coverage.everyone)} authorities"
    if coverage.others:
        told += f" and {coverage.others} other public bod{'y' if coverage.others == 1 else 'ies'}"
    if coverage.records == whole.count:
        return f"Made of {counted_words(whole.count, whole)}, from {told}."
    return f"Made of {coverage.records:,} of {counted_words(whole.count, whole)}, from {told}."


def declined_words(coverage: Coverage, whole: Row) -> str:
    """Why there is no drawing."""
    return (
        f"Not drawn: a chart of London needs at least {FEWEST_AUTHORITIES} authorities and "
        f"{FEWEST_RECORDS} {_noun(whole)}, and this has {len(coverage.present)} and {coverage.records:,}."
    )


NO_KIND: Final = "Where nobody says whether a value was offered, awarded or spent, it counts as awarded."
NOTES: Final[Mapping[str, Sequence[str]]] = {
    "ends": (
        "The last day as it is agreed now, options to extend not counted. A date known only to the month, "
        "quarter or year counts by its last day.",
    ),
    "sides": ("A system that serves both kinds stands under both.",),
    "areas": ("A system that serves several areas stands under each.",),
    "functions": ("A system that serves several functions stands under each, those of other areas too.",),
    "makers": (
        "The maker of a system is not always the supplier who holds the contract. "
        "A firm that stands here under several names counts as several.",
    ),
    "suppliers": (
        "An agreement with several suppliers stands under each, and counts once in the whole. "
        "Frameworks count as agreements here; spend evidence never does. "
        "A firm that stands here under several names counts as several.",
    ),
    "value-whole-life": (
        "Only agreements with one known supplier and a value stated for the whole life are added.",
        NO_KIND,
    ),
    "value-annual": (
        "Only agreements with one known supplier and a value stated for a year are added.",
        NO_KIND,
    ),
    "authorities": ("An agreement that authorities share stands under each of them.",),
}
VALUES_NOTE: Final = "Sums are added as stated, with VAT or without."


def _notes(name: str, breakdown: Breakdown) -> list[str]:
    if breakdown.base.pence is None:
        return list(NOTES[name])
    left_out = sum(row.count for row in breakdown.left_out)
    return [
        *NOTES[name],
        VALUES_NOTE,
        f"{counted_words(left_out, breakdown.whole)} left out: the table says why, and what sums.",
    ]


def _largest(breakdown: Breakdown) -> list[tuple[str, str, str]]:
    """ "The 5 largest of 57 have" and their share, with the list of theirs."""
    if breakdown.concentration is None:
        return []
    found = []
    for number, row, share in breakdown.concentration.largest:
        of = f"of {breakdown.distinct:,}"
        words = f"The largest {of} has" if number == 1 else f"The {number} largest {of} have"
        found.append((words, share_words(share), list_of(row.chosen) if row.chosen else ""))
    return found
