"""The projection that public pages, lists, charts and downloads read."""

from typing import Any, ClassVar

from django.db import models

from thirty3.audiences import Audience


class OwnJSONField(models.JSONField):
    """JSON that our own code alone writes. To have SQLite check it again took a third of publishing."""

    def db_check(self, connection: Any) -> None:
        return None


class ListingRow(models.Model):
    """What one audience may see of one record: the columns that a list row and its draft share."""

    kind = models.TextField()
    audience = models.TextField(choices=[(a.value, a.value) for a in Audience])
    record_id = models.BigIntegerField()
    key = models.CharField(max_length=10)
    demonstration = models.BooleanField()
    title = models.TextField()
    starts = models.DateField(null=True)
    # The last day, whether it was agreed from the start or came earlier; or none, while it runs on.
    ends = models.DateField(null=True)
    open_ended = models.BooleanField(default=False)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    # Of a system in use, the agreement that pays for it, as far as the audience may know of that.
    paid_by = models.BigIntegerField(null=True)
    # The day of the newest source of what is shown.
    as_at = models.DateField(null=True)
    # When something that this audience may see last changed.
    updated_at = models.DateTimeField()
    # Facet -> values, as the bitmaps hold them.
    facets = OwnJSONField(default=dict)
    data = OwnJSONField()
    # Of everything above but `updated_at`: rows with the same digest show the same.
    digest = models.CharField(max_length=32, blank=True)

    class Meta:
        abstract = True


class Listing(ListingRow):
    """What one audience may see of one record.

    One public row for every record that the public may see, and a row for authorities only where
    theirs differs. `data` holds every fact that the audience's pages show; the columns beside it
    are those that lists range over and sort by.
    """

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "audience"], name="listing_once_for_audience"
            ),
            models.UniqueConstraint(fields=["kind", "key", "audience"], name="listing_key_once_for_audience"),
        ]
        # Each ends in the id, so that a list is put in order from the index alone.
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "audience", "ends", "key", "record_id"], name="listing_ends"
            ),  # ending within, sort
            models.Index(
                fields=["kind", "audience", "value", "key", "record_id"], name="listing_value"
            ),  # value range, sort
            models.Index(
                fields=["kind", "audience", "updated_at", "key", "record_id"], name="listing_updated"
            ),  # what is new, sort
            models.Index(
                fields=["kind", "audience", "starts", "record_id"], name="listing_starts"
            ),  # what has not started
            models.Index(
                fields=["kind", "audience", "as_at", "record_id"], name="listing_as_at"
            ),  # how fresh it is
            models.Index(
                fields=["kind", "audience", "paid_by", "record_id"], name="listing_paid_by"
            ),  # what an agreement pays for
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.audience})"


class ListingDraft(ListingRow):
    """List rows made ready outside the transaction that publishes them; one run is one write.

    Every record of a run has a public draft, and one for authorities where theirs differs.
    A draft without a digest says that the audience gets no row.
    """

    run = models.TextField()
    # Its texts, as the text index of this database takes them.
    document = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "kind", "record_id", "audience"], name="listing_draft_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.audience}, {self.run})"
