"""The forms of roles."""

from typing import Any

from django import forms

from boroughs.models import Borough, Officer
from boroughs.officers.statement import statement
from thirty3.accounts import inviting

ROLES = [
    (Officer.Role.READER, "Reader: see what authorities share with each other"),
    (Officer.Role.EDITOR, "Editor: also keep this authority’s records"),
    (Officer.Role.LEAD, "Lead: also decide who has a role at this authority"),
]


class StatementForm(forms.Form):
    """What everyone states who takes a role."""

    interests = forms.CharField(
        label="Your outside interests",
        widget=forms.Textarea,
        max_length=2000,
        help_text=(
            "Work, shares or family ties with a firm that sells technology to authorities. Write “none” if "
            "you have none. Only those who decide about your role read it."
        ),
        error_messages={"required": "Enter your outside interests, or “none”."},
    )
    agreed = forms.BooleanField(
        label="I state all of this",
        error_messages={"required": "Tick the box to state it. Nobody has a role without."},
    )

    def sentences(self) -> tuple[str, ...]:
        return statement()


class AskForm(StatementForm):
    """Which role, and where; the authority is asked for only where an address fits several."""

    borough = forms.ModelChoiceField(
        Borough.objects.none(),
        label="Authority",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an authority."},
    )
    role = inviting.role_field(ROLES)
    field_order = ("borough", "role", "interests", "agreed")

    def __init__(self, *args: Any, boroughs: list[Borough], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["borough"]
        field.queryset = Borough.objects.by_name().filter(pk__in=[borough.pk for borough in boroughs])
        if len(boroughs) == 1:
            field.initial, field.widget = boroughs[0].pk, forms.HiddenInput()


class DecisionForm(forms.Form):
    """Approve or refuse."""

    decision = forms.ChoiceField(
        choices=[("approve", "Approve"), ("refuse", "Refuse")],
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you approve or refuse."},
    )
    reason = forms.CharField(
        label="Reason, if you refuse",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="The person reads it.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Enter a reason: the person reads it.")
        return cleaned


class InviteForm(inviting.InviteForm):
    """Whom to invite to an authority."""

    example = "name@example.gov.uk"
    role = inviting.role_field(ROLES)
