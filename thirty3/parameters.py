"""How the parameters of a list's address are read, whatever it lists."""

import re
from collections.abc import Mapping
from typing import Any, Final

import django_filters
from django import forms
from django.http import QueryDict

MOST_VALUES: Final = 50
LAST_PAGE: Final = 100_000
SLUG: Final = re.compile(r"[-a-z0-9_]{1,120}")


class ManyField(forms.Field):
    """Several values of one parameter, repeated: slugs, or some of a few words."""

    widget = forms.MultipleHiddenInput

    def __init__(
        self, *, words: Mapping[str, str] | None = None, most: int = MOST_VALUES, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.words, self.most = words, most

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.strip() for item in value or () if item.strip()))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(f"Choose at most {self.most} values of “{self.label}”.")
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


class PageFilter(django_filters.Filter):  # type: ignore[misc]
    """The number of a page, which the page has links for, and no field."""

    field_class = forms.IntegerField

    def __init__(self) -> None:
        wrong = f"There is no such page: pages have whole numbers from 1 to {LAST_PAGE:,}."
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        super().__init__(
            label="Page",
            min_value=1,
            max_value=LAST_PAGE,
            widget=forms.HiddenInput,
            error_messages=messages,
        )


class WayFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """One of a few ways to show what is found: the page has links or a form of its own for it."""

    def __init__(self, label: str, ways: Mapping[str, str]) -> None:
        wrong = f"{label} one of: {', '.join(ways)}."
        super().__init__(
            label=label,
            choices=list(ways.items()),
            empty_label=None,
            widget=forms.HiddenInput,
            error_messages={"invalid_choice": wrong},
        )


def printable(query: QueryDict) -> QueryDict:
    """Control characters mean nothing in a parameter, and HTML cannot show them again: each is a space."""
    plain = query.copy()
    for name, values in query.lists():
        plain.setlist(name, ["".join(c if c.isprintable() else " " for c in value) for value in values])
    return plain
