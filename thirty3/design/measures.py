"""Shades for what is told of each authority: nothing and not knowing are two things."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Final

from thirty3.design.tiles import LEVELS, LegendEntry

MONTHS_OF_A_YEAR: Final = 12


def round_steps() -> Iterator[int]:
    """Widths of steps that people count in: 1 to 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100 and so on."""
    yield from (1, 2, 3, 4, 5, 6, 8)
    for tens in count():
        yield from (first * 10**tens for first in (10, 15, 20, 25, 30, 40, 50, 60, 80))


def months_and_years() -> Iterator[int]:
    """Widths of steps for months: parts of a year, then whole years."""
    yield from (1, 2, 3, 6)
    yield from (years * MONTHS_OF_A_YEAR for years in round_steps())


def graded(
    values: Mapping[str, int | None],
    shown: Callable[[int], str],
    *,
    unknown: str = "Not known",
    steps: Iterable[int] | None = None,
) -> tuple[dict[str, int | None], list[LegendEntry]]:
    """A level for each value, in at most five steps, and their legend.

    Values are whole and not negative, as they are shown: counts, per cent, months, pounds. A value of None
    has no level. Where there are zeros they have the first level to themselves. `steps` are the widths to
    choose from, without end.
    """
    known = {value for value in values.values() if value is not None}
    positive = sorted(known - {0})
    above_zero = len(known) - len(positive)
    legend = [LegendEntry(None, unknown)] if None in values.values() else []
    if above_zero:
        legend.append(LegendEntry(0, shown(0)))
    step = _step(positive, LEVELS - above_zero, steps or round_steps()) if positive else 1
    places = range(_place(positive[0], step), _place(positive[-1], step) + 1) if positive else range(0)
    for level, place in enumerate(places, above_zero):
        first, last = place * step + 1, min((place + 1) * step, positive[-1])
        words = shown(first) if first == last else f"{shown(first)} to {shown(last)}"
        legend.append(LegendEntry(level, words))
    levels = {
        slug: above_zero + places.index(_place(value, step)) if value else value
        for slug, value in values.items()
    }
    return levels, legend


def _place(value: int, step: int) -> int:
    """Which step a value is in: the first ends at the step's width, the second at twice that."""
    return (value - 1) // step


def _step(positive: Sequence[int], levels: int, steps: Iterable[int]) -> int:
    """The narrowest of these steps of which so many reach from the least to the greatest value."""
    return next(step for step in steps if _place(positive[-1], step) - _place(positive[0], step) < levels)


def months_since(day: date, today: date) -> int:
    """How many whole months have passed; a day still to come is no month ago."""
    months = (today.year - day.year) * MONTHS_OF_A_YEAR + today.month - day.month - (today.day < day.day)
    return max(0, months)
