"""The one selection: which records a filter finds for an audience on a day. Nothing else decides that."""

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from django.db.models import Case, CharField, Q, Value, When
from pyroaring import AbstractBitMap, BitMap

from contracts.listing.facets import STATE_FACETS
from contracts.listing.filters import STATE_WORDS, ContractFilter
from contracts.listing.publishing import OWN_ROW
from contracts.listing.rows import rows_for
from thirty3.audiences import Audience
from thirty3.search.aggregates import PackedIds, unpacked
from thirty3.search.facets import FacetSet, facets
from thirty3.search.index import TextIndex
from thirty3.search.query import parse_query

KIND: Final = "contract"
FACETS_OF_BITS: Final = ("borough", "area", "function", "supplier", "product", "sme", "route", "source")


def select(chosen: ContractFilter, audience: Audience, day: datetime.date) -> BitMap:
    """The ids of the contracts that the filter finds."""
    return Selection(chosen, audience, day).ids


class Selection:
    """What a filter finds, and how many records each value of each facet would find.

    Queries: the stamp; what changed since this process last asked; who is live, once for a stamp and
    day; and one each for words and for ranges of dates and sums, where they are asked for.
    """

    def __init__(self, chosen: ContractFilter, audience: Audience, day: datetime.date) -> None:
        self.chosen, self.audience, self.day = chosen, audience, day
        self.facets = facets(KIND, audience)
        self.parts: dict[str, AbstractBitMap] = {}
        for name in FACETS_OF_BITS:
            if values := getattr(chosen, name):
                self.parts[name] = self._any_of(name, values)
        if chosen.status:
            self.parts["status"] = BitMap().union(*(self.statuses[status] for status in chosen.status))
        if chosen.q:
            self.parts["q"] = TextIndex(KIND, audience).matches(parse_query(chosen.q))
        if ranges := _ranges(chosen):
            self.parts["ranges"] = ids_where(ranges, KIND, audience, self.facets)

    @cached_property
    def ids(self) -> BitMap:
        return self._all_but("")

    @cached_property
    def statuses(self) -> Mapping[str, AbstractBitMap]:
        return _statuses(self.audience, self.day, self.facets)

    def counts(self, facet: str) -> dict[str, int]:
        """For each value of a facet, how many records have it; the facet's own values aside."""
        within = self._all_but(facet)
        if facet == "status":
            found = {s: ids.intersection_cardinality(within) for s, ids in self.statuses.items()}
            return {status: count for status, count in found.items() if count}
        counts = self.facets.counts(facet, within)
        if states := STATE_FACETS.get(facet):
            counts |= self.facets.counts(states, within)
        return counts

    def _all_but(self, name: str) -> BitMap:
        """Smallest first, so that each step has less to do."""
        parts = sorted((part for other, part in self.parts.items() if other != name), key=len)
        return self.facets.everything.intersection(*parts)

    def _any_of(self, name: str, values: Iterable[str]) -> BitMap:
        found = self.facets.any_of(name, values)
        if states := STATE_FACETS.get(name):
            found |= self.facets.any_of(states, STATE_WORDS.keys() & set(values))
        return found


def _ranges(chosen: ContractFilter) -> Q:
    bounds = {
        "ends__gte": chosen.ends_after,
        "ends__lte": chosen.ends_before,
        "value__gte": chosen.value_min,
        "value__lte": chosen.value_max,
    }
    return Q(**{lookup: bound for lookup, bound in bounds.items() if bound is not None})


def ids_where(condition: Q, kind: str, audience: Audience, held: FacetSet) -> BitMap:
    """The records whose row, as this audience sees it, meets a condition: one query."""
    rows = rows_for(kind, audience).filter(condition).values("audience").annotate(ids=PackedIds("record_id"))
    return _of_audience({row["audience"]: unpacked(row["ids"]) for row in rows.order_by()}, held)


def _of_audience(found: Mapping[str, BitMap], held: FacetSet) -> BitMap:
    """The public row counts unless authorities have one of their own. (The public have no such rows.)"""
    own = held.any_of(OWN_ROW[0], OWN_ROW[1:])
    return (found.get(Audience.PUBLIC, BitMap()) - own) | found.get(Audience.BOROUGHS, BitMap())


# By audience: the stamp and day that the statuses are of, and the statuses.
_held: dict[Audience, tuple[tuple[int, datetime.date], dict[str, BitMap]]] = {}


def _statuses(audience: Audience, day: datetime.date, held: FacetSet) -> dict[str, BitMap]:
    """Who is live, ended and so on that day: ranges over dates, kept until the stamp or the day moves."""
    moment = (held.stamp, day)
    if audience in _held and _held[audience][0] == moment:
        return _held[audience][1]
    rows = (
        rows_for(KIND, audience)
        .annotate(status=_status(day))
        .values("audience", "status")
        .annotate(ids=PackedIds("record_id"))
        .order_by()
    )
    found: dict[str, dict[str, BitMap]] = {}
    for row in rows:
        found.setdefault(row["status"], {})[row["audience"]] = unpacked(row["ids"])
    statuses = {status: _of_audience(by_audience, held) for status, by_audience in found.items()}
    for status in ("ending", "live", "not-started", "ended", "unknown"):
        statuses.setdefault(status, BitMap())
    # What ends soon is live as well.
    statuses["live"] |= statuses["ending"]
    _held[audience] = (moment, statuses)
    return statuses


def _status(day: datetime.date) -> Case:
    return Case(
        When(starts__gt=day, then=Value("not-started")),
        When(ends__lt=day, then=Value("ended")),
        When(ends__lte=a_year_after(day), then=Value("ending")),
        When(Q(ends__isnull=False) | Q(open_ended=True), then=Value("live")),
        default=Value("unknown"),
        output_field=CharField(),
    )


def a_year_after(day: datetime.date) -> datetime.date:
    """The same day next year; from 29 February, the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + 1, day=last)
