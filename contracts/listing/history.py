"""What was done to a record, as one audience may know it: today's rules apply to every past state."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from contracts.listing.lookups import Lookups, lookups_for
from contracts.listing.projection import LEAD
from contracts.listing.shown import shown
from contracts.listing.subjects import MODELS
from contracts.listing.telling import LABELS, told
from contracts.models import Listing
from contracts.models.visibility import FACTS
from thirty3.audiences import Audience
from thirty3.history.facts import Facts
from thirty3.history.models import Change

NOT_SAID: Final = "Not known"


@dataclass(frozen=True)
class Line:
    """One fact that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change: when, by whom (never a name), and what of it the audience may see."""

    at: datetime.datetime
    created: bool
    who: str
    why: str
    lines: tuple[Line, ...]


def hidden_facts(row: Listing, audience: Audience) -> set[str]:
    """The facts of a record that the audience may not see today."""
    hidden = set(row.data.get("hidden", ()))
    if audience == Audience.PUBLIC:
        hidden |= FACTS[row.kind].shared - set(row.data.get("open", ()))
    return hidden


def history_of(row: Listing, audience: Audience) -> list[Entry]:
    """A record's changes, the latest first; one that changed nothing visible leaves no entry."""
    kind = MODELS[row.kind].record_kind()
    changes = list(Change.objects.filter(kind=kind, record_id=row.record_id).order_by("version"))
    lookups = lookups_for(part for change in changes for part in (change.before, change.after))
    visible = [fact for fact in FACTS[row.kind].columns if fact not in hidden_facts(row, audience)]
    entries = []
    before: Facts = {}
    for change in changes:
        after = {**before, **change.after}
        created = change.action == Change.Action.CREATED
        lines = () if created else tuple(_lines(row.kind, visible, before, after, lookups))
        if created or lines:
            entries.append(
                Entry(
                    at=change.at,
                    created=created,
                    who=change.role or ("An import" if change.batch else "Not recorded"),
                    # Free text, and so for authorities alone.
                    why=change.why if audience == Audience.BOROUGHS else "",
                    lines=lines,
                )
            )
        before = after
    return entries[::-1]


def _lines(kind: str, visible: list[str], before: Facts, after: Facts, lookups: Lookups) -> Iterator[Line]:
    if (old := before.get(LEAD[kind])) != (new := after.get(LEAD[kind])):
        yield Line(LABELS["lead"], _borough(old, lookups), _borough(new, lookups))
    for fact in visible:
        was, now = (_words(kind, fact, facts, lookups) for facts in (before, after))
        if was != now:
            yield Line(LABELS[fact], was, now)


def _borough(record_id: int | None, lookups: Lookups) -> str:
    known = lookups.boroughs.get(record_id or 0)
    return known.name if known else NOT_SAID


def _words(kind: str, fact: str, facts: Mapping[str, Any], lookups: Lookups) -> str:
    return told(fact, shown(kind, fact, dict(facts), lookups)) or NOT_SAID
