"""What pages show of notes: those of technologies, functions, contracts and authorities, and one's own."""

import datetime
from collections.abc import Callable
from typing import Any, Final

from django.db.models import Count, Q
from django.urls import reverse

from boroughs.officers.authority import FIGURES, TO_DO, Desk
from boroughs.permissions import Act
from contracts.listing.statuses import months_after
from contracts.models import PracticeNote
from contracts.sharing.about import with_subjects
from contracts.sharing.wording import NOTICE
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel

SHOWN: Final = 20
# How long before a note lapses its authority is asked about it.
ASKED_MONTHS: Final = 2
# Page -> how a note refers to its subject, and by what of it.
SUBJECTS: Final = {
    "technology": ("product_id", "pk", "slug"),
    "function": ("function_id", "pk", "slug"),
    "contract": ("contract_key", "key", "key"),
}

type Told = Callable[[Any, Audience, datetime.date], dict[str, Any] | None]


def notes_about(page: str) -> Told:
    """The panel of a page: its notes, newest first. Authorities alone are asked for more."""
    column, attribute, name = SUBJECTS[page]

    def told(subject: Any, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
        about = {column: getattr(subject, attribute)}
        notes = list(PracticeNote.objects.seen_by(audience, day).filter(**about)[: SHOWN + 1])
        for_authorities = audience == Audience.BOROUGHS
        if not notes and not for_authorities:
            return None
        query = {"about": f"{page}:{getattr(subject, name)}"}
        return {
            "notes": notes[:SHOWN],
            "most": SHOWN if len(notes) > SHOWN else 0,
            "share": reverse("contracts:share", query=query) if for_authorities else "",
            "notice": NOTICE,
            "demonstration": any(note.demonstration for note in notes),
        }

    return told


def notes_of(subject: Any, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What an authority shared, as far as the audience may know what it is about, and how to ask it."""
    newest = PracticeNote.objects.seen_by(audience, day).filter(borough=subject)[:SHOWN]
    shown = with_subjects(newest, audience)
    for_authorities = audience == Audience.BOROUGHS
    if not shown and not for_authorities:
        return None
    return {
        "shown": shown,
        "notice": NOTICE,
        "ask": reverse("contracts:ask-authority", args=[subject.slug]) if for_authorities else "",
        "demonstration": any(one.note.demonstration for one in shown),
    }


def own_notes(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any]:
    """How many notes the authority shares now, and the way to them."""
    count = PracticeNote.objects.standing(day).filter(borough=desk.borough).count()
    return {"borough": desk.borough, "count": count, "may_share": desk.may(Act.SHARE)}


def lapsing_notes(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """How many notes have lapsed or soon will, for those who may confirm them."""
    if not desk.may(Act.SHARE):
        return None
    soon = PracticeNote.objects.filter(borough=desk.borough, lapses_on__lte=months_after(day, ASKED_MONTHS))
    counts = soon.exclude(state=PracticeNote.State.WITHDRAWN).aggregate(
        lapsing=Count("pk"), lapsed=Count("pk", filter=Q(lapses_on__lte=day))
    )
    return {**counts, "borough": desk.borough, "months": ASKED_MONTHS} if counts["lapsing"] else None


def register() -> None:
    """Put the panels on the pages; called when the app is ready."""
    folder = "contracts/sharing"
    for page in SUBJECTS:
        PANELS.register(
            Panel(f"{page}-notes", page, 70, f"{folder}/panel.html", notes_about(page), queries=1)
        )
    PANELS.register(Panel("notes", "borough", 70, f"{folder}/of-authority.html", notes_of, queries=5))
    PANELS.register(Panel("own-notes", FIGURES, 40, f"{folder}/own.html", own_notes, queries=1))
    PANELS.register(Panel("own-lapsing", TO_DO, 50, f"{folder}/lapsing.html", lapsing_notes, queries=1))
