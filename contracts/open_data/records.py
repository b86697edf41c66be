"""A list row as JSON: every fact in its state, as its audience may see it. Downloads and the API share it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from contracts.directory.running import contracts_of
from contracts.listing.facets import state_of
from contracts.listing.rows import FACTS, Listing, rows_for
from contracts.listing.shown import CHECKED
from contracts.listing.telling import status_of
from thirty3.audiences import Audience

CONTRACT: Final = "contract"
CHUNK: Final = 200
# Told beside the facts.
APART: Final = frozenset({"kind"})
SUMS: Final = frozenset({"value", "irrecoverable_vat"})
# What a fact's parts are called, where the list row has them under another name.
PARTS: Final[Mapping[str, str]] = {
    "break_dates": "dates",
    "value_reason": "reason",
    "plan_to_replace": "planned",
    "replace_by_date": "by",
    "decide_by_date": "decide_by",
    "taken_date": "taken",
}
type Json = dict[str, Any]


def records(kind: str, rows: Iterable[Listing], audience: Audience, day: datetime.date) -> Iterator[Json]:
    """Each row as JSON, in order: one query for two hundred, for the agreements that they refer to."""
    one = _contract if kind == CONTRACT else _system
    for part in batched(rows, CHUNK, strict=False):
        shown = _keys_shown(part, audience) if kind == CONTRACT else _paying(part, audience)
        for row in part:
            yield one(row, audience, day, shown)


def _contract(row: Listing, audience: Audience, day: datetime.date, shown: Mapping[Any, str]) -> Json:
    return {
        "key": row.key,
        "address": settings.SITE_URL + reverse("contracts:contract", args=[row.key]),
        "title": row.title,
        "kind": row.data["facts"]["kind"]["is"],
        "authority": row.data["lead"],
        "status": status_of(row, day),
        **_common(row, audience, shown),
    }


def _system(row: Listing, audience: Audience, day: datetime.date, shown: Mapping[Any, str]) -> Json:
    return {
        "key": row.key,
        "title": row.title,
        "authority": row.data["lead"],
        **_common(row, audience, shown),
    }


def _common(row: Listing, audience: Audience, shown: Mapping[Any, str]) -> Json:
    return {
        "demonstration": row.demonstration,
        "updated": row.updated_at.isoformat(),
        "facts": dict(_facts(row, audience, shown)),
        "sources": [_source(source) for source in row.data.get("sources", ())],
    }


def _facts(row: Listing, audience: Audience, shown: Mapping[Any, str]) -> Iterator[tuple[str, Json]]:
    """Every fact of its kind. What authorities share with each other alone is no fact to the public."""
    table, facts, hidden = FACTS[row.kind], row.data["facts"], row.data.get("hidden", {})
    for fact in table.columns:
        held = facts.get(fact)
        if fact in APART or (held is None and fact in table.shared and audience == Audience.PUBLIC):
            continue
        told = _parts(fact, held or {}, shown) | {"state": state_of(row.data, fact)}
        yield fact, told | ({"reason": hidden[fact]} if fact in hidden else {})


def _parts(fact: str, held: Mapping[str, Any], shown: Mapping[Any, str]) -> Json:
    """The parts of a fact under plain names; keys of other agreements only where these are shown."""
    found: Json = {}
    for name, value in held.items():
        if name == CHECKED:
            continue
        if name == "is":
            found["amount" if fact in SUMS else "value"] = value
        elif name in ("key", "id"):
            found |= {"key": shown[value]} if value in shown else {}
        elif name == "keys":
            found["keys"] = [shown[key] for key in value if key in shown]
        elif name == "options":
            found["options"] = [_renamed(option) for option in value]
        elif value is not None:
            found[PARTS.get(name, name)] = value
    return found


def _renamed(option: Mapping[str, Any]) -> Json:
    return {PARTS.get(name, name): value for name, value in option.items() if value is not None}


def _source(source: Mapping[str, Any]) -> Json:
    return {name: value for name, value in source.items() if name not in ("rank", "published")}


def _keys_shown(rows: Sequence[Listing], audience: Audience) -> dict[str, str]:
    """The keys of the agreements that these refer to, as far as the audience may see them."""
    wanted: set[str] = set()
    for row in rows:
        facts = row.data["facts"]
        wanted.update(facts.get("predecessors", {}).get("keys", ()))
        wanted.update(filter(None, [facts.get("framework", {}).get("key")]))
    # Asked even where none is wanted, so that the number of queries does not hang on the rows.
    seen = rows_for(CONTRACT, audience).filter(key__in=sorted(wanted) or [""])
    return {key: key for key in seen.values_list("key", flat=True)}


def _paying(rows: Sequence[Listing], audience: Audience) -> dict[int, str]:
    """Id -> key of the agreements that pay for these systems, as far as the audience may see them."""
    return {pk: row.key for pk, row in contracts_of(rows, audience).items()}
