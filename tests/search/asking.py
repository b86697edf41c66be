"""Asks the search engine, or the lists where a search comes with filters, and names what is found."""

import datetime
from collections.abc import Iterable
from typing import Any, Final

from django.http import QueryDict

from contracts.listing.filters import ContractFilterSet, SystemFilterSet
from contracts.listing.ordering import page_of
from contracts.listing.selection import Selection
from contracts.models import Listing
from tests.search.judging import Answer, Judged
from thirty3.audiences import Audience
from thirty3.search import everything

LISTS: Final = {"contract": ContractFilterSet, "system": SystemFilterSet}


def ask(judged: Judged, day: datetime.date) -> Answer:
    """What the public finds on a day."""
    return _from_list(judged, day) if judged.filters else _from_everything(judged.query, day)


def _from_everything(query: str, day: datetime.date) -> Answer:
    found = everything.search(query, audience=Audience.PUBLIC, day=day)
    return Answer(
        names={group.kind: _names(group.kind, group.hits) for group in found.groups},
        count=sum(group.count for group in found.groups),
    )


def _names(kind: str, hits: Iterable[Any]) -> list[str]:
    """Records go by a key, all others by a slug."""
    last = [hit.slug for hit in hits]
    if kind not in LISTS:
        return last
    rows = Listing.objects.filter(kind=kind, key__in=last, audience=Audience.PUBLIC)
    names = {row.key: _name(row) for row in rows}
    return [names.get(key, key) for key in last]


def _from_list(judged: Judged, day: datetime.date) -> Answer:
    query = QueryDict(judged.filters, mutable=True)
    query["q"] = judged.query
    chosen = LISTS[judged.kind].read(query).filter
    if chosen is None:
        return Answer()
    selection = Selection(chosen, Audience.PUBLIC, day)
    names = [_name(row) for row in page_of(selection, 1)]
    return Answer(names={judged.kind: names}, count=len(selection.ids))


def _name(row: Listing) -> str:
    return f"{row.title} @ {row.data['lead']['slug']}"
