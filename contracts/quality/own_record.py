"""Reports by a firm on its own record: how they are known, and what the authority of the record is shown."""

import datetime
from typing import Any, Final

from boroughs.officers.authority import TO_DO, Desk
from boroughs.permissions import Act
from contracts.listing.rows import Listing, row_of, rows_by_key
from contracts.models import Contract, DataIssue, SystemInUse
from contracts.quality.about import About
from contracts.services.speaking import suppliers_of
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel

Subject = DataIssue.Subject
SHOWN: Final = 10
# The kinds of record that have an authority, which is told too.
OF_AN_AUTHORITY: Final = (Subject.CONTRACT, Subject.SYSTEM)


def is_own_record(about: About, person: Any, audience: Audience) -> bool:
    """Whether somebody speaks for a supplier of the record, as far as they may know that it is of it."""
    if not person.is_authenticated or not about.title:
        return False
    own = set(suppliers_of(person).values_list("slug", flat=True))
    return bool(own) and not own.isdisjoint(_suppliers(about, audience))


def _suppliers(about: About, audience: Audience) -> set[str]:
    """The slugs of those who supply or make what a report is about."""
    match about.subject:
        case Subject.SUPPLIER:
            return {about.key}
        case Subject.TECHNOLOGY:
            made = Product.objects.filter(slug=about.key, maker__isnull=False)
            return set(made.values_list("maker__slug", flat=True))
        case Subject.CONTRACT | Subject.SYSTEM:
            row = row_of(about.subject, about.key, audience)
            return _of_row(row) if row else set()
    return set()


def _of_row(row: Listing) -> set[str]:
    facts = row.data["facts"]
    sellers = facts.get("supplier", {}).get("entries", ())
    products = (*facts.get("product", {}).get("entries", ()), *facts.get("products", {}).get("entries", ()))
    return {one["slug"] for one in sellers} | {one["maker"]["slug"] for one in products if "maker" in one}


def reported_by_suppliers(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What firms report of the authority's records of them, until staff have dealt with it."""
    if not desk.may(Act.EDIT):
        return None
    own = {
        Subject.CONTRACT: Contract.objects.filter(lead_buyer=desk.borough).values("key"),
        Subject.SYSTEM: SystemInUse.objects.filter(borough=desk.borough).values("key"),
    }
    reports = DataIssue.objects.open().filter(by_supplier=True).select_related("words")
    found = [
        issue
        for subject, keys in own.items()
        for issue in reports.filter(subject=subject, subject_key__in=keys)[:SHOWN]
    ]
    if not found:
        return None
    titles: dict[str, str] = {}
    for subject in own:
        keys_of_it = [issue.subject_key for issue in found if issue.subject == subject]
        rows = rows_by_key(subject, keys_of_it, audience) if keys_of_it else {}
        titles |= {key: row.title for key, row in rows.items()}
    return {"reports": [(issue, titles.get(issue.subject_key, "")) for issue in found]}


def register() -> None:
    """Put the panel on the authority's page; called when the app is ready."""
    template = "contracts/quality/by-suppliers.html"
    PANELS.register(Panel("own-reports", TO_DO, 25, template, reported_by_suppliers, queries=2))
