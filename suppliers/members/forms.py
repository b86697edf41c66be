"""The forms of those who keep a supplier's profile, or ask to."""

from typing import Any, Final

from django import forms

from boroughs.models import Borough
from boroughs.officers.describing import address_field
from suppliers.members import numbers
from suppliers.members.registering import NUMBERS
from suppliers.models import Claim, MemberRole, Supplier
from suppliers.names import fold
from thirty3.accounts import inviting

LONGEST_NAME: Final = 200
NEW: Final = "new"
ROLES: Final = [
    (MemberRole.EDITOR, "Editor: keeps the profile"),
    (MemberRole.OWNER, "Owner: also decides who keeps it"),
]


def text_field(label: str, hint: str, *, required: str = "", longest: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=bool(required),
        widget=forms.Textarea,
        error_messages={"required": required},
    )


class AddressForm(forms.Form):
    """The address to which the code for signing in goes."""

    email = forms.EmailField(
        label="Your e-mail address at work",
        help_text="We send a code to this address. There is no password.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.com.",
        },
    )


class KindForm(forms.Form):
    """What kind of organisation it is."""

    organisation = forms.ChoiceField(
        choices=Supplier.Kind,
        label="Kind of organisation",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a kind of organisation."},
    )


class NameForm(forms.Form):
    """What it is called."""

    name = forms.CharField(
        label="Name of the organisation",
        help_text="As the register or your contracts have it, for example “Example Software Ltd”.",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Enter the name of your organisation."},
    )

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not any(letter.isalnum() for letter in fold(name)):
            raise forms.ValidationError("Enter a name with letters or figures.")
        return name


# What each number is called, the hint beside it, and what is said of one that cannot be right.
_NUMBER_FIELDS: Final = {
    "company_number": (
        "Company number",
        "Eight characters, such as 01234567, SC123456, NI123456 or OC123456.",
        "Enter a company number of eight characters, such as 01234567 or SC123456.",
    ),
    "charity_number": (
        "Charity number",
        "Such as 1234567 in England and Wales, SC012345 in Scotland, NIC101234 in Northern Ireland. "
        "A charity without a number is “another kind of organisation”.",
        "Enter a charity number such as 1234567, SC012345 or NIC101234.",
    ),
    "other_number": (
        "Register and number",
        "The name of the register that you are in, and your number there.",
        "Enter the name of the register and your number there.",
    ),
    "ppon": (
        "Public Procurement Organisation Number (PPON)",
        "Such as PBCD-1234-WXYZ. The Central Digital Platform gives it.",
        "Enter a PPON like PBCD-1234-WXYZ.",
    ),
}
# What is asked besides the number that a kind has to have.
_BESIDES: Final = {Supplier.Kind.CHARITY: ("company_number",), Supplier.Kind.OTHER: ("other_number",)}
_CHECKED: Final = {
    "company_number": numbers.company_number,
    "charity_number": numbers.charity_number,
    "ppon": numbers.ppon,
}


class NumberForm(forms.Form):
    """Its numbers, as far as its kind has any."""

    def __init__(self, *args: Any, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = Supplier.Kind(organisation)
        needed = NUMBERS.get(kind)
        asked = (*([needed] if needed else []), *_BESIDES.get(kind, ()), "ppon")
        for name in asked:
            label, hint, wrong = _NUMBER_FIELDS[name]
            self.fields[name] = forms.CharField(
                label=label if name == needed else f"{label} (if you have one)",
                help_text=hint,
                required=name == needed,
                max_length=LONGEST_NAME,
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
                error_messages={"required": wrong},
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, check in _CHECKED.items():
            if said := cleaned.get(name):
                found = check(said)
                if found is None:
                    self.add_error(name, _NUMBER_FIELDS[name][2])
                cleaned[name] = found or ""
        return cleaned


class MatchForm(forms.Form):
    """Whether one of the suppliers that are known here is theirs."""

    supplier = forms.ChoiceField(
        label="Is one of these your organisation?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your organisation, or “None of these”."},
    )

    def __init__(self, *args: Any, found: list[Supplier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["supplier"]
        field.choices = [*((one.slug, _told(one)) for one in found), (NEW, "None of these")]


def _told(supplier: Supplier) -> str:
    number = f", company number {supplier.company_number}" if supplier.company_number else ""
    return f"{supplier.name}{number}"


class MoreForm(forms.Form):
    """Where it is found. A street address is never asked for: it may be somebody's home."""

    website = address_field("Website", "If you have one, such as https://www.example.com.")
    home_borough = forms.ModelChoiceField(
        Borough.objects.authorities(),
        label="Home authority",
        help_text="The London authority in which you are based. Never a street address.",
        empty_label="Outside London, or not said",
        required=False,
    )


class SendForm(forms.Form):
    """What staff should know to decide."""

    message = text_field(
        "How can we check that you speak for it?",
        "Your job there, and where your name and its are found together. Only those who decide read it.",
        required="Enter how we can check that you speak for it.",
    )


class CodeAddressForm(forms.Form):
    """The address at the supplier's domain to which a code goes."""

    address = forms.EmailField(
        label="E-mail address at the domain",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter an e-mail address.",
            "invalid": "Enter an e-mail address like name@example.com.",
        },
    )


class CodeForm(forms.Form):
    """The code that came."""

    code = forms.CharField(
        label="Code",
        help_text="Eight letters. You can leave out the dash.",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": "Enter the code."},
    )


class DecisionForm(forms.Form):
    """Approve or refuse; staff also write down what they saw, and what a registration means."""

    decision = forms.ChoiceField(
        choices=[("approve", "Approve"), ("refuse", "Refuse")],
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you approve or refuse."},
    )
    reason = text_field("Reason, if you refuse", "The person reads it, and can mend what was wrong.")

    def __init__(self, *args: Any, claim: Claim, staff: bool, known: list[Supplier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if staff and claim.kind != Claim.Kind.RETURN:
            self.fields["seen"] = text_field(
                "What you saw",
                "Where this person and the organisation are found together. Needed unless a code came back.",
            )
        if claim.kind == Claim.Kind.REGISTER:
            names = [(one.slug, f"It is {_told(one)}") for one in known]
            self.fields["known"] = forms.ChoiceField(
                choices=[(NEW, "A new supplier"), *names],
                label="Which supplier it is",
                initial=NEW,
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields(["known", "seen", "decision", "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Enter a reason: the person reads it.")
        return cleaned


class InviteForm(inviting.InviteForm):
    """Whom to invite to a supplier."""

    example = "name@example.com"
    role = inviting.role_field(ROLES)


class RoleForm(forms.Form):
    """What a member does."""

    role = inviting.role_field(ROLES)


class ReturnForm(forms.Form):
    """Why a profile comes back."""

    message = text_field("Anything that we should know", "Only LOTI’s staff read it.")
