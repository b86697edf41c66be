"""Comparing what a row says with what is held, and deciding what would be written."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from contracts.imports.carrying import carried_evidence, carried_values, same_evidence
from contracts.imports.problems import Problem
from contracts.imports.proposals import Evidence, Proposal
from contracts.imports.round_trip.merging import not_shown, still_shown
from contracts.imports.staged import StagedWrite
from contracts.models import Assertion, Contract, ImportBatch, ImportWrite, Rank, Source
from contracts.models.provenance import origin
from contracts.services.groups import GROUPS
from contracts.services.precedence import Said, combine
from thirty3.history.facts import (
    Facts,
    child_relations,
    column_fields,
    differing,
    facts_by_id,
    plain,
    set_fields,
)

ASSERTED_FIELDS = [
    f for f in Assertion._meta.concrete_fields if f.name not in ("id", "record_kind", "record_id")
]


def blank_facts(model: type[models.Model]) -> Facts:
    """The facts of a record of which nobody has said anything."""
    blank, changeable = _blank_facts(model)
    return blank | {fact: blank[fact].copy() for fact in changeable}


@cache
def _blank_facts(model: type[models.Model]) -> tuple[Facts, list[str]]:
    """The blank facts, and those of them that each record must have to itself."""
    empty = model()
    facts: Facts = {f.attname: plain(getattr(empty, f.attname)) for f in column_fields(model)}
    facts |= {f.name: [] for f in set_fields(model)}
    facts |= {str(r.get_accessor_name()): [] for r in child_relations(model)}
    return facts, [fact for fact, value in facts.items() if isinstance(value, list | dict)]


@dataclass
class Held:
    """What is held of the records that a chunk of rows speaks of."""

    assertions: dict[int, Assertion] = field(default_factory=dict)
    of_record: dict[tuple[str, int], list[Assertion]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[tuple[str, int], Facts] = field(default_factory=dict)
    versions: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def behind(cls, assertion_ids: list[int], records: Iterable[tuple[str, int]]) -> "Held":
        """Load everything about these records and those behind these assertions, in a handful of queries."""
        held = cls()
        mine = list(Assertion.objects.filter(pk__in=assertion_ids))
        held.assertions = {assertion.pk: assertion for assertion in mine}
        by_kind: dict[str, set[int]] = defaultdict(set)
        for kind, record_id in records:
            by_kind[kind].add(record_id)
        for assertion in mine:
            by_kind[assertion.record_kind].add(assertion.record_id)
        for kind, ids in by_kind.items():
            model = apps.get_model(kind)
            for record_id, facts in facts_by_id(model, ids).items():
                held.facts[kind, record_id] = facts
            for pk, version in model._default_manager.filter(pk__in=ids).values_list("pk", "version"):
                held.versions[kind, pk] = version
            everyone = Assertion.objects.filter(record_kind=kind, record_id__in=ids).select_related("source")
            for assertion in everyone:
                held.of_record[kind, assertion.record_id].append(assertion)
        return held

    def knows(self, proposal: Proposal, assertion_id: int | None) -> bool:
        """Whether the proposal speaks of a record that is held."""
        if assertion_id in self.assertions:
            assertion = self.assertions[assertion_id]
            return (assertion.record_kind, assertion.record_id) in self.facts
        return proposal.record_id is not None and (proposal.kind, proposal.record_id) in self.facts


def source_row(source_slug: str, identity: str) -> str:
    """A row's name among all sources."""
    return f"{source_slug}:{identity}"


def said_by(assertion: Assertion) -> Said:
    return Said(
        origin(assertion.source.slug, assertion.source_record_id),
        assertion.rank,
        assertion.as_at_date,
        assertion.values,
        assertion.own,
    )


@dataclass(frozen=True)
class Comparison:
    """What one proposal comes to: a write, or none where everything is held already."""

    write: StagedWrite | None
    problems: tuple[Problem, ...] = ()
    # The write says nothing new of the record: the same was true on a later day.
    confirms: bool = False


class Comparer:
    """Compares proposals of one batch."""

    def __init__(self, batch: ImportBatch, source: Source) -> None:
        self.batch, self.source = batch, source

    def new(self, proposal: Proposal, evidence: Evidence, record_id: int, key: str) -> Comparison:
        """A record that nobody spoke of before."""
        model = apps.get_model(proposal.kind)
        said = self._said(proposal, evidence, proposal.values)
        facts = combine(proposal.kind, blank_facts(model), [said])
        if "key" in facts:
            facts["key"] = key
        if "demonstration" in facts:
            facts["demonstration"] = self.batch.demonstration
        write = StagedWrite(
            batch_id=self.batch.pk,
            record_kind=proposal.kind,
            record_id=record_id,
            key=key if "key" in facts else "",
            title=proposal.title,
            action=ImportWrite.Action.NEW,
            record=facts,
            assertion=self._assertion(proposal, evidence, proposal.values),
        )
        return Comparison(write, contradictions(facts))

    def known(
        self, proposal: Proposal, evidence: Evidence, before: Assertion | None, held: Held
    ) -> Comparison:
        """A record that is held. A blank cell leaves what the source said before standing."""
        if before is not None and (older := older_than(before, evidence, proposal.values)) is not None:
            return older
        record = (proposal.kind, before.record_id if before else proposal.record_id or 0)
        values = dict(proposal.values)
        if before is not None:
            same_name = before.source_record_id == proposal.identity
            told = before.values
            if proposal.keyed:
                told = still_shown(told, held.facts[record], origin(self.source.slug, proposal.identity))
            values = carried_values(proposal.kind, told, values, same_name=same_name)
            evidence = carried_evidence(before, evidence)
        others = [said_by(a) for a in held.of_record[record] if before is None or a.pk != before.pk]
        now = self._said(proposal, evidence, values)
        current = held.facts[record]
        facts = combine(proposal.kind, current, [*others, now])
        old, new = differing(current, facts)
        if (
            before is not None
            and set(new) <= {"origins"}
            and (values, proposal.identity) == (before.values, before.source_record_id)
            and same_evidence(before, evidence)
        ):
            return Comparison(None)
        write = StagedWrite(
            batch_id=self.batch.pk,
            record_kind=proposal.kind,
            record_id=record[1],
            key=current.get("key", ""),
            title=proposal.title,
            action=ImportWrite.Action.CHANGED if new else ImportWrite.Action.ASSERTED,
            version=held.versions[record],
            record=facts,
            before=old,
            after=new,
            assertion=self._assertion(proposal, evidence, values),
            assertion_before=asserted_facts(before) if before else None,
        )
        doubts = officer_conflicts(proposal.kind, held.of_record[record], proposal.values, now)
        doubts = doubts or not_shown(proposal, facts)
        confirms = before is not None and not set(new) - {"origins"} and values == before.values
        return Comparison(write, (*contradictions(facts), *doubts), confirms)

    def _said(self, proposal: Proposal, evidence: Evidence, values: dict[str, Facts]) -> Said:
        day = datetime.date.fromisoformat(evidence.as_at) if evidence.as_at else None
        return Said(origin(self.source.slug, proposal.identity), evidence.rank, day, values, evidence.own)

    def _assertion(self, proposal: Proposal, evidence: Evidence, values: dict[str, Facts]) -> dict[str, Any]:
        return {
            "source_id": self.source.pk,
            "source_record_id": proposal.identity,
            "batch": self.batch.key,
            "sheet": evidence.sheet,
            "row_number": evidence.row_number,
            "rank": evidence.rank,
            "published": evidence.published,
            "as_at_date": evidence.as_at,
            "url": evidence.url,
            "publisher": evidence.publisher,
            "evidence": evidence.evidence,
            "own": evidence.own,
            "values": values,
        }


def older_than(before: Assertion, evidence: Evidence, values: dict[str, Facts]) -> Comparison | None:
    """What comes of a row that was true before what its source last said: the later day wins."""
    if before.as_at_date is None or evidence.as_at is None or evidence.as_at >= str(before.as_at_date):
        return None
    if all(before.values.get(group) == facts for group, facts in values.items()):
        return Comparison(None)
    message = (
        f"The same source said otherwise on {before.as_at_date:%-d %B %Y}, later than the day of this file. "
        "What it said then stays."
    )
    return Comparison(None, (Problem("older-file", message, "", evidence.as_at, "note"),))


def asserted_facts(assertion: Assertion) -> dict[str, Any]:
    """An assertion as plain JSON, so that an undo can put it back."""
    return {f.attname: plain(getattr(assertion, f.attname)) for f in ASSERTED_FIELDS}


def contradictions(facts: Facts) -> tuple[Problem, ...]:
    """What the database would refuse once several sources are put together."""
    found = []
    start, end = facts.get("start_date"), facts.get("end_date")
    if start and end and end < start:
        found.append(
            Problem(
                "end-before-start",
                f"With what other sources say, the contract would start on {start} and end on {end}. "
                "Check both dates.",
                "",
                f"{start} to {end}",
                "doubt",
            )
        )
    if str(facts.get("value") or "").startswith("-") and facts.get("kind") != Contract.Kind.SPEND:
        found.append(
            Problem(
                "value-negative",
                "The value of a contract cannot be less than £0. Check it, and what kind of agreement it is.",
                "",
                str(facts["value"]),
                "doubt",
            )
        )
    return tuple(found)


def officer_conflicts(
    kind: str, assertions: Iterable[Assertion], values: dict[str, Facts], now: Said
) -> list[Problem]:
    """An officer's edit that is older than this file and says otherwise: a person decides."""
    problems = []
    for assertion in assertions:
        if assertion.rank != Rank.OFFICER or (now.as_at or datetime.date.min) <= (
            assertion.as_at_date or datetime.date.min
        ):
            continue
        for group in GROUPS[kind]:
            if group in values and group in assertion.values and values[group] != assertion.values[group]:
                problems.append(
                    Problem(
                        "edited-by-hand",
                        f"Somebody edited or confirmed the {group.replace('_', ' ')} by hand on "
                        f"{assertion.as_at_date}, and this newer file says something else. "
                        "What was edited stays, also where this row is accepted. To take what the file says, "
                        "change the record itself.",
                        group,
                        "",
                        "doubt",
                    )
                )
    return problems
