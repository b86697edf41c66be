"""What a load balancer asks: is the process alive, and may it be sent visitors?"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Case, DateTimeField, F, Min, When
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from thirty3.search.models import Stamp

# An import waits seconds for the worker; a quarter of an hour means that there is no worker.
LONGEST_WAIT = timedelta(minutes=15)


class NotReady(Exception):
    """Why this process should get no visitors yet, in a sentence for the operator."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each thing that must hold before visitors come, with a plain reason for each that does not."""
    report: dict[str, object] = {}
    problems: list[str] = []
    for name, probe in PROBES.items():
        try:
            report[name] = probe(timezone.now())
        except NotReady as reason:
            problems.append(str(reason))
        except DatabaseError:
            problems.append(f"The database did not answer the question about {name.replace('_', ' ')}.")
    return JsonResponse(
        {"ready": not problems, "problems": problems, **report}, status=503 if problems else 200
    )


def migrations(now: datetime) -> str:
    """Every migration in the code is applied."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        raise NotReady(f"Migrations to apply: {waiting}. Run manage.py migrate.")
    return "applied"


def stamps(now: datetime) -> str:
    """The stamps, by which processes know that what they hold is still true, can be read.

    How many there are is not told: the first record that only authorities see adds one.
    """
    Stamp.objects.first()
    return "read"


def oldest_task_seconds(now: datetime) -> int | None:
    """For how long the oldest task that could run has waited; None when none waits."""
    # A task put off until later waits from then on; the others carry a date in the year 9999.
    due_at = Case(
        When(run_after__lte=now, run_after__gt=F("enqueued_at"), then=F("run_after")),
        default=F("enqueued_at"),
        output_field=DateTimeField(),
    )
    oldest = DBTaskResult.objects.ready().aggregate(oldest=Min(due_at))["oldest"]
    if oldest is None:
        return None
    waited: timedelta = now - oldest
    if waited > LONGEST_WAIT:
        minutes = int(waited.total_seconds() // 60)
        raise NotReady(f"A task has waited for {minutes} minutes. Is the worker running?")
    return max(0, int(waited.total_seconds()))


PROBES: dict[str, Callable[[datetime], object]] = {
    "migrations": migrations,
    "stamps": stamps,
    "oldest_task_seconds": oldest_task_seconds,
}
