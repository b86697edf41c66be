"""Pages of a selection, in order: what has a date or a sum first, ties by key."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from heapq import merge
from itertools import islice
from typing import Any, Final

from django.db.models import Q, QuerySet

from contracts.listing.changes import OWN_ROW
from contracts.listing.rows import rows_for, rows_of
from contracts.listing.selection import Selection
from contracts.models import Listing
from thirty3.audiences import Audience
from thirty3.search.index import TextIndex
from thirty3.search.marking import holds

PER_PAGE: Final = 25
# Up to here the rows of a selection are asked for by id; beyond, an index is walked until enough are met.
NARROW: Final = 1000
# Of the best of a search, so many are weighed by their titles too.
TITLES_READ: Final = 100


# Of a row: its ends, value, updated_at, key, audience and record id.
type Line = tuple[datetime.date | None, Decimal | None, datetime.datetime, str, str, int]
COLUMNS: Final = ("ends", "value", "updated_at", "key", "audience", "record_id")


@dataclass(frozen=True)
class Section:
    """A part of an order: the rows that meet a condition, by one column and then by key."""

    kind: str
    condition: Q
    column: str

    # From its last row to its first.
    backwards: bool = False

    def rows(self, audience: Audience) -> QuerySet[Listing]:
        rows = Listing.objects.filter(self.condition, kind=self.kind, audience=audience)
        rows = rows.order_by(self.column, "key")
        return rows.reverse() if self.backwards else rows

    def ids(self, limit: int) -> list[int]:
        """What the public sees, from the index alone."""
        return list(self.rows(Audience.PUBLIC).values_list("record_id", flat=True)[:limit])

    def lines(self, audience: Audience, limit: int) -> list[Line]:
        return list(self.rows(audience).values_list(*COLUMNS)[:limit])


def sections(kind: str, order: str, day: datetime.date, *, backwards: bool = False) -> list[Section]:
    """The parts of an order, first to last; or last to first, each backwards."""
    found = [Section(kind, condition, column, backwards) for condition, column in _parts(order, day)]
    return found[::-1] if backwards else found


def _parts(order: str, day: datetime.date) -> list[tuple[Q, str]]:
    if order == "value":
        return [(Q(value__isnull=False), "-value"), (Q(value__isnull=True), "value")]
    if order == "updated":
        return [(Q(), "-updated_at")]
    return [
        (Q(ends__gte=day), "ends"),
        (Q(ends__isnull=True), "ends"),
        (Q(ends__lt=day), "-ends"),
    ]


def weight(order: str, day: datetime.date, line: Line) -> tuple[int, Any, str]:
    """Where a row stands, the lightest first; the same order as that of the sections.

    By end, what can still be acted on comes first, the nearest at the top; then what nobody knows
    the end of; then the past, the latest first.
    """
    ends, value, updated_at, key, *_ = line
    if order == "value":
        return (1, 0, key) if value is None else (0, -value, key)
    if order == "updated":
        return (0, -updated_at.timestamp(), key)
    if ends is None:
        return (1, 0, key)
    return (0, ends.toordinal(), key) if ends >= day else (2, -ends.toordinal(), key)


def page_of(selection: Selection, page: int, size: int = PER_PAGE) -> list[Listing]:
    """One page of a selection, in the order that its filter asks for."""
    start, found = (page - 1) * size, len(selection.ids)
    if start >= found:
        return []
    end = min(start + size, found)
    if end > found // 2 and selection.order != "relevance":
        # From the nearer end: the last page is as quick as the first.
        last_first = _ordered(selection, found - start, backwards=True)
        ids = list(islice(last_first, found - end, found - start))[::-1]
    else:
        ids = list(islice(_ordered(selection, end), start, end))
    return rows_of(selection.kind, ids, selection.audience)


def all_rows(selection: Selection, chunk: int = 200) -> Iterator[Listing]:
    """Every row of a selection in order, a bounded number in memory."""
    ids = ids_in_order(selection)
    while part := list(islice(ids, chunk)):
        yield from rows_of(selection.kind, part, selection.audience)


def ids_in_order(selection: Selection) -> Iterator[int]:
    """Every record of a selection, in the order that its filter asks for."""
    return _ordered(selection, len(selection.ids))


def _ordered(selection: Selection, wanted: int, *, backwards: bool = False) -> Iterator[int]:
    """At least the first `wanted` ids in order, if there are so many; backwards, the last ones."""
    order = selection.order
    if order == "relevance":
        yield from _by_relevance(selection, wanted)
        return
    heft = partial(weight, order, selection.day)
    if len(selection.ids) <= NARROW:
        # One query, whatever is found.
        rows = rows_for(selection.kind, selection.audience).filter(record_id__in=list(selection.ids))
        seen = _seen(rows.values_list(*COLUMNS), selection)
        yield from (line[-1] for line in sorted(seen, key=heft, reverse=backwards))
        return
    found = 0
    for section in sections(selection.kind, order, selection.day, backwards=backwards):
        if found >= wanted:
            return
        for record_id in _walked(selection, section, heft, wanted - found):
            found += 1
            yield record_id


def best_of(selection: Selection, size: int) -> list[Listing]:
    """The first of a selection by how well they fit its words, whatever its filter sorts by."""
    return rows_of(selection.kind, islice(_by_relevance(selection, size), size), selection.audience)


def _by_relevance(selection: Selection, wanted: int) -> list[int]:
    """Best first, by how often and how rarely the words are said; of the first hundred, those whose titles
    say more of them come before. The hundred are always the same, so that no page repeats another's.
    """
    query = selection.understood.query
    index = TextIndex(selection.kind, selection.audience)
    ranked = index.ranked(query, selection.ids, max(wanted, TITLES_READ))
    first, rest = ranked[:TITLES_READ], ranked[TITLES_READ:]
    if not selection.ranked:
        return ranked
    rows = rows_for(selection.kind, selection.audience).filter(record_id__in=first)
    said: dict[int, int] = {}
    for told_to, record_id, title in rows.values_list("audience", "record_id", "title"):
        if record_id not in said or told_to == selection.audience:
            said[record_id] = sum(holds(title, term) for term in query.wanted)
    return [*sorted(first, key=lambda record_id: -said.get(record_id, 0)), *rest]


def _walked(selection: Selection, section: Section, heft: Callable[[Line], Any], wanted: int) -> list[int]:
    """The first matches of a section, from as much of its index as it takes."""
    everything, ids = len(selection.facets.everything), selection.ids
    # The matches lie among the others about evenly; if too few were met, look further.
    limit = 2 * wanted * everything // len(ids) + PER_PAGE
    while True:
        if selection.audience == Audience.PUBLIC:
            met, whole = _of_public(selection, section, limit)
        else:
            met, whole = _of_both(selection, section, heft, limit)
        if whole or len(met) >= wanted:
            return met
        limit *= 4


def _of_public(selection: Selection, section: Section, limit: int) -> tuple[list[int], bool]:
    """The matches among a section's first rows, and whether these were all of its rows."""
    walked = section.ids(limit)
    return [record_id for record_id in walked if record_id in selection.ids], len(walked) < limit


def _of_both(
    selection: Selection, section: Section, heft: Callable[[Line], Any], limit: int
) -> tuple[list[int], bool]:
    """The same for authorities, who see some rows of their own among the public ones."""
    streams = [section.lines(audience, limit) for audience in Audience]
    seen = (_seen(stream, selection) for stream in streams)
    met = list(merge(*seen, key=heft, reverse=section.backwards))
    cut = [heft(stream[-1]) for stream in streams if len(stream) == limit]
    if not cut:
        return [line[-1] for line in met], True
    # Beyond where the first stream was cut, its rows would be missing.
    if section.backwards:
        return [line[-1] for line in met if heft(line) >= max(cut)], False
    return [line[-1] for line in met if heft(line) <= min(cut)], False


def _seen(lines: Iterable[Line], selection: Selection) -> Iterator[Line]:
    """The rows of a selection that its audience sees: of a record with two, authorities see their own."""
    own = selection.facets.any_of(OWN_ROW[0], OWN_ROW[1:])
    theirs = {Audience.PUBLIC: selection.ids - own, Audience.BOROUGHS: selection.ids & own}
    return (line for line in lines if line[-1] in theirs[Audience(line[-2])])
