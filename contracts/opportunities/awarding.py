"""The award of an opportunity: in one step its contract, its supplier and the system that is to run."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from boroughs.permissions import capacity
from contracts.keeping.fields import DayField, PoundsField
from contracts.keeping.named import NamedForm, NamesField, new_names_field, suppliers
from contracts.keeping.named import products as known_products
from contracts.models import Contract, Opportunity, Stage, State, SystemInUse
from contracts.opportunities.forms import StepForm
from contracts.opportunities.steps import Notice, NotPossible, may_follow
from contracts.opportunities.writing import changing, write_step
from contracts.services.editing import editing
from contracts.services.keeping import Named, Option, keep_contract, keep_system


@dataclass(frozen=True)
class Award:
    """What was awarded to whom, and which contract of the authority it is if that is held already."""

    suppliers: tuple[Named, ...]
    product: Named | None
    on_date: datetime.date
    value: Decimal | None = None
    vat: str = Contract.Vat.NOT_STATED
    start_date: datetime.date | None = None
    end_date: datetime.date | None = None
    contract: Contract | None = None


@transaction.atomic
def award(*, opportunity: Opportunity, actor: Any, award: Award, notice: Notice) -> Contract:
    """Publish the award, and keep what came of it: a contract and, with a technology, a system in use."""
    now = timezone.now()
    with changing(opportunity, actor, "Awarded") as held:
        if Stage.AWARDED not in may_follow(held, now):
            raise NotPossible("It cannot be awarded now.")
        write_step(held, Stage.AWARDED, award.on_date, notice, now)
        contract = _contract(held, actor, award, notice)
        held.contract_key = contract.key
        held.save(update_fields=["contract_key"])
    if award.product is not None:
        _system(opportunity, actor, award, contract)
    return contract


def _contract(held: Opportunity, actor: Any, award: Award, notice: Notice) -> Contract:
    """The contract, made or brought up to date, with its notice as a link."""
    contract = award.contract or Contract(
        lead_buyer=held.borough,
        title=held.title,
        description=held.outcome,
        demonstration=held.demonstration,
    )
    contract.award_date = award.on_date
    if award.value is not None:
        contract.value, contract.value_state = award.value, State.KNOWN
        contract.value_kind, contract.value_vat = Contract.ValueKind.AWARDED, award.vat
    if award.start_date is not None:
        contract.start_date = award.start_date
    if award.end_date is not None:
        contract.end_date, contract.end_state = award.end_date, State.KNOWN
        contract.end_kind = Contract.EndKind.FIXED
    start, end = contract.start_date, contract.end_date
    if start is not None and end is not None and end < start:
        raise NotPossible("The contract would end before it starts. Give both days.")
    contract.supplier_state = State.KNOWN
    if notice.code:
        contract.regime = Contract.Regime.PA_2023
    if notice.url and notice.url not in contract.links:
        contract.links = [*contract.links, notice.url]
    functions = {*held.functions.all(), *(contract.functions.all() if contract.pk else ())}
    kept = list(contract.extension_options.order_by("position")) if contract.pk else []
    kept_contract = keep_contract(
        contract=contract,
        suppliers=award.suppliers,
        products=_bought(contract, award),
        functions=functions,
        options=[Option(one.months, one.decide_by_date, one.taken_date) for one in kept],
        actor=actor,
    )
    others = set(held.participants.all())
    if others:
        with editing(
            kept_contract, actor=actor, role=capacity(actor, held.borough), why="Those that take part"
        ):
            kept_contract.participants.add(*others)
    return kept_contract


def _bought(contract: Contract, award: Award) -> list[Named]:
    held = [Named(one.name, one.pk) for one in contract.products.all()] if contract.pk else []
    new = [award.product] if award.product and award.product.pk not in {one.pk for one in held} else []
    return [*held, *new]


def _system(opportunity: Opportunity, actor: Any, award: Award, contract: Contract) -> None:
    """What the authority is to run: the system that it has of this technology, or a new one."""
    # One that was new here is the last that came to the contract.
    pk = award.product.pk if award.product else None
    bought = contract.products.filter(pk=pk) if pk else contract.products.order_by("-pk")
    product = bought[0]
    borough = opportunity.borough
    running = SystemInUse.objects.filter(
        borough=borough, product=product, demonstration=contract.demonstration
    )
    system = running.exclude(status=SystemInUse.Status.RETIRED).order_by("pk").first()
    new = system is None
    system = system or SystemInUse(
        borough=borough,
        status=SystemInUse.Status.PILOT,
        since_date=award.start_date or award.on_date,
        demonstration=contract.demonstration,
    )
    system.contract = contract
    keep_system(
        system=system,
        product=Named(product.name, product.pk),
        supplier=Named(award.suppliers[0].name, contract.supplier_links.order_by("pk")[0].supplier_id),
        functions=opportunity.functions.all() if new else system.functions.all(),
        actor=actor,
    )


class AwardForm(NamedForm, StepForm):
    """Who won, what was bought, and for how much."""

    suppliers = NamesField(
        label="Who won",
        help_text="The supplier’s name, or several, one on each line.",
        error_messages={"required": "Enter who won."},
    )
    new_suppliers = new_names_field("Suppliers")
    products = NamesField(
        label="Which technology it is", help_text="By name. Leave it blank where none is bought by name."
    )
    new_products = new_names_field("Technologies")
    value = PoundsField(label="Awarded value, in pounds", help_text="For the whole life, as the notice says.")
    vat = forms.ChoiceField(
        label="Is VAT in it?", choices=Contract.Vat.choices, initial=Contract.Vat.NOT_STATED
    )
    start = DayField(label="Start of the contract")
    end = DayField(label="End of the contract")
    held = forms.CharField(
        label="If your contracts here have it already, its reference",
        required=False,
        max_length=200,
        help_text="Then that contract is brought up to date. Otherwise a new one is made.",
    )

    field_order = (
        *("suppliers", "new_suppliers", "products", "new_products", "value", "vat", "start", "end", "held"),
        *("on_date", "code", "url", "reason"),
    )

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, opportunity=opportunity, **kwargs)
        self.opportunity = opportunity
        invented = opportunity.demonstration
        self.known_suppliers = suppliers(demonstration=invented, held={})
        self.known_products = known_products(demonstration=invented, held={})
        self.offer_new("suppliers", self.known_suppliers)
        self.offer_new("products", self.known_products)
        self.fields["on_date"].label = "Day of the award"

    def clean_held(self) -> Contract | None:
        reference = str(self.cleaned_data["held"]).strip()
        if not reference:
            return None
        own = Contract.objects.filter(
            lead_buyer=self.opportunity.borough, demonstration=self.opportunity.demonstration, held_from=""
        )
        found = list(own.filter(reference=reference)[:2]) or list(own.filter(key=reference))
        if len(found) != 1:
            raise forms.ValidationError("No contract, or more than one, has this reference. Leave it blank.")
        return found[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.sellers = self.named("suppliers", self.known_suppliers)
        self.bought = self.named("products", self.known_products)
        if not self.sellers and "suppliers" not in self.errors:
            self.add_error("suppliers", "Enter who won.")
        if len(self.bought) > 1:
            self.add_error("products", "Enter one technology. Others are added to the contract afterwards.")
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", "The end must be the same as or after the start.")
        return cleaned

    def award(self) -> Award:
        """What was entered."""
        given = self.cleaned_data
        return Award(
            suppliers=tuple(self.sellers),
            product=next(iter(self.bought), None),
            on_date=given["on_date"],
            value=given["value"],
            vat=given["vat"],
            start_date=given["start"],
            end_date=given["end"],
            contract=given["held"],
        )
