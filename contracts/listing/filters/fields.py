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
    "input_formats": ["%Y-%m-%d", "%d/%m/%Y"],
    "widget": forms.TextInput,
    "error_messages": {"invalid": "Enter a date as day, month and year, like 31/3/2027."},
}
POUNDS: Final = {
    "max_digits": 16,
    "decimal_places": 2,
    "error_messages": {"invalid": "Enter a sum in pounds, like 25,000."},
}
