"""The lists as JSON files: the same records in the same shape as the API's, in the order of the page."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from contracts.directory.grouping import ByTechnology
from contracts.directory.taking import note_of, selection_of
from contracts.listing.filters import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.ordering import all_rows
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.open_data.records import records
from thirty3.spreadsheets.downloads import as_json


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
    found = records(selection.kind, rows, selection.audience, selection.day)
    return as_json(name, note_of(selection, filters), len(selection.ids), found)
