"""What a record comes to once a batch's changes of it are taken back."""

import datetime
from collections.abc import Iterable
from typing import Any

from contracts.imports.comparing import said_by
from contracts.imports.problems import Problem
from contracts.models import Assertion, ImportWrite
from contracts.models.provenance import origin
from contracts.services.groups import GROUPS
from contracts.services.precedence import Said, winner
from thirty3.history.facts import Facts, differing

Action = ImportWrite.Action


def put_back(
    write: ImportWrite, now: Facts, version: int, said: list[Assertion]
) -> tuple[ImportWrite | None, list[Problem]]:
    """The write that takes back a change, and what of it somebody changed again since."""
    if later_words(write, said):
        return None, [
            kept(write, "later-import", "It stays: a later import speaks of it. Undo that one first.")
        ]
    restored, clashes = _restored(write, now)
    _show_the_best(write, restored, said)
    old, new = differing(now, restored)
    back = ImportWrite(
        record_kind=write.record_kind,
        record_id=write.record_id,
        key=write.key,
        title=write.title,
        action=Action.CHANGED if new else Action.ASSERTED,
        version=version,
        record=restored,
        before=old,
        after=new,
        assertion=write.assertion_before,
        assertion_before=write.assertion,
    )
    return back, [
        kept(write, "changed-since", f"The {name.replace('_', ' ')} was changed since, and stays as it is.")
        for name in clashes
    ]


def later_words(write: ImportWrite, said: Iterable[Assertion]) -> bool:
    """Whether another import spoke for the same source row since."""
    if write.assertion is None:
        return False
    mine = _of(write.assertion, said)
    return mine is None or mine.batch != write.assertion["batch"]


def kept(write: ImportWrite, code: str, message: str) -> Problem:
    """Something that stays as it is."""
    return Problem(code, message, "", write.title, "doubt")


def _of(asserted: dict[str, Any], said: Iterable[Assertion]) -> Assertion | None:
    row = asserted["source_id"], asserted["source_record_id"]
    return next((one for one in said if (one.source_id, one.source_record_id) == row), None)


def _restored(write: ImportWrite, now: Facts) -> tuple[Facts, list[str]]:
    """The record's facts with this write's own changes taken back, and those changed again since."""
    restored, clashes = dict(now), []
    for name, value in write.after.items():
        if name == "origins":
            restored[name] = _restored_origins(write, now[name])
        elif now.get(name) == value:
            restored[name] = write.before.get(name)
        elif now.get(name) != write.before.get(name):
            clashes.append(name)
    return restored, clashes


def _restored_origins(write: ImportWrite, now: Facts) -> Facts:
    """Where each group of facts comes from: those that came from this write return, others stay."""
    before, after = write.before.get("origins") or {}, write.after["origins"]
    origins = dict(now)
    for group in {*before, *after}:
        if before.get(group) != after.get(group) and origins.get(group) == after.get(group):
            origins.pop(group, None)
            if group in before:
                origins[group] = before[group]
    return origins


def _show_the_best(write: ImportWrite, restored: Facts, said: list[Assertion]) -> None:
    """Where another source spoke since, what it says shows now, as if this batch had never been."""
    if write.assertion is None:
        return
    mine = _of(write.assertion, said)
    left = [said_by(one) for one in said if one is not mine]
    before = write.assertion_before
    standing: Said | None = None
    if before is not None and mine is not None:
        day = before["as_at_date"]
        standing = Said(
            origin(mine.source.slug, before["source_record_id"]),
            before["rank"],
            datetime.date.fromisoformat(day) if day else None,
            before["values"],
            before.get("own", False),
        )
        left.append(standing)
    for group in write.assertion["values"]:
        facts = GROUPS[write.record_kind].get(group, ())
        if not any(name in write.after for name in facts):
            continue
        best = winner(write.record_kind, group, left)
        if best is not None and best is not standing:
            restored.update(best.values[group])
            if "origins" in restored:
                restored["origins"] = {**restored["origins"], group: best.source_row}
