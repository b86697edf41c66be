"""Which firm is which: owners over time, suppliers that may be one, and suppliers that were parted."""

import datetime
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from suppliers.models.suppliers import Supplier
from thirty3.keys import new_key

# How the log names the writes of a split, and of its undo; the key follows.
SPLIT: Final = "split:"
REJOINED: Final = "unsplit:"


class SupplierOwnershipQuerySet(QuerySet["SupplierOwnership"]):
    """Reading who owned whom."""

    def on(self, day: datetime.date) -> Self:
        """Those in force on a day. Of an unknown beginning it is taken that it lay before."""
        began = Q(from_date__isnull=True) | Q(from_date__lte=day)
        return self.filter(began, Q(until_date__isnull=True) | Q(until_date__gte=day))

    def in_order(self) -> Self:
        """The earliest first; of an unknown beginning before all others."""
        return self.order_by(F("from_date").asc(nulls_first=True), "pk")


class SupplierOwnership(models.Model):
    """Who owned a supplier, or what it became, between two days. Those of one supplier never overlap."""

    class Kind(models.TextChoices):
        OWNED = "owned", "Owned by"
        ACQUIRED = "acquired", "Acquired by"
        RENAMED = "renamed", "Became"

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="ownerships")
    parent = models.ForeignKey(Supplier, models.PROTECT, related_name="owned", verbose_name="owner")
    kind = models.TextField(choices=Kind, default=Kind.OWNED)
    from_date = models.DateField("from", null=True, blank=True, help_text="Blank where nobody knows.")
    # The last day on which it was so.
    until_date = models.DateField("until", null=True, blank=True, help_text="Blank while it is so.")
    source = models.TextField(help_text="Where this is published, in words.")
    source_url = models.URLField("link to the source", blank=True)

    objects = SupplierOwnershipQuerySet.as_manager()

    class Meta:
        verbose_name = "owner over time"
        verbose_name_plural = "owners over time"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(parent=F("supplier")),
                name="ownership_is_of_another",
                violation_error_message="A supplier cannot own itself.",
            ),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True)
                | Q(until_date__isnull=True)
                | Q(until_date__gte=F("from_date")),
                name="ownership_ends_after_it_began",
                violation_error_message="It cannot end before it began.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["owned", "acquired", "renamed"]), name="ownership_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="ownership_has_a_source",
                violation_error_message="Say where this is published.",
            ),
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(until_date__isnull=True),
                name="ownership_open_once",
                violation_error_message="It has an owner already that has not ended.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.get_kind_display()} {self.parent}"

    def is_in_force(self, day: datetime.date) -> bool:
        """Whether it was so on a day."""
        began = self.from_date is None or self.from_date <= day
        return began and (self.until_date is None or day <= self.until_date)


class LikelyDuplicateQuerySet(QuerySet["LikelyDuplicate"]):
    """Reading pairs that may be one."""

    def waiting(self, day: datetime.date) -> Self:
        """Those that staff have to decide: both are still there, and the likeliest come first."""
        there = Supplier.objects.current().filter(held_from="")
        undecided = Q(decision="") | Q(decision="later", again_date__lte=day)
        return self.filter(
            undecided,
            Exists(there.filter(pk=OuterRef("first_id"))),
            Exists(there.filter(pk=OuterRef("second_id"))),
        ).order_by("-confidence", "pk")

    def with_names(self) -> Self:
        """With what both are called."""
        name = Supplier.objects.filter(pk=OuterRef("first_id")).values("name")
        other = Supplier.objects.filter(pk=OuterRef("second_id")).values("name")
        return self.annotate(first_name=Subquery(name), second_name=Subquery(other))


class LikelyDuplicate(models.Model):
    """Two suppliers that may be one, how likely that is and why, and what staff decided.

    Both are told by their ids, as a merge tells its two: what was decided of a supplier counts for what it
    became, and counts again once that is undone (`suppliers/identity/duplicates.py`).
    """

    class Decision(models.TextChoices):
        NONE = "", "Not decided"
        DIFFERENT = "different", "Not the same"
        LATER = "later", "Later"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    # In hundredths.
    confidence = models.PositiveSmallIntegerField()
    # Signs that speak for it, in words.
    why = models.JSONField(default=list)
    found_at = models.DateTimeField(default=timezone.now)
    decision = models.TextField(choices=Decision, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)
    again_date = models.DateField(null=True, blank=True)

    objects = LikelyDuplicateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first_id", "second_id"], name="likely_duplicate_once"),
            models.CheckConstraint(
                condition=Q(first_id__lt=F("second_id")), name="likely_duplicate_in_order"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=1, confidence__lte=100), name="likely_duplicate_in_hundredths"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", "different", "later"]),
                name="likely_duplicate_decision_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(decision="later") | Q(again_date__isnull=False),
                name="likely_duplicate_later_has_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["decision", "-confidence"], name="likely_duplicate_queue")  # what waits
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class SupplierSplit(models.Model):
    """What was taken from one supplier for another, and all that it takes to put it back."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    from_id = models.BigIntegerField()
    to_id = models.BigIntegerField()
    from_name = models.TextField()
    to_name = models.TextField()
    # The other one was made for it; otherwise it had been merged, and stands by itself again.
    made = models.BooleanField(default=False)
    merge_id = models.BigIntegerField(null=True)
    why = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # Mover -> the ids of the rows that moved; follower -> what puts back what it moved.
    rows = models.JSONField(default=dict)
    followed = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    left = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(from_id=F("to_id")), name="split_is_of_two_suppliers"),
            models.CheckConstraint(
                condition=Q(made=True, merge_id__isnull=True) | Q(made=False, merge_id__isnull=False),
                name="split_makes_one_or_parts_a_merge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to_name} from {self.from_name}"

    @property
    def batch(self) -> str:
        """Under which the change log holds what moved."""
        return f"{SPLIT}{self.key}"

    @property
    def undone_batch(self) -> str:
        """Under which it holds what was put back."""
        return f"{REJOINED}{self.key}"

    @property
    def moved(self) -> int:
        return sum(len(ids) for ids in self.rows.values())
