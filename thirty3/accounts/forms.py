"""The forms of sign-in, in plain words. What they check is allauth's."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms


def one_time_code(label: str, hint: str) -> forms.CharField:
    """A field for a code that somebody copies from a letter or an app."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=32,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": "Enter the code."},
    )


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for the address that the code goes to."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="We send a code to this address. There is no password.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.gov.uk.",
        },
    )


class ConfirmCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """Asks for the code that was sent."""

    code = one_time_code("Code", "Eight letters. You can leave out the dash.")


class AppCodeForm(AuthenticateForm):  # type: ignore[misc]
    """Asks for the second factor at sign-in."""

    code = one_time_code("Security code", "Six figures from your authenticator app, or a recovery code.")


class AppCodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """Asks for the second factor once more before something that matters."""

    code = one_time_code("Security code", "Six figures from your authenticator app, or a recovery code.")


class SetUpAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """Proves that the authenticator app was set up."""

    code = one_time_code("Security code", "Six figures that your app shows now.")

    def clean_code(self) -> Any:
        # Apps show the figures in two groups, and people copy the gap.
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        return super().clean_code()


class DeleteCodeForm(forms.Form):
    """Asks for the code that was sent to whoever wants to delete their account."""

    code = one_time_code("Code", "Eight letters. You can leave out the dash.")
