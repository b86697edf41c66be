"""The requests that wait for staff, and how long they may."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse

from suppliers.members.requests import ANSWERED_WITHIN
from suppliers.models import Claim
from thirty3.registry import QUEUES, Queue
from thirty3.working_days import working_days_before


def waiting(day: datetime.date) -> tuple[int, int]:
    """How many wait, and how many of them for longer than was promised."""
    yesterday = day - datetime.timedelta(days=1)
    late = Q(sent_at__date__lte=working_days_before(yesterday, ANSWERED_WITHIN))
    found = Claim.objects.waiting().order_by().aggregate(all=Count("pk"), late=Count("pk", filter=late))
    return found["all"], found["late"]


def register() -> None:
    """Put them on the first page of the staff site; called when the app is ready."""
    QUEUES.register(
        Queue(
            "claims",
            "Requests to keep a supplier’s profile",
            lambda: reverse("suppliers:waiting"),
            waiting,
            order=12,
            right="suppliers.view_claim",
        )
    )
