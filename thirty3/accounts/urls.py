"""Addresses below /account/. Of allauth's own only those that codes, TOTP and passkeys need.

allauth finds its pages by name, so some pages here answer to two.
"""

from allauth.account.views import account_inactive, logout
from allauth.mfa.base.views import reauthenticate
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from thirty3.accounts import leaving, pages, passkeys, views

# Django's form views take a PUT for a POST, and ask who it is before they refuse a method.
form = require_http_methods(["GET", "HEAD", "POST"])
sign_in = form(views.SignInView.as_view())

urlpatterns = [
    path("", views.home, name="account_home"),
    path("", views.home, name="mfa_index"),
    path("outbox/", views.outbox, name="account_outbox"),
    path("sessions/", pages.sessions, name="account_sessions"),
    path("delete/", leaving.delete, name="account_delete"),
    path("delete/code/", leaving.confirm, name="account_delete_confirm"),
    path("deleted/", leaving.deleted, name="account_deleted"),
    # Signing in and out
    path("sign-in/", sign_in, name="account_request_login_code"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/code/", form(views.ConfirmCodeView.as_view()), name="account_confirm_login_code"),
    path("sign-in/security-code/", form(passkeys.SecondFactorView.as_view()), name="mfa_authenticate"),
    path("sign-out/", form(logout), name="account_logout"),
    path("closed/", require_safe(account_inactive), name="account_inactive"),
    # The second factor
    path("authenticator/", form(views.SetUpAppView.as_view()), name="mfa_activate_totp"),
    path("authenticator/qr.svg", views.qr_code, name="mfa_totp_qr"),
    path("security-code/", form(reauthenticate), name="mfa_reauthenticate"),
    path("recovery-codes/", require_safe(view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/", form(views.NewRecoveryCodesView.as_view()), name="mfa_generate_recovery_codes"
    ),
    path("passkeys/", require_safe(passkeys.PasskeysView.as_view()), name="mfa_list_webauthn"),
    path("passkeys/new/", form(passkeys.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", form(passkeys.RemovePasskeyView.as_view()), name="mfa_remove_webauthn"),
]
