"""The form of a system in use."""

from typing import Any, ClassVar, Final

from django import forms
from django.db.models import Q

from boroughs.models import Function
from contracts.keeping.fields import FOR_A_NUMBER, SHOWN_AS, DayField, RoughDayField, as_written
from contracts.keeping.named import LONGEST_NAME, NamedForm, new_names_field, products, suppliers
from contracts.keeping.sections import USED_FOR, InSections
from contracts.keeping.states import StatedForm, without_field
from contracts.keeping.wording import A_CODE, A_TEXT, WordedForm
from contracts.models import Contract, SystemInUse
from contracts.services.keeping import keep_system
from thirty3.history.editing import SeenVersionForm

SECTIONS: Final = (
    (
        "What runs",
        ("product", "new_product", "supplier", "new_supplier", "reference", "status", "since"),
    ),
    (USED_FOR, ("functions",)),
    (
        "How it runs",
        (
            *("users", "users_without", "hosting", "hosting_without"),
            *("satisfaction", "satisfaction_without"),
        ),
    ),
    ("What comes next", ("plan_to_replace", "replace_by_date", "contract", "notes")),
)
YES_OR_NO: Final = (("", "I do not say"), ("yes", "Yes"), ("no", "No"))


class PaidForField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An authority's own contracts; what staff have put on hold is not named."""

    def label_from_instance(self, obj: Any) -> str:
        return "A contract that is being checked" if obj.held_from else str(obj)


class KeptSystemForm(InSections, SeenVersionForm, WordedForm, StatedForm, NamedForm):
    """A system in use as one of its authority's own people writes it."""

    in_sections: ClassVar = SECTIONS
    worded: ClassVar = {"reference": A_CODE, "notes": A_TEXT}
    stated: ClassVar = {"hosting": "hosting", "users": "number of users", "satisfaction": "satisfaction"}

    product = forms.CharField(label="Technology", max_length=LONGEST_NAME)
    new_product = new_names_field("Technology")
    functions = forms.ModelMultipleChoiceField(
        Function.objects.order_by("name", "pk"),
        required=False,
        label="What it is used for",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Choose all that apply.",
    )
    supplier = forms.CharField(label="Supplier", max_length=LONGEST_NAME, required=False)
    new_supplier = new_names_field("Supplier")
    since = RoughDayField(last=False, label="In use since", help_text=f"As exact as you know it, {SHOWN_AS}.")
    users_without = without_field("number of users")
    hosting_without = without_field("hosting")
    satisfaction = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=5,
        label="Satisfaction, from 1 to 5",
        help_text="5 is very satisfied. Authorities alone see it, unless you say otherwise.",
        widget=forms.NumberInput(attrs=FOR_A_NUMBER),
    )
    satisfaction_without = without_field("satisfaction")
    plan_to_replace = forms.ChoiceField(
        choices=YES_OR_NO, required=False, label="Do you plan to replace it?", widget=forms.RadioSelect
    )
    replace_by_date = DayField(label="Replace it by")
    contract = PaidForField(
        Contract.objects.none(),
        required=False,
        label="The contract that pays for it",
        empty_label="None held",
    )

    class Meta:
        model = SystemInUse
        fields = (
            *("reference", "status", "users", "hosting", "satisfaction", "replace_by_date"),
            *("contract", "notes"),
        )
        widgets: ClassVar = {
            "reference": forms.TextInput,
            "notes": forms.Textarea(attrs={"rows": 3}),
            "users": forms.NumberInput(attrs=FOR_A_NUMBER),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        system: SystemInUse = self.instance
        runs = {system.product_id: system.product.name} if system.pk else {}
        sells = {system.supplier.pk: system.supplier.name} if system.supplier else {}
        self.known_products = products(demonstration=system.demonstration, held=runs)
        self.known_suppliers = suppliers(demonstration=system.demonstration, held=sells)
        self.offer_new("product", self.known_products)
        self.offer_new("supplier", self.known_suppliers)
        pays: Any = self.fields["contract"]
        own = Q(lead_buyer=system.borough, held_from="") & ~Q(kind=Contract.Kind.SPEND)
        pays.queryset = Contract.objects.filter(own | Q(pk=system.contract_id)).order_by("title", "pk")
        self.initial["since"] = as_written(system.since_date, system.since_precision)
        self.initial["plan_to_replace"] = {None: "", True: "yes", False: "no"}[system.plan_to_replace]
        if system.pk:
            self.initial["product"] = system.product.name
            self.initial["supplier"] = system.supplier.name if system.supplier else ""
            self.initial["functions"] = list(system.functions.values_list("pk", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        system: SystemInUse = self.instance
        self.runs = self.named("product", self.known_products)
        self.sells = self.named("supplier", self.known_suppliers)
        self.hold_state("users", given=cleaned.get("users") is not None)
        self.hold_state("hosting", given=bool(cleaned.get("hosting")))
        self.hold_state("satisfaction", given=cleaned.get("satisfaction") is not None)
        since = cleaned.get("since")
        system.since_date = since.day if since else None
        if since is not None:
            system.since_precision = since.precision
        plan = cleaned.get("plan_to_replace", "")
        system.plan_to_replace = {"yes": True, "no": False}.get(plan)
        if plan == "no" and cleaned.get("replace_by_date"):
            self.add_error("replace_by_date", "Take the day out, or say that you plan to replace it.")
        return cleaned

    def keep(self, actor: Any) -> SystemInUse:
        """Write what was entered."""
        return keep_system(
            system=self.instance,
            product=self.runs[0],
            supplier=self.sells[0] if self.sells else None,
            functions=self.cleaned_data["functions"],
            actor=actor,
            seen=self.cleaned_data.get("seen_version") if self.instance.pk else None,
        )
