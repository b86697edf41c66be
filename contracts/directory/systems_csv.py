"""Systems in use as CSV and as a workbook: exactly what the filter of the list of technologies finds."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import batched
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
    in_words,
    part,
    reason,
    sources,
    state,
    text,
)
from contracts.directory.grouping import CHUNK, ByTechnology
from contracts.directory.running import contracts_of
from contracts.directory.taking import note_of, selection_of
from contracts.listing.filters import SystemFilterSet
from contracts.listing.filters.words import REPLACE
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.listing.telling import told
from thirty3.audiences import Audience
from thirty3.spreadsheets.downloads import as_csv, as_workbook
from thirty3.spreadsheets.writing import Value


def maker(row: Listing, facts: Mapping[str, Any]) -> Value:
    made = facts.get("product", {}).get("entries", ())
    return "; ".join(product["maker"]["name"] for product in made if "maker" in product)


def replace_by(row: Listing, facts: Mapping[str, Any]) -> Value:
    by = facts.get("replacement", {}).get("replace_by_date")
    return datetime.date.fromisoformat(by) if by else None


def address(row: Listing, facts: Mapping[str, Any]) -> Value:
    """Where its technology is told of; nothing where that is withheld."""
    made = facts.get("product", {}).get("entries", ())
    return settings.SITE_URL + reverse("suppliers:technology", args=[made[0]["slug"]]) if made else ""


COLUMNS: Final[Mapping[str, Cell]] = {
    "Key": lambda row, facts: row.key,
    "Demonstration": lambda row, facts: "Demonstration" if row.demonstration else "No",
    "Technology": entries("product"),
    "Technology state": state("product"),
    "Technology withheld because": reason("product"),
    "Maker": maker,
    "Authority": lambda row, facts: row.data["lead"]["name"],
    "Functions": entries("functions"),
    "Service areas": entries("functions", "area_name"),
    "Functions state": state("functions"),
    "Status": text("status"),
    "Status state": state("status"),
    "Since": date("since"),
    "Since precision": part("since", "precision"),
    "Supplier": entries("supplier"),
    "Supplier state": state("supplier"),
    "Supplier withheld because": reason("supplier"),
    "Users or licences": in_words("users"),
    "Users state": state("users"),
    "Plan to replace": lambda row, facts: REPLACE[row.facets["replace"][0]],
    "Replace by": replace_by,
    "Reference": text("reference"),
}
# What authorities share with each other alone.
SHARED: Final[Mapping[str, Cell]] = {
    "Hosting": text("hosting"),
    "Hosting state": state("hosting"),
    "Satisfaction, from 1 to 5": part("satisfaction", "is"),
    "Satisfaction state": state("satisfaction"),
}
SOURCES: Final[Mapping[str, Cell]] = {
    "Notes": text("notes"),
    "Contract, in the source's words": part("contract", "as_stated"),
    "Source": sources("name"),
    "Publisher": sources("publisher"),
    "Evidence": sources("evidence"),
    "Source address": sources("url"),
    "Licence": sources("licence"),
    "As at": sources("as_at"),
    "Technology here": address,
}
CONTRACT: Final = ("Contract key", "Contract title", "Contract ends", "Contract end as told", "Contract here")


@require_safe
def technologies_csv(request: HttpRequest) -> HttpResponseBase:
    """The same parameters as the page, all of its pages: one row for each system in use."""
    selection = selection_of(request, SystemFilterSet)
    if isinstance(selection, HttpResponse):
        return selection
    columns, invented = _columns_for(selection.audience), bool(selection.invented)
    headings, rows = [*columns, *CONTRACT], _cells(selection, columns)
    return as_csv("technologies", headings, rows, selection.day, invented=invented)


@require_safe
def technologies_workbook(request: HttpRequest) -> HttpResponseBase:
    """The same table as a workbook."""
    selection = selection_of(request, SystemFilterSet)
    if isinstance(selection, HttpResponse):
        return selection
    columns, note = _columns_for(selection.audience), note_of(selection, SystemFilterSet)
    headings, rows = [*columns, *CONTRACT], _cells(selection, columns)
    about, invented = note.lines(), note.invented
    return as_workbook("technologies", headings, rows, note.day, about=about, invented=invented)


def _columns_for(audience: Audience) -> Mapping[str, Cell]:
    return {**COLUMNS, **(SHARED if audience == Audience.BOROUGHS else {}), **SOURCES}


def _cells(selection: Selection, columns: Mapping[str, Cell]) -> Iterator[list[Value]]:
    for part_of_all in batched(ByTechnology(selection).rows(), CHUNK, strict=False):
        paying = contracts_of(part_of_all, selection.audience)
        for row in part_of_all:
            facts = row.data["facts"]
            contract = paying.get(row.paid_by) if row.paid_by is not None else None
            yield [*(cell(row, facts) for cell in columns.values()), *_of_contract(contract)]


def _of_contract(row: Listing | None) -> list[Value]:
    """The agreement that pays, where the audience may see it."""
    if row is None:
        return [""] * len(CONTRACT)
    here = settings.SITE_URL + reverse("contracts:contract", args=[row.key])
    return [row.key, row.title, row.ends, told("end", row.data["facts"].get("end")), here]
