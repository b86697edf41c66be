"""What authorities run."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from boroughs.models import Borough, Function
from contracts.models.contract import Contract
from contracts.models.provenance import why_sources_are_missing
from contracts.models.states import state_field, state_is_one_of_four, value_exactly_when_known
from suppliers.models import Product, Supplier
from thirty3.history.records import Keyed
from thirty3.precision import Precision


class SystemInUse(Keyed):
    """An authority runs a product for some of its functions: what is run, not what was bought.

    The facts that carry a state: hosting, users, satisfaction. Hosting and satisfaction are for
    authorities and staff alone.
    """

    class Status(models.TextChoices):
        PILOT = "pilot", "Pilot"
        LIVE = "live", "Live"
        REPLACING = "replacing", "Being replaced"
        RETIRED = "retired", "Retired"

    class Hosting(models.TextChoices):
        SAAS = "saas", "Supplier's cloud service"
        CLOUD = "cloud", "Authority's own cloud"
        DATA_CENTRE = "data-centre", "Authority's own data centre"
        HOSTED = "hosted", "Hosted by the supplier"
        SHARED = "shared", "Hosted by a shared service"

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="systems")
    product = models.ForeignKey(Product, models.PROTECT, related_name="systems")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="systems")
    functions = models.ManyToManyField(Function, blank=True, related_name="systems")
    reference = models.TextField(blank=True)
    status = models.TextField(choices=Status, blank=True)
    since_date = models.DateField(null=True, blank=True)
    since_precision = models.TextField(choices=Precision, default=Precision.DAY)
    hosting = models.TextField(choices=Hosting, blank=True)
    hosting_state = state_field()
    users = models.PositiveIntegerField("users or licences", null=True, blank=True)
    users_state = state_field()
    satisfaction = models.PositiveSmallIntegerField("satisfaction, from 1 to 5", null=True, blank=True)
    satisfaction_state = state_field()
    plan_to_replace = models.BooleanField(null=True, blank=True)
    replace_by_date = models.DateField(null=True, blank=True)
    contract = models.ForeignKey(Contract, models.SET_NULL, null=True, blank=True, related_name="systems")
    # One truth: a contract's own dates and sums live on `contract`. This is what a source of the
    # system said beside it, where no agreement is held.
    contract_as_stated = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    visibility = models.JSONField(default=dict, blank=True)
    origins = models.JSONField(default=dict, blank=True, editable=False)

    # Who may see what is decided today, and what is put back is said by whoever puts it back.
    stays_when_restored: ClassVar = ("visibility", "origins")

    class Meta:
        verbose_name = "system in use"
        verbose_name_plural = "systems in use"
        constraints: ClassVar = [
            *state_is_one_of_four("system", "hosting", "users", "satisfaction"),
            value_exactly_when_known("system", "hosting", "hosting", blank=""),
            value_exactly_when_known("system", "users", "users"),
            value_exactly_when_known("system", "satisfaction", "satisfaction"),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)),
                name="system_satisfaction_from_1_to_5",
                violation_error_message="Satisfaction is a whole number from 1 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} at {self.borough}"

    @classmethod
    def why_it_stays_removed(cls, record_id: int, facts: Mapping[str, Any]) -> str:
        return why_sources_are_missing(cls.record_kind(), record_id, facts)
