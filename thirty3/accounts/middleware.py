"""Keeps staff to the second factor, whichever way they came in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from thirty3.accounts.second_factor import Standing, standing_of
from thirty3.accounts.sessions import see

OPEN_WHILE_SETTING_UP = ("mfa_activate_totp", "mfa_totp_qr", "account_logout")


class SecondFactorMiddleware:
    """Sends staff without an authenticator to set one up, and ends staff sessions that did not use it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without the cookie nobody is signed in: public pages need not ask the database.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff:
            return self.for_staff(request)
        return self.get_response(request)

    def for_staff(self, request: HttpRequest) -> HttpResponseBase:
        match standing_of(request):
            case Standing.PASSED:
                return self.get_response(request)
            case Standing.TO_SET_UP:
                if request.path in {reverse(name) for name in OPEN_WHILE_SETTING_UP}:
                    return self.get_response(request)
                return redirect("mfa_activate_totp")
            case Standing.NOT_PROVEN:
                logout(request)
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "")


class SeenMiddleware:
    """Keeps the day on which each session was last used, for its owner to see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Reading who is signed in costs public pages nothing: without the cookie nobody is asked for.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            see(request)
        return self.get_response(request)
