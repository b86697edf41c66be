"""The one table of page kinds: where each is, who comes to it, and which queries it asks.

Every address that has a name stands here or in `EXEMPT`, with the reason; `test_kinds.py` fails for a
new one. A query is named by the table that it asks first, then by what it asks for.
"""

from tests.pages.kinds.accounts import ACCOUNTS
from tests.pages.kinds.calls import CALLS, OWN_CALLS
from tests.pages.kinds.guidance import GUIDANCE
from tests.pages.kinds.journeys import JOURNEYS
from tests.pages.kinds.kind import Kind
from tests.pages.kinds.opportunities import OPPORTUNITIES
from tests.pages.kinds.own import OWN_PAGES
from tests.pages.kinds.own_imports import OWN_IMPORTS
from tests.pages.kinds.projects import PROJECTS
from tests.pages.kinds.public import FORMS, PUBLIC
from tests.pages.kinds.selling import MEMBERS, PROFILES
from tests.pages.kinds.staff import LISTS, STAFF_PAGES
from tests.pages.kinds.toolkit_routes import TOOLKIT_ROUTES

__all__ = ("ACCOUNTS", "EXEMPT", "KINDS", "LISTS", "PUBLIC", "STAFF_PAGES", "Kind")

KINDS = (
    *(*PUBLIC, *FORMS, *ACCOUNTS, *OWN_PAGES, *OWN_IMPORTS, *MEMBERS, *PROFILES, *STAFF_PAGES),
    *PROJECTS,
    *GUIDANCE,
    *JOURNEYS,
    *TOOLKIT_ROUTES,
    *OPPORTUNITIES,
    *CALLS,
    *OWN_CALLS,
)

# Addresses without a page of their own in the table above, by pattern of their name.
EXEMPT = {
    r"toolkit:response(-check|-receipt|-withdraw|-file)?": (
        "of one supplier's own answer: tests/toolkit/calls/test_pages.py"
    ),
    r"toolkit:call-answer-(mark|file)": "a POST that leads back, and a file: tests/toolkit/calls",
    r"contracts:(supplier-group|group-ask)-deed": (
        "accept a POST and lead back: tests/contracts/groups/test_pages.py"
    ),
    r"contracts:(asked|answer-group-ask|answer-disagreement)": (
        "for a supplier's members alone: tests/contracts/groups/test_answering.py, tests/contracts/opinions"
    ),
    r"contracts:answer-use": "there once a supplier says so: tests/contracts/offers",
    r"contracts:disagree": "there once suppliers say something: tests/contracts/opinions",
    r"contracts:withdraw-answer": "accepts a POST and leads back: tests/contracts/answers",
    r"account_delete_confirm": "there once a code was sent: tests/thirty3/accounts/test_leaving.py",
    r"mfa_remove_webauthn": "of one passkey: tests/thirty3/accounts/test_passkeys.py",
    r"api:api-root": "no list, so not found: tests/contracts/open_data/test_api.py",
    r"admin:records-(contract|systeminuse)": (
        "workbooks of an authority's records: tests/contracts/imports/test_round_trip.py, test_permissions.py"
    ),
    r"admin:import-annotated": "a workbook: tests/contracts/imports/test_annotating.py, test_permissions.py",
    r"suppliers:(registration(-send|-step|-mend)?|request|preview|send-code|give-code|take-back)": (
        "of one person's own request: tests/suppliers/members"
    ),
    r"suppliers:(invitation|withdraw-invitation|leave)": "of one member alone: tests/suppliers/members",
    r"boroughs:invitation": "for the invited person alone: tests/boroughs/officers/test_colleagues.py",
    r"(boroughs:withdraw|contracts:undo-confirmations)": (
        "accept a POST and lead back: test_permissions.py, tests/contracts/my_authority/test_pages.py"
    ),
    r"contracts:(opportunity-interest|remove-opportunity-lot)": (
        "for a supplier's members, or a POST that leads back: tests/contracts/opportunities"
    ),
    r"contracts:note-deed": "accepts a POST and leads back: tests/contracts/sharing/test_pages.py",
    r"contracts:note-document": "a file: tests/contracts/sharing/test_pages.py",
    r"admin:toolkit_page_preview": "answers a form: tests/toolkit/guidance/test_staff.py",
    r"toolkit:project-file": "a file: tests/toolkit/projects/test_projects.py",
    r"mfa_totp_qr": "a picture: tests/thirty3/accounts/test_second_factor.py",
    r"admin:(login|logout|password_change|password_change_done)": (
        "lead to the one sign-in, or nowhere: tests/thirty3/accounts and test_permissions.py"
    ),
    r"admin:(autocomplete|jsi18n|view_on_site)": "parts of the admin's own pages, which answer no page",
    r"admin:-": "the admin's old addresses and its own 404",
    r"contracts:own-import-(file|annotated)": "downloads: tests/contracts/imports/test_own.py",
    r"contracts:own-import-(apply|undo|compare|give-up|rows)": (
        "accept a POST and lead to the review: test_permissions.py, tests/contracts/imports/test_own.py"
    ),
    r"admin:import-file": "the file as it came: tests/contracts/imports/test_quarantine.py",
    r"admin:import-(apply|undo|compare|give-up|rows)": (
        "accept a POST and lead to the review: test_permissions.py"
    ),
    r"admin:\w+_(import|process_import|export)": "tables in and out: tests/boroughs/test_admin.py",
    r"admin:\w+_(add|change|delete|history)": "the admin's own forms: tests/boroughs/test_admin.py",
    r"admin:\w+_restore": "as that of a contract: tests/contracts/test_restoring.py",
    r"admin:\w+_bring_back": "for what is removed, of every kind: tests/contracts/test_bringing_back.py",
}
