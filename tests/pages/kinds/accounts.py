"""Signing in, and what everybody with an account has."""

from tests.pages.kinds.kind import STAFF_ONLY, Kind, at
from tests.pages.visitors import Visitor

# The sign-in library asks for each kind of second factor anew wherever it needs one.
FACTORS = "mfa_authenticator: which second factors the person has"

ACCOUNTS = (
    Kind(
        "your account",
        ("account_home", "mfa_index"),
        at("account_home"),
        warm=("suppliers_supplier: whether they speak for one",),
        visitors=(Visitor.OFFICER, Visitor.STAFF),
    ),
    Kind("outbox of the demonstration", ("account_outbox",), at("account_outbox")),
    Kind(
        "sign in",
        ("account_login", "account_request_login_code"),
        at("account_login"),
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "give the code",
        ("account_confirm_login_code",),
        at("account_confirm_login_code"),
        warm=("boroughs_borough: whether somebody at this address may join",),
        visitors=(Visitor.CODE_SENT,),
    ),
    Kind(
        "give the app's code",
        ("mfa_authenticate",),
        at("mfa_authenticate"),
        # With a passkey in mind: which the person has, and what was asked of the browser.
        warm=(*2 * (FACTORS,), "django_session: what was asked is kept"),
        visitors=(Visitor.CODE_GIVEN,),
    ),
    Kind("sign out", ("account_logout",), at("account_logout"), visitors=(Visitor.PERSON, Visitor.STAFF)),
    Kind("account closed", ("account_inactive",), at("account_inactive"), visitors=(Visitor.ANYONE,)),
    Kind(
        "set up your app",
        ("mfa_activate_totp",),
        at("mfa_activate_totp"),
        warm=(
            *5 * (FACTORS,),
            "django_session: the secret is kept",
            "account_emailaddress: whether an address waits to be confirmed",
        ),
        visitors=(Visitor.NEW_STAFF,),
    ),
    Kind(
        "give the app's code again",
        ("mfa_reauthenticate",),
        at("mfa_reauthenticate"),
        warm=2 * (FACTORS,),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "recovery codes",
        ("mfa_view_recovery_codes",),
        at("mfa_view_recovery_codes"),
        warm=4 * (FACTORS,),
        visitors=(Visitor.STAFF_AGAIN,),
    ),
    Kind(
        "new recovery codes",
        ("mfa_generate_recovery_codes",),
        at("mfa_generate_recovery_codes"),
        warm=5 * (FACTORS,),
        visitors=(Visitor.STAFF_AGAIN,),
    ),
    Kind(
        "passkeys",
        ("mfa_list_webauthn",),
        at("mfa_list_webauthn"),
        warm=(FACTORS,),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "new passkey",
        ("mfa_add_webauthn",),
        at("mfa_add_webauthn"),
        warm=(
            *5 * (FACTORS,),
            "django_session: what was asked is kept",
            "account_emailaddress: whether an address waits to be confirmed",
        ),
        visitors=(Visitor.STAFF_AGAIN,),
    ),
    Kind(
        "where you are signed in",
        ("account_sessions",),
        at("account_sessions"),
        warm=("accounts_opensession: where they are signed in",),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "delete your account",
        ("account_delete",),
        at("account_delete"),
        more_for_staff=("accounts_user: whether somebody else may do everything",),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "account deleted",
        ("account_deleted",),
        at("account_deleted"),
        visitors=(Visitor.ANYONE,),
    ),
)
