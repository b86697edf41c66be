"""The projection that public pages, lists, charts and downloads read."""

from typing import ClassVar

from django.db import models

from thirty3.audiences import Audience


class ListingRow(models.Model):
    """What one audience may see of one record: the columns that a list row and its draft share."""

    kind = models.TextField()
    audience = models.TextField(choices=[(a.value, a.value) for a in Audience])
    key = models.CharField(max_length=10)
    demonstration = models.BooleanField()
    title = models.TextField()
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    # The day it stopped before its end, and whether it runs on without one.
    terminated = models.DateField(null=True)
    open_ended = models.BooleanField(default=False)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    # When something that this audience may see last changed.
    updated_at = models.DateTimeField()
    # Facet -> values, as the bitmaps hold them.
    facets = models.JSONField(default=dict)
    data = models.JSONField()

    class Meta:
        abstract = True


class Listing(ListingRow):
    """What one audience may see of one record.

    One public row for every record that the public may see, and a row for authorities only where
    theirs differs. `data` holds every fact that the audience's pages show; the columns beside it
    are those that lists range over and sort by.
    """

    record_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "record_id", "audience"], name="listing_once_for_audience"),
            models.UniqueConstraint(fields=["kind", "key", "audience"], name="listing_key_once_for_audience"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "audience", "ends"], name="listing_ends"),  # ending within, sort
            models.Index(fields=["kind", "audience", "value"], name="listing_value"),  # value range, sort
            models.Index(fields=["kind", "audience", "starts"], name="listing_starts"),  # status
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.audience})"


class ListingDraft(ListingRow):
    """List rows made ready outside the transaction that publishes them; one run is one write.

    Every record of a run has one draft for each audience. `withdrawn` says that the audience
    gets no row; `same_as_public` that authorities see what everyone sees.
    """

    run = models.TextField()
    record_id = models.BigIntegerField(null=True)
    withdrawn = models.BooleanField(default=False)
    same_as_public = models.BooleanField(default=False)
    tokens = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "kind", "key", "audience"], name="listing_draft_once")
        ]
