"""Every address beside the staff site, each under one rule for those who look and one for those who send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from contracts.imports.deciding import VERDICTS
from tests.pages.kinds import KINDS
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import (
    AUTHORITIES,
    BEING_CHECKED,
    DECIDERS,
    EDITORS,
    EVERYONE,
    HOLDERS,
    INVITED,
    LEADS,
    LED,
    MIDWAY,
    NOBODY,
    READERS,
    SHARED,
    SHOWN,
    SIGNED_IN,
    STAFF_ACCOUNTS,
    STRANGERS,
    UPLOADER,
    As,
    Rule,
)

type Where = Callable[[Place], str]
type Form = Callable[[Place], Mapping[str, Any]]
EITHER: Final = frozenset({SHOWN, LED})


@dataclass(frozen=True)
class Address:
    """An address, with who may look and who may send something to it.

    Without a rule nobody looks, or nothing is sent: that is a wrong method, as all others are, and `wrong`
    says who hears of it. `shown` and `sent` are what comes to whoever may. A `deed` is done by everyone who
    may send the form, and leads on.
    """

    name: str
    where: Where
    look: Rule | None = EVERYONE
    send: Rule | None = None
    form: Form = lambda place: {}
    deed: bool = False
    shown: frozenset[str] = frozenset({SHOWN})
    sent: frozenset[str] = EITHER
    wrong: Rule = EVERYONE


def at(name: str, *args: Any) -> Where:
    """An address that is the same everywhere."""
    return lambda place: reverse(name, args=args)


def own(name: str, *more: Callable[[Place], Any]) -> Where:
    """An address below the authority's own pages."""
    return lambda place: reverse(name, args=[place.borough.slug, *(one(place) for one in more)])


def a_kind(name: str) -> Where:
    """The address that the page tests know under this name."""
    kind = next(kind for kind in KINDS if name in kind.url_names)
    return lambda place: kind.address(place.world)


def as_shown(place: Place) -> list[str]:
    """The first contract as the boxes of lists send it."""
    contract = place.world.contract
    contract.refresh_from_db(fields=["version"])
    return [f"{contract.key}.{contract.version}"]


def system_form(place: Place) -> dict[str, str]:
    blank = dict.fromkeys(("users_without", "hosting_without", "satisfaction_without"), "unknown")
    return {"product": place.world.products[0].name, "status": "live", **blank}


# Everyone reads what is public; nothing is sent there.
PUBLIC: Final = (
    *("home", "contracts", "contracts-csv", "contracts-workbook", "contracts-json", "contracts-transparency"),
    *("template", "technologies", "technologies-csv", "technologies-json", "technologies-workbook", "api"),
    *("insights", "figures-csv", "contract", "contract-history", "system", "system-history", "newest"),
    *("matrix", "matrix-csv", "choose-for-contracts", "choose-for-technologies", "choose-for-insights"),
    *("compare-contracts", "compare-technologies", "compare-boroughs", "answer", "report-sent", "problems"),
)
OTHERS_PUBLIC: Final = (
    *(f"contracts:{name}" for name in PUBLIC),
    *(f"api:{name}" for name in ("openapi-json", "contracts", "systems", "products", "suppliers")),
    *(f"api:{name}" for name in ("boroughs", "functions")),
    *(f"suppliers:{name}" for name in ("suppliers", "suppliers-csv", "suppliers-workbook")),
    *(f"suppliers:{name}" for name in ("suppliers-json", "supplier", "technology", "supplier-history")),
    "suppliers:technology-history",
    *(f"boroughs:{name}" for name in ("boroughs", "borough", "borough-history", "services", "area")),
    *("boroughs:function", "search:everything", "search:help", "design:gallery"),
    *(f"about:{name}" for name in ("about", "accessibility", "contact", "cookies", "licences", "privacy")),
    *("about:terms", "account_outbox", "account_deleted", "account_inactive"),
    *("robots", "sitemap", "sitemap-section", "healthz", "readyz"),
)
RECORDS: Final = (
    Address("a contract that authorities share", lambda place: place.closed.get_absolute_url(), SHARED),
    Address("an authority's own contract", lambda place: place.own.get_absolute_url(), NOBODY),
    Address(
        "a contract on hold",
        lambda place: place.held.get_absolute_url(),
        shown=frozenset({BEING_CHECKED}),
    ),
    Address(
        "contracts:note-document",
        lambda place: reverse("contracts:note-document", args=[place.note.key]),
        SHARED,
    ),
    Address("api:api-root", at("api:api-root"), NOBODY),
    Address("contracts:report", at("contracts:report"), EVERYONE, EVERYONE),
)
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
STATED: Final = {"interests": "None", "agreed": "on"}
ROLES: Final = (
    Address("boroughs:roles", at("boroughs:roles"), SIGNED_IN),
    Address("boroughs:ask-for-role", at("boroughs:ask-for-role"), SIGNED_IN, SIGNED_IN),
    # A lead anywhere has this list; it holds what they decide about.
    Address("boroughs:roles-waiting", at("boroughs:roles-waiting"), Rule(As.LEAD_SOMEWHERE)),
    Address(
        "boroughs:role-request",
        lambda place: reverse("boroughs:role-request", args=[place.request.key]),
        DECIDERS,
        DECIDERS,
        lambda place: {"decision": "approve"},
        deed=True,
    ),
    Address(
        "boroughs:invitation",
        lambda place: reverse("boroughs:invitation", args=[place.invitation.key]),
        INVITED,
        INVITED,
        lambda place: STATED,
        deed=True,
    ),
    Address("boroughs:give-up-role", own("boroughs:give-up-role"), HOLDERS, HOLDERS, deed=True),
    # It leads on to the one authority, and tells those who have none how to ask for a role.
    Address("boroughs:my-authority", at("boroughs:my-authority"), SIGNED_IN, shown=EITHER),
    Address("boroughs:authority", own("boroughs:authority"), READERS),
    Address("boroughs:how-to-sell", own("boroughs:how-to-sell"), LEADS, LEADS, deed=True),
    Address("boroughs:people", own("boroughs:people"), LEADS),
    Address(
        "boroughs:invite",
        own("boroughs:invite"),
        LEADS,
        LEADS,
        lambda place: {"address": "new@d0.example", "role": "reader"},
        deed=True,
    ),
    Address(
        "boroughs:end-role",
        own("boroughs:end-role", lambda place: place.colleague.pk),
        LEADS,
        LEADS,
        lambda place: {"reason": "Left"},
        deed=True,
    ),
    Address(
        "boroughs:withdraw",
        own("boroughs:withdraw", lambda place: place.invitation.key),
        None,
        LEADS,
        deed=True,
    ),
)
KEEPING: Final = (
    Address(
        "contracts:own-contracts",
        own("contracts:own-contracts"),
        EDITORS,
        EDITORS,
        lambda place: {"chosen": as_shown(place)},
        deed=True,
    ),
    Address(
        "contracts:undo-confirmations",
        own("contracts:undo-confirmations"),
        None,
        EDITORS,
        lambda place: {"chosen": [str(place.confirmation.pk)]},
        deed=True,
    ),
    Address(
        "contracts:change-several",
        own("contracts:change-several", lambda place: "contracts"),
        EDITORS,
        EDITORS,
        lambda place: {"chosen": as_shown(place), "review_date": "31 March 2030"},
        deed=True,
    ),
    Address("contracts:own-records", own("contracts:own-records", lambda place: "systems"), READERS),
    Address(
        "contracts:own-record",
        own("contracts:own-record", lambda place: "contracts", lambda place: place.own.key),
        READERS,
    ),
    Address(
        "contracts:add-record",
        own("contracts:add-record", lambda place: "systems"),
        EDITORS,
        EDITORS,
        system_form,
        deed=True,
    ),
    Address(
        "contracts:edit-record",
        own("contracts:edit-record", lambda place: "systems", lambda place: place.world.systems[0].key),
        EDITORS,
        EDITORS,
        system_form,
        deed=True,
    ),
    *(
        Address(
            f"contracts:{name}",
            own(f"contracts:{name}", lambda place: "contracts", lambda place: place.own.key),
            EDITORS,
        )
        for name in ("record-as-public", "record-visibility")
    ),
    Address(
        "contracts:change-visibility",
        own(
            "contracts:change-visibility",
            lambda place: "contracts",
            lambda place: place.own.key,
            lambda place: "value",
        ),
        EDITORS,
        EDITORS,
        lambda place: {"audience": "public"},
        deed=True,
    ),
    Address("contracts:answers", own("contracts:answers"), EDITORS, EDITORS, deed=True),
    Address(
        "contracts:withdraw-answer",
        own("contracts:withdraw-answer", lambda place: place.answer.key),
        None,
        EDITORS,
        deed=True,
    ),
)
NOTE: Final = {
    "engagement": "Supplier day",
    "kind": "lesson",
    "title": "Ask early",
    "text": "One.",
    "agreed": "on",
}
SHARING: Final = (
    # It leads to the form of the one authority for which somebody may share.
    Address("contracts:share", at("contracts:share"), SIGNED_IN, shown=EITHER),
    Address("contracts:notes", own("contracts:notes"), READERS),
    Address("contracts:new-note", own("contracts:new-note"), EDITORS, EDITORS, lambda place: NOTE, deed=True),
    Address(
        "contracts:note-deed",
        own("contracts:note-deed", lambda place: place.note.key, lambda place: "publish"),
        None,
        EDITORS,
        deed=True,
    ),
    Address("boroughs:skills", at("boroughs:skills"), AUTHORITIES),
    Address(
        "contracts:ask-authority",
        own("contracts:ask-authority"),
        AUTHORITIES,
        AUTHORITIES,
        lambda place: {"text": "How did it go?"},
    ),
)


def of_import(name: str, *more: Any) -> Where:
    return own(f"contracts:own-import-{name}", lambda place: place.batch.key, *more)


# Whoever asks for an import in a wrong way is asked to sign in first.
IMPORTS: Final = (
    Address("contracts:own-imports", own("contracts:own-imports"), EDITORS),
    Address("contracts:own-import-missing", of_import("missing"), EDITORS, EDITORS),
    Address("contracts:upload-register", own("contracts:upload-register"), EDITORS, EDITORS),
    *(
        Address(f"contracts:own-import-{name}", of_import(name), EDITORS, wrong=SIGNED_IN)
        for name in ("review", "annotated")
    ),
    *(
        Address(f"contracts:own-import-{name}", of_import(name), EDITORS, EDITORS, wrong=SIGNED_IN)
        for name in ("columns", "names")
    ),
    Address("contracts:own-import-row", of_import("row", lambda place: 1), EDITORS, EDITORS, wrong=SIGNED_IN),
    # Rows of a source that is not the authority's alone are for staff to apply, who do it elsewhere.
    *(
        Address(
            f"contracts:own-import-{name}",
            of_import(name),
            None,
            EDITORS,
            sent=frozenset({LED}),
            wrong=SIGNED_IN,
        )
        for name in ("apply", "undo", "compare")
    ),
    Address("contracts:own-import-give-up", of_import("give-up"), None, EDITORS, deed=True, wrong=SIGNED_IN),
    Address(
        "contracts:own-import-rows",
        of_import("rows"),
        None,
        EDITORS,
        lambda place: {"row": "1", "verdict": next(iter(VERDICTS))},
        deed=True,
        wrong=SIGNED_IN,
    ),
    Address(
        "contracts:own-import-file",
        own("contracts:own-import-file", lambda place: place.sent.key),
        UPLOADER,
        wrong=SIGNED_IN,
    ),
)
ADDRESSES: Final = (
    *(Address(name, a_kind(name)) for name in OTHERS_PUBLIC),
    *(*RECORDS, *ACCOUNTS, *ROLES, *KEEPING, *SHARING, *IMPORTS),
)
