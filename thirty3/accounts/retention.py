"""Accounts that nobody uses: warned by a letter, and deleted a month later.

Personal data is kept no longer than it is needed (UK GDPR, article 5(1)(e)). A role is proved by the mailbox
every 90 days, so whoever has not signed in for a year has missed four of these and has no role left. A month
is long enough for a letter to be read after a holiday.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from thirty3.accounts.models import User
from thirty3.accounts.services import forget, is_last_who_may_do_everything
from thirty3.accounts.tasks import send_letter

UNUSED_MONTHS: Final = 12
NOTICE_MONTHS: Final = 1
WHY: Final = f"Not used for {UNUSED_MONTHS + NOTICE_MONTHS} months"


@dataclass(frozen=True)
class Retired:
    """An account that was warned or deleted, or would be."""

    person: User
    deleted: bool


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unused_since(day: date) -> QuerySet[User]:
    """People who have not signed in since the beginning of a day; who never did counts from being added."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    used = Coalesce("last_login", "joined_at", output_field=models.DateTimeField())
    people = User.objects.filter(is_demonstration=False).annotate(used_at=used)
    return people.filter(used_at__lt=begin).order_by("pk")


def to_warn(today: date) -> QuerySet[User]:
    """Those to write to: unused for a year, open, and not warned since they were last there."""
    unused = unused_since(months_before(today, UNUSED_MONTHS)).filter(is_active=True)
    return unused.filter(Q(warned_on=None) | Q(warned_on__lte=F("used_at__date")))


def to_delete(today: date) -> QuerySet[User]:
    """Those whose month of notice is over. A closed account has no one to warn, and waits as long."""
    unused = unused_since(months_before(today, UNUSED_MONTHS + NOTICE_MONTHS))
    warned = Q(warned_on__lte=months_before(today, NOTICE_MONTHS), warned_on__gt=F("used_at__date"))
    return unused.filter(warned | Q(is_active=False))


def retire(*, today: date, dry_run: bool = False) -> Iterator[Retired]:
    """Delete and warn, one account at a time: what is killed halfway goes on where it was."""
    for person in to_delete(today):
        # Without the last of them nobody could let anybody in.
        if is_last_who_may_do_everything(person):
            continue
        if not dry_run:
            forget(person=person, why=WHY)
        yield Retired(person, deleted=True)
    for person in to_warn(today):
        if not dry_run:
            warn(person, today)
        yield Retired(person, deleted=False)


def warn(person: User, today: date) -> None:
    """Write first, then note it: a letter that was not sent is no notice."""
    sign_in = f"{settings.SITE_URL}/account/sign-in/"
    send_letter(person, "unused_account", months=str(UNUSED_MONTHS), sign_in=sign_in)
    User.objects.filter(pk=person.pk).update(warned_on=today)


def retire_all(now: datetime) -> int:
    """The periodic job."""
    return sum(1 for _ in retire(today=timezone.localdate(now)))
