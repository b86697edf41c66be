"""The question: who buys, when, for how much, and how far the area goes."""

import datetime
from decimal import Decimal
from typing import Any, Final

from django import forms

from thirty3.design.formatting import DAYS_AS_WRITTEN
from toolkit.law.case import Category
from toolkit.reservation.checking import Asked

ALONE: Final = "own"
WITH_BORDERS: Final = "borders"
WITH_COUNTIES: Final = "counties"
NARROW: Final = {"class": "govuk-input--width-10", "autocomplete": "off"}
CATEGORIES: Final = (
    (Category.GOODS_SERVICES.value, "Goods or services"),
    (Category.WORKS.value, "Works"),
    (Category.LIGHT_TOUCH.value, "Light touch services"),
    (Category.CONCESSION.value, "A concession"),
    (Category.LIGHT_TOUCH_CONCESSION.value, "A light touch concession"),
)


class ReservationForm(forms.Form):
    """Sent by its address."""

    use_required_attribute = False

    authority = forms.ChoiceField(label="Authority that buys")
    others = forms.MultipleChoiceField(
        label="Others that buy with it", required=False, widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(
        label="Day on which the procurement begins",
        help_text="The day of the tender notice or of the first invitation. For example 31/3/2027.",
        input_formats=DAYS_AS_WRITTEN,
        widget=forms.TextInput(attrs=NARROW),
        error_messages={
            "required": "Enter the day on which the procurement begins",
            "invalid": "“Day on which the procurement begins” must be a real date, like 31/3/2027.",
        },
    )
    value = forms.CharField(
        label="The most it could cost, in pounds, including VAT",
        help_text="Of all buyers together, over the whole term with every option. For example 150,000.",
        widget=forms.TextInput(attrs={**NARROW, "inputmode": "decimal"}),
    )
    category = forms.ChoiceField(label="What is bought", choices=CATEGORIES)
    area = forms.ChoiceField(
        label="How far does the area go?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far the area goes"},
        choices=(
            (ALONE, "The buyers’ own areas alone"),
            (WITH_BORDERS, "Their own areas and all that borders them"),
            (
                WITH_COUNTIES,
                "The same without unitary areas outside London, which are not confirmed to count",
            ),
        ),
    )

    def __init__(self, authorities: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields
        named["authority"].choices = [("", "Choose one"), *authorities.items()]
        named["others"].choices = list(authorities.items())

    def clean_value(self) -> Decimal:
        plain = self.cleaned_data["value"].replace("£", "").replace(",", "").replace(" ", "")
        field = forms.DecimalField(min_value=0, max_digits=14, decimal_places=2)
        try:
            value: Decimal = field.clean(plain)
        except forms.ValidationError as problem:
            wrong = "“The most it could cost” must be a sum in pounds, like 150,000."
            raise forms.ValidationError(wrong) from problem
        return value

    @property
    def asked(self) -> Asked:
        """What is asked; of a form without problems."""
        data = self.cleaned_data
        day: datetime.date = data["day"]
        return Asked(
            frozenset({data["authority"], *data["others"]}),
            day,
            data["value"],
            Category(data["category"]),
            data["area"] != ALONE,
            data["area"] == WITH_BORDERS,
        )
