"""Sharing a note, saying that it is still true, deciding who reads it, and withdrawing it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough
from boroughs.permissions import Act, capacity, demand, role_at
from contracts.imports.cells.plain import UNSEEN
from contracts.listing.statuses import months_after
from contracts.models import PracticeNote
from contracts.sharing import kinds
from contracts.sharing.about import About
from contracts.sharing.wording import refuse_names
from thirty3.documents import store
from thirty3.history.services import recording

Kind, State = PracticeNote.Kind, PracticeNote.State
# Prices, products and teams move on: what nobody confirmed for two years is no longer shown.
LAPSES_AFTER_MONTHS: Final = 24
LONGEST_NAME: Final = 100


class NotPossible(ValueError):
    """Something that cannot be done with a note, in words for whoever tried."""


@dataclass(frozen=True)
class Document:
    """A file that was sent: what it is called, and what is in it."""

    name: str
    content: bytes


@transaction.atomic
def share(
    *,
    borough: Borough,
    actor: Any,
    about: About,
    kind: str,
    title: str,
    text: str,
    engagement: str = "",
    document: Document | None = None,
) -> PracticeNote:
    """Share a note with the other authorities."""
    demand(actor, Act.SHARE, borough)
    refuse_names(title, text, engagement)
    day = timezone.localdate()
    role = role_at(actor, borough)
    note = PracticeNote(
        borough=borough,
        role=role.label if role else "LOTI staff",
        kind=Kind(kind),
        title=title.strip(),
        text=text.strip(),
        product=about.product,
        function=about.function,
        contract_key=about.contract_key,
        engagement="" if about.page else engagement.strip(),
        demonstration=about.demonstration,
        written_on=day,
        confirmed_on=day,
        lapses_on=months_after(day, LAPSES_AFTER_MONTHS),
    )
    if document is not None:
        _keep(note, document)
    try:
        with recording(note, actor=actor, role=capacity(actor, borough), why="Shared"):
            note.save()
    except BaseException:
        store.discard(note.stored_as)
        raise
    return note


def _keep(note: PracticeNote, document: Document) -> None:
    # A sign that turns the direction of text makes one kind of file look like another.
    name = UNSEEN.sub("", Path(document.name).name)
    refuse_names(name)
    kinds.check(name, document.content)
    suffix = Path(name).suffix
    note.file_name = Path(name).stem[: LONGEST_NAME - len(suffix)] + suffix
    note.stored_as = store.keep(document.content)
    note.size_bytes = len(document.content)


def confirm(*, note: PracticeNote, actor: Any) -> None:
    """Say that a note is still true; one that has lapsed is shown again."""
    day = timezone.localdate()
    _change(
        note,
        actor,
        "Confirmed",
        confirmed_on=day,
        lapses_on=months_after(day, LAPSES_AFTER_MONTHS),
    )


def show_to_everyone(*, note: PracticeNote, actor: Any) -> None:
    """Let everyone read a note who may know what it is about."""
    _change(note, actor, "Made public", state=State.PUBLIC)


def show_to_authorities(*, note: PracticeNote, actor: Any) -> None:
    """Let authorities alone read a note that everyone could read."""
    _change(note, actor, "Kept to authorities", state=State.SHARED)


@transaction.atomic
def withdraw(*, note: PracticeNote, actor: Any) -> None:
    """Take a note back for good. Its document is deleted."""
    stored_as = note.stored_as
    _change(note, actor, "Withdrawn", state=State.WITHDRAWN, file_name="", stored_as="", size_bytes=0)
    transaction.on_commit(lambda: store.discard(stored_as))


@transaction.atomic
def _change(note: PracticeNote, actor: Any, why: str, **facts: Any) -> None:
    demand(actor, Act.SHARE, note.borough)
    with recording(note, actor=actor, role=capacity(actor, note.borough), why=why):
        note.refresh_from_db()
        if note.state == State.WITHDRAWN:
            raise NotPossible("This note was withdrawn.")
        for name, value in facts.items():
            setattr(note, name, value)
        note.save(update_fields=[*facts])
