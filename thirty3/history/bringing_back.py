"""Bringing back a record that somebody removed: all that the log holds of it, under its own id and key."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from thirty3.design.formatting import fact_date
from thirty3.history.entries import NOT_SAID, RESTORED, Line
from thirty3.history.facts import Facts, child_relations, column_fields, set_fields
from thirty3.history.models import Tombstone
from thirty3.history.past import steps_of
from thirty3.history.records import Recorded
from thirty3.history.restoring import CannotRestore, Restoration, put_back, still_there
from thirty3.history.services import recording
from thirty3.history.words import Words


def bringing_back(model: type[Recorded], record_id: int) -> Restoration | None:
    """What it would be to bring a record back; None where none was removed by a person.

    What an import or the undo of one removed comes back with the next file, under its old key.
    """
    known = steps_of(model.record_kind(), record_id)
    if not known or not known[-1].removed or known[-1].change.batch:
        return None
    if model._default_manager.filter(pk=record_id).exists():
        return None
    facts, lost = still_there(model, _all_of(model, known[-1].before))
    words = Words(model, [facts])
    told = ((words.label(name), words.told(name, facts)) for name in facts)
    lines = tuple(Line(label, "", text) for label, text in told if text != NOT_SAID)
    return Restoration(known[-1], facts, lines, tuple(dict.fromkeys(words.label(name) for name in lost)))


def bring_back(
    *,
    model: type[Recorded],
    record_id: int,
    to: Restoration,
    actor: Any,
    check: Callable[[Recorded], None],
) -> Recorded:
    """Bring the record back as one change, in lists and search too. Who was told that it is gone finds it.
    `check` raises CannotRestore where the record must not stand so.
    """
    if refusal := _needs(model, to.facts) or model.why_it_stays_removed(record_id, to.facts):
        raise CannotRestore(refusal)
    record = model()
    record.pk = record_id
    why = f"{RESTORED} {fact_date(timezone.localdate(to.step.change.at))}, before its removal"
    try:
        with transaction.atomic(), recording(record, actor=actor, why=why):
            put_back(record, to.facts)
            check(record)
            Tombstone.objects.filter(kind=model.record_kind(), key=getattr(record, "key", "")).delete()
    except ValidationError as invalid:
        raise CannotRestore(" ".join(invalid.messages)) from invalid
    except IntegrityError as taken:
        raise CannotRestore(
            "Another record now has something of this one that only one may have: a name or a number."
        ) from taken
    return record


def _all_of(model: type[Recorded], facts: Facts) -> Facts:
    """Every fact that there is today. Of those that nobody had said the log holds nothing."""
    ours = {field.attname for field in column_fields(model)} | {field.name for field in set_fields(model)}
    ours |= {str(relation.get_accessor_name()) for relation in child_relations(model)}
    unsaid: Facts = {field.attname: None for field in column_fields(model) if field.null}
    return {name: value for name, value in (unsaid | facts).items() if name in ours}


def _needs(model: type[Recorded], facts: Facts) -> str:
    """What the record cannot be without and is held no more, in a sentence; blank where there is all."""
    needed = [f for f in column_fields(model) if f.is_relation and not f.null]
    lost = [str(field.verbose_name) for field in needed if facts.get(field.attname) is None]
    return f"It cannot be without what is held no more: {', '.join(lost)}." if lost else ""
