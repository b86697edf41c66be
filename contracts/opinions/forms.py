"""The forms by which an authority disagrees, and a supplier answers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from contracts.opinions.disagreeing import LONGEST
from contracts.sharing.for_authority import ForAuthority
from contracts.sharing.wording import NamingNobody


class DisagreementForm(ForAuthority):
    """What an authority disputes, and what it says instead."""

    statement = forms.ChoiceField(
        label="What you disagree with",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you disagree with."},
    )
    text = forms.CharField(
        label="What is true of it at your authority",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"Up to {LONGEST:,} characters. Name no person.",
        error_messages={"required": "Enter what is true of it at your authority."},
    )

    def __init__(self, *args: Any, statements: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["statement"]
        field.choices = list(statements.items())

    def clean_text(self) -> str:
        return self.without_names("text", "The text")


class SupplierAnswerForm(NamingNobody):
    """What a supplier answers to a disagreement."""

    text = forms.CharField(
        label="Your answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"Up to {LONGEST:,} characters. Name no person.",
        error_messages={"required": "Enter your answer."},
    )

    def clean_text(self) -> str:
        return self.without_names("text", "The answer")
