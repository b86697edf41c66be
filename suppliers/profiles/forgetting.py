"""Edits that staff decided about long ago: the change log keeps what became of the profile."""

import datetime
from typing import Final

from suppliers.models import ProfileEdit
from thirty3.registry import JOBS, PeriodicJob

# A refusal counts for a year, and staff may want to know what was refused before.
KEPT: Final = datetime.timedelta(days=730)


def forget_edits(now: datetime.datetime) -> int:
    """Delete them, and how many that were."""
    return ProfileEdit.objects.filter(decided_at__lt=now - KEPT).delete()[0]


def register() -> None:
    """Have it done every day; called when the app is ready."""
    JOBS.register(PeriodicJob("forget edits of profiles", forget_edits))
