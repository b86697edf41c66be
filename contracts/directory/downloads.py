"""The list as CSV: exactly what the page's filter finds, a bounded number of rows in memory."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.listing.facets import state_of
from contracts.listing.filters import SME, ContractFilterSet
from contracts.listing.ordering import all_rows
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.listing.telling import CODES, ENDS, status_on, told
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.spreadsheets.writing import Value, csv_lines

STATES: Final = {"known": "Known", "unknown": "Not known", "none": "None", "withheld": "Withheld"}
type Cell = Callable[[Listing, Mapping[str, Any]], Value]


def text(fact: str) -> Cell:
    """A fact as it stands, or in its words where it is a code."""
    words = CODES.get(fact, {})
    return lambda row, facts: words.get(facts[fact]["is"], facts[fact]["is"]) if _is(facts, fact) else ""


def in_words(fact: str) -> Cell:
    return lambda row, facts: told(fact, facts.get(fact)) if _state(facts, fact) == "known" else ""


def state(fact: str) -> Cell:
    """Known, not known, none or withheld: never a blank that could be any of them."""
    return lambda row, facts: STATES[state_of(row.data, fact)]


def reason(fact: str) -> Cell:
    """Why a fact is withheld, by its authority or from this audience."""
    return lambda row, facts: row.data.get("hidden", {}).get(fact) or facts.get(fact, {}).get("reason", "")


def date(fact: str) -> Cell:
    return lambda row, facts: (
        datetime.date.fromisoformat(facts[fact]["date"]) if "date" in facts.get(fact, {}) else None
    )


def part(fact: str, name: str, words: Mapping[str, str] | None = None) -> Cell:
    def cell(row: Listing, facts: Mapping[str, Any]) -> Value:
        value = facts.get(fact, {}).get(name)
        return (words or {}).get(str(value), str(value)) if value is not None else ""

    return cell


def entries(fact: str, name: str = "name") -> Cell:
    return lambda row, facts: "; ".join(
        dict.fromkeys(entry[name] for entry in facts.get(fact, {}).get("entries", ()) if name in entry)
    )


def makers(row: Listing, facts: Mapping[str, Any]) -> Value:
    made = facts.get("products", {}).get("entries", ())
    return "; ".join(dict.fromkeys(product["maker"]["name"] for product in made if "maker" in product))


def sme(row: Listing, facts: Mapping[str, Any]) -> Value:
    return "; ".join(SME[value] for value in row.facets.get("sme", ()))


def value(row: Listing, facts: Mapping[str, Any]) -> Value:
    return Decimal(facts["value"]["is"]) if _is(facts, "value") else None


def sources(name: str) -> Cell:
    return lambda row, facts: "; ".join(
        dict.fromkeys(source[name] for source in row.data.get("sources", ()) if source.get(name))
    )


def address(row: Listing, facts: Mapping[str, Any]) -> Value:
    return settings.SITE_URL + reverse("contracts:contract", args=[row.key])


def _is(facts: Mapping[str, Any], fact: str) -> bool:
    return "is" in facts.get(fact, {})


def _state(facts: Mapping[str, Any], fact: str) -> str:
    return str(facts.get(fact, {}).get("state", "unknown"))


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


@require_safe
def contracts_csv(request: HttpRequest) -> HttpResponseBase:
    """The same parameters as the page, all of its pages."""
    filters = ContractFilterSet.read(request.GET)
    day = timezone.localdate()
    if (chosen := filters.filter) is None:
        problems = "\n".join(error for errors in filters.form.errors.values() for error in errors)
        return HttpResponse(f"{problems}\n", status=400, content_type="text/plain; charset=utf-8")
    selection = Selection(chosen, audience_of(request), day)
    invented = selection.facets.any_of("source", ["demonstration"]) & selection.ids
    lines = csv_lines(["Status", *COLUMNS], _cells(all_rows(selection), day))
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type="text/csv; charset=utf-8"
    )
    name = f"{'demonstration-' if invented else ''}contracts-{day.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return keep_out_of_search_engines(response)


def _cells(rows: Iterable[Listing], day: datetime.date) -> Iterable[list[Value]]:
    for row in rows:
        facts = row.data["facts"]
        yield [status_on(row, day), *(cell(row, facts) for cell in COLUMNS.values())]
