"""Services that authorities share, and who was in them when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from boroughs.models.authorities import Borough
from boroughs.models.functions import Function
from thirty3.history.records import Recorded


class Partnership(Recorded):
    """A shared service: a name in files that means its members on that day."""

    slug = models.SlugField(unique=True)
    name = models.TextField(unique=True)
    host = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="hosted_partnerships"
    )
    functions = models.ManyToManyField(Function, blank=True, related_name="+")
    spellings = models.JSONField(default=list, blank=True, help_text="Names under which it buys, as a list.")
    source_url = models.URLField(blank=True)

    part_of_record: ClassVar = ("members",)

    def __str__(self) -> str:
        return self.name


class PartnershipMember(models.Model):
    """An authority's time in a shared service. A missing date means that nobody has said."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="members")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="partnership_memberships")
    since_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True)
                | Q(since_date__isnull=True)
                | Q(until_date__gte=F("since_date")),
                name="partnership_member_ends_after_start",
                violation_error_message="A membership cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough} in {self.partnership}"
