"""The record of a journey's decisions: what was decided or left out, why, in which role and when."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from contracts.journeys.telling import Line, Told
from contracts.models import JourneyTask
from thirty3.history.models import Change


@dataclass(frozen=True)
class Decided:
    """A task of which something is kept, with who wrote it last, by role, and when."""

    line: Line
    by: str
    on: datetime.date | None


def decided(told: Told) -> list[tuple[str, list[Decided]]]:
    """By stage, every task of which something is kept."""
    kept = [line.kept.pk for line in told.lines if line.kept is not None]
    changes = Change.objects.filter(kind=JourneyTask.record_kind(), record_id__in=kept).order_by("version")
    last = {change.record_id: change for change in changes}
    found = []
    for stage, lines in told.by_stage:
        rows = [_row(line, last) for line in lines if line.kept is not None]
        if rows:
            found.append((stage.name, rows))
    return found


def _row(line: Line, last: dict[int, Change]) -> Decided:
    change = last.get(line.kept.pk) if line.kept is not None else None
    if change is None:
        return Decided(line, "", None)
    return Decided(line, change.role, timezone.localdate(change.at))
