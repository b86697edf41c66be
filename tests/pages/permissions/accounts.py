"""The addresses of accounts: signing in and out, sessions, the second factor."""

from typing import Final

from tests.pages.permissions.address import Address, at
from tests.pages.permissions.rules import LED, MIDWAY, SHOWN, SIGNED_IN, STAFF_ACCOUNTS, STRANGERS, As, Rule

ACCOUNTS: Final = (
    Address("account_home", at("account_home"), SIGNED_IN),
    Address(
        "account_sessions", at("account_sessions"), SIGNED_IN, SIGNED_IN, lambda place: {"session": "others"}
    ),
    Address("account_delete", at("account_delete"), SIGNED_IN, SIGNED_IN),
    # There once a code was sent.
    Address("account_delete_confirm", at("account_delete_confirm"), MIDWAY, MIDWAY),
    Address("account_login", at("account_login"), STRANGERS, STRANGERS),
    Address("account_confirm_login_code", at("account_confirm_login_code"), MIDWAY, MIDWAY),
    Address("mfa_authenticate", at("mfa_authenticate"), MIDWAY, MIDWAY),
    Address(
        "account_logout",
        at("account_logout"),
        Rule(As.SIGNED_IN, unknown=LED),
        Rule(As.SIGNED_IN, unknown=LED),
    ),
    # The second factor is staff's. Who has set an app up is led away, and must prove it again for the rest.
    Address(
        "mfa_activate_totp",
        at("mfa_activate_totp"),
        STAFF_ACCOUNTS,
        STAFF_ACCOUNTS,
        shown=frozenset({LED}),
    ),
    Address("mfa_totp_qr", at("mfa_totp_qr"), Rule(None)),
    Address(
        "mfa_reauthenticate",
        at("mfa_reauthenticate"),
        Rule(As.STAFF, refused=As.SIGNED_IN),
        Rule(As.STAFF, refused=As.SIGNED_IN),
    ),
    *(
        Address(name, at(name), STAFF_ACCOUNTS, send, shown=frozenset({shown}))
        for name, shown, send in (
            ("mfa_view_recovery_codes", LED, None),
            ("mfa_generate_recovery_codes", LED, STAFF_ACCOUNTS),
            ("mfa_list_webauthn", SHOWN, None),
            ("mfa_add_webauthn", LED, STAFF_ACCOUNTS),
        )
    ),
    Address(
        "mfa_remove_webauthn",
        at("mfa_remove_webauthn", 1),
        STAFF_ACCOUNTS,
        STAFF_ACCOUNTS,
        shown=frozenset({LED}),
    ),
)
