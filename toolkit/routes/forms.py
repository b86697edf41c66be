"""A page of questions as a form that is sent by its address."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from thirty3.design.formatting import DAYS_AS_WRITTEN
from toolkit.law.reading import READERS, BadCase
from toolkit.routes.question import Kind, Known, Question

NARROW: Final = {"class": "govuk-input--width-10", "autocomplete": "off"}


class SumField(forms.CharField):
    """A sum as people write it, kept as a text that a case reads."""

    def __init__(self, key: str, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={**NARROW, "inputmode": "decimal"}), **kwargs)
        self.key = key

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        plain = text.replace("£", "").replace(",", "").replace(" ", "")
        if plain:
            try:
                READERS[self.key](plain)
            except BadCase as problem:
                raise forms.ValidationError(
                    f"“{self.label}” must be a sum in pounds, like 25,000."
                ) from problem
        return plain


def field_of(question: Question, known: Known) -> forms.Field:
    """The form field that asks a question."""
    common: dict[str, Any] = {
        "label": question.label, "help_text": question.hint, "required": question.required,
    }  # fmt: skip
    match question.kind:
        case Kind.SUM:
            return SumField(question.key, **common)
        case Kind.DAY:
            wrong = f"“{question.label}” must be a real date, like 31/3/2027."
            return forms.DateField(
                widget=forms.TextInput(attrs=NARROW),
                input_formats=DAYS_AS_WRITTEN,
                error_messages={"invalid": wrong},
                **common,
            )
        case Kind.NUMBER:
            wrong = f"“{question.label}” must be a whole number."
            return forms.IntegerField(
                min_value=-1200, max_value=1200, widget=forms.NumberInput(attrs=NARROW),
                error_messages={"invalid": wrong}, **common,
            )  # fmt: skip
    return forms.ChoiceField(widget=forms.RadioSelect, choices=question.options_for(known), **common)


class StepForm(forms.Form):
    """The questions of one step that matter, filled with what was answered before."""

    use_required_attribute = False

    def __init__(
        self,
        questions: tuple[Question, ...],
        known: Known,
        sent: Mapping[str, str] | None,
        given: Mapping[str, str],
    ) -> None:
        super().__init__(sent, initial={**given, "exempt": given.get("exempt", "none")})
        for question in questions:
            self.fields[question.key] = field_of(question, known)

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, as it stands in an address."""
        return {key: str(value) for key, value in self.cleaned_data.items() if value not in (None, "")}
