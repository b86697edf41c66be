"""The form on which anyone reports a problem, and staff's own of what became of it."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils import timezone

from contracts.models import DataIssue
from contracts.quality.terms import due_on, term_of
from thirty3.spam import GuardedForm

LONGEST_TEXT = 5000
OF_OWN_RECORD = (
    "What it says, what it should say, and how you know. You keep the profile of the supplier: your report "
    "is marked as the supplier’s own, and the authority reads it as staff do. Name no person."
)


class ReportForm(GuardedForm):
    """What is wrong, in whose words, and where to tell them what became of it."""

    guarded_text, guarded_as = "text", "report"

    wrong = forms.ChoiceField(
        label="What is wrong?",
        choices=DataIssue.Wrong,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong."},
    )
    text = forms.CharField(
        label="What should we know?",
        help_text="What it says, what it should say, and how you know. Only staff read this. "
        "It is never shown on this site.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Say what is wrong, in a sentence or two.",
            "max_length": f"Write no more than {LONGEST_TEXT:,} characters.",
        },
    )
    email = forms.EmailField(
        label="E-mail address (optional)",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an e-mail address like name@example.gov.uk, or leave it empty."},
    )

    def __init__(self, *args: Any, for_authority: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_authority:
            self.fields["text"].help_text = OF_OWN_RECORD
        kept = term_of("", timezone.localdate()).keep_days
        self.fields["email"].help_text = (
            "Only if you want to hear what became of it. What you write here and above is deleted "
            f"{kept} days after we have dealt with it."
        )


class DataIssueForm(forms.ModelForm[DataIssue]):
    """What staff say of a reported problem. One that they were told of by telephone is due like any other."""

    class Meta:
        model = DataIssue
        fields = (
            "wrong",
            "subject",
            "subject_key",
            "address",
            "due_date",
            "state",
            "reason",
            "public_sentence",
        )
        widgets: ClassVar = {
            "subject_key": AdminTextInputWidget,
            "address": AdminTextInputWidget,
            "reason": AdminTextareaWidget(attrs={"rows": 3}),
            "public_sentence": AdminTextareaWidget(attrs={"rows": 3}),
        }
        help_texts: ClassVar = {"due_date": "Blank: as many working days from today as this kind may take."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever may only look at a report has no fields.
        if "due_date" in self.fields:
            self.fields["due_date"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "due_date" in cleaned and not cleaned["due_date"]:
            cleaned["due_date"] = due_on(cleaned.get("wrong", ""), timezone.localdate())
        closes = cleaned.get("state") in (DataIssue.State.DONE, DataIssue.State.REFUSED)
        self.instance.closed_at = (self.instance.closed_at or timezone.now()) if closes else None
        return cleaned
