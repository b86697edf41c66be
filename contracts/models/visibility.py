"""Who may see which fact of a record: one pure function, read by everything that shows a record.

A fact is one or more columns that are shown, and hidden, together. What an authority or staff said
of it (`record.visibility`) comes first; otherwise the default of its kind holds.
"""

import datetime
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from thirty3.audiences import Audience

# The whole record: closing it hides that the record exists.
RECORD: Final = "record"
PROTECTIVE_REASON: Final = "it could help someone to attack the authority's systems"
SHARED_REASON: Final = "authorities share this only with each other"


class Seen(StrEnum):
    """Who sees a fact: everyone; officers of any authority and staff; that authority and staff alone."""

    PUBLIC = "public"
    BOROUGHS = "boroughs"
    OWN = "own"

    def includes(self, audience: Audience) -> bool:
        """Whether a list made for this audience may show the fact. What is an authority's own is in none."""
        return self is Seen.PUBLIC or (self is Seen.BOROUGHS and audience == Audience.BOROUGHS)


@dataclass(frozen=True)
class Rule:
    """Who sees a fact, and why others do not."""

    seen: Seen
    reason: str = ""


@dataclass(frozen=True)
class Facts:
    """The facts of one kind of record: the columns of each, and what their defaults depend on."""

    columns: Mapping[str, tuple[str, ...]]
    # Whom a protective function is protected from learning: who sells, makes or hosts it.
    naming: Set[str]
    # What somebody typed, or what leads to such a text. It may name what `naming` hides.
    telling: Set[str]
    # Shared between authorities alone, whatever the function; those of `unless_published` only
    # where their source is not public already.
    shared: Set[str]
    unless_published: Set[str] = frozenset()
    # Facts that tell of another one, and close with it: a note on a sum may name the sum.
    goes_with: Mapping[str, str] = field(default_factory=dict)
    # Groups of facts that sources state under another name.
    groups: Mapping[str, str] = field(default_factory=dict)
    # Shown with the record, whose whole can be closed: lists could not tell otherwise what they count.
    always: Set[str] = frozenset()

    @property
    def closable(self) -> frozenset[str]:
        """What an authority or staff may close by itself."""
        return frozenset(self.columns) - self.always

    def said_by(self, fact: str) -> str:
        """The group of facts, as sources state them, that a fact belongs to."""
        return self.groups.get(fact, fact)


CONTRACT: Final = Facts(
    columns={
        "kind": ("kind",),
        "title": ("title",),
        "reference": ("reference",),
        "ocid": ("ocid",),
        "description": ("description",),
        "department": ("department",),
        "participants": ("participants",),
        "supplier": ("supplier_links", "supplier_state", "supplier_reason"),
        "products": ("products",),
        "functions": ("functions",),
        "cpv": ("cpv",),
        "route": ("route", "route_state"),
        "route_note": ("route_note",),
        "framework": ("framework", "called_off_from_id"),
        "predecessors": ("predecessors",),
        "competition": ("competition",),
        "regime": ("regime",),
        "award": ("award_date", "award_precision"),
        "start": ("start_date", "start_precision"),
        "end": ("end_date", "end_precision", "end_kind", "end_state"),
        "breaks": ("break_dates",),
        "extensions": ("extension_options", "extensions_state"),
        "extensions_note": ("extensions_note",),
        "notice": ("notice_months", "notice_state"),
        "review": ("review_date", "review_state"),
        "terminated": ("terminated_date",),
        "termination_reason": ("termination_reason",),
        "value": ("value", "value_state", "value_kind", "value_span", "value_vat"),
        "value_note": ("value_note", "value_reason"),
        "irrecoverable_vat": ("irrecoverable_vat",),
        "notes": ("notes",),
        "links": ("links",),
    },
    naming=frozenset({"supplier", "products"}),
    telling=frozenset(
        {
            "title",
            "reference",
            "ocid",
            "description",
            "route_note",
            "framework",
            "predecessors",
            "extensions_note",
            "termination_reason",
            "value_note",
            "notes",
            "links",
        }
    ),
    shared=frozenset({"notes"}),
    unless_published=frozenset({"notes"}),
    goes_with={
        "route_note": "route",
        "extensions_note": "extensions",
        "value_note": "value",
        "irrecoverable_vat": "value",
        "termination_reason": "terminated",
    },
    groups={
        "participants": "buyers",
        "route_note": "route",
        "extensions_note": "extensions",
        "value_note": "value",
    },
    always=frozenset({"kind"}),
)

SYSTEM: Final = Facts(
    columns={
        "product": ("product_id",),
        "supplier": ("supplier_id",),
        "functions": ("functions",),
        "reference": ("reference",),
        "status": ("status",),
        "since": ("since_date", "since_precision"),
        "hosting": ("hosting", "hosting_state"),
        "users": ("users", "users_state"),
        "satisfaction": ("satisfaction", "satisfaction_state"),
        "replacement": ("plan_to_replace", "replace_by_date"),
        "contract": ("contract_id", "contract_as_stated"),
        "notes": ("notes",),
    },
    naming=frozenset({"product", "supplier"}),
    telling=frozenset({"reference", "contract", "notes"}),
    shared=frozenset({"hosting", "satisfaction", "notes"}),
    unless_published=frozenset({"notes"}),
)

# By the kind of list row.
FACTS: Final[Mapping[str, Facts]] = {"contract": CONTRACT, "system": SYSTEM}

# "until 31 March 2028", as the form of an authority writes it and staff may.
_UNTIL: Final = re.compile(r"\buntil (\d{1,2} [A-Z][a-z]+ \d{4})\b")

type Rules = Mapping[str, Rule]


def rules(
    kind: str, *, chosen: Mapping[str, Mapping[str, Any]], protective: bool, published: Set[str]
) -> dict[str, Rule]:
    """Who sees each fact of a record.

    `chosen` is the record's own `visibility`; `published` the groups of facts that show what an
    already public source says. A name of no such fact in `chosen` is a mistake that would leave open
    what somebody meant to close, so it is refused.
    """
    facts = FACTS[kind]
    if unknown := set(chosen) - facts.closable - {RECORD}:
        raise ValueError(f"No fact of a {kind} that can be closed: {', '.join(sorted(unknown))}")
    picked = {
        fact: Rule(Seen(choice["audience"]), str(choice.get("reason", ""))) for fact, choice in chosen.items()
    }
    for fact, main in facts.goes_with.items():
        if main in picked and fact not in picked and picked[main].seen is not Seen.PUBLIC:
            picked[fact] = picked[main]
    found = {
        fact: picked.get(fact) or _default(facts, fact, protective, facts.said_by(fact) in published)
        for fact in facts.columns
    }
    closed = [
        picked[fact] for fact in facts.naming if fact in picked and picked[fact].seen is not Seen.PUBLIC
    ]
    if closed:
        # Somebody closed the supplier: a text that may name it, public or not, closes with it.
        found |= {
            fact: max(found[fact], *closed, key=_strictness) for fact in facts.telling if fact not in chosen
        }
    found[RECORD] = picked.get(RECORD, Rule(Seen.PUBLIC))
    return found


def kept(audience: str, reason: str) -> dict[str, str]:
    """Who sees a fact and why, as a record's `visibility` keeps it.

    A reason that holds until a day keeps that day apart too, so that the authority is reminded of it.
    Without a reason nothing is closed (Freedom of Information Act 2000, section 17).
    """
    if audience != Seen.PUBLIC and not reason:
        raise ValueError("Say why not everyone may see it.")
    until = until_of(reason)
    return {"audience": str(audience), "reason": reason} | ({"until": until.isoformat()} if until else {})


def until_of(reason: str) -> datetime.date | None:
    """The day until which a reason says that it holds."""
    if (match := _UNTIL.search(reason)) is None:
        return None
    try:
        return datetime.datetime.strptime(match[1], "%d %B %Y").date()
    except ValueError:
        return None


def _strictness(rule: Rule) -> int:
    return list(Seen).index(rule.seen)


def _default(facts: Facts, fact: str, protective: bool, published: bool) -> Rule:
    if fact in facts.shared and not (published and fact in facts.unless_published):
        return Rule(Seen.BOROUGHS, SHARED_REASON)
    if protective and not published and fact in facts.naming | facts.telling:
        return Rule(Seen.BOROUGHS, PROTECTIVE_REASON)
    return Rule(Seen.PUBLIC)
