"""What lists are narrowed by: a bitmap of record ids for each value of each facet, and their stamps."""

from django.db import models

from thirty3.history.records import Recorded


class Stamp(models.Model):
    """How far the facet bitmaps of one kind of record have come, for one audience.

    It moves in every transaction that changes what this audience may see, so a process knows by
    one small read whether what it holds is still true.
    """

    kind = models.TextField()
    audience = models.TextField()
    stamp = models.BigIntegerField(default=0)
    # The stamps that led to this one: a copy with any other is of a write that was rolled back.
    recent = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    # In which shape its rows were made (`Searchable.shape`); another than today's asks to make them anew.
    shape = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "audience"], name="stamp_of_kind_and_audience")
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.audience}"


class FacetBits(models.Model):
    """The ids of the records of a kind that have a value of a facet, as far as an audience may see.

    A value that no record has any more keeps its row, empty, for its stamp tells that it went.
    """

    kind = models.TextField()
    audience = models.TextField()
    facet = models.TextField()
    value = models.TextField()
    bits = models.BinaryField()
    stamp = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "audience", "facet", "value"], name="facet_value_once")
        ]
        # What changed since the stamp that a process holds.
        indexes = [models.Index(fields=["kind", "audience", "stamp"], name="facet_since_stamp")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class SameWords(Recorded):
    """Words for one thing: whoever searches for one of them finds the others too.

    "CRM" and "customer relationship management". Names of functions, suppliers and products have their
    synonyms and aliases with them; here is what belongs to none of these.
    """

    slug = models.SlugField(unique=True)
    words = models.JSONField(help_text="Two or more words or phrases for one thing, as a list.")

    class Meta:
        verbose_name = "group of words for one thing"
        verbose_name_plural = "words for one thing"

    def __str__(self) -> str:
        return ", ".join(self.words)
