"""Confirming that records are still true, and taking that back.

What is confirmed becomes the word of an officer of today (rank 1 of `contracts/services/precedence.py`): a
later register that says otherwise is doubtful, and an earlier one counts no more. Who may see a value stays
as it was: what an already public source said goes on as public, and what nobody may publish stays its
authority's own. So one confirmation is up to three assertions, one for each of these rights.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough
from boroughs.permissions import Act, capacity, demand
from contracts.models import Assertion, Confirmation, Contract, Rank, State, SystemInUse
from contracts.models.provenance import origin
from contracts.services.editing import by_hand
from contracts.services.groups import GROUPS, STATES
from thirty3.history.facts import Facts, column_fields, facts_by_id, plain
from thirty3.history.services import recording, refresh_lists

type Record = Contract | SystemInUse
MODELS: Final[dict[str, type[Record]]] = {model.record_kind(): model for model in (Contract, SystemInUse)}
WHY: Final = "Confirmed as still true"


class CannotUndo(ValueError):
    """A confirmation that can no longer be taken back, in words for whoever tried."""


@dataclass
class Word:
    """What an officer says under one of the three rights: the groups of facts, and what backs them."""

    ending: str
    published: bool = False
    own: bool = False
    values: dict[str, Facts] = field(default_factory=dict)
    backed_by: list[Assertion] = field(default_factory=list)

    def identity(self, record: Record) -> str:
        """The plain word is the one that edits by hand are kept as."""
        return f"{record.key}{self.ending}"


def owner_of(record: Record) -> Borough:
    """The authority whose record it is."""
    return record.lead_buyer if isinstance(record, Contract) else record.borough


@transaction.atomic
def confirm(*, records: Iterable[Record], borough: Borough, actor: Any) -> list[Confirmation]:
    """Say for an authority that these records of its own are true today, as they stand."""
    demand(actor, Act.CONFIRM, borough)
    role = capacity(actor, borough)
    wanted = list(records)
    if any(owner_of(record).pk != borough.pk for record in wanted):
        raise ValueError("An authority confirms records of its own.")
    return [_confirm(record, borough, actor, role) for record in wanted]


def _confirm(record: Record, borough: Borough, actor: Any, role: str) -> Confirmation:
    model = type(record)
    with recording(record, actor=actor, role=role, why=WHY):
        record.refresh_from_db()
        version = record.version
        before = {"origins": dict(record.origins), "said": [_plain(one) for one in _said(record)]}
        words = _words(record)
        said = {group for word in words for group in word.values}
        for word in words:
            _say(record, word, besides=said)
        slug = by_hand().slug
        for word in words:
            row = origin(slug, word.identity(record))
            record.origins = {**record.origins, **dict.fromkeys(word.values, row)}
        model._default_manager.filter(pk=record.pk).update(origins=record.origins)
    if record.version == version:
        # The same was confirmed before: no fact moved, but the day that lists show did.
        refresh_lists(record)
    return Confirmation.objects.create(
        record_kind=record.record_kind(),
        record_id=record.pk,
        key=record.key,
        title=str(record),
        borough=borough,
        by=actor,
        role=role,
        version=record.version,
        before=before,
    )


@transaction.atomic
def take_back(*, confirmation: Confirmation, actor: Any) -> None:
    """Undo a mistaken confirmation: what officers had said before stands again."""
    demand(actor, Act.CONFIRM, confirmation.borough)
    kind, pk = confirmation.record_kind, confirmation.record_id
    last = Confirmation.objects.select_for_update().standing().filter(record_kind=kind, record_id=pk).first()
    record = MODELS[kind]._default_manager.filter(pk=pk).first()
    if last != confirmation or record is None or record.version != confirmation.version:
        raise CannotUndo(f"“{confirmation.title}” has changed since, so the confirmation stays.")
    role = capacity(actor, confirmation.borough)
    with recording(record, actor=actor, role=role, why="Confirmation taken back"):
        _said(record).delete()
        Assertion.objects.bulk_create(Assertion(**one) for one in confirmation.before["said"])
        record.origins = confirmation.before["origins"]
        type(record)._default_manager.filter(pk=pk).update(origins=record.origins)
    if record.version == confirmation.version:
        refresh_lists(record)
    confirmation.undone_at = timezone.now()
    confirmation.save(update_fields=["undone_at"])


def _words(record: Record) -> list[Word]:
    """Everything that the record says, by who may see where it comes from."""
    kind = record.record_kind()
    facts, blank = facts_by_id(type(record), [record.pk])[record.pk], _blank(type(record))
    backing = _backing(record)
    words = {
        (False, False): Word(""),
        (True, False): Word(":published", published=True),
        (False, True): Word(":own", own=True),
    }
    for group, names in GROUPS[kind].items():
        values = {name: facts[name] for name in names}
        state = STATES.get(kind, {}).get(group)
        if facts[state] == State.UNKNOWN if state else all(values[n] == blank.get(n, []) for n in names):
            continue
        source = backing.get(record.origins.get(group, ""))
        rights = (source.published and not source.own, source.own) if source else (False, False)
        words[rights].values[group] = values
        if source is not None and source not in words[rights].backed_by:
            words[rights].backed_by.append(source)
    return list(words.values())


def _backing(record: Record) -> dict[str, Assertion]:
    """The assertions about a record by how its origins name them: by a digest, or written out as once."""
    told = Assertion.objects.filter(record_kind=record.record_kind(), record_id=record.pk)
    found: dict[str, Assertion] = {}
    for one in told.select_related("source"):
        found[origin(one.source.slug, one.source_record_id)] = one
        found[f"{one.source.slug}:{one.source_record_id}"] = one
    return found


def _say(record: Record, word: Word, *, besides: set[str]) -> None:
    """Keep a word as an assertion of today. What is said under another right now is said here no more."""
    held = _said(record).filter(source_record_id=word.identity(record))
    told = held.values_list("values", flat=True).first() or {}
    left = {group: facts for group, facts in told.items() if group not in besides}
    if not left and not word.values:
        held.delete()
    elif not word.values:
        held.update(values=left)
    if not word.values:
        return
    # Where one source alone stands behind it, its address and publisher go on being told.
    backed = word.backed_by[0] if len(word.backed_by) == 1 else None
    Assertion.objects.update_or_create(
        source=by_hand(),
        source_record_id=word.identity(record),
        defaults={
            "record_kind": record.record_kind(),
            "record_id": record.pk,
            "rank": Rank.OFFICER,
            "as_at_date": timezone.localdate(),
            "published": word.published,
            "own": word.own,
            "url": backed.url if backed else "",
            "publisher": backed.publisher if backed else "",
            "evidence": backed.evidence if backed else "",
            "values": {**left, **word.values},
        },
    )


def _said(record: Record) -> Any:
    """What officers say of a record, under whichever right."""
    names = [f"{record.key}{ending}" for ending in ("", ":published", ":own")]
    return Assertion.objects.filter(source=by_hand(), source_record_id__in=names)


def _plain(assertion: Assertion) -> Facts:
    """An assertion as JSON, whole, so that it can be put back."""
    return {one.attname: plain(getattr(assertion, one.attname)) for one in column_fields(Assertion)}


def _blank(model: type[Record]) -> Facts:
    """The columns of a record of which nobody has said anything."""
    empty = model()
    return {one.attname: plain(getattr(empty, one.attname)) for one in column_fields(model)}
