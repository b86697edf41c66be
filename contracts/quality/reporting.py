"""Writing reported problems: taken in, dealt with, and forgotten as far as they tell of people."""

import contextlib
import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from contracts.models import DataIssue, ReportedWords
from contracts.quality.about import About
from contracts.quality.tasks import tell_reporter
from contracts.quality.terms import due_on, term_of
from thirty3.history.services import recording

REPORTED = "Reported on this site"


def report_problem(
    *, wrong: str, about: About, text: str, email: str, reporter: Any = None, by_supplier: bool = False
) -> DataIssue:
    """Take in a report. Its words stand apart from what history keeps.

    A firm's report on its own record is marked so, and the authority of the record is shown it too.
    """
    now = timezone.now()
    issue = DataIssue(
        wrong=wrong,
        subject=about.subject,
        subject_key=about.key,
        address=about.address,
        by_supplier=by_supplier,
        received_at=now,
        due_date=due_on(wrong, timezone.localdate(now)),
    )
    known = reporter if getattr(reporter, "is_authenticated", False) else None
    with transaction.atomic():
        # The log would name whoever reported it for good.
        with recording(issue, why=REPORTED):
            issue.save()
        ReportedWords.objects.create(issue=issue, text=text, email=email, reporter=known)
    return issue


@contextlib.contextmanager
def deciding(issue: DataIssue, *, actor: Any, why: str, seen: int | None = None) -> Iterator[None]:
    """Whatever the block saves is one change; who left an address is told once it is closed."""
    stored = DataIssue.objects.filter(pk=issue.pk).first()
    with recording(issue, actor=actor, why=why, seen=seen):
        yield
        if issue.is_closed and (stored is None or not stored.is_closed):
            tell_reporter.enqueue(reference=issue.reference)


def forget_words(*, now: datetime.datetime | None = None, dry_run: bool = False) -> int:
    """Delete what was written of problems that were closed long enough ago, and how many that were."""
    today = timezone.localdate(now or timezone.now())
    closed = DataIssue.objects.filter(closed_at__isnull=False, words__isnull=False)
    due = [
        issue.pk
        for issue in closed
        if issue.closed_at and _kept_until(issue.wrong, timezone.localdate(issue.closed_at)) < today
    ]
    if not dry_run:
        ReportedWords.objects.filter(issue__in=due).delete()
    return len(due)


def _kept_until(wrong: str, closed: datetime.date) -> datetime.date:
    return closed + datetime.timedelta(days=term_of(wrong, closed).keep_days)
