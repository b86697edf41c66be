"""What a body certified of a supplier."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suppliers.models.suppliers import Supplier


class Certification(models.Model):
    """Something that a body certified of a supplier: Cyber Essentials, ISO 27001, a framework place."""

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
