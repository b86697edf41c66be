"""What the change log tells of every record, held against what the database holds."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import QuerySet

from thirty3.history.facts import Facts, facts_of
from thirty3.history.models import Change
from thirty3.history.records import Recorded


def record_models() -> list[type[Recorded]]:
    """Every kind of record of which history is kept."""
    return sorted(
        (model for model in apps.get_models() if issubclass(model, Recorded)), key=lambda m: m._meta.label
    )


def changes_of(record: Recorded) -> QuerySet[Change]:
    """What the log tells of one record, newest first."""
    return Change.objects.of(record.record_kind(), record.pk)


def folded(changes: Iterable[Change]) -> Facts:
    """The facts that one record's changes, oldest first, come to; a fact that is null stands for none."""
    facts: Facts = {}
    for change in changes:
        facts = after(facts, change)
    return facts


def after(facts: Facts, change: Change) -> Facts:
    """The facts once the change was made."""
    left = {name: value for name, value in facts.items() if name not in change.before}
    return left | {name: value for name, value in change.after.items() if value is not None}


def as_it_was(kind: str, record_id: int, version: int) -> Facts:
    """A record's facts at a version, told by the log alone."""
    past = Change.objects.filter(kind=kind, record_id=record_id, version__lte=version)
    return folded(past.order_by("version"))


def unlogged() -> list[str]:
    """Where the log and the records disagree; nothing, if every write path has kept it."""
    return [problem for model in record_models() for problem in _unlogged(model)]


def _unlogged(model: type[Recorded]) -> list[str]:
    kind = model.record_kind()
    held = facts_of(model._default_manager.all())
    versions = dict(model._default_manager.values_list("pk", "version"))
    logged: dict[int, list[Change]] = defaultdict(list)
    for change in Change.objects.filter(kind=kind).order_by("version"):
        logged[change.record_id].append(change)
    found = []
    for pk in sorted({*held, *logged}):
        name = f"{kind} {pk}"
        changes = logged[pk]
        if [change.version for change in changes] != list(range(1, len(changes) + 1)):
            found.append(f"{name}: versions {[change.version for change in changes]}")
        if changes and pk in versions and versions[pk] != changes[-1].version:
            found.append(f"{name}: is at version {versions[pk]}, the log at {changes[-1].version}")
        found += [f"{name}: {problem}" for problem in _broken(changes)]
        now, told = held.get(pk, {}), folded(changes) if not _broken(changes) else {}
        different = sorted(field for field in {*now, *told} if now.get(field) != told.get(field))
        if different:
            found.append(f"{name}: the log does not tell {', '.join(different)}")
    return found


def _broken(changes: list[Change]) -> list[str]:
    """Changes whose before is not what the changes until then come to."""
    facts: Facts = {}
    for change in changes:
        wrong = sorted(name for name, value in change.before.items() if facts.get(name) != value)
        unsaid = sorted(name for name in change.after if name in facts and name not in change.before)
        if wrong or unsaid:
            return [f"version {change.version} was not before what it says of {', '.join(wrong + unsaid)}"]
        facts = after(facts, change)
    if changes and changes[-1].action == Change.Action.REMOVED and facts:
        return ["removed, but not all of it was logged"]
    return []
