"""What was said on profiles and nobody of staff has looked at, on the first page of the staff site."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse

from suppliers.members.requests import ANSWERED_WITHIN
from suppliers.models import ProfileEdit
from thirty3.registry import QUEUES, Queue
from thirty3.working_days import working_days_before


def waiting(day: datetime.date) -> tuple[int, int]:
    """How many edits wait to be looked at, and how many of them for longer than requests may."""
    yesterday = day - datetime.timedelta(days=1)
    late = Q(said_at__date__lte=working_days_before(yesterday, ANSWERED_WITHIN))
    edits = ProfileEdit.objects.undecided().order_by()
    found = edits.aggregate(all=Count("pk"), late=Count("pk", filter=late))
    return found["all"], found["late"]


def register() -> None:
    """Put them there; called when the app is ready."""
    QUEUES.register(
        Queue(
            "profile-edits",
            "Edits of suppliers’ profiles",
            lambda: reverse("suppliers:edits"),
            waiting,
            order=13,
            right="suppliers.view_profileedit",
        )
    )
