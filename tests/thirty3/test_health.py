"""What a load balancer is told."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django.fixtures import DjangoAssertNumQueries

from thirty3 import health

pytestmark = pytest.mark.django_db


def ready() -> tuple[int, dict[str, object]]:
    response = health.readyz(RequestFactory().get("/readyz"))
    return response.status_code, json.loads(response.content)


def waiting_task(
    *, enqueued_ago: timedelta, due_ago: timedelta | None = None, status: str = "READY"
) -> DBTaskResult:
    """A task that was put in the queue, and perhaps off until later."""
    now = timezone.now()
    task = DBTaskResult.objects.create(
        task_path="tests.task",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        status=status,
        run_after=get_date_max() if due_ago is None else now - due_ago,
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - enqueued_ago)
    return task


def test_a_living_process_says_ok_and_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        response = health.healthz(RequestFactory().get("/healthz"))
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


def test_a_ready_process_says_what_holds() -> None:
    assert ready() == (
        200,
        {
            "ready": True,
            "problems": [],
            "migrations": "applied",
            "stamps": "read",
            "oldest_task_seconds": None,
        },
    )


def test_a_migration_that_is_not_applied_keeps_visitors_away() -> None:
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="accounts").delete()
    status, report = ready()
    assert (status, report["ready"]) == (503, False)
    [problem] = report["problems"]  # type: ignore[misc]
    assert "Run manage.py migrate" in problem


def test_a_database_that_does_not_answer_keeps_visitors_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(now: datetime) -> int:
        raise OperationalError("password authentication failed")

    monkeypatch.setitem(health.PROBES, "stamps", fail)
    status, report = ready()
    assert (status, report["problems"]) == (503, ["The database did not answer the question about stamps."])


def test_a_task_that_waits_too_long_asks_after_the_worker() -> None:
    waiting_task(enqueued_ago=timedelta(minutes=20, seconds=5))
    assert ready() == (
        503,
        {
            "ready": False,
            "problems": ["A task has waited for 20 minutes. Is the worker running?"],
            "migrations": "applied",
            "stamps": "read",
        },
    )


@pytest.mark.parametrize(
    ("enqueued_ago", "due_ago", "status"),
    [
        # Put off until a minute ago, and until tomorrow.
        (timedelta(days=1), timedelta(minutes=1), "READY"),
        (timedelta(days=1), timedelta(days=-1), "READY"),
        # Done long ago, or being done.
        (timedelta(days=1), None, "SUCCESSFUL"),
        (timedelta(days=1), None, "RUNNING"),
        (timedelta(minutes=14), None, "READY"),
    ],
)
def test_a_task_that_does_not_wait_long_worries_nobody(
    enqueued_ago: timedelta, due_ago: timedelta | None, status: str
) -> None:
    waiting_task(enqueued_ago=enqueued_ago, due_ago=due_ago, status=status)
    assert ready()[0] == 200


def test_the_age_of_the_oldest_task_is_told() -> None:
    waiting_task(enqueued_ago=timedelta(minutes=2))
    waiting_task(enqueued_ago=timedelta(minutes=10))
    _, report = ready()
    assert report["oldest_task_seconds"] in range(600, 660)
