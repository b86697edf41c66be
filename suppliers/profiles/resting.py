"""Whoever said no to what a supplier says of them is not asked anew at once, in whatever words."""

import datetime
from typing import Final

from django.utils import timezone

ASKED_AGAIN_AFTER: Final = datetime.timedelta(days=90)


def rests_until(said_no_on: datetime.date) -> datetime.date | None:
    """The day from which they may be asked again; None once it has come."""
    again = said_no_on + ASKED_AGAIN_AFTER
    return again if timezone.localdate() < again else None
