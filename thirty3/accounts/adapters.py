"""What allauth asks us: how a code is sent, who may join, where a sign-in may lead."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from thirty3.accounts.sessions import keep, let_go
from thirty3.accounts.tasks import send_sign_in_code

WRONG_CODE = "This code is not right, or it has been used. Check it and enter it again."
TOO_MANY = "Too many attempts. Wait a few minutes and try again."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by a code."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "This code is not right. Check the e-mail and enter the code again.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the letter to a task, which also finds out whether anybody has this address.

        The request does the same work for every address, so its answer and its time tell nothing.
        """
        if template_prefix != "account/email/login_code":
            raise ValueError(f"There is no letter {template_prefix}.")
        send_sign_in_code.enqueue(email=email, code=context["code"])

    def login(self, request: HttpRequest, user: Any) -> None:
        """Whoever signs in finds the session in their list of open ones."""
        super().login(request, user)
        keep(request, user)

    def logout(self, request: HttpRequest) -> None:
        let_go(request)
        super().logout(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no form to sign up: whoever may join does so by a code (`thirty3/accounts/joining.py`)."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """A code of the app or a recovery code, for those who have one: staff always have an app."""
        if not is_mfa_enabled(user):
            return []
        address = reverse("mfa_reauthenticate")
        return [{"id": "mfa_reauthenticate", "description": "Authenticator app", "url": address}]

    def is_safe_url(self, url: str) -> bool:
        """After sign-in people go to a page of this site, never to a named host, not even our own."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Plain words for the second factor."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """What a passkey is called to which nobody gives a name."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For which site the browser keeps the passkey: the name that visitors know it by."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}
