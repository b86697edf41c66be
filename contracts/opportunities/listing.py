"""The list of opportunities: what its filters offer, its chips, and each line of it."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from boroughs.models import Borough, Function
from contracts.models import Opportunity, Stage
from contracts.opportunities.filters import STATUSES, SUITS, OpportunityFilter, OpportunityFilterSet
from contracts.opportunities.telling import countdown_of, value_of
from thirty3.design.facets import Chip, Facet, Option
from thirty3.design.formatting import fact_date, money

OPEN_AT_FIRST: Final = frozenset({"status", "suits"})
# Beyond these a facet that is not long says less than it costs.
MOST_OPTIONS: Final = 40


@dataclass(frozen=True)
class Line:
    """One opportunity of a list."""

    opportunity: Opportunity
    stage: Stage
    when: str
    value: str
    functions: str


class Names:
    """The names behind slugs: two queries."""

    def __init__(self) -> None:
        self.of: dict[str, Mapping[str, str]] = {
            "status": STATUSES,
            "suits": SUITS,
            "function": dict(Function.objects.order_by("name", "pk").values_list("slug", "name")),
            "borough": dict(Borough.objects.by_name().values_list("slug", "name")),
        }

    def label(self, name: str, value: str) -> str:
        return self.of.get(name, {}).get(value, value)


def offered(chosen: OpportunityFilter, names: Names, now: datetime.datetime) -> list[Facet]:
    """Every facet with how many opportunities each value would find, its own selection left aside."""
    facets = []
    for name in OpportunityFilter.FACETS:
        counts = _counts(name, chosen, now)
        picked = getattr(chosen, name)
        values = [value for value in names.of[name] if counts[value] or value in picked]
        values += [value for value in picked if value not in values]
        options = [
            Option(value, names.label(name, value), counts[value], value in picked)
            for value in values[:MOST_OPTIONS]
        ]
        facets.append(Facet(name, OpportunityFilterSet.label(name), options, unfolded=name in OPEN_AT_FIRST))
    return [one for one in facets if one.options]


def _counts(name: str, chosen: OpportunityFilter, now: datetime.datetime) -> Counter[str]:
    """How many each value of a facet has: one query, two for authorities, which lead and take part."""
    if name == "status":
        everything = replace(chosen, status=tuple(STATUSES)).found(now)
        return Counter(one.stage_at(now).value for one in everything.only("stage", "deadline"))
    every: dict[str, Any] = {name: ()}
    found = replace(chosen, **every).found(now).order_by()
    if name == "suits":
        suits = list(found.values_list("suits_smes", "suits_vcses"))
        return Counter(
            {"smes": sum(bool(smes) for smes, _ in suits), "vcses": sum(bool(v) for _, v in suits)}
        )
    if name == "function":
        return Counter(found.filter(functions__isnull=False).values_list("functions__slug", flat=True))
    pairs = {
        *found.values_list("pk", "borough__slug"),
        *found.filter(participants__isnull=False).values_list("pk", "participants__slug"),
    }
    return Counter(slug for _, slug in pairs)


def chips(path: str, chosen: OpportunityFilter, names: Names) -> list[Chip]:
    """One chip for each value in use; taking it away keeps the others."""
    return [
        Chip(
            OpportunityFilterSet.label(name),
            _words(chosen, name, value, names),
            chosen.without(name, value).at(path),
        )
        for name, value in chosen.in_use
    ]


def _words(chosen: OpportunityFilter, name: str, value: str, names: Names) -> str:
    if name in ("value_min", "value_max"):
        return money(getattr(chosen, name))
    return fact_date(chosen.closes_before) if name == "closes_before" else names.label(name, value)


def heading(count: int, chosen: OpportunityFilter, names: Names) -> str:
    """ "3 opportunities, open or planned, of Camden, matching “repairs”"."""
    words = [f"{count:,} opportunit{'y' if count == 1 else 'ies'}" if count else "No opportunities"]
    if chosen.status:
        words.append(" or ".join(names.label("status", one).lower() for one in chosen.status))
    for name, before in (("borough", "of"), ("function", "for"), ("suits", "suitable for")):
        if values := getattr(chosen, name):
            said = " or ".join(names.label(name, one) for one in values)
            words.append(f"{before} {said}")
    if chosen.closes_before:
        words.append(f"closing before {fact_date(chosen.closes_before)}")
    if chosen.q:
        words.append(f"matching “{chosen.q}”")
    return ", ".join(words)


def line_of(one: Opportunity, now: datetime.datetime) -> Line:
    """What a list says of one."""
    stage = one.stage_at(now)
    when = countdown_of(one, now) if stage in (Stage.OPEN, Stage.CLOSED) else ""
    if not when and stage not in (Stage.AWARDED, Stage.WITHDRAWN) and one.expected_date:
        when = f"Tenders expected to be invited by {fact_date(one.expected_date)}"
    functions = ", ".join(function.name for function in one.functions.all())
    return Line(one, stage, when, value_of(one), functions)
