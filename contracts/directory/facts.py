"""The facts of one record as its page shows them: in their states, with links and sources."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.urls import reverse

from contracts.listing.facets import state_of
from contracts.listing.history import hidden_facts
from contracts.listing.projection import web_address
from contracts.listing.rows import FACTS, Listing, rows_for
from contracts.listing.shown import CHECKED
from contracts.listing.telling import A_NAME_CHECKED, LABELS, STATED, told
from thirty3.audiences import Audience

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
    "product": lambda entry: reverse("suppliers:technology", args=[entry["slug"]]),
    "functions": lambda entry: reverse("boroughs:function", args=[entry["area"], entry["slug"]]),
    "participants": lambda entry: reverse("boroughs:borough", args=[entry["slug"]]),
}
# Those of which somebody may know only while a record shows them.
NAMED: Final = frozenset({"supplier", "products", "product"})


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


def fact_rows(row: Listing, audience: Audience, *, past: bool = False) -> Iterator[FactRow]:
    """Every fact that is known, every stated one that is not, and those that this audience may not see.

    Of the past, suppliers and products stand without links: they may have no page today.
    """
    table, facts = FACTS[row.kind], row.data["facts"]
    related = _related(facts, audience)
    hidden = hidden_facts(row, audience)
    for fact in dict.fromkeys((*(fact for fact in FIRST if fact in table.columns), *table.columns)):
        # Of texts that are kept back the page says once that there may be some.
        if fact in APART or (fact in hidden and fact in table.telling):
            continue
        if fact in facts or fact in hidden or fact in STATED[row.kind]:
            state = state_of(row.data, fact)
            value = facts.get(fact, {})
            known = state == "known"
            yield FactRow(
                fact=fact,
                label=LABELS[fact],
                state=state,
                reason=row.data.get("hidden", {}).get(fact) or value.get("reason", ""),
                words=told(fact, value) if known else "",
                links=_linked(fact, value, related, past=past) if known else (),
                sources=_sources_of(fact, row),
            )


def _sources_of(fact: str, row: Listing) -> tuple[dict[str, Any], ...]:
    """Which source a value comes from; where there is but one, the page says so once."""
    sources = row.data.get("sources", ())
    return tuple(s for s in sources if fact in s["facts"]) if len(sources) > 1 else ()


def _linked(fact: str, value: dict[str, Any], related: dict[str, str], *, past: bool) -> tuple[Link, ...]:
    links = links_of(fact, value, related)
    return tuple(replace(link, href="") for link in links) if past and fact in NAMED else links


def links_of(fact: str, value: dict[str, Any], related: dict[str, str]) -> tuple[Link, ...]:
    if fact in PAGES:
        links = tuple(Link(e["name"], PAGES[fact](e), _aside(fact, e)) for e in value["entries"])
        return (*links, Link(A_NAME_CHECKED)) if CHECKED in value else links
    if fact == "links":
        return tuple(Link(address, web_address(address)) for address in value["is"])
    keys = [value["key"]] if "key" in value else value.get("keys", ())
    return tuple(
        Link(related[key], reverse("contracts:contract", args=[key])) for key in keys if key in related
    )


def _aside(fact: str, entry: dict[str, Any]) -> str:
    """What stands after a name: who makes the product, the supplier's size as the buyer said, the area."""
    if fact in ("products", "product"):
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
    rows = rows_for("contract", audience).filter(key__in=keys).order_by("-audience")
    return {row.key: row.title for row in rows}
