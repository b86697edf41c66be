"""The history of records that have no list rows: suppliers, technologies, authorities."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thirty3.audiences import Audience
from thirty3.history.entries import NOT_SAID, Entry, Line, entry
from thirty3.history.facts import Facts
from thirty3.history.past import Step, steps_of, until
from thirty3.history.records import Recorded
from thirty3.history.words import MayKnow, Words


@dataclass(frozen=True)
class Told:
    """A fact and what it was."""

    label: str
    words: str

    @property
    def known(self) -> bool:
        return self.words != NOT_SAID


class PlainPast:
    """A record's past in those of its facts that its page shows to everybody who may see the page.

    Without `dated`, no day is told on which it was first recorded: an import of something hidden may have
    brought it.
    """

    def __init__(
        self,
        record: Recorded,
        facts: Sequence[str],
        audience: Audience,
        may_know: MayKnow,
        *,
        dated: bool = True,
    ) -> None:
        self.shown, self.audience, self.dated = facts, audience, dated
        self.steps = steps_of(record.record_kind(), record.pk)
        self.words = Words(type(record), (self._visible(step.after) for step in self.steps), may_know)

    def _visible(self, facts: Facts) -> Facts:
        return {name: facts[name] for name in self.shown if name in facts}

    def entries(self) -> list[Entry]:
        """The changes of these facts, the latest first."""
        found: list[Entry] = []
        for number, step in enumerate(self.steps):
            if number == 0:
                if self.dated:
                    found.append(entry(step.change, self.audience, created=True, lines=()))
            elif step.after and (lines := tuple(self._lines(step))):
                found.append(entry(step.change, self.audience, created=False, lines=lines))
        return found[::-1]

    def _lines(self, step: Step) -> Iterator[Line]:
        for name in self.shown:
            was, now = self.words.told(name, step.before), self.words.told(name, step.after)
            if was != now:
                yield Line(self.words.label(name), was, now)

    def on(self, day: datetime.date) -> list[Told] | None:
        """The facts as they stood at the end of a day; None where there was no record yet."""
        taken = until(self.steps, day)
        if not taken and not self.dated:
            taken = self.steps[:1]
        if not taken or not taken[-1].after:
            return None
        facts = taken[-1].after
        return [Told(self.words.label(name), self.words.told(name, facts)) for name in self.shown]
