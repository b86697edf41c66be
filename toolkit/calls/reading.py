"""What the officers whom a call names do with its answers: mark them, and write back."""

import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from boroughs.models import Borough
from boroughs.permissions import Act, demand, is_staff
from toolkit.calls import letters
from toolkit.models import Call, Feedback, LearnMore, Response

LOTI: Final = "LOTI’s staff"


def answers_to(call: Call) -> QuerySet[Response]:
    """What was sent, for those whom the call names."""
    return Response.objects.sent().with_people().filter(call=call)


def mark(*, response: Response, borough: Borough, actor: Any, marked: bool) -> None:
    """Mark an answer for one's authority, to learn more; or take the mark away. Nobody else is told."""
    demand(actor, Act.EDIT, borough)
    if marked:
        LearnMore.objects.get_or_create(response=response, borough=borough)
    else:
        LearnMore.objects.filter(response=response, borough=borough).delete()


def write_back(
    *, response: Response, borough: Borough, actor: Any, text: str, now: datetime.datetime
) -> Feedback:
    """Say something to whoever answered. Staff write for LOTI, officers for their authority."""
    demand(actor, Act.EDIT, borough)
    speaker = None if is_staff(actor) else borough
    with transaction.atomic():
        written = Feedback.objects.create(
            response=response, borough=speaker, text=text, written_by=actor, written_at=now
        )
    letters.feedback(response, speaker.name if speaker else LOTI)
    return written
