"""How each parameter of a listing is read."""

import re
from collections.abc import Mapping
from typing import Any, Final

import django_filters
from django import forms

MOST_VALUES: Final = 50
SLUG: Final = re.compile(r"[-a-z0-9_]{1,120}")


class ManyField(forms.Field):
    """Several values of one parameter, repeated: slugs, or some of a few words."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, words: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.strip() for item in value or () if item.strip()))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > MOST_VALUES:
            raise forms.ValidationError(f"Choose at most {MOST_VALUES} values of “{self.label}”.")
        for item in value:
            if not (item in self.words if self.words is not None else SLUG.fullmatch(item)):
                raise forms.ValidationError(f"“{item[:60]}” is not a value of “{self.label}”.")


class ManyFilter(django_filters.Filter):  # type: ignore[misc]
    """A facet. Without fixed words its values are slugs, or states."""

    field_class = ManyField

    @property
    def words(self) -> Mapping[str, str] | None:
        found: Mapping[str, str] | None = self.extra.get("words")
        return found


class WholeNumberFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = forms.IntegerField


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
