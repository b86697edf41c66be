"""Giving a shared document to those who may see its note, as an attachment and never to be shown."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.permissions import Act, may
from contracts.models import PracticeNote
from contracts.sharing.about import visible
from thirty3.audiences import Audience, audience_of
from thirty3.documents.giving import as_attachment


@require_safe
def document(request: HttpRequest, key: str) -> FileResponse:
    """A note's document. One that somebody may not see and one that never was answer alike."""
    notes = PracticeNote.objects.newest_first().exclude(state=PracticeNote.State.WITHDRAWN)
    note = get_object_or_404(notes, key=key)
    if not may_read(note, request.user, audience_of(request)):
        raise Http404
    return as_attachment(note.stored_as, note.file_name)


def may_read(note: PracticeNote, person: Any, audience: Audience) -> bool:
    """Whether somebody sees a note: its audience as long as it stands, its own authority until it is gone."""
    seen = PracticeNote.objects.seen_by(audience, timezone.localdate()).filter(pk=note.pk).exists()
    if seen and visible(note, audience):
        return True
    return bool(person.is_authenticated) and may(person, Act.SEE_OWN, note.borough)
