"""Authorities and other public bodies, under which names they appear, and how to sell to them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from thirty3.history.records import Recorded


class BoroughQuerySet(QuerySet["Borough"]):
    """Reading authorities."""

    def authorities(self) -> Self:
        """The 33: the 32 boroughs and the City of London Corporation."""
        return self.filter(kind=Borough.Kind.AUTHORITY).order_by("name")

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Borough(Recorded):
    """One of London's 33 local authorities, another London public body, or a body that one controls."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", "Local authority"
        PUBLIC_BODY = "public-body", "Other London public body"
        CONTROLLED = "controlled", "Body that an authority controls"

    class Ring(models.TextChoices):
        INNER = "inner", "Inner London"
        OUTER = "outer", "Outer London"

    slug = models.SlugField(unique=True)
    name = models.TextField()
    formal_name = models.TextField()
    kind = models.TextField(choices=Kind)
    # London Government Act 1963, section 1 and schedule 1; the City is counted as inner. Statistics
    # of the ONS draw the line elsewhere: do not mix the two.
    ring = models.TextField(choices=Ring, blank=True)
    gss_code = models.CharField("GSS code", max_length=9, blank=True)
    website = models.URLField(blank=True)
    short_name = models.CharField(max_length=3, blank=True, help_text="Three letters for the tile map.")
    tile_x = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_y = models.PositiveSmallIntegerField(null=True, blank=True)
    neighbours = models.ManyToManyField("self", blank=True)
    parents = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="controlled_bodies")

    # Computed from the boundaries, and a fact of the neighbour as well.
    stays_when_restored: ClassVar = ("neighbours",)

    objects = BoroughQuerySet.as_manager()

    class Meta:
        verbose_name = "authority"
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gss_code"],
                condition=~Q(gss_code=""),
                name="borough_gss_code_once",
                violation_error_message="Another authority has this GSS code.",
            ),
            models.UniqueConstraint(
                fields=["tile_x", "tile_y"],
                name="borough_tile_once",
                violation_error_message="Another authority has this square of the map.",
            ),
            models.CheckConstraint(
                condition=Q(tile_x__isnull=True, tile_y__isnull=True)
                | Q(tile_x__isnull=False, tile_y__isnull=False),
                name="borough_tile_has_both",
                violation_error_message="A square of the map needs both x and y.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("boroughs:borough", args=[self.slug])


class HowToSell(Recorded):
    """What an authority tells firms that want to sell to it. All of it is public.

    A record beside the authority's own, so that a changed address does not remake the lists of its contracts.
    """

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    portal_url = models.URLField("tender portal", blank=True)
    procurement_url = models.URLField("procurement page", blank=True)
    mailbox = models.EmailField("shared mailbox", blank=True, help_text="Never that of one person.")
    # Procurement Act 2023, section 93: planned contracts of more than £2 million in the next 18 months.
    pipeline_url = models.URLField("pipeline notice", blank=True)
    rules_below_threshold = models.TextField(blank=True)
    # Procurement Act 2023, section 69: invoices paid within 30 days are told twice a year.
    paid_in_30_days_percent = models.PositiveSmallIntegerField(
        "invoices paid within 30 days, in per cent", null=True, blank=True
    )
    as_at_date = models.DateField("checked on")

    class Meta:
        verbose_name = "how to sell to an authority"
        verbose_name_plural = "how to sell to authorities"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["borough"],
                name="how_to_sell_once",
                violation_error_message="This authority tells already how to sell to it.",
            ),
            models.CheckConstraint(
                condition=Q(paid_in_30_days_percent__isnull=True) | Q(paid_in_30_days_percent__lte=100),
                name="how_to_sell_percent_up_to_100",
                violation_error_message="Enter a whole number from 0 to 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"How to sell to {self.borough}"


class BoroughName(models.Model):
    """A spelling under which an authority, a body or a partnership appears in files."""

    borough = models.ForeignKey(Borough, models.CASCADE, related_name="spellings")
    spelling = models.TextField()
    # Folded by `boroughs.names.fold`; the form that look-ups compare.
    folded = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.spelling


class EmailDomain(Recorded):
    """A domain whose addresses belong to people of these authorities."""

    domain = models.TextField(unique=True)
    boroughs = models.ManyToManyField(Borough, related_name="email_domains")
    checked_on = models.DateField(null=True, blank=True, help_text="Blank until staff have checked it.")

    def __str__(self) -> str:
        return self.domain


class LotiMembership(models.Model):
    """A time during which an authority belonged to LOTI. No row means that nobody has said."""

    borough = models.ForeignKey(Borough, models.CASCADE, related_name="loti_memberships")
    since_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    source_url = models.URLField(blank=True)

    class Meta:
        verbose_name = "LOTI membership"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("since_date")),
                name="loti_membership_ends_after_start",
                violation_error_message="A membership cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough} since {self.since_date}"
