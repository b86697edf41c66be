"""Tasks of a killed worker are done again, once; sessions and tasks that tell nothing any more go."""

import datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db.models.signals import post_init
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thirty3.periodic.tidying import clear_sessions, clear_tasks, reap

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 27, 3, tzinfo=datetime.UTC)
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
RUNNING, FAILED = TaskResultStatus.RUNNING, TaskResultStatus.FAILED


def task(status: str, **facts: Any) -> DBTaskResult:
    made = DBTaskResult.objects.create(
        status=status,
        task_path="thirty3.accounts.tasks.write_to",
        args_kwargs={"args": [], "kwargs": {"person_id": 1, "letter": "delete_code", "facts": {}}},
        run_after=NOW - DAY,
        backend_name="default",
        **facts,
    )
    return made


def test_a_task_of_a_killed_worker_is_done_again() -> None:
    lost = task(RUNNING, started_at=NOW - 60 * MINUTE, worker_ids=["a"])
    assert reap(NOW) == 1
    lost.refresh_from_db()
    assert (lost.status, lost.started_at) == (TaskResultStatus.READY, None)
    assert DBTaskResult.objects.ready().get() == lost
    assert reap(NOW) == 0


def test_one_that_takes_its_worker_with_it_twice_is_given_up() -> None:
    lost = task(RUNNING, started_at=NOW - 60 * MINUTE, worker_ids=["a", "b"])
    assert reap(NOW) == 1
    lost.refresh_from_db()
    assert (lost.status, lost.finished_at) == (FAILED, NOW)
    assert "killed" in lost.traceback


def test_one_that_may_still_be_running_is_left_alone() -> None:
    task(RUNNING, started_at=NOW - 59 * MINUTE, worker_ids=["a"])
    task(TaskResultStatus.READY)
    task(TaskResultStatus.SUCCESSFUL, started_at=NOW - DAY, finished_at=NOW)
    assert reap(NOW) == 0


def test_one_that_a_slow_worker_finishes_meanwhile_stays_finished() -> None:
    lost = task(RUNNING, started_at=NOW - 60 * MINUTE, worker_ids=["a"])

    def finish(**kwargs: Any) -> None:
        DBTaskResult.objects.filter(pk=lost.pk).update(status=TaskResultStatus.SUCCESSFUL)

    post_init.connect(finish, sender=DBTaskResult)
    try:
        assert reap(NOW) == 0
    finally:
        post_init.disconnect(finish, sender=DBTaskResult)
    assert DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).exists()


def test_orders_of_work_go_a_day_after_they_are_finished() -> None:
    task(TaskResultStatus.SUCCESSFUL, finished_at=NOW - DAY)
    task(FAILED, finished_at=NOW - 2 * DAY)
    left = [task(FAILED, finished_at=NOW - DAY + MINUTE), task(TaskResultStatus.READY), task(RUNNING)]
    assert clear_tasks(NOW) == 2
    assert set(DBTaskResult.objects.all()) == set(left)


def test_sessions_that_ran_out_go() -> None:
    Session.objects.create(session_key="old", expire_date=NOW - MINUTE)
    Session.objects.create(session_key="open", expire_date=NOW + MINUTE)
    assert clear_sessions(NOW) == 1
    assert Session.objects.get().pk == "open"
