"""Reminding members that a certificate ends: 60 and 30 days before, and on its last day.

What is due is written down first, as a row for each certificate, end and step. Its letters go in the same
transaction in which the row is marked as sent, so that no run sends them twice and a killed one sends them
the next time. After missed runs only the last step that came due is sent, for the earlier ones say less.
"""

import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from suppliers.members.letters import everyone_of, write_to
from suppliers.models import STEPS, Certification, CertificationReminder
from suppliers.profiles.sections.certifications import NAME
from thirty3.design.formatting import fact_date
from thirty3.registry import JOBS, PeriodicJob

# The reminder of the last day is still worth sending for so long.
AFTERWARDS: Final = datetime.timedelta(days=30)


def step_due(expires: datetime.date, day: datetime.date) -> int | None:
    """The step that came due last on a day; none long before the end and none long after it."""
    if day > expires + AFTERWARDS:
        return None
    left = (expires - day).days
    return next((step for step in sorted(STEPS) if left <= step), None)


def _kept(day: datetime.date) -> QuerySet[Certification]:
    """Those that end soon or ended lately, of suppliers whose own people keep a profile."""
    soon = day + datetime.timedelta(days=max(STEPS))
    kept = Q(supplier__merged_into=None, supplier__withdrawn_on=None, supplier__demonstration=False)
    return Certification.objects.filter(kept, expires_date__range=(day - AFTERWARDS, soon)).order_by("pk")


def note_due(day: datetime.date) -> int:
    """Write down what came due, and say how much of it is new."""
    made = 0
    for one in _kept(day):
        expires = one.expires_date
        step = step_due(expires, day) if expires else None
        if expires is None or step is None:
            continue
        _, new = CertificationReminder.objects.get_or_create(
            certification=one,
            step=step,
            expires_date=expires,
            defaults={"due_on": expires - datetime.timedelta(days=step)},
        )
        made += new
    return made


def remind(now: datetime.datetime) -> int:
    """Send what is due and not sent, and say how much that was."""
    day = timezone.localdate(now)
    note_due(day)
    unsent = CertificationReminder.objects.unsent().filter(certification__in=_kept(day))
    return sum(_send(pk, now) for pk in unsent.values_list("pk", flat=True))


@transaction.atomic
def _send(pk: int, now: datetime.datetime) -> bool:
    """Leave the letters to a task; without members the reminder stays due."""
    found = CertificationReminder.objects.unsent().select_for_update(of=("self",)).filter(pk=pk)
    reminder = found.select_related("certification__supplier").first()
    if reminder is None:
        return False
    certificate = reminder.certification
    expires = certificate.expires_date
    if expires is None or expires != reminder.expires_date:
        return False
    if step_due(expires, timezone.localdate(now)) != reminder.step:
        return False
    supplier = certificate.supplier
    members = everyone_of(supplier)
    if not members:
        return False
    letter = "certificate-lapsed" if certificate.has_lapsed(timezone.localdate(now)) else "certificate-ends"
    page = certificate_page(certificate)
    write_to(
        members,
        letter,
        supplier.name,
        page=page,
        certificate=certificate.scheme,
        number=certificate.number,
        day=fact_date(expires),
    )
    reminder.sent_at = now
    reminder.save(update_fields=["sent_at"])
    return True


def certificate_page(certificate: Certification) -> str:
    """Where members change a certificate."""
    address = (certificate.supplier.slug, NAME, certificate.key)
    return reverse("suppliers:profile-item", args=address)


def register() -> None:
    """Have it done every day; called when the app is ready."""
    JOBS.register(PeriodicJob("reminders of certificates", remind))
