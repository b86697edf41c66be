"""One contract: every fact in its state, where each comes from, where sources disagree, what was done."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.listing.facets import state_of
from contracts.listing.history import hidden_facts, history_of
from contracts.listing.projection import web_address
from contracts.listing.rows import FACTS, Listing, row_of, rows_for, rows_paid_by
from contracts.listing.subjects import MODELS
from contracts.listing.telling import LABELS, STATED, status_on, told
from thirty3.audiences import Audience, audience_of
from thirty3.errors import gone
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.models import Tombstone
from thirty3.registry import RECORD_ACTIONS

KIND: Final = "contract"
# Until when days are counted, and until when months.
SOON: Final = 62
MANY_MONTHS: Final = 24
# What people come for first; the rest as the model has it.
FIRST: Final = (
    *("participants", "supplier", "products", "functions", "kind", "value", "value_note"),
    *("start", "end", "terminated", "breaks", "extensions", "extensions_note", "notice", "review"),
    *("award", "route", "route_note", "framework", "predecessors", "competition", "regime"),
    *("department", "reference", "description", "notes", "links"),
)
# Told elsewhere on the page.
APART: Final = frozenset({"title"})
# The facts whose entries have pages of their own.
PAGES: Final[Mapping[str, Callable[[Mapping[str, str]], str]]] = {
    "supplier": lambda entry: reverse("suppliers:supplier", args=[entry["slug"]]),
    "products": lambda entry: reverse("suppliers:technology", args=[entry["slug"]]),
    "functions": lambda entry: reverse("boroughs:function", args=[entry["area"], entry["slug"]]),
    "participants": lambda entry: reverse("boroughs:borough", args=[entry["slug"]]),
}


@dataclass(frozen=True)
class Link:
    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class FactRow:
    """A fact as the page shows it: links or words where it is known, otherwise its state and why."""

    fact: str
    label: str
    state: str
    reason: str = ""
    words: str = ""
    links: tuple[Link, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()


@require_safe
def contract(request: HttpRequest, key: str) -> HttpResponse:
    """A hidden record and one that never was answer alike; one that was removed says so to who saw it."""
    audience, day = audience_of(request), timezone.localdate()
    row = row_of(KIND, key, audience)
    if row is None:
        return _missing(request, key, audience)
    facts = list(fact_rows(row, audience))
    context = {
        "row": row,
        "status": status_on(row, day),
        "until": until(row, day),
        "facts": [fact for fact in facts if fact.state != "unknown"],
        # Each by its name alone: on many a page there are more of them than of all else.
        "unknown": [fact.label.lower() for fact in facts if fact.state == "unknown"],
        "texts_hidden": bool(row.data.get("hidden", {}).keys() & FACTS[KIND].telling),
        "systems": rows_paid_by(row.record_id, audience),
        "for_authorities": audience == Audience.BOROUGHS,
        "sources": row.data.get("sources", ()),
        "differ": [
            {**item, "label": LABELS[item["fact"]], "words": told(item["fact"], item["says"])}
            for item in row.data.get("differ", ())
        ],
        "history": history_of(row, audience),
        "actions": [(a.label, a.url(row)) for a in RECORD_ACTIONS if a.kind == KIND],
        "canonical": settings.SITE_URL + request.path,
    }
    response = render(request, "contracts/contract.html", context)
    return keep_out_of_search_engines(response) if row.demonstration else response


def until(row: Listing, day: datetime.date) -> str:
    """How long there is to the end, in the unit in which people think of that; nothing once it is past."""
    if row.ends is None or row.ends < day:
        return ""
    days = (row.ends - day).days
    months = (row.ends.year - day.year) * 12 + row.ends.month - day.month - (row.ends.day < day.day)
    if days < SOON:
        return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"in {months} months" if months < MANY_MONTHS else f"in {months // 12} years"


def _missing(request: HttpRequest, key: str, audience: Audience) -> HttpResponse:
    left = Tombstone.objects.filter(kind=MODELS[KIND].record_kind(), key=key).first()
    if left is not None and left.is_seen_by(audience):
        return gone(request)
    raise Http404


def fact_rows(row: Listing, audience: Audience) -> Iterator[FactRow]:
    """Every fact that is known, every stated one that is not, and those that this audience may not see."""
    table, facts = FACTS[KIND], row.data["facts"]
    related = _related(facts, audience)
    hidden = hidden_facts(row, audience)
    for fact in dict.fromkeys((*FIRST, *table.columns)):
        # Of texts that are kept back the page says once that there may be some.
        if fact in APART or (fact in hidden and fact in table.telling):
            continue
        if fact in facts or fact in hidden or fact in STATED[KIND]:
            state = state_of(row.data, fact)
            value = facts.get(fact, {})
            known = state == "known"
            yield FactRow(
                fact=fact,
                label=LABELS[fact],
                state=state,
                reason=row.data.get("hidden", {}).get(fact) or value.get("reason", ""),
                words=told(fact, value) if known else "",
                links=links_of(fact, value, related) if known else (),
                sources=_sources_of(fact, row),
            )


def _sources_of(fact: str, row: Listing) -> tuple[dict[str, Any], ...]:
    """Which source a value comes from; where there is but one, the page says so once."""
    sources = row.data.get("sources", ())
    return tuple(s for s in sources if fact in s["facts"]) if len(sources) > 1 else ()


def links_of(fact: str, value: dict[str, Any], related: dict[str, str]) -> tuple[Link, ...]:
    if fact in PAGES:
        return tuple(Link(e["name"], PAGES[fact](e), _aside(fact, e)) for e in value["entries"])
    if fact == "links":
        return tuple(Link(address, web_address(address)) for address in value["is"])
    keys = [value["key"]] if "key" in value else value.get("keys", ())
    return tuple(
        Link(related[key], reverse("contracts:contract", args=[key])) for key in keys if key in related
    )


def _aside(fact: str, entry: dict[str, Any]) -> str:
    """What stands after a name: who makes the product, the supplier's size as the buyer said, the area."""
    if fact == "products":
        return f"made by {entry['maker']['name']}" if "maker" in entry else ""
    if fact == "functions":
        return str(entry["area_name"])
    if fact == "participants":
        return ""
    notes = [("an SME at award" if entry["sme"] else "not an SME at award") if "sme" in entry else ""]
    notes += ["a VCSE at award" if entry.get("vcse") else ""]
    notes += [f"company number {entry['number']} as given" if "number" in entry else ""]
    notes += [f"named “{entry['as_given']}”" if entry.get("as_given", entry["name"]) != entry["name"] else ""]
    return ", ".join(note for note in notes if note)


def _related(facts: dict[str, Any], audience: Audience) -> dict[str, str]:
    """Titles of the agreements that this one refers to, as far as the audience may see them: one query."""
    keys = [*facts.get("predecessors", {}).get("keys", ()), facts.get("framework", {}).get("key", "")]
    rows = rows_for(KIND, audience).filter(key__in=keys).order_by("-audience")
    return {row.key: row.title for row in rows}
