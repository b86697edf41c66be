"""What a body certified of a supplier."""

import datetime
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q, QuerySet

from suppliers.models.suppliers import Supplier
from thirty3.keys import new_key

# How many days before the end its supplier's members are reminded, the last time on the day itself.
STEPS: Final = (60, 30, 0)


class Certification(models.Model):
    """Something that a body certified of a supplier: Cyber Essentials, ISO 27001, a framework place."""

    # As the profile calls it: the item of its section.
    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="certifications")
    scheme = models.TextField()
    number = models.TextField(blank=True)
    issued_date = models.DateField(null=True, blank=True)
    expires_date = models.DateField(null=True, blank=True)
    checked_date = models.DateField(null=True, blank=True, help_text="When staff checked with the issuer.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(issued_date__isnull=True)
                | Q(expires_date__isnull=True)
                | Q(expires_date__gte=F("issued_date")),
                name="certification_expires_after_issue",
                violation_error_message="A certificate cannot expire before it was issued.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.supplier}"

    def has_lapsed(self, day: datetime.date) -> bool:
        """Whether it was no longer good on a day; it is good on the last one."""
        return self.expires_date is not None and self.expires_date < day


class CertificationReminderQuerySet(QuerySet["CertificationReminder"]):
    """Reading reminders."""

    def unsent(self) -> Self:
        """Those that are due and not sent, the oldest first."""
        return self.filter(sent_at__isnull=True).order_by("due_on", "pk")


class CertificationReminder(models.Model):
    """Its supplier's members are due a reminder that a certificate ends, and were sent it or not yet.

    Each step once for each end: whoever gives a certificate another end is reminded of that.
    """

    certification = models.ForeignKey(Certification, models.CASCADE, related_name="reminders")
    step = models.PositiveSmallIntegerField("days before the end")
    expires_date = models.DateField()
    due_on = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = CertificationReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "reminder of a certification"
        verbose_name_plural = "reminders of certifications"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["certification", "step", "expires_date"], name="certification_reminder_once"
            ),
            models.CheckConstraint(condition=Q(step__in=STEPS), name="certification_reminder_step"),
        ]

    def __str__(self) -> str:
        return f"{self.certification}, {self.step} days before"
