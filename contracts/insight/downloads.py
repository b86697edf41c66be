"""The figures of one section as CSV: what its table says, each line with the list that it counts."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from contracts.insight.authorities import Authority
from contracts.insight.authority_table import HEADINGS, SHARED, figures_of, repeated
from contracts.insight.breakdown import Breakdown, Row
from contracts.insight.map import MAP, lines_of_map
from contracts.insight.report import NAMES, Report, values_named
from contracts.insight.scope import ScopeFilterSet
from contracts.insight.sections import PENCE, label_of
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from thirty3.audiences import audience_of
from thirty3.evidence import REAL
from thirty3.spreadsheets.downloads import as_csv, refused
from thirty3.spreadsheets.writing import Value

COLUMNS: Final = ("Part", "Counted in shares", "Records", "Value in pounds", "Share", "List")
OF_AUTHORITIES: Final = (*HEADINGS, "List")


@require_safe
def figures_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    """The same parameters as the dashboard."""
    if name not in (*NAMES, MAP):
        raise Http404
    filters = ScopeFilterSet.read(request.GET)
    scope, day = filters.filter, timezone.localdate()
    if scope is None:
        return refused(filters.form)
    report = Report(scope, audience_of(request), day, list(Borough.objects.authorities()))
    headings, rows = _table(name, report)
    return as_csv(name, headings, rows, day, invented=scope.counted != REAL)


def _table(name: str, report: Report) -> tuple[Sequence[str], Iterable[list[Value]]]:
    """The headings and the lines of a figure."""
    if name == MAP:
        return lines_of_map(report.scope.coloured, report)
    breakdown = report.breakdown(name)
    names = Names.of_values(ScopeFilterSet, values_named({name: breakdown}))
    if name == "authorities":
        return OF_AUTHORITIES, _authorities(report.lines, breakdown.whole, names)
    return COLUMNS, _lines(breakdown, names)


def _lines(breakdown: Breakdown, names: Names) -> Iterator[list[Value]]:
    for row in breakdown.rows:
        counted = row not in breakdown.left_out
        share = breakdown.share(row) if counted and breakdown.coverage.draws else None
        told = round(share, 4) if share is not None else None
        yield [label_of(row, names), "yes" if counted else "no", *_sums(row), told, _list(row)]
    if breakdown.repeats:
        yield ["Less: counted under more than one", "", -breakdown.repeats, None, None, ""]
    if breakdown.base.pence is not None:
        yield ["Counted in shares", "", *_sums(breakdown.base), None, _list(breakdown.base)]
    yield ["All", "", *_sums(breakdown.whole), None, _list(breakdown.whole)]


def _sums(row: Row) -> list[Value]:
    return [row.count, Decimal(row.pence) / PENCE if row.pence is not None else None]


def _list(row: Row) -> str:
    return settings.SITE_URL + list_of(row.chosen) if row.chosen else ""


def _authorities(lines: Sequence[Authority], whole: Row, names: Names) -> Iterator[list[Value]]:
    """One line each, then the same sum as under the table."""
    yield from (_authority(line, names) for line in lines)
    blank: list[Value] = [None] * (len(OF_AUTHORITIES) - 3)
    if repeats := repeated(lines, whole):
        yield [SHARED, -repeats, *blank, ""]
    yield ["All", whole.count, *blank, _list(whole)]


def _authority(line: Authority, names: Names) -> list[Value]:
    *agreements, systems, systems_fresh = (row.count for row in figures_of(line))
    dates: list[datetime.date | None] = [line.agreements_newest, line.systems_newest]
    return [
        names.label("borough", line.slug),
        *agreements,
        dates[0],
        systems,
        systems_fresh,
        dates[1],
        _list(line.agreements),
    ]
