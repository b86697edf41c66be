"""The form of a section: what is asked, as facts; and what the member saw when they opened it."""

import datetime
import re
from typing import Any, Final

from django import forms
from django.core import signing

from boroughs.models import Function
from suppliers.models import Supplier

# Facts as JSON holds them: text, numbers, yes and no, lists and mappings of these; a date as ISO writes it.
type Facts = dict[str, Any]

_SALT: Final = "section of a profile"
_MARKS: Final = re.compile(r"[£,\s]")
YES_OR_NO: Final = {"yes": True, "no": False, "": None}


class SectionForm(forms.Form):
    """Asks the facts of a section; a field has the name of its fact. Nothing has to be answered.

    It carries the draft that the member opened, signed, so that the second of two who edit is told what the
    first one said.
    """

    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, supplier: Supplier, facts: Facts) -> None:
        initial = self.initial_of(facts) | {"opened": signing.dumps(facts, salt=_SALT)}
        self.supplier = supplier
        super().__init__(data, initial=initial)

    def initial_of(self, facts: Facts) -> dict[str, Any]:
        """What the fields show of the facts."""
        return dict(facts)

    def facts(self) -> Facts:
        """What was given, as facts."""
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else "" if value is None else value
            for name, value in self.cleaned_data.items()
            if name != "opened"
        }

    def clean_opened(self) -> Facts:
        try:
            opened: Facts = signing.loads(self.cleaned_data["opened"], salt=_SALT)
        except signing.BadSignature as wrong:
            raise forms.ValidationError("Open this page again, and enter your answers anew.") from wrong
        return opened

    def take_for_seen(self, facts: Facts) -> None:
        """The next save is one in the knowledge of what is held now."""
        sent: Any = self.data
        self.data = sent.copy()
        self.data["opened"] = signing.dumps(facts, salt=_SALT)  # type: ignore[index]


class WholeNumberField(forms.IntegerField):
    """A number as people write it: pound signs, commas and spaces are no mistakes."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_MARKS.sub("", value) if isinstance(value, str) else value)


class DateField(forms.DateField):
    """A day, as somebody writes it."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint or "For example 31/3/2026.",
            required=False,
            input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
            widget=forms.DateInput(
                format="%d/%m/%Y", attrs={"class": "govuk-input--width-10", "autocomplete": "off"}
            ),
            error_messages={"invalid": "Enter a date like 31/3/2026."},
        )

    def prepare_value(self, value: Any) -> Any:
        """Facts hold a date as ISO writes it."""
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            return value


def functions_by_area() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every function, under the area that it is part of."""
    by_area: dict[str, list[tuple[str, str]]] = {}
    for one in Function.objects.in_order():
        by_area.setdefault(one.area.name, []).append((one.slug, one.name))
    return list(by_area.items())


def yes_or_no(label: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not said")],
    )
