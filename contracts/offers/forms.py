"""The forms by which an authority confirms what a maker says, and answers a claim of use."""

from collections.abc import Mapping
from typing import Any

from django import forms

from contracts.imports.cells.text import refusal
from contracts.sharing.for_authority import ForAuthority
from suppliers.members.forms import text_field


class ConfirmForm(ForAuthority):
    """Which answers are true at the authority. Each carries the words that were read."""

    answers = forms.MultipleChoiceField(
        label="True at your authority",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "The supplier changed its answers since you opened them. Read them again."
        },
    )

    def __init__(
        self, *args: Any, words: Mapping[str, str], labels: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answers"]
        field.choices = [(f"{name}|{text}", f"{labels[name]}: {text}") for name, text in words.items()]

    def seen(self) -> dict[str, str]:
        """Name of each answer that was ticked -> the words that were read."""

        return dict(value.split("|", 1) for value in self.cleaned_data["answers"])


class UseForm(forms.Form):
    """Whether an authority uses a product."""

    decision = forms.ChoiceField(
        choices=[("confirm", "Yes, we use it"), ("refuse", "No, or we do not want to confirm it")],
        label="Is it so?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer."},
    )
    reason = text_field("Why you do not confirm it", "The supplier reads it. Name no person.", longest=500)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        reason = cleaned.get("reason", "").strip()
        if cleaned.get("decision") == "refuse" and not reason:
            self.add_error("reason", "Enter why you do not confirm it.")
        elif problem := refusal(reason, "The reason"):
            self.add_error("reason", problem)
        return cleaned
