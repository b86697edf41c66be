"""The lists as JSON files: the same records in the same shape as the API's, in the order of the page."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from contracts.directory.grouping import ByTechnology
from contracts.directory.taking import Note, note_of, selection_of
from contracts.listing.filters import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.ordering import all_rows
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.listing.sources import ToldSource
from contracts.open_data.records import records
from thirty3.spreadsheets.downloads import as_file


@require_safe
def contracts_json(request: HttpRequest) -> HttpResponseBase:
    """The same parameters as the page, all of its pages."""
    selection = selection_of(request, ContractFilterSet)
    if isinstance(selection, HttpResponse):
        return selection
    return _as_json("contracts", selection, ContractFilterSet, all_rows(selection))


@require_safe
def technologies_json(request: HttpRequest) -> HttpResponseBase:
    """One record for each system in use, as the page groups them."""
    selection = selection_of(request, SystemFilterSet)
    if isinstance(selection, HttpResponse):
        return selection
    return _as_json("technologies", selection, SystemFilterSet, ByTechnology(selection).rows())


def _as_json(
    name: str, selection: Selection, filters: type[ListingFilterSet], rows: Iterable[Listing]
) -> HttpResponseBase:
    note = note_of(selection, filters)
    pieces = _pieces(note, selection, rows)
    return as_file(pieces, name, "json", note.day, invented=note.invented)


def _pieces(note: Note, selection: Selection, rows: Iterable[Listing]) -> Iterator[bytes]:
    """An object whose last part, the results, goes on a record a line."""
    head = orjson.dumps(
        {
            "title": note.title,
            "made_on": note.day,
            "address": note.address,
            "licences": note.licences,
            "sources": [_source(source) for source in note.sources],
            "demonstration": note.invented,
            "count": len(selection.ids),
        }
    )
    yield head[:-1] + b',"results":['
    divider = b"\n"
    for record in records(selection.kind, rows, selection.audience, selection.day):
        yield divider + orjson.dumps(record)
        divider = b",\n"
    yield b"\n]}\n"


def _source(source: ToldSource) -> dict[str, Any]:
    told = {
        "publisher": source.publisher,
        "licence": source.licence,
        "attribution": source.attribution,
        "url": source.url,
    }
    return {"name": source.name} | {name: value for name, value in told.items() if value}
