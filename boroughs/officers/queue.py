"""The requests for roles that wait, as the first page of the staff site tells them."""

import datetime
from typing import Final

from django.db.models import Count, Q
from django.urls import reverse

from boroughs.models import RoleRequest
from thirty3.registry import QUEUES, Queue

LATE_AFTER: Final = datetime.timedelta(days=7)


def waiting(day: datetime.date) -> tuple[int, int]:
    """How many wait, and how many of them for a week or longer."""
    late = Q(asked_at__date__lte=day - LATE_AFTER)
    found = RoleRequest.objects.waiting().order_by().aggregate(all=Count("pk"), late=Count("pk", filter=late))
    return found["all"], found["late"]


def register() -> None:
    """Put them on the first page; called when the app is ready."""
    QUEUES.register(
        Queue(
            "roles",
            "Requests for roles",
            lambda: reverse("boroughs:roles-waiting"),
            waiting,
            order=10,
            right="boroughs.view_rolerequest",
        )
    )
