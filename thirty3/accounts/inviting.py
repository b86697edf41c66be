"""Inviting colleagues, and ending what they may do: the same at an authority as at a supplier."""

import datetime
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms

from thirty3.accounts.models import User
from thirty3.accounts.services import save_person

STAYS_OPEN_FOR: Final = datetime.timedelta(days=14)


def person_at(*, address: str, actor: User, why: str) -> User:
    """Whoever has this address; from now on they can sign in."""
    known = User.objects.filter(email=address.strip().lower()).first()
    return known or save_person(person=User(email=address), actor=actor, why=why)


def role_field(roles: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=roles, label="Role", widget=forms.RadioSelect, error_messages={"required": "Choose a role."}
    )


class InviteForm(forms.Form):
    """Whom to invite, and as what. What roles there are, and how addresses look, says whoever invites."""

    example: ClassVar[str]

    address = forms.EmailField(
        label="Their e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter your colleague’s e-mail address."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].error_messages["invalid"] = f"Enter an e-mail address like {self.example}."


class EndForm(forms.Form):
    """Why a colleague's place ends."""

    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=forms.Textarea,
        help_text="The person reads it.",
        error_messages={"required": "Enter a reason: the person reads it."},
    )
