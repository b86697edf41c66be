"""What authorities say to what suppliers say: answers that they confirm, uses of which they are asked."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet

from boroughs.models import Borough
from contracts.models.system import SystemInUse
from suppliers.models import Product, ProductOffer, Supplier
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class OfferConfirmation(Recorded):
    """An authority that runs a product confirms what its maker says of data in it, in its words then."""

    offer = models.ForeignKey(ProductOffer, models.CASCADE, related_name="+")
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="authority", related_name="+")
    # The name of a question in `suppliers/profiles/data_freedom.py`.
    answer = models.TextField()
    words = models.TextField("what the maker said")
    confirmed_on = models.DateField()

    class Meta:
        verbose_name = "confirmation of an answer"
        verbose_name_plural = "confirmations of answers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["offer", "borough", "answer"],
                name="offer_confirmation_once",
                violation_error_message="This authority has confirmed this.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough} confirms {self.answer} of {self.offer}"


class UseClaimQuerySet(QuerySet["UseClaim"]):
    """Reading claims of use."""

    def unanswered(self) -> Self:
        """Those to which the authority has said neither yes nor no, oldest first."""
        return self.filter(confirmed_on__isnull=True, refused_on__isnull=True).order_by("said_on", "pk")

    def with_names(self) -> Self:
        return self.select_related("supplier", "product", "borough")


class UseClaim(Recorded):
    """A supplier says that an authority uses its product.

    Nobody reads it but its own people, the authority's officers and staff: what shows is the system that
    the authority confirms, or a record that is public anyway.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="authority", related_name="+")
    since_date = models.DateField(null=True, blank=True)
    said_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    reason = models.TextField("why the authority does not confirm it", blank=True)
    system = models.ForeignKey(SystemInUse, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = UseClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "claim of use"
        verbose_name_plural = "claims of use"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "product", "borough"],
                name="use_claim_once",
                violation_error_message="This is said already.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(refused_on__isnull=True),
                name="use_claim_confirmed_or_refused",
                violation_error_message="It is confirmed or refused, not both.",
            ),
            models.CheckConstraint(
                condition=Q(refused_on__isnull=True, reason="")
                | (Q(refused_on__isnull=False) & ~Q(reason="")),
                name="use_claim_refused_with_a_reason",
                violation_error_message="A refusal gives its reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} at {self.borough}, as {self.supplier} says"
