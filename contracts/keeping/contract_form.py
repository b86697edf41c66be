"""The form of a contract, in the order in which somebody reads it off the paper."""

from typing import Any, ClassVar, Final

from django import forms
from django.forms import BaseFormSet

from boroughs.models import Function
from contracts.forms import web_address
from contracts.imports.cells.dates import Day
from contracts.imports.cells.numbers import LONGEST_NOTICE
from contracts.keeping.fields import (
    FOR_A_NUMBER,
    SHOWN_AS,
    DayField,
    PoundsField,
    RoughDayField,
    as_written,
)
from contracts.keeping.named import NamedForm, NamesField, new_names_field, suppliers
from contracts.keeping.named import products as known_products
from contracts.keeping.sections import USED_FOR, InSections
from contracts.keeping.states import StatedForm, without_field
from contracts.keeping.wording import A_CODE, A_LINE, A_TEXT, WordedForm
from contracts.models import Contract
from contracts.services.call_offs import problem_of, problem_of_kind
from contracts.services.keeping import Option, keep_contract
from thirty3.design.forms import summary_of
from thirty3.history.editing import SeenVersionForm
from thirty3.history.forms import LinesField

MOST_OPTIONS: Final = 12
LINE: Final = forms.TextInput
SECTIONS: Final = (
    ("What it is", ("title", "kind", "reference", "description")),
    (
        "Who and what",
        (
            *("suppliers", "new_suppliers", "supplier_without", "supplier_reason"),
            *("products", "new_products"),
        ),
    ),
    (USED_FOR, ("functions",)),
    ("When", ("start", "end_kind", "end", "end_without", "notice_months", "notice_without")),
    ("Review", ("review_date", "review_without")),
    (
        "Value",
        (
            *("value", "value_without", "value_reason"),
            *("value_vat", "value_span", "value_kind"),
        ),
    ),
    ("How it was bought", ("route", "route_without", "framework", "links", "notes")),
)


class OptionForm(forms.Form):
    """One option to extend."""

    months = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=600,
        label="How many months",
        widget=forms.NumberInput(attrs=FOR_A_NUMBER),
    )
    decide_by = DayField(label="Decide by")
    taken = DayField(label="Taken up on", help_text="Leave blank unless it was taken up.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("decide_by") or cleaned.get("taken")) and not cleaned.get("months"):
            self.add_error("months", "Enter how many months the option is for.")
        return cleaned


OptionFormSet = forms.formset_factory(
    OptionForm, extra=2, max_num=MOST_OPTIONS, validate_max=True, absolute_max=MOST_OPTIONS + 2
)


class KeptContractForm(InSections, SeenVersionForm, WordedForm, StatedForm, NamedForm):
    """A contract as one of its authority's own people writes it."""

    in_sections: ClassVar = SECTIONS
    worded: ClassVar = {
        **dict.fromkeys(("title", "supplier_reason", "value_reason", "framework"), A_LINE),
        **{"reference": A_CODE, "description": A_TEXT, "notes": A_TEXT},
    }
    stated: ClassVar = {
        "supplier": "suppliers",
        "end": "end",
        "notice": "notice period",
        "review": "review",
        "value": "value",
        "route": "route",
        "extensions": "options to extend",
    }

    suppliers = NamesField(label="Suppliers", help_text="The names, one on each line.")
    new_suppliers = new_names_field("Suppliers")
    supplier_without = without_field("suppliers")
    products = NamesField(label="Technologies", help_text="What is bought, by name, one on each line.")
    new_products = new_names_field("Technologies")
    functions = forms.ModelMultipleChoiceField(
        Function.objects.order_by("name", "pk"),
        required=False,
        label="What it is used for",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Choose all that apply.",
    )
    start = RoughDayField(last=False, label="Start", help_text=f"As exact as you know it, {SHOWN_AS}.")
    end_kind = forms.ChoiceField(
        choices=[("", "I do not say"), *Contract.EndKind.choices],
        required=False,
        label="How it ends",
        widget=forms.RadioSelect,
    )
    end = RoughDayField(
        last=True,
        label="End",
        help_text="The last day if no option is taken up, as exact as you know it. "
        "Blank if it is rolling or runs until somebody ends it.",
    )
    end_without = without_field("end")
    notice_months = forms.IntegerField(
        required=False, min_value=0, max_value=LONGEST_NOTICE, label="Notice period in months"
    )
    notice_without = without_field("notice period")
    review_date = DayField(label="Review it on")
    review_without = without_field("review")
    value = PoundsField(label="Value in pounds")
    value_without = without_field("value")
    route_without = without_field("route")
    extensions_without = without_field("options to extend")
    links = LinesField(
        kind=web_address,
        what="a web address that begins http:// or https://",
        label="Links to documents",
        help_text="One address on each line.",
    )

    class Meta:
        model = Contract
        fields = (
            *("title", "kind", "reference", "description", "supplier_reason", "notice_months"),
            *("review_date", "value", "value_reason", "value_vat", "value_span", "value_kind"),
            *("route", "framework", "links", "notes"),
        )
        widgets: ClassVar = {
            **dict.fromkeys(("title", "reference", "supplier_reason", "value_reason", "framework"), LINE),
            "description": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
            "notice_months": forms.NumberInput(attrs=FOR_A_NUMBER),
        }
        labels: ClassVar = {
            "kind": "Kind of agreement",
            "supplier_reason": "If the suppliers are withheld, why",
            "value_reason": "If the value is withheld, why",
            "value_span": "What time the value is for",
            "value_kind": "What kind of value it is",
            "route": "Route to market",
        }
        help_texts: ClassVar = {"notes": "Authorities alone see notes, unless you say otherwise."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contract: Contract = self.instance
        sellers: dict[int, str] = {}
        bought: dict[int, str] = {}
        if contract.pk:
            links = contract.supplier_links.order_by("pk")
            sellers = dict(links.values_list("supplier_id", "supplier__name"))
            bought = dict(contract.products.order_by("name", "pk").values_list("pk", "name"))
        self.known_suppliers = suppliers(demonstration=contract.demonstration, held=sellers)
        self.known_products = known_products(demonstration=contract.demonstration, held=bought)
        self.offer_new("suppliers", self.known_suppliers)
        self.offer_new("products", self.known_products)
        kinds: Any = self.fields["kind"]
        kinds.choices = [choice for choice in Contract.Kind.choices if choice[0] != Contract.Kind.SPEND]
        self.initial["start"] = as_written(contract.start_date, contract.start_precision)
        self.initial["end"] = as_written(contract.end_date, contract.end_precision)
        self.initial["end_kind"] = contract.end_kind
        options: list[dict[str, Any]] = []
        if contract.pk:
            options = [
                {"months": o.months, "decide_by": o.decide_by_date, "taken": o.taken_date}
                for o in contract.extension_options.order_by("position")
            ]
            self.initial["suppliers"] = list(sellers.values())
            self.initial["products"] = list(bought.values())
            self.initial["functions"] = list(contract.functions.values_list("pk", flat=True))
        sent = self.data if self.is_bound else None
        # The rows of options stand in no section: they are drawn after the fields above them.
        self.options: BaseFormSet[Any] = OptionFormSet(sent, initial=options, prefix="option")

    def is_valid(self) -> bool:
        # Both are asked, so that everything that is wrong is told at once.
        return all([super().is_valid(), self.options.is_valid()])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.sellers = self.named("suppliers", self.known_suppliers)
        self.bought = self.named("products", self.known_products)
        self.hold_state("supplier", given=bool(cleaned.get("suppliers")))
        self.hold_state("notice", given=cleaned.get("notice_months") is not None)
        self.hold_state("review", given=cleaned.get("review_date") is not None)
        self.hold_state("value", given=cleaned.get("value") is not None)
        self.hold_state("route", given=bool(cleaned.get("route")))
        if self.options.is_valid():
            self.hold_state("extensions", given=bool(self.given_options()))
        self.need_reason("supplier")
        self.need_reason("value")
        self._hold_dates(cleaned.get("start"), cleaned.get("end"), cleaned.get("end_kind", ""))
        kind = cleaned.get("kind", "")
        problem = problem_of(kind, self.instance.called_off_from) or problem_of_kind(self.instance, kind)
        if kind and problem:
            self.add_error("kind", problem)
        return cleaned

    def _hold_dates(self, start: Day | None, end: Day | None, kind: str) -> None:
        contract: Contract = self.instance
        if start is not None:
            contract.start_date, contract.start_precision = start.day, start.precision
        else:
            contract.start_date = None
        fixed = Contract.EndKind.FIXED
        if end is not None and kind not in ("", fixed):
            self.add_error("end", "Take the date out, or choose that it ends on a date.")
        elif kind == fixed and end is None and "end" not in self.errors:
            self.add_error("end", "Enter the day on which it ends, or choose another way to end.")
        if start and end and end.day < start.day:
            self.add_error("end", "The end date must be the same as or after the start date.")
        contract.end_kind = fixed if end else kind
        contract.end_date = end.day if end else None
        if end is not None:
            contract.end_precision = end.precision
        self.hold_state("end", given=bool(contract.end_kind))

    def problems(self) -> list[dict[str, str]]:
        """Everything that is wrong, the options to extend last."""
        rows = [problem for row in self.options.forms for problem in summary_of(row)]
        whole = [{"text": str(text), "href": "#options"} for text in self.options.non_form_errors()]
        return [*super().problems(), *whole, *rows] if self.is_bound else []

    def given_options(self) -> list[Option]:
        """The options to extend, those that were left blank not among them."""
        given = (form.cleaned_data for form in self.options.forms)
        return [Option(o["months"], o["decide_by"], o["taken"]) for o in given if o.get("months")]

    def keep(self, actor: Any) -> Contract:
        """Write what was entered."""
        return keep_contract(
            contract=self.instance,
            suppliers=self.sellers,
            products=self.bought,
            functions=self.cleaned_data["functions"],
            options=self.given_options(),
            actor=actor,
            seen=self.cleaned_data.get("seen_version") if self.instance.pk else None,
        )
