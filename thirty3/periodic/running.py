"""Running what is due, once, whoever else runs it at the same time."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from thirty3.periodic.models import JobRun
from thirty3.registry import JOBS, PeriodicJob

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a job: how much it did, or None where it failed."""

    name: str
    done: int | None


def run_due(*, now: datetime | None = None) -> Iterator[Outcome]:
    """Run every job that is due. One that fails holds up no other, and is due again at once."""
    now = now or timezone.now()
    for job in JOBS:
        run, _ = JobRun.objects.get_or_create(name=job.name)
        if run.is_due(now, job.every) and run.claim(now):
            yield Outcome(job.name, _done(job, now))


def _done(job: PeriodicJob, now: datetime) -> int | None:
    mine = JobRun.objects.filter(name=job.name, began_at=now)
    try:
        done = job.run(now)
    except Exception:
        logger.exception("The periodic job %r failed", job.name)
        mine.update(began_at=None, ended_at=None)
        return None
    mine.update(ended_at=timezone.now())
    return done
