"""The forms of supplier groups."""

import datetime
from typing import Final

from django import forms
from django.utils import timezone

from contracts.groups.answering import LONGEST
from contracts.sharing.for_authority import ForAuthority
from contracts.sharing.wording import NamingNobody

LONGEST_ASK: Final = 2_000


class AskForm(ForAuthority):
    """Something to ask a supplier together."""

    title = forms.CharField(
        label="In one line",
        max_length=150,
        help_text="Such as “An open interface for repairs, at no fee”.",
        error_messages={"required": "Enter in one line what you ask."},
    )
    text = forms.CharField(
        label="What you ask of the supplier",
        max_length=LONGEST_ASK,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter what you ask of the supplier."},
    )

    def clean_title(self) -> str:
        return self.without_names("title", "The line")

    def clean_text(self) -> str:
        return self.without_names("text", "The text")


class NotedAnswerForm(ForAuthority):
    """What the supplier said elsewhere."""

    text = forms.CharField(
        label="What the supplier answered, in its words",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter what the supplier answered."},
    )
    said_on = forms.DateField(
        label="The day on which it said so",
        help_text="For example, 27/3/2026.",
        error_messages={
            "required": "Enter the day on which it said so.",
            "invalid": "Enter a real day, such as 27/3/2026.",
        },
    )
    source = forms.CharField(
        label="Where it said so",
        max_length=200,
        help_text="Such as “Letter to the group” or “Minutes of the user group”. Name no person.",
        error_messages={"required": "Enter where the supplier said so."},
    )

    def clean_text(self) -> str:
        return self.without_names("text", "The answer")

    def clean_source(self) -> str:
        return self.without_names("source", "This")

    def clean_said_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["said_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day must be today or in the past.")
        return day


class AnswerForm(NamingNobody):
    """A supplier's own answer."""

    text = forms.CharField(
        label="Your answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Write for the organisation. Name no person.",
        error_messages={"required": "Enter your answer."},
    )

    def clean_text(self) -> str:
        return self.without_names("text", "The answer")
