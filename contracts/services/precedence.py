"""Which source's value shows where sources differ: one pure function.

The order (ranks in `contracts.models.provenance.Rank`): an officer of the authority; its own
register; an official notice or decision about this agreement; a survey or FOI answer; anything
else. The lowest rank that says anything wins; within it the later as-at date, not the later
upload. Unknown never beats a value; withheld and none do, within their rank.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracts.models import State
from contracts.services.groups import GROUPS, STATES
from thirty3.history.facts import Facts


@dataclass(frozen=True)
class Said:
    """What one source says of one record, and how much that counts."""

    source_row: str
    rank: int
    as_at: datetime.date | None
    values: Mapping[str, Facts]
    # Nobody said that it may be published.
    own: bool = False

    def speaks_of(self, group: str, state_fact: str | None) -> bool:
        """Whether it says anything: a state of unknown is nobody saying anything."""
        facts = self.values.get(group)
        return facts is not None and (state_fact is None or facts.get(state_fact) != State.UNKNOWN)

    def groups(self, kind: str) -> list[str]:
        """The groups of facts of which it says anything."""
        known, states = GROUPS[kind], STATES.get(kind, {})
        return [group for group in self.values if group in known and self.speaks_of(group, states.get(group))]


def _weight(said: Said) -> tuple[bool, int, int, str]:
    """Best first: what may be shown, then low rank, then late date; the row's own name keeps ties stable.

    What may not be published never takes the place of what may: it would hide it.
    """
    return (said.own, said.rank, -(said.as_at or datetime.date.min).toordinal(), said.source_row)


def winner(kind: str, group: str, assertions: Iterable[Said]) -> Said | None:
    """The source whose value of this group shows; None where no source speaks of it."""
    state_fact = STATES.get(kind, {}).get(group)
    speaking = [said for said in assertions if said.speaks_of(group, state_fact)]
    return min(speaking, key=_weight) if speaking else None


def combine(kind: str, current: Facts, assertions: Iterable[Said]) -> Facts:
    """The facts that show, and where each group of them comes from.

    Facts that no source speaks of stay as they are.
    """
    facts: Facts = dict(current)
    origins: dict[str, str] = dict(current.get("origins") or {})
    best: dict[str, Said] = {}
    weighed = list(assertions)
    if len(weighed) > 1:
        weighed.sort(key=_weight, reverse=True)
    for said in weighed:
        best |= dict.fromkeys(said.groups(kind), said)
    for group, said in best.items():
        facts.update(said.values[group])
        origins[group] = said.source_row
    if "origins" in current:
        facts["origins"] = origins
    return facts
