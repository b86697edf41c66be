"""Periodic work is done when it is due, once, and a failure or a kill holds up nothing else."""

import datetime
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from thirty3.periodic import running
from thirty3.periodic.models import JobRun
from thirty3.periodic.running import Outcome, run_due
from thirty3.registry import JOBS, PeriodicJob, Registry

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 27, 3, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


class Killed(BaseException):
    """What ends a process at once: no handler of ours sees it."""


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Registry[PeriodicJob]:
    """A registry with nothing in it yet."""
    empty: Registry[PeriodicJob] = Registry()
    monkeypatch.setattr(running, "JOBS", empty)
    return empty


@pytest.fixture
def counted(jobs: Registry[PeriodicJob]) -> list[datetime.datetime]:
    """A daily job that notes when it was run."""
    ran: list[datetime.datetime] = []

    def run(now: datetime.datetime) -> int:
        ran.append(now)
        return len(ran)

    jobs.register(PeriodicJob("counted", run))
    return ran


def due(now: datetime.datetime = NOW) -> list[Outcome]:
    return list(run_due(now=now))


def raising(mistake: BaseException) -> Callable[[datetime.datetime], int]:
    def run(now: datetime.datetime) -> int:
        raise mistake

    return run


def test_a_job_runs_once_a_day_however_often_it_is_asked(counted: list[datetime.datetime]) -> None:
    hours = [NOW + hour * HOUR for hour in range(50)]
    for now in hours:
        due(now)
    assert counted == [hours[0], hours[24], hours[48]]


def test_a_scheduler_that_is_a_minute_early_does_not_put_it_off_for_an_hour(
    counted: list[datetime.datetime],
) -> None:
    due()
    assert due(NOW + 24 * HOUR - datetime.timedelta(minutes=1)) == [Outcome("counted", 2)]


def test_two_that_run_at_once_do_a_job_once(
    jobs: Registry[PeriodicJob], counted: list[datetime.datetime]
) -> None:
    inside: list[Outcome] = []

    def meanwhile(now: datetime.datetime) -> int:
        inside.extend(due(now))
        return 0

    jobs.register(PeriodicJob("a slow one", meanwhile, order=-1))
    assert due() == [Outcome("a slow one", 0)]
    assert inside == [Outcome("counted", 1)]
    assert len(counted) == 1


def test_of_two_who_read_the_same_row_one_begins() -> None:
    JobRun.objects.create(name="x")
    first, second = JobRun.objects.get(), JobRun.objects.get()
    assert (first.claim(NOW), second.claim(NOW + HOUR)) == (True, False)
    assert JobRun.objects.get().began_at == NOW


def test_one_that_fails_holds_up_no_other_and_is_due_again_at_once(
    jobs: Registry[PeriodicJob], counted: list[datetime.datetime], caplog: pytest.LogCaptureFixture
) -> None:
    jobs.register(PeriodicJob("broken", raising(ZeroDivisionError("no")), order=-1))
    assert due() == [Outcome("broken", None), Outcome("counted", 1)]
    assert "The periodic job 'broken' failed" in caplog.text
    assert due(NOW + HOUR) == [Outcome("broken", None)]


def test_one_that_was_killed_is_taken_up_again_after_a_while(
    jobs: Registry[PeriodicJob], counted: list[datetime.datetime]
) -> None:
    jobs.register(PeriodicJob("killed", raising(Killed()), order=-1))
    with pytest.raises(Killed):
        due()
    assert due(NOW + 5 * HOUR) == [Outcome("counted", 1)]
    with pytest.raises(Killed):
        due(NOW + 6 * HOUR)


def test_the_command_says_what_it_did_and_fails_where_a_job_failed(
    jobs: Registry[PeriodicJob], counted: list[datetime.datetime]
) -> None:
    output = StringIO()
    call_command("run_due", stdout=output)
    assert output.getvalue() == "Done: counted (1).\n"
    jobs.register(PeriodicJob("broken", raising(ZeroDivisionError("no"))))
    with pytest.raises(CommandError, match="due again: broken"):
        call_command("run_due")


def test_every_job_there_is_runs_on_an_empty_site_twice(settings: Settings, tmp_path: Path) -> None:
    # Files that other tests left behind would be found and deleted.
    settings.QUARANTINE_DIR = settings.DOCUMENTS_DIR = tmp_path
    names = {job.name for job in JOBS}
    assert {"uploads that nobody decided on", "accounts that nobody uses"} < names
    for now in (NOW, NOW + 48 * HOUR):
        assert {(outcome.name, outcome.done) for outcome in due(now)} == {(name, 0) for name in names}
