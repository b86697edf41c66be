"""The dashboard in a few sentences, each with the list of the records that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.insight.breakdown import Breakdown, Row
from contracts.insight.report import Report
from contracts.insight.sections import counted_words, label_of, pounds, share_words
from contracts.listing.choices import Names
from contracts.listing.describing import list_of


@dataclass(frozen=True)
class Point:
    """ "12% of agreements", a link to the records of `row`, and the rest of the sentence."""

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
    if ends.coverage.draws:
        soon = report.ending_soon
        of = counted_words(ends.whole.count, ends.whole)
        found.append(Point(f"{soon.count:,} of {of}", soon, "end within 12 months."))
    if not scope.supplier and suppliers.coverage.draws:
        rest = (
            f"are with {_first(suppliers, names)}, of the {suppliers.base.count:,} whose supplier is known."
        )
        found.append(Point(f"{_share(suppliers)} of agreements", suppliers.parts[0], rest))
    worth = breakdowns["value-whole-life"]
    if not scope.supplier and worth.coverage.draws and worth.base.pence:
        told = f"of the {pounds(worth.base.pence)} over the whole life that can be added up"
        rest = f"{told} goes to {_first(worth, names)}: {counted_words(worth.base.count, worth.whole)}."
        found.append(Point(_share(worth), worth.parts[0], rest))
    if not (scope.maker or scope.product) and makers.coverage.draws:
        rest = f"are made by {_first(makers, names)}, of the {makers.base.count:,} whose maker is known."
        found.append(Point(f"{_share(makers)} of systems", makers.parts[0], rest))
    return found


def _first(breakdown: Breakdown, names: Names) -> str:
    return label_of(breakdown.parts[0], names)


def _share(breakdown: Breakdown) -> str:
    return share_words(breakdown.share(breakdown.parts[0]))
