"""Contracts side by side."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.directory.compare.answers import Kind, answer
from contracts.directory.compare.chosen import Chosen, Other
from contracts.directory.compare.sheet import Cell, Column, Line, Sheet
from contracts.directory.contract import KIND
from contracts.directory.facts import APART, FIRST, Link, links_of
from contracts.listing.facets import state_of
from contracts.listing.filters import ContractFilter
from contracts.listing.history import hidden_facts
from contracts.listing.ordering import page_of
from contracts.listing.rows import FACTS, Listing, rows_by_key
from contracts.listing.selection import Selection
from contracts.listing.telling import LABELS, STATED, status_on, told
from thirty3.audiences import Audience, audience_of
from thirty3.evidence import DEMONSTRATION, REAL

OFFERED: Final = 6


@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """Up to five contracts, by key or address. A hidden one and one that never was are both not held."""
    audience, day = audience_of(request), timezone.localdate()

    def hold(words: list[str]) -> dict[str, tuple[str, Listing]]:
        return {key: (key, row) for key, row in rows_by_key(KIND, words, audience).items()}

    chosen = Chosen.of(request.GET, request.path, "key", hold)
    rows = list(chosen.shown.values())
    lead = Line("Authority", [_lead(row) for row in rows])
    status = Line("Status", [Cell(words=status_on(row, day)) for row in rows])
    sheet = Sheet(
        [
            Column(
                row.title, row.data["lead"]["name"], _page(row.key), row.demonstration, chosen.without(key)
            )
            for key, row in chosen.shown.items()
        ],
        [lead, status, *_facts(rows, audience)] if rows else [],
    )
    kind = Kind(
        one="contract",
        many="contracts",
        list_name="the list of contracts",
        list_url=reverse("contracts:contracts"),
        field_label="Address or key of another contract",
        field_hint="The key is the last part of the address of a contract’s page.",
    )
    like = _like(rows) if rows and chosen.room else None
    others = _others(chosen, Selection(like, audience, day)) if like else []
    invented = any(row.demonstration for row in rows)
    return answer(request, kind, chosen, sheet, _named, others=others, demonstration=invented)


def _named(row: Listing) -> str:
    return f"{row.title}, {row.data['lead']['name']}"


def _page(key: str) -> str:
    return reverse("contracts:contract", args=[key])


def _lead(row: Listing) -> Cell:
    lead = row.data["lead"]
    return Cell(links=(Link(lead["name"], reverse("boroughs:borough", args=[lead["slug"]])),))


def _facts(rows: list[Listing], audience: Audience) -> Iterator[Line]:
    """Every fact that one of them states, is asked to state or may not show here."""
    hidden = {row.key: hidden_facts(row, audience) for row in rows}
    for fact in dict.fromkeys((*FIRST, *FACTS[KIND].columns)):
        wanted = fact in STATED[KIND] or any(
            fact in row.data["facts"] or fact in row.data.get("hidden", {}) for row in rows
        )
        if wanted and fact not in APART:
            yield Line(LABELS[fact], [_cell(fact, row, fact in hidden[row.key]) for row in rows])


def _cell(fact: str, row: Listing, hidden: bool) -> Cell:
    """A fact of one contract: what this audience may not see is withheld, whether there is one or not."""
    value = row.data["facts"].get(fact, {})
    state = "withheld" if hidden else state_of(row.data, fact)
    if state != "known":
        return Cell(state, reason=row.data.get("hidden", {}).get(fact) or value.get("reason", ""))
    links = links_of(fact, value, {})
    return Cell(links=links) if links else Cell(words=told(fact, value))


def _like(rows: list[Listing]) -> ContractFilter | None:
    """Contracts for what these are for, of the first one's world; None where nobody said what for."""
    served = tuple(sorted({function for row in rows for function in row.facets.get("function", ())}))
    source = DEMONSTRATION if rows[0].demonstration else REAL
    if not served:
        return None
    return ContractFilter(function=served, status=("live",), source=(source,))


def _others(chosen: Chosen[Listing], similar: Selection) -> list[Other]:
    """Live ones for the same functions, those first that end soonest."""
    add = partial(_other, chosen)
    return [add(row) for row in page_of(similar, 1) if row.key not in chosen.found][:OFFERED]


def _other(chosen: Chosen[Listing], row: Listing) -> Other:
    return Other(row.title, row.data["lead"]["name"], chosen.adding(row.key))
