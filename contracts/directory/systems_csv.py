"""Systems in use as CSV: exactly what the filter of the list of technologies finds."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
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
from contracts.listing.filters import SystemFilterSet
from contracts.listing.filters.words import REPLACE
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.listing.telling import told
from thirty3.audiences import Audience, audience_of
from thirty3.spreadsheets.downloads import as_csv, refused
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
    audience, day = audience_of(request), timezone.localdate()
    filters = SystemFilterSet.read(request.GET, audience)
    if (chosen := filters.filter) is None:
        return refused(filters.form)
    selection = Selection(chosen, audience, day)
    shared = SHARED if audience == Audience.BOROUGHS else {}
    columns = {**COLUMNS, **shared, **SOURCES}
    rows = _cells(ByTechnology(selection).rows(), columns, audience)
    return as_csv("technologies", [*columns, *CONTRACT], rows, day, invented=bool(selection.invented))


def _cells(rows: Iterable[Listing], columns: Mapping[str, Cell], audience: Audience) -> Iterator[list[Value]]:
    for part_of_all in batched(rows, CHUNK, strict=False):
        paying = contracts_of(part_of_all, audience)
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
