"""What allauth asks us: how a code is sent, who may join, where a sign-in may lead."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from thirty3.accounts.tasks import send_sign_in_code

WRONG_CODE = "This code is not right, or it has been used. Check it and enter it again."
TOO_MANY = "Too many attempts. Wait a few minutes and try again."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by a code for people whom staff have added."""

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

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Staff add people; nobody adds themselves."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """After sign-in people go to a page of this site, never to a named host, not even our own."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Plain words for the second factor."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }
