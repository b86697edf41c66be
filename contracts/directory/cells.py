"""Cells of a download: how each kind of fact of a row stands in one."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Final

from contracts.listing.facets import state_of
from contracts.listing.rows import Listing
from contracts.listing.telling import CODES, told
from thirty3.spreadsheets.writing import Value

STATES: Final = {"known": "Known", "unknown": "Not known", "none": "None", "withheld": "Withheld"}
type Cell = Callable[[Listing, Mapping[str, Any]], Value]


def text(fact: str) -> Cell:
    """A fact as it stands, or in its words where it is a code."""
    words = CODES.get(fact, {})
    return lambda row, facts: words.get(facts[fact]["is"], facts[fact]["is"]) if held(facts, fact) else ""


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


def sources(name: str) -> Cell:
    return lambda row, facts: "; ".join(
        dict.fromkeys(source[name] for source in row.data.get("sources", ()) if source.get(name))
    )


def held(facts: Mapping[str, Any], fact: str) -> bool:
    return "is" in facts.get(fact, {})


def _state(facts: Mapping[str, Any], fact: str) -> str:
    return str(facts.get(fact, {}).get("state", "unknown"))
