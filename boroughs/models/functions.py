"""What an authority does: service areas, and the functions in each."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from thirty3.history.records import Recorded
from thirty3.states import is_no_state


class ServiceAreaQuerySet(QuerySet["ServiceArea"]):
    """Reading service areas."""

    def in_order(self) -> Self:
        return self.order_by("position", "name")


class ServiceArea(Recorded):
    """A field of an authority's work: housing, finance. Frontline or corporate, as City Tools split them."""

    class Side(models.TextChoices):
        FRONTLINE = "frontline", "Frontline"
        CORPORATE = "corporate", "Corporate"

    slug = models.SlugField(unique=True, validators=[is_no_state])
    name = models.TextField(unique=True)
    side = models.TextField(choices=Side)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ServiceAreaQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("boroughs:area", args=[self.slug])


class FunctionQuerySet(QuerySet["Function"]):
    """Reading functions."""

    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def with_merged(self) -> Self:
        """All of them in order, those that were merged as well."""
        return self.select_related("area").order_by("area__position", "position", "name")

    def in_order(self) -> Self:
        return self.with_merged().current()


class Function(Recorded):
    """Something that an authority does and may run technology for: housing management, payroll."""

    slug = models.SlugField(unique=True, validators=[is_no_state])
    name = models.TextField()
    area = models.ForeignKey(ServiceArea, models.PROTECT, related_name="functions")
    synonyms = models.JSONField(default=list, blank=True, help_text="Other words for it, as a list.")
    lgsl_ids = models.JSONField(
        "national service ids", default=list, blank=True, help_text="Local Government Service List numbers."
    )
    protective = models.BooleanField(
        default=False,
        help_text=(
            "It protects the authority (identity, backup, network security). Supplier, product and hosting "
            "are then shown to authorities alone, unless they are already public."
        ),
    )
    position = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    # A merge moved what refers to it, and has an undo of its own.
    stays_when_restored: ClassVar = ("merged_into_id",)

    objects = FunctionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "name"], name="function_name_once_in_area"),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="function_not_merged_into_itself",
                violation_error_message="A function cannot be merged into itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page lies below that of its service area, which has to be loaded with it."""
        return reverse("boroughs:function", args=[self.area.slug, self.slug])
