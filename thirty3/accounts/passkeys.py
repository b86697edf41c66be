"""Passkeys: an offer to staff, beside the authenticator app that they must have."""

import json
from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from allauth.mfa.webauthn.views import AddWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

NOT_GIVEN = "Your browser did not give a passkey. Try again, or use your authenticator app."
NOT_RIGHT = "This passkey does not fit. Try again, or use your authenticator app."


class WithPasskey(forms.Form):
    """A form that a script fills in: what the browser says of a passkey, as JSON."""

    credential = forms.JSONField(
        required=True,
        widget=forms.HiddenInput,
        error_messages={"required": NOT_GIVEN, "invalid": NOT_GIVEN},
    )

    def add_error(self, field: str | None, error: Any) -> None:
        """Nobody sees the field, so what is wrong with it is said of the whole form."""
        super().add_error(None if field == "credential" else field, error)


class AddPasskeyForm(WithPasskey, AddWebAuthnForm):  # type: ignore[misc]
    """Names a passkey that the browser has made."""

    name = forms.CharField(
        label="Name",
        help_text="So that you can tell it from others, such as “Laptop”.",
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or {}
        # The library that reads the answer lets several kinds of mistake through for one that makes no sense.
        except (ValueError, KeyError, AttributeError, TypeError) as mistake:
            raise ValidationError(NOT_RIGHT) from mistake


class UsePasskeyForm(WithPasskey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """Proves at sign-in that the person has the passkey."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (ValueError, KeyError, AttributeError, TypeError) as mistake:
            raise ValidationError(NOT_RIGHT) from mistake


class StaffAlone:
    """A page that other people do not have."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.is_staff:
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class PasskeysView(StaffAlone, ListWebAuthnView):  # type: ignore[misc]
    """The passkeys of the person who is signed in."""

    def get_queryset(self) -> QuerySet[Authenticator]:
        passkeys: QuerySet[Authenticator] = super().get_queryset()
        return passkeys.order_by("pk")


class AddPasskeyView(StaffAlone, AddWebAuthnView):  # type: ignore[misc]
    """Adds a passkey. The making of it is the browser's; the script asks for it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "options": json.dumps(context["js_data"]["creation_options"]["publicKey"])}


class RemovePasskeyView(StaffAlone, RemoveWebAuthnView):  # type: ignore[misc]
    """Takes a passkey away. The authenticator app stays."""


class SecondFactorView(AuthenticateView):  # type: ignore[misc]
    """Asks for the second factor at sign-in: the app's code or, of those who have one, a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asked = context["js_data"]["request_options"]["publicKey"]
        known = bool(asked["allowCredentials"])
        return {**context, "options": json.dumps(asked) if known else ""}
