"""Charts drawn on the server: figures in, places of bars and columns out.

Widths are percentages and heights pixels, so that a drawing fills any page without its text growing or
shrinking. Whatever must fit is measured against the narrowest page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Final

from thirty3.design.measuring import BOLD, fitted, width_of

# The room of a drawing on a page of 320 pixels, and from where on it counts as wide (as in the style sheet).
NARROW_PAGE: Final = 290
WIDE_PAGE: Final = 500
TEXT: Final = 14
BOLD_TEXT: Final = TEXT * BOLD
GAP: Final = 6
ROW: Final = 40
# No value is so small that its bar cannot be seen, nor so wordy that no room is left for bars.
LEAST_BAR: Final = 0.4
MOST_WORDS: Final = 80.0
LONGEST_NOTE: Final = 110

SMALL_TEXT: Final = 12
PLOT: Final = 150
LINE: Final = 18
LONGEST_TURNED: Final = 90
LEAST_COLUMN: Final = 1.5
# How much of its place a column fills; the rest is the gap to its neighbours.
FILLED: Final = 0.72


@dataclass(frozen=True)
class Figure:
    """One figure of a chart: what is counted, how much, and the list that it counts.

    `shown` is the value as people read it. An emphasised figure is outlined and bold, so that it stands
    out in grey too. `group` is what several columns have in common, such as the year of their quarters.
    """

    label: str
    value: Decimal | int
    shown: str
    href: str = ""
    note: str = ""
    share: str = ""
    emphasis: bool = False
    group: str = ""

    @property
    def told(self) -> str:
        """All that is known of the figure in one line."""
        told = ", ".join(filter(None, (self.shown, self.share, self.note)))
        return f"{' '.join(filter(None, (self.label, self.group)))}: {told}"


@dataclass(frozen=True)
class Chart:
    """Figures of one unit under one caption; `mark` stands in the drawing of invented figures."""

    caption: str
    figures: Sequence[Figure]
    unit: str
    mark: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a table of figures."""

    text: str
    href: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class TableRow:
    """One row; its first cell says what the others are about."""

    cells: Sequence[Cell]

    @property
    def head(self) -> Cell:
        return self.cells[0]

    @property
    def rest(self) -> Sequence[Cell]:
        return self.cells[1:]


@dataclass(frozen=True)
class FigureTable:
    """The table that says what a chart draws, with its links; totals stand at its foot."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[TableRow]
    totals: Sequence[TableRow] = field(default=())

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each heading, and whether numbers stand below it."""
        first = next(iter((*self.rows, *self.totals)), TableRow(()))
        numeric = [cell.numeric for cell in first.cells]
        numeric += [False] * (len(self.headings) - len(numeric))
        return list(zip(self.headings, numeric, strict=False))


@dataclass(frozen=True)
class Bar:
    """A figure as a horizontal bar: label and note above it, its value behind its end."""

    figure: Figure
    top: int
    left: str
    width: str
    end: str
    label: str
    wide_label: str
    note: str
    shown: str


@dataclass(frozen=True)
class Bars:
    """The drawing of a bar chart."""

    bars: list[Bar]
    zero: str
    height: int


@dataclass(frozen=True)
class Words:
    """A text at a column, and whether it lies on its side: "" (never), "narrow" (on a phone) or "always"."""

    text: str
    turned: str


@dataclass(frozen=True)
class Column:
    """A figure as a column: its value above it, its label below all columns."""

    figure: Figure
    slot: str
    left: str
    width: str
    centre: str
    top: float
    height: float
    value_at: float
    value: Words
    label: Words


@dataclass(frozen=True)
class Group:
    """What is said once below several columns."""

    label: str
    left: str
    right: str
    centre: str


@dataclass(frozen=True)
class Columns:
    """The drawing of a column chart, heights from the top."""

    columns: list[Column]
    groups: list[Group]
    slot: str
    zero: float
    labels_at: int
    groups_at: int
    height: int


def bars_of(chart: Chart) -> Bars:
    """Every figure as a bar, all from the same line of nothing."""
    widest = max((_width_behind(figure) for figure in chart.figures), default=0)
    room = 100 - min(MOST_WORDS, widest / NARROW_PAGE * 100)
    low, high = _range(chart.figures)
    zero = -low / (high - low) * room
    bars = [_bar(figure, number, low, high, room) for number, figure in enumerate(chart.figures)]
    return Bars(bars, _percent(zero), len(bars) * ROW)


def columns_of(chart: Chart) -> Columns:
    """Every figure as a column in the order given, and what they have in common below."""
    figures = chart.figures
    slot = 100 / max(1, len(figures))
    values = [_words(figure.shown, slot) for figure in figures]
    labels = [_words(figure.label, slot) for figure in figures]
    low, high = _range(figures)
    head = _height_of(values)
    zero = head + high / (high - low) * PLOT
    labels_at = head + PLOT + 4
    groups_at = labels_at + _height_of(labels)
    groups = _groups(figures, slot)
    return Columns(
        columns=[
            _column(figure, number * slot, slot, zero, PLOT / (high - low), value, label)
            for number, (figure, value, label) in enumerate(zip(figures, values, labels, strict=True))
        ],
        groups=groups,
        slot=_percent(slot),
        zero=round(zero, 1),
        labels_at=labels_at,
        groups_at=groups_at,
        height=groups_at + (LINE + GAP if groups else 0),
    )


def _range(figures: Sequence[Figure]) -> tuple[float, float]:
    """From the least to the greatest value, nothing always among them, never an empty stretch."""
    values = [float(figure.value) for figure in figures]
    low, high = min([0.0, *values]), max([0.0, *values])
    return (low, high) if high > low else (0.0, 1.0)


def _width_behind(figure: Figure) -> float:
    """The room for what stands behind a bar: its value, and its share of the whole."""
    share = width_of(figure.share, TEXT) + GAP if figure.share else 0
    return GAP + width_of(figure.shown, BOLD_TEXT) + share


def _bar(figure: Figure, number: int, low: float, high: float, room: float) -> Bar:
    value, scale = float(figure.value), room / (high - low)
    zero, text = -low * scale, BOLD_TEXT if figure.emphasis else TEXT
    width = max(LEAST_BAR, abs(value) * scale) if value else 0
    note = fitted(figure.note, TEXT, LONGEST_NOTE)
    beside = width_of(note, TEXT) + 2 * GAP if note else 0
    return Bar(
        figure=figure,
        top=number * ROW,
        left=_percent(zero if value >= 0 else max(0, zero - width)),
        width=_percent(width),
        # A negative value stands on the empty side of the line, where it cannot be cut off.
        end=_percent(zero + (width if value > 0 else 0)),
        label=fitted(figure.label, text, NARROW_PAGE - beside),
        wide_label=fitted(figure.label, text, WIDE_PAGE - beside),
        note=note,
        shown=fitted(
            figure.shown, BOLD_TEXT, NARROW_PAGE * MOST_WORDS / 100 - width_of(figure.share, TEXT) - 2 * GAP
        ),
    )


def _column(
    figure: Figure, left: float, slot: float, zero: float, scale: float, value: Words, label: Words
) -> Column:
    size = max(LEAST_COLUMN, abs(float(figure.value)) * scale) if figure.value else 0
    top = zero - size if figure.value > 0 else zero
    return Column(
        figure=figure,
        slot=_percent(left),
        left=_percent(left + slot * (1 - FILLED) / 2),
        width=_percent(slot * FILLED),
        centre=_percent(left + slot / 2),
        top=round(top, 1),
        height=round(size, 1),
        value_at=round(top - 5, 1),
        value=value,
        label=label,
    )


def _words(text: str, slot: float) -> Words:
    """The text upright where a column's share of the page holds it, otherwise on its side."""
    width = width_of(text, SMALL_TEXT)
    if width <= slot / 100 * NARROW_PAGE:
        return Words(text, "")
    turned = "narrow" if width <= slot / 100 * WIDE_PAGE else "always"
    return Words(fitted(text, SMALL_TEXT, LONGEST_TURNED), turned)


def _height_of(texts: Sequence[Words]) -> int:
    """The height that a row of texts needs, those on their side included."""
    return max([LINE, *(round(width_of(words.text, SMALL_TEXT)) + GAP for words in texts if words.turned)])


def _groups(figures: Sequence[Figure], slot: float) -> list[Group]:
    """A label for each run of columns of one group."""
    groups, first = [], 0
    for label, members in groupby(figures, key=lambda figure: figure.group):
        after = first + len(list(members))
        if label:
            # Beyond its own columns a label may take what the gaps beside them leave.
            shown = fitted(label, SMALL_TEXT, (after - first) * slot / 100 * NARROW_PAGE + 2 * GAP)
            left, right = (first + (1 - FILLED) / 2) * slot, (after - (1 - FILLED) / 2) * slot
            groups.append(Group(shown, _percent(left), _percent(right), _percent((left + right) / 2)))
        first = after
    return groups


def _percent(share: float) -> str:
    return f"{share:.2f}%"
