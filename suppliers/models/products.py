"""Named technologies, and every spelling of their names."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from boroughs.models import Function
from suppliers.models.suppliers import Supplier
from thirty3.history.records import Keyed
from thirty3.states import is_no_state


class ProductQuerySet(QuerySet["Product"]):
    """Reading products."""

    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Product(Keyed):
    """A named technology and its maker, who is not always the supplier that holds the contract."""

    class Stage(models.TextChoices):
        PILOT = "pilot", "Pilot"
        LIVE = "live", "Live"
        ESTABLISHED = "established", "Established"
        WITHDRAWN = "withdrawn", "No longer sold"

    slug = models.SlugField(max_length=120, unique=True, validators=[is_no_state])
    name = models.TextField()
    maker = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="products_made")
    functions = models.ManyToManyField(Function, blank=True, related_name="products")
    stage = models.TextField(choices=Stage, blank=True)
    website = models.URLField(blank=True)
    # What its maker offers to everyone may be named without a record that shows it: that it is offered
    # says nothing of who runs it.
    offered = models.BooleanField(
        "openly offered",
        default=False,
        db_default=False,
        help_text="Its maker offers it openly, so that everyone may know of it, even if no record names it.",
    )
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    part_of_record: ClassVar = ("aliases",)
    # A merge moved what refers to it, and has an undo of its own.
    stays_when_restored: ClassVar = ("merged_into_id",)

    objects = ProductQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(successor=F("id")),
                name="product_does_not_succeed_itself",
                violation_error_message="A product cannot be its own successor.",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="product_not_merged_into_itself",
                violation_error_message="A product cannot be merged into itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("suppliers:technology", args=[self.slug])

    @property
    def shown_maker(self) -> Supplier | None:
        """Its maker, unless that is on hold."""
        return None if self.maker is None or self.maker.held_from else self.maker


class ProductAlias(models.Model):
    """A spelling under which a product was ever seen."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="aliases")
    spelling = models.TextField()
    folded = models.TextField()
    demonstration = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name_plural = "product aliases"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folded", "demonstration"], name="product_alias_once")
        ]

    def __str__(self) -> str:
        return self.spelling
