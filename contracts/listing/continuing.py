"""The rows of a selection after a place in its order: the last are found as quickly as the first.

A place is a record's key and what the order goes by, not a number of rows: a write before it moves nothing.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from contracts.listing.ordering import COLUMNS, NARROW, PER_PAGE, Line, ids_in_order, sections, weight
from contracts.listing.rows import Listing, rows_for, rows_of
from contracts.listing.selection import Selection
from thirty3.audiences import Audience

# A date, a sum or how many came before, as text; then what names the record.
type Place = tuple[str, str]
READ: Final[dict[str, Callable[[str], Any]]] = {
    "ends": datetime.date.fromisoformat,
    "value": lambda text: _sum(text),
    "updated_at": lambda text: _moment(text),
}
SUM: Final = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,2})?")


class MisplacedError(Exception):
    """The place is none of this order."""


def rows_after(selection: Selection, place: Place | None, size: int) -> tuple[list[Listing], Place | None]:
    """The next rows of what the public sees, and the place of the last one where more follow.

    MisplacedError for a place that is none of this order.
    """
    if selection.order == "relevance":
        return rows_in_order_after(selection, list(ids_in_order(selection)), place, size)
    lines = list(islice(_lines_after(selection, place, size + 1), size + 1))
    ids = [line[-1] for line in lines[:size]]
    column = _column(selection)
    last = (_written(lines[size - 1], column), lines[size - 1][3]) if len(lines) > size else None
    return rows_of(selection.kind, ids, selection.audience), last


def rows_in_order_after(
    selection: Selection, ids: Sequence[int], place: Place | None, size: int
) -> tuple[list[Listing], Place | None]:
    """The same where the order is that of a list: by rank, which moves with every text that is added."""
    last = None
    if place is not None:
        rows = rows_for(selection.kind, selection.audience).filter(key=place[1])
        last = rows.values_list("record_id", flat=True).first()
    start = start_after(ids, last, place)
    rows_found = rows_of(selection.kind, ids[start : start + size], selection.audience)
    following = start + size
    more = following < len(ids) and rows_found
    return rows_found, (str(following), rows_found[-1].key) if more else None


def start_after[T](items: Sequence[T], last: T | None, place: Place | None) -> int:
    """Where a list goes on: behind the last one that was given, or where that stood if it is gone."""
    if place is None:
        return 0
    if not re.fullmatch("[1-9][0-9]{0,8}", place[0]):
        raise MisplacedError(place)
    before = int(place[0])
    return items.index(last) + 1 if last is not None and last in items else before - 1


def _lines_after(selection: Selection, place: Place | None, size: int) -> Iterator[Line]:
    heft = partial(weight, selection.order, selection.day)
    after = _line(_column(selection), place) if place else None
    if len(selection.ids) > NARROW:
        yield from _walked(selection, after, heft, size)
        return
    rows = rows_for(selection.kind, selection.audience).filter(record_id__in=list(selection.ids))
    lines = rows.values_list(*COLUMNS)
    yield from sorted((line for line in lines if after is None or heft(line) > heft(after)), key=heft)


def _walked(
    selection: Selection, after: Line | None, heft: Callable[[Line], Any], size: int
) -> Iterator[Line]:
    """The matches beyond a line, from as much of the index as it takes."""
    # The matches lie among the others about evenly; if too few were met, look further.
    limit = 2 * size * len(selection.facets.everything) // len(selection.ids) + PER_PAGE
    first = heft(after)[0] if after else 0
    for section in sections(selection.kind, selection.order, selection.day)[first:]:
        while True:
            rows = section.rows(Audience.PUBLIC).filter(_beyond(section.column, after))
            lines: list[Line] = list(rows.values_list(*COLUMNS)[:limit])
            yield from (line for line in lines if line[-1] in selection.ids)
            if len(lines) < limit:
                break
            after, limit = lines[-1], limit * 4
        after = None


def _beyond(column: str, after: Line | None) -> Q:
    """The rows of a section that come after a line of it."""
    if after is None:
        return Q()
    name, further = column.removeprefix("-"), "lt" if column.startswith("-") else "gt"
    value, key = after[COLUMNS.index(name)], after[3]
    if value is None:
        return Q(key__gt=key)
    # The bound by itself lets the index be entered there.
    return Q(**{f"{name}__{further}e": value}) & (Q(**{f"{name}__{further}": value}) | Q(key__gt=key))


def _column(selection: Selection) -> str:
    first, *_ = sections(selection.kind, selection.order, selection.day)
    return first.column.removeprefix("-")


def _written(line: Line, column: str) -> str:
    value = line[COLUMNS.index(column)]
    if value is None:
        return ""
    return str(value) if isinstance(value, Decimal) else value.isoformat()  # type: ignore[union-attr]


def _line(column: str, place: Place) -> Line:
    """As much of a line as the order goes by."""
    try:
        value = READ[column](place[0]) if place[0] else None
    except ValueError as error:
        raise MisplacedError(place) from error
    found = dict.fromkeys(COLUMNS) | {column: value, "key": place[1]}
    return tuple(found.values())


def _sum(text: str) -> Decimal:
    if not SUM.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def _moment(text: str) -> datetime.datetime:
    found = datetime.datetime.fromisoformat(text)
    if timezone.is_naive(found):
        raise ValueError(text)
    return found
