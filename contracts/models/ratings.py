"""Ratings of how contracts went, as authorities published them."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet

from thirty3.history.records import Recorded


class PublishedRatingQuerySet(QuerySet["PublishedRating"]):
    """Reading ratings."""

    def of(self, keys: Iterable[str]) -> Self:
        """Those of contracts with these keys, the latest published first."""
        return self.filter(contract_key__in=keys).order_by("-published_on", "contract_key", "pk")


class PublishedRating(Recorded):
    """A rating from a contract performance notice (Procurement Act 2023, section 71), word for word.

    Staff enter what was published and where. The contract is named by its key, since the rating outlives it
    and is shown where the list row of that key is.
    """

    contract_key = models.CharField("key of the contract", max_length=10)
    measure = models.TextField(help_text="What was rated, in the words of the notice.")
    rating = models.TextField(help_text="In the words of the notice, such as “Requires improvement”.")
    published_on = models.DateField()
    source = models.CharField(max_length=200, help_text="The notice by its name and number.")
    source_url = models.URLField("address of the notice")

    objects = PublishedRatingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(rating="") & ~Q(source="") & ~Q(source_url=""),
                name="published_rating_has_words_and_source",
                violation_error_message="Give the rating in the words of the notice, and where it stands.",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["contract_key"], name="rating_of_contract"),  # the contract's page
        ]

    def __str__(self) -> str:
        return f"{self.rating} ({self.contract_key}, {self.published_on})"
