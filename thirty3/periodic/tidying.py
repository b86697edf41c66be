"""Tidying up behind sessions and tasks."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

HOUR: Final = timedelta(hours=1)
# The largest import takes minutes. The library's own record says only when a task was started.
LONGEST_TASK: Final = HOUR
# How often a task is begun: one that takes its worker with it each time must not do so for ever.
ATTEMPTS: Final = 2
# Orders of work hold addresses and codes, so they go as soon as they tell nothing that is still asked.
KEPT: Final = timedelta(days=1)
LOST: Final = "The worker was killed while it did this, more than once."


def reap(now: datetime) -> int:
    """Let a task be done again whose worker was killed, and give it up if that happens anew."""
    lost = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lte=now - LONGEST_TASK
    ).order_by("pk")
    return sum(_let_go(task, now) for task in lost)


def _let_go(task: Any, now: datetime) -> int:
    # Its worker may be slow rather than dead: what it has finished meanwhile stays finished.
    mine = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
    )
    if len(task.worker_ids) < ATTEMPTS:
        changed: int = mine.update(status=TaskResultStatus.READY, started_at=None)
    else:
        changed = mine.update(
            status=TaskResultStatus.FAILED,
            finished_at=now,
            exception_class_path="builtins.RuntimeError",
            traceback=LOST,
        )
    return changed


def clear_sessions(now: datetime) -> int:
    """Delete sessions that ran out."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def clear_tasks(now: datetime) -> int:
    """Delete orders of work that were done or given up."""
    deleted: int = DBTaskResult.objects.finished().filter(finished_at__lte=now - KEPT).delete()[0]
    return deleted
