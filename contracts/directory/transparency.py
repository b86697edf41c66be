"""Contracts under the headings of the Local Government Transparency Code 2015, for an authority's register.

Paragraph 32 lists what a council must publish of each agreement above £5,000. The file holds what the
page's filter finds, whatever its value: an authority narrows it to its own and to the sum it must publish.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from contracts.directory.cells import Cell, date, held, text
from contracts.directory.downloads import address, value
from contracts.directory.taking import selection_of
from contracts.listing.facets import state_of
from contracts.listing.filters import ContractFilterSet
from contracts.listing.ordering import all_rows
from contracts.listing.rows import Listing
from contracts.listing.telling import SPANS, VAT, told
from thirty3.design.formatting import state_words
from thirty3.spreadsheets.downloads import as_csv
from thirty3.spreadsheets.writing import Value

NAME: Final = "contracts-transparency"
YES_NO: Final = {True: "Yes", False: "No", None: "Not known"}


def told_or_withheld(fact: str) -> Cell:
    """A fact in words; where it is not shown, that it is withheld and why."""
    return lambda row, facts: _state_told(row, facts, fact) or told(fact, facts.get(fact))


def suppliers(row: Listing, facts: Mapping[str, Any]) -> Value:
    """Names with what the buyer said of each: "Acme Limited (company number 01234567)"."""
    named = [
        f"{entry['name']} (company number {entry['number']})" if "number" in entry else entry["name"]
        for entry in _suppliers(facts)
    ]
    return "; ".join(named) or _state_told(row, facts, "supplier")


def worth(row: Listing, facts: Mapping[str, Any]) -> Value:
    """The sum as a number, or why there is none."""
    sum_told = value(row, facts)
    return _state_told(row, facts, "value") if sum_told is None else sum_told


def tax(row: Listing, facts: Mapping[str, Any]) -> Value:
    return Decimal(facts["irrecoverable_vat"]["is"]) if held(facts, "irrecoverable_vat") else None


def worth_is(row: Listing, facts: Mapping[str, Any]) -> Value:
    """Whether the sum is for a year or the whole life, and with or without VAT."""
    stated = facts.get("value", {})
    said = (SPANS.get(stated.get("span", ""), ""), VAT.get(stated.get("vat", ""), ""))
    return ", ".join(words for words in said if words)


def size(name: str) -> Cell:
    """What the buyer said at award of each supplier, in the order of their names."""
    return lambda row, facts: "; ".join(YES_NO[entry.get(name)] for entry in _suppliers(facts))


def numbers(row: Listing, facts: Mapping[str, Any]) -> Value:
    return "; ".join(str(entry["number"]) for entry in _suppliers(facts) if "number" in entry)


COLUMNS: Final[Mapping[str, Cell]] = {
    "Organisation": lambda row, facts: row.data["lead"]["name"],
    "Reference number": text("reference"),
    "Title of agreement": lambda row, facts: row.title,
    "Local authority department responsible": text("department"),
    "Description of the goods and/or services being provided": text("description"),
    "Supplier name and details": suppliers,
    "Sum to be paid over the length of the contract or the estimated annual spending or budget": worth,
    "What the sum covers": worth_is,
    "Value Added Tax that cannot be recovered": lambda row, facts: facts.get("irrecoverable_vat", {}).get(
        "is"
    ),
    "Start date": date("start"),
    "End date": lambda row, facts: date("end")(row, facts) or told_or_withheld("end")(row, facts),
    "Review date": lambda row, facts: date("review")(row, facts) or told_or_withheld("review")(row, facts),
    "Result of an invitation to quote or a published invitation to tender": text("competition"),
    "Small or medium sized enterprise": size("sme"),
    "Voluntary or community sector organisation": size("vcse"),
    "Registration number": numbers,
    "Demonstration": lambda row, facts: "Demonstration" if row.demonstration else "No",
    "Address here": address,
}


@require_safe
def contracts_transparency(request: HttpRequest) -> HttpResponseBase:
    """The same parameters as the page, all of its pages."""
    selection = selection_of(request, ContractFilterSet)
    if isinstance(selection, HttpResponse):
        return selection

    def rows() -> Iterator[list[Value]]:
        for row in all_rows(selection):
            yield [cell(row, row.data["facts"]) for cell in COLUMNS.values()]

    return as_csv(NAME, list(COLUMNS), rows(), selection.day, invented=bool(selection.invented))


def _suppliers(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(facts.get("supplier", {}).get("entries", ()))


def _state_told(row: Listing, facts: Mapping[str, Any], fact: str) -> str:
    """ "Withheld" with its reason, or "None"; nothing of what is known or not stated."""
    state = state_of(row.data, fact)
    if state in ("known", "unknown"):
        return ""
    reason = row.data.get("hidden", {}).get(fact) or facts.get(fact, {}).get("reason", "")
    return state_words(state, reason)
