"""Requests that nobody needs any more: drafts that were left, and what was refused or taken back."""

import datetime
from typing import Final

from django.db.models import Q

from suppliers.models import Claim, SupplierInvitation
from thirty3.registry import JOBS, PeriodicJob

# A draft is somebody's intention, and goes when they let it lie. What was refused tells staff for two years
# who tried before.
DRAFTS_KEPT: Final = datetime.timedelta(days=90)
DECIDED_KEPT: Final = datetime.timedelta(days=730)


def forget_requests(now: datetime.datetime) -> int:
    """Delete them, and how many that were. What was approved stays as long as the person's account."""
    closed = (Claim.State.REFUSED, Claim.State.WITHDRAWN)
    old = Q(state=Claim.State.DRAFT, changed_at__lt=now - DRAFTS_KEPT)
    old |= Q(state__in=closed, changed_at__lt=now - DECIDED_KEPT)
    gone = Claim.objects.filter(old).delete()[0]
    lapsed = SupplierInvitation.objects.filter(accepted_at=None, lapses_at__lt=now - DRAFTS_KEPT)
    return gone + lapsed.delete()[0]


def register() -> None:
    """Have it done every day; called when the app is ready."""
    JOBS.register(PeriodicJob("forget requests to keep a profile", forget_requests))
