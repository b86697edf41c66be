"""What a supplier's page shows of what others certified of it."""

import datetime
from dataclasses import dataclass
from typing import Any

from suppliers.directory.certificates import Certificate
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel


@dataclass(frozen=True)
class Line:
    """A certificate, how it stands today, and when staff checked it with the issuer."""

    held: Certificate
    number: str
    standing: str
    checked: datetime.date | None


def certifications_of(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Its certificates, those in force first; what a withdrawn profile said is not told."""
    if subject.withdrawn_on is not None:
        return None
    rows = subject.certifications.order_by("scheme", "-expires_date", "pk")
    lines = [
        Line(held, row.number, _standing(held, day), row.checked_date)
        for row in rows
        for held in [Certificate(row.scheme, row.issued_date, row.expires_date)]
    ]
    if not lines:
        return None
    lines.sort(key=lambda line: line.held.lapsed_on(day))
    return {"lines": lines, "demonstration": subject.demonstration}


def _standing(held: Certificate, day: datetime.date) -> str:
    if held.lapsed_on(day):
        return "Lapsed"
    if not held.in_force_on(day):
        return "Not in force yet"
    return "In force" if held.expires else "End not known"


def register() -> None:
    """Put the panel on suppliers' pages; called when the app is ready."""
    template = "suppliers/panels/certifications.html"
    PANELS.register(Panel("certifications", "supplier", 32, template, certifications_of, queries=1))
