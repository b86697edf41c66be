"""Organisations that sell or make technology, and every spelling of their names."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from boroughs.models import Borough
from thirty3.history.records import Keyed
from thirty3.states import is_no_state


class SupplierQuerySet(QuerySet["Supplier"]):
    """Reading suppliers."""

    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def for_profile(self) -> Self:
        """With the records that a supplier's page names."""
        return self.select_related("home_borough", "parent", "merged_into", "profile")


class Supplier(Keyed):
    """An organisation that sells or makes technology."""

    class Size(models.TextChoices):
        MICRO = "micro", "Micro (fewer than 10 people)"
        SMALL = "small", "Small (10 to 49)"
        MEDIUM = "medium", "Medium (50 to 249)"
        LARGE = "large", "Large (250 or more)"

    class Kind(models.TextChoices):
        COMPANY = "company", "Company"
        SOLE_TRADER = "sole-trader", "Sole trader"
        PARTNERSHIP = "partnership", "Partnership"
        CHARITY = "charity", "Charity"
        CIC = "cic", "Community interest company (CIC)"
        FOREIGN = "foreign", "Organisation registered outside the United Kingdom"
        OTHER = "other", "Another kind of organisation"

    slug = models.SlugField(max_length=120, unique=True, validators=[is_no_state])
    name = models.TextField()
    kind = models.TextField("kind of organisation", choices=Kind, blank=True, default="", db_default="")
    # As Companies House writes it: eight characters, zeros kept, letters in capitals.
    company_number = models.CharField(max_length=8, blank=True)
    charity_number = models.TextField(blank=True)
    ppon = models.TextField("PPON", blank=True, help_text="Public Procurement Organisation Number.")
    other_number = models.TextField(
        "number in another register",
        blank=True,
        default="",
        db_default="",
        help_text="With the name of the register: a country’s register of companies, the Mutuals Register.",
    )
    vat_number = models.TextField("VAT number", blank=True)
    website = models.URLField(blank=True)
    size = models.TextField(choices=Size, blank=True)
    size_evidence = models.TextField(blank=True)
    # Small or medium under the Procurement Act 2023, section 123; null while nobody has said.
    is_sme = models.BooleanField("SME", null=True, blank=True)
    is_vcse = models.BooleanField("VCSE", null=True, blank=True)
    home_borough = models.ForeignKey(Borough, models.PROTECT, null=True, blank=True, related_name="+")
    # Of its owners over time (`ownerships`) the one of today: `suppliers/identity/owners.py` writes both.
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subsidiaries")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    # Its members registered or claimed it: everyone may know of it without a record that shows it.
    listed = models.BooleanField(default=False, db_default=False, editable=False)
    # Its members withdrew its profile: the name and what public records show are left.
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)

    part_of_record: ClassVar = ("aliases", "certifications", "ownerships")
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
        indexes: ClassVar = [
            models.Index(fields=["updated_at"], name="supplier_updated")  # names that are new or changed
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
