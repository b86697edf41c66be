"""Organisations that sell or make technology, and what they make."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from boroughs.models import Borough, Function
from thirty3.history.records import Keyed
from thirty3.states import is_no_state


class SupplierQuerySet(QuerySet["Supplier"]):
    """Reading suppliers."""

    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def for_profile(self) -> Self:
        """With the records that a supplier's page names."""
        return self.select_related("home_borough", "parent", "merged_into")


class Supplier(Keyed):
    """An organisation that sells or makes technology."""

    class Size(models.TextChoices):
        MICRO = "micro", "Micro (fewer than 10 people)"
        SMALL = "small", "Small (10 to 49)"
        MEDIUM = "medium", "Medium (50 to 249)"
        LARGE = "large", "Large (250 or more)"

    slug = models.SlugField(max_length=120, unique=True, validators=[is_no_state])
    name = models.TextField()
    # As Companies House writes it: eight characters, zeros kept, letters in capitals.
    company_number = models.CharField(max_length=8, blank=True)
    charity_number = models.TextField(blank=True)
    ppon = models.TextField("PPON", blank=True, help_text="Public Procurement Organisation Number.")
    vat_number = models.TextField("VAT number", blank=True)
    website = models.URLField(blank=True)
    size = models.TextField(choices=Size, blank=True)
    size_evidence = models.TextField(blank=True)
    # Small or medium under the Procurement Act 2023, section 123; null while nobody has said.
    is_sme = models.BooleanField("SME", null=True, blank=True)
    is_vcse = models.BooleanField("VCSE", null=True, blank=True)
    home_borough = models.ForeignKey(Borough, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subsidiaries")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    part_of_record: ClassVar = ("aliases", "certifications")
    # A merge moved what refers to it, and has an undo of its own.
    stays_when_restored: ClassVar = ("merged_into_id",)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["company_number", "demonstration"],
                condition=~Q(company_number="") & Q(merged_into__isnull=True),
                name="supplier_company_number_once",
                violation_error_message="Another supplier has this company number.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) & ~Q(merged_into=F("id")),
                name="supplier_is_not_its_own_parent",
                violation_error_message="A supplier cannot be its own parent, or be merged into itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("suppliers:supplier", args=[self.slug])


class SupplierAlias(models.Model):
    """A spelling under which a supplier was ever seen. Demonstration names are kept apart from real ones."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="aliases")
    spelling = models.TextField()
    # Folded by `suppliers.names.fold`; the form that look-ups compare.
    folded = models.TextField()
    demonstration = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name_plural = "supplier aliases"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folded", "demonstration"], name="supplier_alias_once")
        ]

    def __str__(self) -> str:
        return self.spelling


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


class Certification(models.Model):
    """Something that a body certified of a supplier: Cyber Essentials, ISO 27001, a framework place."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="certifications")
    scheme = models.TextField()
    number = models.TextField(blank=True)
    issued_date = models.DateField(null=True, blank=True)
    expires_date = models.DateField(null=True, blank=True)
    checked_date = models.DateField(null=True, blank=True, help_text="When staff checked with the issuer.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(issued_date__isnull=True)
                | Q(expires_date__isnull=True)
                | Q(expires_date__gte=F("issued_date")),
                name="certification_expires_after_issue",
                violation_error_message="A certificate cannot expire before it was issued.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.supplier}"
