"""A record's past as one audience may know it: today's rules apply to every past state.

A fact that is hidden from the audience today is hidden in all of the past. A value of the past is also
held to where it came from: what an authority's own file said, or what came from a source that is not
public, does not show because a public source says something now.
"""

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from contracts.listing.lookups import Lookups, SourceName, lookups_for
from contracts.listing.projection import LEAD, day_of, decide, last_day, protects, runs_on
from contracts.listing.shown import Shown, shown
from contracts.listing.subjects import MODELS
from contracts.listing.telling import LABELS, told
from contracts.listing.words import title_of
from contracts.models import Assertion, Listing
from contracts.models.provenance import origin, rights_by_hand
from contracts.models.visibility import FACTS, RECORD
from thirty3.audiences import Audience
from thirty3.history.entries import NOT_SAID, Entry, Line, entry
from thirty3.history.facts import Facts
from thirty3.history.past import Step, steps_of, until

type Names = Mapping[str, Shown]


def hidden_facts(row: Listing, audience: Audience) -> set[str]:
    """The facts of a record that the audience may not see today."""
    hidden = set(row.data.get("hidden", ()))
    if audience == Audience.PUBLIC:
        hidden |= FACTS[row.kind].shared - set(row.data.get("open", ()))
    return hidden


@dataclass(frozen=True)
class State:
    """A state of the past as the audience may see it: its facts, and the source of each."""

    lead: int
    facts: Names
    sources: Mapping[str, SourceName]


class Past:
    """All of a record's past: its changes, what its sources may show, and the names. Eight queries."""

    def __init__(self, row: Listing, audience: Audience) -> None:
        self.row, self.audience, self.kind = row, audience, row.kind
        self.table = FACTS[row.kind]
        model = MODELS[row.kind]
        self.steps = steps_of(model.record_kind(), row.record_id)
        self.lookups: Lookups = lookups_for(
            part for step in self.steps for part in (step.change.before, step.change.after)
        )
        self.said = _said(model.record_kind(), row.record_id, self.lookups)
        self.today = frozenset(self.table.columns) - hidden_facts(row, audience)

    @cached_property
    def _current(self) -> Facts:
        return self.steps[-1].after if self.steps else {}

    @cached_property
    def _protective(self) -> bool:
        return protects(self._current, self.lookups)

    @cached_property
    def _chosen(self) -> str:
        return json.dumps(self._current.get("visibility") or {}, sort_keys=True)

    def state(self, facts: Facts) -> State | None:
        """What the audience may see of a past state; nothing where it may not know that there was one."""
        if not facts:
            return None
        origins: Mapping[str, str] = facts.get("origins") or {}
        rights = {group: self._rights(name) for group, name in origins.items()}
        published = frozenset(group for group, (public, _) in rights.items() if public)
        own = frozenset(group for group, (_, kept) in rights.items() if kept)
        decision = decide(self.kind, self._protective, published, self._chosen, own)
        if not decision.rules[RECORD].seen.includes(self.audience):
            return None
        visible = self.today & decision.visible[self.audience]
        found = {
            fact: value
            for fact in self.table.columns
            if fact in visible and (value := shown(self.kind, fact, facts, self.lookups)) is not None
        }
        names = {fact: origins.get(self.table.said_by(fact), "") for fact in found}
        return State(
            lead=facts[LEAD[self.kind]],
            facts=found,
            sources={fact: self.said[name].source for fact, name in names.items() if name in self.said},
        )

    def _rights(self, name: str) -> tuple[bool, bool]:
        """Whether a row of a source was already public, and whether it was its authority's own.

        Of one that is held no more, nobody can say that it may be shown.
        """
        if (held := self.said.get(name)) is not None:
            return held.published, held.own
        return rights_by_hand(name, self.row.key) or (False, True)

    def entries(self) -> list[Entry]:
        """The changes, the latest first; one that changed nothing visible leaves no entry."""
        entries: list[Entry] = []
        before: State | None = None
        for step in self.steps:
            after = self.state(step.after)
            if after is None:
                continue
            if found := self._entry(step, before, after):
                entries.append(found)
            before = after
        return entries[::-1]

    def _entry(self, step: Step, before: State | None, after: State) -> Entry | None:
        if before is None:
            return entry(
                step.change, self.audience, created=True, lines=(), sources=_names(after, after.facts)
            )
        changed = [fact for fact in self.table.columns if before.facts.get(fact) != after.facts.get(fact)]
        lines = tuple(self._lines(changed, before, after))
        if not lines:
            return None
        sources = _names(after, changed)
        return entry(step.change, self.audience, created=False, lines=lines, sources=sources)

    def _lines(self, changed: list[str], before: State, after: State) -> Iterator[Line]:
        if before.lead != after.lead:
            yield Line(LABELS["lead"], self._borough(before.lead), self._borough(after.lead))
        for fact in changed:
            was, now = (told(fact, state.facts.get(fact)) or NOT_SAID for state in (before, after))
            if was != now:
                yield Line(LABELS[fact], was, now)

    def _borough(self, record_id: int) -> str:
        known = self.lookups.boroughs.get(record_id)
        return known.name if known else NOT_SAID

    def on(self, day: datetime.date) -> Listing | None:
        """The row of the record as it stood at the end of a day; none where it was not there to be seen.

        A state of which the audience may not know leaves the one before it standing, as in the history.
        """
        state = None
        for step in reversed(until(self.steps, day)):
            if step.removed or (state := self.state(step.after)) is not None:
                break
        if state is None:
            return None
        lead = self.lookups.boroughs.get(state.lead)
        data: dict[str, Any] = {
            "lead": {"slug": lead.slug, "name": lead.name} if lead else self.row.data["lead"],
            "facts": dict(state.facts),
            "hidden": self.row.data.get("hidden", {}),
            "open": self.row.data.get("open", []),
            "sources": _sources(state),
        }
        return Listing(
            kind=self.kind,
            audience=self.audience,
            record_id=self.row.record_id,
            key=self.row.key,
            demonstration=self.row.demonstration,
            title=title_of(self.kind, data),
            starts=day_of(state.facts.get("start") or state.facts.get("since")),
            ends=last_day(state.facts),
            open_ended=runs_on(state.facts),
            data=data,
        )


def _names(state: State, facts: Any) -> tuple[str, ...]:
    """The names of the sources of some facts that are shown."""
    return tuple(sorted({state.sources[fact].name for fact in facts if fact in state.sources}))


def _sources(state: State) -> list[dict[str, Any]]:
    """The sources of what was shown. Their days are those of today's file, so they are left out."""
    facts: dict[str, list[str]] = {}
    named: dict[str, SourceName] = {}
    for fact, source in state.sources.items():
        facts.setdefault(source.slug, []).append(fact)
        named[source.slug] = source
    return [
        {
            "name": named[slug].name,
            "slug": slug,
            "licence": named[slug].licence,
            "attribution": named[slug].attribution,
            "facts": facts[slug],
        }
        for slug in sorted(facts)
    ]


@dataclass(frozen=True)
class Origin:
    """A row of a source, as values of the past came from it."""

    source: SourceName
    published: bool
    own: bool


def _said(kind: str, record_id: int, lookups: Lookups) -> dict[str, Origin]:
    """The rows of sources that speak of a record, by the names that `origins` have for them: one query."""
    rows = Assertion.objects.filter(record_kind=kind, record_id=record_id)
    found = {}
    for source_id, identity, published, own in rows.values_list(*SAID):
        source = lookups.sources[source_id]
        # Records written before names were shortened have the whole one.
        for name in (origin(source.slug, identity), f"{source.slug}:{identity}"):
            found[name] = Origin(source, published, own)
    return found


SAID: Final = ("source_id", "source_record_id", "published", "own")
