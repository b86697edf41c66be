"""The dashboard in a few sentences, each with the list of the records that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.insight.breakdown import Breakdown, Row
from contracts.insight.ends import ENDED
from contracts.insight.report import Report
from contracts.insight.sections import counted_words, label_of, pounds
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from thirty3.design.formatting import share_words


@dataclass(frozen=True)
class Point:
    """ "Of the 1,869 agreements whose supplier is known, 12% are with Acme": the figure is a link."""

    of: str
    figure: str
    row: Row
    rest: str

    @property
    def href(self) -> str:
        return list_of(self.row.chosen) if self.row.chosen else ""


def points_of(report: Report, breakdowns: Mapping[str, Breakdown], names: Names) -> list[Point]:
    """What there is enough of to say something of London. Whoever chose firms is not told who is largest."""
    scope, found = report.scope, []
    ends, suppliers, makers = (breakdowns[name] for name in ("ends", "suppliers", "makers"))
    worth = breakdowns["value-whole-life"]
    if ends.coverage.draws:
        soon = report.ending_soon
        of = f"Of {counted_words(ends.whole.count, ends.whole)},"
        found.append(
            Point(of, f"{soon.count:,}", soon, f"{'ends' if soon.count == 1 else 'end'} within 12 months.")
        )
        if ended := next((row for row in ends.left_out if row.value == ENDED), None):
            said = "has ended, and is" if ended.count == 1 else "have ended, and are"
            found.append(Point(of, f"{ended.count:,}", ended, f"{said} counted below too."))
    if not scope.supplier and suppliers.coverage.draws:
        of = f"Of the {counted_words(suppliers.base.count, suppliers.whole)} whose supplier is known,"
        found.append(_largest(of, suppliers, f"went to {_first(suppliers, names, 'to')}."))
    if not scope.supplier and worth.coverage.draws and worth.base.pence:
        counted = counted_words(worth.base.count, worth.whole)
        of = f"Of the {pounds(worth.base.pence)} that can be added up over the whole life of {counted},"
        found.append(_largest(of, worth, f"went to {_first(worth, names, 'to')}."))
    if not (scope.maker or scope.product) and makers.coverage.draws:
        of = f"Of the {counted_words(makers.base.count, makers.whole)} whose maker is known,"
        found.append(_largest(of, makers, f"are made by {_first(makers, names, 'by')}."))
    return found


def _largest(of: str, breakdown: Breakdown, rest: str) -> Point:
    part = breakdown.parts[0]
    return Point(of, share_words(breakdown.share(part)), part, rest)


def _first(breakdown: Breakdown, names: Names, to: str) -> str:
    """The largest, and whoever else has just as much: none of these is larger than the others."""
    first, *others = breakdown.parts
    ties = [row for row in others if _measure(row) == _measure(first)]
    words = label_of(first, names)
    if not ties:
        return words
    # There may be more among those that are not told one by one.
    least = "at least " if breakdown.others and len(ties) == len(others) else ""
    beside = label_of(ties[0], names) if len(ties) == 1 else f"each of {least}{len(ties)} others"
    return f"{words}, and as {'many' if first.pence is None else 'much'} {to} {beside}"


def _measure(row: Row) -> int:
    return row.count if row.pence is None else row.pence
