"""How the dates and sums of a listing's address are read."""

from typing import Any, Final

import django_filters
from django import forms


class MoneyField(forms.DecimalField):
    """A sum as people write it: 25000, 25,000 or £25,000."""

    def to_python(self, value: Any) -> Any:
        plain = value.strip().removeprefix("£").replace(",", "") if isinstance(value, str) else value
        return super().to_python(plain)


class MoneyFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = MoneyField


DAY: Final = {
    "help_text": "For example, 31/3/2027",
    "input_formats": ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"],
}
POUNDS: Final = {"max_digits": 16, "decimal_places": 2}


def day_filter(label: str, widget: type[forms.Widget] = forms.TextInput) -> django_filters.DateFilter:
    """A date as people write it; what is none is told with the name of its field."""
    wrong = f"“{label}” must be a real date, like 31/3/2027."
    return django_filters.DateFilter(label=label, widget=widget, **DAY, error_messages={"invalid": wrong})


def pounds_filter(label: str) -> MoneyFilter:
    """A sum of money; what is none is told with the name of its field."""
    wrong = f"“{label}” must be a sum in pounds, like 25,000."
    return MoneyFilter(label=label, **POUNDS, error_messages={"invalid": wrong})
