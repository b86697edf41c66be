"""Answers are kept for as long as their call says, and then deleted; a count is left."""

import datetime

from django.db import transaction

from thirty3.history.services import recording
from toolkit.calls.answering import delete
from toolkit.models import Call, Response


def delete_old_answers(now: datetime.datetime) -> int:
    """Delete the answers of every call that kept them long enough; drafts go with them. Says how many."""
    return sum(_delete(call) for call in Call.objects.due_for_deletion(now))


def _delete(call: Call) -> int:
    with transaction.atomic():
        there = Response.objects.filter(call=call).order_by("pk")
        sent = there.filter(sent_at__isnull=False).count()
        days = f"{call.keep_days} day{'' if call.keep_days == 1 else 's'}"
        with recording(call, why=f"Kept for {days} after closing"):
            call.deleted_answers = (call.deleted_answers or 0) + sent
            call.save(update_fields=["deleted_answers"])
        return delete(there)
