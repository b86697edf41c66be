"""The forms of staff who look at what was said."""

from typing import Any

from django import forms

from suppliers.members.forms import text_field


class EditDecisionForm(forms.Form):
    """Approve or refuse an edit."""

    decision = forms.ChoiceField(
        choices=[("approve", "Approve"), ("refuse", "Refuse")],
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you approve or refuse."},
    )
    reason = text_field("Reason, if you refuse", "The person reads it, and can say it in other words.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Enter a reason: the person reads it.")
        return cleaned


class SeenForm(forms.Form):
    """What staff saw that shows that a section is true."""

    note = text_field(
        "What you saw",
        "Where, and on which day, for example the register of the issuer. Only staff read it.",
        required="Enter what you saw.",
    )


class AgreeForm(forms.Form):
    """Whether an authority agrees to be named."""

    agrees = forms.ChoiceField(
        choices=[("yes", "Yes, it may be shown"), ("no", "No")],
        label="Does your authority agree to be named as a reference?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
