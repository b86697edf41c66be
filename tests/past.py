"""Changes that lie back: the log is append-only, so that a test has to go round it to date them."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from thirty3.history.models import Change


def at(day: str, hour: int = 12) -> datetime.datetime:
    """A moment of a day in London."""
    return timezone.make_aware(datetime.datetime.fromisoformat(day) + datetime.timedelta(hours=hour))


def date_changes(record: Any, *days: str, hour: int = 12) -> None:
    """Let the record's changes have been made on these days, the first one first."""
    rows = Change.objects.filter(kind=record.record_kind(), record_id=record.pk).order_by("version")
    for change, day in zip(rows, days, strict=True):
        QuerySet(Change).filter(pk=change.pk).update(at=at(day, hour))
