"""Edits by hand: what an officer or a member of staff says counts most, and is kept as their word."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from contracts.models import Assertion, Contract, Rank, Source, SystemInUse
from contracts.models.provenance import BY_HAND
from contracts.services import call_offs, states
from contracts.services.groups import GROUPS
from thirty3.history.facts import Facts, differing, facts_by_id
from thirty3.history.services import recording


def by_hand() -> Source:
    """The source of edits by hand. It names no person: the change log holds who and when."""
    source, _ = Source.objects.get_or_create(
        slug=BY_HAND, defaults={"name": "Edited on this site", "rank": Rank.OFFICER}
    )
    return source


@contextlib.contextmanager
def editing(
    record: Contract | SystemInUse,
    *,
    actor: Any = None,
    role: str = "",
    why: str = "",
    seen: int | None = None,
) -> Iterator[None]:
    """Whatever the block saves is one change, and the groups of facts it touches are now said by hand.

    `seen` is the version that the editor saw; `ChangedSince` is raised where another is held.
    """
    with recording(record, actor=actor, role=role, why=why, seen=seen):
        before = _facts(record)
        yield
        after = _facts(record)
        if after is None:
            return
        if isinstance(record, Contract):
            states.hold(after)
            call_offs.hold(record, after)
        groups = _touched(record.record_kind(), before or {}, after)
        if groups:
            _assert(record, groups, after)


def _facts(record: Contract | SystemInUse) -> Facts | None:
    return facts_by_id(type(record), [record.pk]).get(record.pk) if record.pk else None


def _touched(kind: str, before: Facts, after: Facts) -> list[str]:
    old, new = differing(before, after)
    changed = {*old, *new}
    return [group for group, facts in GROUPS[kind].items() if changed & set(facts)]


def _assert(record: Contract | SystemInUse, groups: list[str], facts: Facts) -> None:
    kind = record.record_kind()
    said = {group: {fact: facts[fact] for fact in GROUPS[kind][group]} for group in groups}
    source = by_hand()
    held = Assertion.objects.filter(source=source, source_record_id=record.key).first()
    Assertion.objects.update_or_create(
        source=source,
        source_record_id=record.key,
        defaults={
            "record_kind": kind,
            "record_id": record.pk,
            "rank": Rank.OFFICER,
            "as_at_date": timezone.localdate(),
            "values": {**(held.values if held else {}), **said},
        },
    )
    origins = {**record.origins, **dict.fromkeys(groups, f"{BY_HAND}:{record.key}")}
    record.origins = origins
    type(record)._default_manager.filter(pk=record.pk).update(origins=origins)
