"""The list as CSV and as a workbook: exactly what the page's filter finds, few rows of it in memory."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from contracts.directory.cells import (
    Cell,
    date,
    entries,
    held,
    in_words,
    part,
    reason,
    sources,
    state,
    text,
)
from contracts.directory.taking import note_of, selection_of
from contracts.listing.filters import SME, ContractFilterSet
from contracts.listing.ordering import all_rows
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.listing.telling import ENDS, status_on
from thirty3.spreadsheets.downloads import as_csv, as_workbook
from thirty3.spreadsheets.writing import Value


def makers(row: Listing, facts: Mapping[str, Any]) -> Value:
    made = facts.get("products", {}).get("entries", ())
    return "; ".join(dict.fromkeys(product["maker"]["name"] for product in made if "maker" in product))


def sme(row: Listing, facts: Mapping[str, Any]) -> Value:
    return "; ".join(SME[value] for value in row.facets.get("sme", ()))


def value(row: Listing, facts: Mapping[str, Any]) -> Value:
    return Decimal(facts["value"]["is"]) if held(facts, "value") else None


def address(row: Listing, facts: Mapping[str, Any]) -> Value:
    return settings.SITE_URL + reverse("contracts:contract", args=[row.key])


COLUMNS: Final[Mapping[str, Cell]] = {
    "Key": lambda row, facts: row.key,
    "Demonstration": lambda row, facts: "Demonstration" if row.demonstration else "No",
    "Title": lambda row, facts: row.title,
    "Authority": lambda row, facts: row.data["lead"]["name"],
    "Bought together with": entries("participants"),
    "Department": text("department"),
    "Reference": text("reference"),
    "Kind": text("kind"),
    "Description": text("description"),
    "Suppliers": entries("supplier"),
    "Supplier state": state("supplier"),
    "Supplier withheld because": reason("supplier"),
    "SME at award": sme,
    "Products": entries("products"),
    "Products state": state("products"),
    "Makers": makers,
    "Functions": entries("functions"),
    "Service areas": entries("functions", "area_name"),
    "Awarded": date("award"),
    "Award precision": part("award", "precision"),
    "Starts": date("start"),
    "Start precision": part("start", "precision"),
    "Ends": date("end"),
    "End precision": part("end", "precision"),
    "End kind": part("end", "kind", {"fixed": "On a date", **ENDS}),
    "End state": state("end"),
    "Ended early": date("terminated"),
    "Options to extend": in_words("extensions"),
    "Options state": state("extensions"),
    "Notice period in months": part("notice", "months"),
    "Notice state": state("notice"),
    "Review": date("review"),
    "Review state": state("review"),
    "Value in pounds": value,
    "Value state": state("value"),
    "Value withheld because": reason("value"),
    "Value kind": part("value", "kind"),
    "Value span": part("value", "span"),
    "Value VAT": part("value", "vat"),
    "Value note": in_words("value_note"),
    "Route to market": text("route"),
    "Route state": state("route"),
    "Framework": text("framework"),
    "Source": sources("name"),
    "Publisher": sources("publisher"),
    "Evidence": sources("evidence"),
    "Source address": sources("url"),
    "Licence": sources("licence"),
    "As at": sources("as_at"),
    "Address here": address,
}
HEADINGS: Final = ("Status", *COLUMNS)


@require_safe
def contracts_csv(request: HttpRequest) -> HttpResponseBase:
    """The same parameters as the page, all of its pages."""
    selection = selection_of(request, ContractFilterSet)
    if isinstance(selection, HttpResponse):
        return selection
    invented = bool(selection.invented)
    return as_csv("contracts", HEADINGS, _cells(selection), selection.day, invented=invented)


@require_safe
def contracts_workbook(request: HttpRequest) -> HttpResponseBase:
    """The same table as a workbook."""
    selection = selection_of(request, ContractFilterSet)
    if isinstance(selection, HttpResponse):
        return selection
    note = note_of(selection, ContractFilterSet)
    rows = _cells(selection)
    return as_workbook("contracts", HEADINGS, rows, note.day, about=note.lines(), invented=note.invented)


def _cells(selection: Selection) -> Iterator[list[Value]]:
    for row in all_rows(selection):
        facts = row.data["facts"]
        yield [status_on(row, selection.day), *(cell(row, facts) for cell in COLUMNS.values())]
