"""Agreements to supply technology, with who sells under them and how they may be extended."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from boroughs.models import Borough, Function
from contracts.models.provenance import why_sources_are_missing
from contracts.models.states import state_field, state_is_one_of_four, value_exactly_when_known
from suppliers.models import Product, Supplier
from thirty3.design.formatting import months_words
from thirty3.history.records import Keyed
from thirty3.precision import Precision


class Contract(Keyed):
    """An agreement by which authorities buy technology or services around it: what was bought.

    The facts that carry a state: supplier, value, end, extensions, notice period, review, route.
    Anything else that is blank is unknown.
    """

    class Kind(models.TextChoices):
        CONTRACT = "contract", "Contract"
        CALL_OFF = "call-off", "Call-off from a framework"
        FRAMEWORK = "framework", "Framework"
        PURCHASE_ORDER = "purchase-order", "Purchase order"
        SPEND = "spend", "Spend evidence"

    class EndKind(models.TextChoices):
        FIXED = "fixed", "On a date"
        ROLLING = "rolling", "Rolling"
        UNTIL_TERMINATED = "until-terminated", "Until terminated"

    class Route(models.TextChoices):
        OPEN = "open", "Open competition"
        RESTRICTED = "restricted", "Restricted procedure"
        NEGOTIATED = "negotiated", "Competition with negotiation or dialogue"
        CALL_OFF = "call-off", "Call-off from a framework"
        MINI_COMPETITION = "mini-competition", "Further competition in a framework"
        DYNAMIC = "dynamic", "Dynamic market or purchasing system"
        QUOTATION = "quotation", "Quotations"
        DIRECT = "direct", "Direct award"
        VARIATION = "variation", "Change or extension of an earlier contract"
        OTHER = "other", "Another route"

    class Competition(models.TextChoices):
        """What the Transparency Code asks: did it follow an invitation to quote or a published tender?"""

        QUOTE = "quote", "Invitation to quote"
        TENDER = "tender", "Published invitation to tender"
        NEITHER = "neither", "Neither"

    class Regime(models.TextChoices):
        PCR_2015 = "2015", "Public Contracts Regulations 2015"
        PA_2023 = "2023", "Procurement Act 2023"

    class ValueKind(models.TextChoices):
        TENDER = "tender", "Value in the tender"
        AWARDED = "awarded", "Awarded value"
        CEILING = "ceiling", "Most that may be spent"
        SPEND = "spend", "Spent"
        NOT_STATED = "not-stated", "Not stated"

    class ValueSpan(models.TextChoices):
        ANNUAL = "annual", "A year"
        WHOLE_LIFE = "whole-life", "Whole life"
        NOT_STATED = "not-stated", "Not stated"

    class Vat(models.TextChoices):
        EXCLUDING = "excluding", "Excluding VAT"
        INCLUDING = "including", "Including VAT"
        NOT_STATED = "not-stated", "Not stated"

    kind = models.TextField(choices=Kind, default=Kind.CONTRACT)
    title = models.TextField()
    reference = models.TextField(
        blank=True, help_text="The authority's own. Lots and call-offs may share one."
    )
    ocid = models.TextField("OCID", blank=True, help_text="The Open Contracting id of the procurement.")
    description = models.TextField(blank=True)
    department = models.TextField(blank=True)

    lead_buyer = models.ForeignKey(Borough, models.PROTECT, related_name="contracts_led")
    participants = models.ManyToManyField(
        Borough, blank=True, related_name="contracts_joined", help_text="Other authorities that buy under it."
    )
    suppliers = models.ManyToManyField(Supplier, through="ContractSupplier", related_name="contracts")
    supplier_state = state_field()
    supplier_reason = models.TextField(blank=True)
    products = models.ManyToManyField(Product, blank=True, related_name="contracts")
    functions = models.ManyToManyField(Function, blank=True, related_name="contracts")
    cpv = models.JSONField("CPV codes", default=list, blank=True)

    route = models.TextField(choices=Route, blank=True)
    route_state = state_field()
    route_note = models.TextField(blank=True, help_text="In the source's own words.")
    framework = models.TextField(blank=True)
    called_off_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="call_offs"
    )
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="successors")
    competition = models.TextField("tender or quote", choices=Competition, blank=True)
    regime = models.TextField(choices=Regime, blank=True)

    award_date = models.DateField(null=True, blank=True)
    award_precision = models.TextField(choices=Precision, default=Precision.DAY)
    start_date = models.DateField(null=True, blank=True, help_text="The first possible day.")
    start_precision = models.TextField(choices=Precision, default=Precision.DAY)
    end_date = models.DateField(null=True, blank=True, help_text="The last possible day.")
    end_precision = models.TextField(choices=Precision, default=Precision.DAY)
    end_kind = models.TextField(choices=EndKind, blank=True)
    end_state = state_field()
    break_dates = models.JSONField(default=list, blank=True)
    extensions_state = state_field()
    extensions_note = models.TextField(blank=True, help_text="In the source's own words.")
    notice_months = models.PositiveSmallIntegerField("notice period, in months", null=True, blank=True)
    notice_state = state_field()
    review_date = models.DateField(null=True, blank=True)
    review_state = state_field()
    terminated_date = models.DateField(null=True, blank=True)
    termination_reason = models.TextField(blank=True)

    value = models.DecimalField("value in pounds", max_digits=16, decimal_places=2, null=True, blank=True)
    value_state = state_field()
    value_reason = models.TextField(blank=True)
    value_kind = models.TextField(choices=ValueKind, default=ValueKind.NOT_STATED)
    value_span = models.TextField(choices=ValueSpan, default=ValueSpan.NOT_STATED)
    value_vat = models.TextField("VAT", choices=Vat, default=Vat.NOT_STATED)
    value_note = models.TextField(blank=True)
    irrecoverable_vat = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)

    notes = models.TextField(blank=True, help_text="Shown as the source gave them.")
    links = models.JSONField(default=list, blank=True, help_text="Addresses of documents, as a list.")
    # Field -> {"audience": ..., "reason": ...}: what the authority or staff opened or closed.
    visibility = models.JSONField(default=dict, blank=True)
    # Field -> id of the assertion whose value shows; what each value's source line reads.
    origins = models.JSONField(default=dict, blank=True, editable=False)

    part_of_record: ClassVar = ("supplier_links", "extension_options")
    # Who may see what is decided today, and what is put back is said by whoever puts it back.
    stays_when_restored: ClassVar = ("visibility", "origins")

    class Meta:
        constraints: ClassVar = [
            *state_is_one_of_four(
                "contract", "supplier", "value", "end", "extensions", "notice", "review", "route"
            ),
            value_exactly_when_known("contract", "value", "value"),
            value_exactly_when_known("contract", "notice", "notice_months"),
            value_exactly_when_known("contract", "review", "review_date"),
            value_exactly_when_known("contract", "route", "route", blank=""),
            value_exactly_when_known("contract", "end", "end_kind", blank=""),
            models.CheckConstraint(
                condition=(Q(end_date__isnull=False) & Q(end_kind="fixed"))
                | (Q(end_date__isnull=True) & ~Q(end_kind="fixed")),
                name="contract_end_date_exactly_when_fixed",
                violation_error_message="Give an end date exactly when the contract ends on a date.",
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True)
                | Q(start_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                name="contract_ends_on_or_after_start",
                violation_error_message="The end date must be the same as or after the start date.",
            ),
            # Credit notes make a line of spend negative; a contract never is.
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0) | Q(kind="spend"),
                name="contract_value_is_not_negative",
                violation_error_message="The value of a contract cannot be less than £0.",
            ),
            models.CheckConstraint(
                condition=Q(irrecoverable_vat__isnull=True) | Q(irrecoverable_vat__gte=0),
                name="contract_vat_is_not_negative",
                violation_error_message="VAT that cannot be recovered cannot be less than £0.",
            ),
            models.CheckConstraint(
                condition=~Q(called_off_from=F("id")),
                name="contract_not_called_off_from_itself",
                violation_error_message="A contract cannot be called off from itself.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["reference"], name="contract_reference"),  # finding a row's record again
            models.Index(fields=["ocid"], name="contract_ocid"),  # the same, by notice
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", args=[self.key])

    @classmethod
    def why_it_stays_removed(cls, record_id: int, facts: Mapping[str, Any]) -> str:
        return why_sources_are_missing(cls.record_kind(), record_id, facts)


class ContractSupplier(models.Model):
    """A supplier's part in an agreement, with its size at award as the buyer said it."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="supplier_links")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contract_links")
    name_as_given = models.TextField(blank=True)
    sme_at_award = models.BooleanField("SME at award", null=True, blank=True)
    vcse_at_award = models.BooleanField("VCSE at award", null=True, blank=True)
    registration_number = models.TextField(blank=True, help_text="As the buyer gave it.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "supplier"],
                name="contract_supplier_once",
                violation_error_message="This supplier is already on the contract.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.supplier} on {self.contract}"


class ExtensionOption(models.Model):
    """One option to extend an agreement: how long, decide by when, and whether it was taken."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="extension_options")
    position = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    decide_by_date = models.DateField(null=True, blank=True)
    taken_date = models.DateField(null=True, blank=True, help_text="Blank unless it was taken up.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "position"], name="extension_option_position_once"),
            models.CheckConstraint(
                condition=Q(months__gte=1),
                name="extension_option_has_length",
                violation_error_message="An extension lasts at least a month.",
            ),
        ]

    def __str__(self) -> str:
        return months_words(self.months)
