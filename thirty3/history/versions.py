"""Two who edit one record: the second is told what the first did, and nothing of either is lost."""

from collections.abc import Iterable
from dataclasses import dataclass

from thirty3.history.facts import Facts, child_relations, column_fields, set_fields
from thirty3.history.past import steps_of
from thirty3.history.records import Recorded
from thirty3.history.words import Words


class ChangedSince(Exception):
    """Somebody changed the record since the editor opened it.

    It holds the version that the editor saw and its facts, those that are held now, and those that the
    edit would have made of them.
    """

    def __init__(
        self, record: Recorded, *, seen: int, held: int, opened: Facts, now: Facts, given: Facts
    ) -> None:
        super().__init__(f"{record} was changed since version {seen}.")
        self.record, self.seen, self.held = record, seen, held
        self.opened, self.now, self.given = opened, now, given


class RemovedSince(ChangedSince):
    """Somebody removed the record since the editor opened it. To save it would bring it back unseen."""

    def __init__(self, record: Recorded, *, seen: int) -> None:
        super().__init__(record, seen=seen, held=seen, opened={}, now={}, given={})


def refuse_if_changed(record: Recorded, *, seen: int, held: int, now: Facts, given: Facts) -> None:
    """Raise where the record is no longer as the editor saw it. What no form asks for does not count."""
    if held == seen:
        return
    # A version that is still to come was never seen.
    opened = facts_of_version(record, seen) if seen < held else {}
    if any(opened.get(name) != now.get(name) for name in editable(type(record))):
        raise ChangedSince(record, seen=seen, held=held, opened=opened, now=now, given=given)


def facts_of_version(record: Recorded, version: int) -> Facts:
    """A record as a version of it was; nothing where the log does not go back so far."""
    known = [s for s in steps_of(record.record_kind(), record.pk) if s.change.version <= version]
    return known[-1].after if known else {}


def editable(model: type[Recorded]) -> list[str]:
    """The facts that people edit: columns, sets and rows that are part of the record."""
    columns = [field.attname for field in column_fields(model) if field.editable]
    sets = [field.name for field in set_fields(model) if field.editable]
    return [*columns, *sets, *(str(r.get_accessor_name()) for r in child_relations(model))]


@dataclass(frozen=True)
class Version:
    """A fact that was changed by one of the two, as each has it."""

    label: str
    opened: str
    now: str
    given: str
    # Whether the two differ: what the editor has to look at.
    apart: bool


def side_by_side(changed: ChangedSince) -> list[Version]:
    """Every fact that somebody changed: as the editor opened it, as it is now, and as they gave it."""
    model = type(changed.record)
    states = (changed.opened, changed.now, changed.given)
    words = Words(model, states)
    return [
        Version(
            label=words.label(name),
            opened=words.told(name, changed.opened),
            now=words.told(name, changed.now),
            given=words.told(name, changed.given),
            apart=changed.now.get(name) != changed.given.get(name),
        )
        for name in editable(model)
        if _moved(name, states)
    ]


def _moved(name: str, states: Iterable[Facts]) -> bool:
    first, *others = (facts.get(name) for facts in states)
    return any(other != first for other in others)
