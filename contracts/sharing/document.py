"""Giving a shared document to those who may see its note, as an attachment and never to be shown."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.permissions import Act, may
from contracts.models import PracticeNote
from contracts.sharing import store
from contracts.sharing.about import visible
from thirty3.audiences import Audience, audience_of
from thirty3.headers import PRIVATE


@require_safe
def document(request: HttpRequest, key: str) -> FileResponse:
    """A note's document. One that somebody may not see and one that never was answer alike."""
    notes = PracticeNote.objects.newest_first().exclude(state=PracticeNote.State.WITHDRAWN)
    note = get_object_or_404(notes, key=key)
    if not may_read(note, request.user, audience_of(request)) or not store.holds(note):
        raise Http404
    try:
        file = store.path_of(note).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        file, as_attachment=True, filename=note.file_name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    # It may be withdrawn at any moment.
    answer["Cache-Control"] = PRIVATE
    return answer


def may_read(note: PracticeNote, person: Any, audience: Audience) -> bool:
    """Whether somebody sees a note: its audience as long as it stands, its own authority until it is gone."""
    seen = PracticeNote.objects.seen_by(audience, timezone.localdate()).filter(pk=note.pk).exists()
    if seen and visible(note, audience):
        return True
    return bool(person.is_authenticated) and may(person, Act.SEE_OWN, note.borough)
