"""What everyone reads, and records of which not everyone reads each."""

from typing import Final

from django.urls import reverse

from tests.pages.permissions.address import Address, at
from tests.pages.permissions.rules import BEING_CHECKED, EVERYONE, NOBODY, SHARED

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
    *(f"suppliers:{name}" for name in ("suppliers", "suppliers-csv", "suppliers-workbook", "choose")),
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
