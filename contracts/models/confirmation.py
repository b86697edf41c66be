"""An authority's word that a record of its own is still true."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from boroughs.models import Borough


class ConfirmationQuerySet(QuerySet["Confirmation"]):
    """Reading confirmations."""

    def standing(self) -> Self:
        """Those that nobody has taken back, latest first."""
        return self.filter(undone_at__isnull=True).order_by("-at", "-pk")


class Confirmation(models.Model):
    """Somebody confirmed a record as it stood, in which role and when, and what their word replaced."""

    record_kind = models.TextField()
    record_id = models.BigIntegerField()
    key = models.CharField(max_length=10)
    title = models.TextField()
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    # The record's version once it was confirmed: a record that moved on is not put back.
    version = models.PositiveIntegerField()
    # What officers had said of it until then, and where its values came from.
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["record_kind", "record_id"], name="confirmation_record"),  # undo
            models.Index(fields=["borough", "at"], name="confirmation_of_late"),  # the page that undoes
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.role}"
