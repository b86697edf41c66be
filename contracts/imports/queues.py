"""What of imports waits for staff, as the first page of the staff site tells it."""

import datetime
from collections.abc import Callable
from typing import Final

from django.db.models import Count, Q
from django.urls import reverse

from contracts.imports.deciding import NAMED
from contracts.models import ImportBatch, ImportRow
from thirty3.registry import QUEUES, Queue

Status = ImportBatch.Status
RIGHT: Final = "contracts.view_importbatch"
# Nobody applied it for so long: after 30 days its file goes.
LATE_AFTER: Final = datetime.timedelta(days=14)


def _listed(status: str) -> Callable[[], str]:
    return lambda: reverse("admin:contracts_importbatch_changelist", query={"status__exact": status})


def to_review(day: datetime.date) -> tuple[int, int]:
    """The imports that were read and wait to be applied."""
    waiting = ImportBatch.objects.filter(status=Status.READY)
    late = Q(created_at__date__lte=day - LATE_AFTER)
    found = waiting.aggregate(all=Count("pk"), late=Count("pk", filter=late))
    return found["all"], found["late"]


def failed(day: datetime.date) -> tuple[int, int]:
    """The files that could not be read, and that nobody gave up."""
    return ImportBatch.objects.filter(status=Status.FAILED).count(), 0


def doubtful(day: datetime.date) -> tuple[int, int]:
    """The rows of these imports that are in doubt."""
    rows = ImportRow.objects.filter(batch__status=Status.READY, outcome=ImportRow.Outcome.DOUBTFUL)
    return rows.count(), 0


def unnamed(day: datetime.date) -> tuple[int, int]:
    """The rows that name a supplier or product which may be one that is known."""
    groups = ImportBatch.objects.filter(status=Status.READY).values_list("problem_groups", flat=True)
    return sum(group["count"] for one in groups for group in one if group["code"] in NAMED), 0


def register() -> None:
    """Put them on the first page; called when the app is ready."""
    ready, broken = _listed(Status.READY), _listed(Status.FAILED)
    QUEUES.register(Queue("imports-to-review", "Imports to review", ready, to_review, 30, RIGHT))
    QUEUES.register(Queue("imports-failed", "Imports that could not be read", broken, failed, 32, RIGHT))
    QUEUES.register(Queue("doubtful-rows", "Doubtful rows of imports", ready, doubtful, 34, RIGHT))
    QUEUES.register(Queue("names", "Rows with a name to decide", ready, unnamed, 36, RIGHT))
