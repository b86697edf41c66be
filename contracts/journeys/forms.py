"""The forms of journeys."""

import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone

from boroughs.models import Function
from contracts.imports.cells.text import refusal
from contracts.models import Journey, JourneyTask
from thirty3.design.formatting import DAYS_AS_WRITTEN
from thirty3.history.editing import SeenVersionForm

LONGEST: Final = 2_000
NAME_NOBODY: Final = "Name roles, not people: this may be released under the Freedom of Information Act."
A_DATE: Final = {"invalid": "Enter a real day, such as 27/3/2028."}


class TargetDate(forms.DateField):
    """The day that the tasks are worked back from: no more than a few years off, else it is a slip."""

    MOST_YEARS: Final = 20
    input_formats = DAYS_AS_WRITTEN

    def clean(self, value: Any) -> Any:
        day: datetime.date | None = super().clean(value)
        if day is not None and abs(day.year - timezone.localdate().year) > self.MOST_YEARS:
            raise forms.ValidationError(f"Enter a day within {self.MOST_YEARS} years of today.")
        return day


class StartForm(forms.Form):
    """From a contract: nothing but the date, where its end is not known."""

    target_date = TargetDate(
        required=False,
        label="The date to work back from",
        help_text="The day on which something new must be in place. For example, 27/3/2028.",
        error_messages=A_DATE,
    )


class NeedForm(StartForm):
    """From a need: what it is and which function it is for."""

    title = forms.CharField(
        label="The need, in one line",
        max_length=200,
        help_text=f"Such as “A way for residents to book repairs”. {NAME_NOBODY}",
        error_messages={"required": "Enter the need in one line."},
    )
    function = forms.ModelChoiceField(
        Function.objects.none(), required=False, label="The function that it is for", empty_label="Not chosen"
    )
    field_order = ("title", "function", "target_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["function"]
        field.queryset = Function.objects.in_order().filter(merged_into=None)

    def clean_title(self) -> str:
        return without_names(self, "title", "The need")


class DateForm(SeenVersionForm):
    """The date that a journey works back from."""

    target_date = TargetDate(
        required=False,
        label="The date to work back from",
        help_text=(
            "The day on which something new must be in place. For example, 27/3/2028. Leave it blank to work "
            "back from the end of the contract, where that is held."
        ),
        error_messages=A_DATE,
    )

    class Meta:
        model = Journey
        fields = ("target_date",)


class TaskForm(SeenVersionForm):
    """Where a task stands, what was noted and what was decided."""

    state = forms.ChoiceField(
        label="Where it stands", choices=JourneyTask.State.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        required=False,
        label="Note",
        help_text=NAME_NOBODY,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decision = forms.CharField(
        required=False,
        label="Decision, if one was made",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        required=False,
        label="Reason",
        help_text="For the decision, or for leaving the task out.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = JourneyTask
        fields = ("state", "note", "decision", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of a task of which nothing is kept yet, its first version is still to come.
        self.initial.setdefault("seen_version", 0)

    def clean_note(self) -> str:
        return without_names(self, "note", "The note")

    def clean_decision(self) -> str:
        return without_names(self, "decision", "The decision")

    def clean_reason(self) -> str:
        return without_names(self, "reason", "The reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needs = cleaned.get("decision") or cleaned.get("state") == JourneyTask.State.NOT_NEEDED
        if needs and not cleaned.get("reason") and "reason" not in self.errors:
            what = "the decision" if cleaned.get("decision") else "leaving the task out"
            self.add_error("reason", f"Enter the reason for {what}.")
        return cleaned


class CloseForm(forms.Form):
    """Finished or given up, and what came of it."""

    state = forms.ChoiceField(
        label="How does it end?",
        choices=[
            (Journey.State.FINISHED.value, "Finished: the new contract is in place, or none is needed"),
            (Journey.State.GIVEN_UP.value, "Given up: it will not be carried on"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is finished or given up."},
    )
    outcome = forms.CharField(
        label="What came of it",
        help_text=NAME_NOBODY,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what came of it."},
    )

    def clean_outcome(self) -> str:
        return without_names(self, "outcome", "This")


def without_names(form: forms.BaseForm, field: str, where: str) -> str:
    """What was entered, unless it names or reaches somebody."""
    text = str(form.cleaned_data[field])
    if problem := refusal(text, where):
        raise forms.ValidationError(problem)
    return text
