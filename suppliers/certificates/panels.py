"""Certificates on a supplier's page, with their dates, how each is known, and which have lapsed."""

import datetime
from dataclasses import dataclass
from typing import Any

from suppliers.models import Certification, HowKnown, Supplier
from suppliers.profiles.sections.certifications import NAME
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel


@dataclass(frozen=True)
class Shown:
    """A certificate, whether it has lapsed, and how it is known where that is said."""

    certificate: Certification
    lapsed: bool
    known: HowKnown | None


def certificates_of(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Those that are good first, then those that have lapsed; nothing of a profile that was withdrawn."""
    if subject.withdrawn_on is not None:
        return None
    held = list(Certification.objects.filter(supplier=subject).order_by("scheme", "pk"))
    if not held:
        return None
    rows = HowKnown.objects.filter(supplier=subject, section=NAME)
    known = {one.item: one for one in rows}
    shown = [Shown(one, one.has_lapsed(day), known.get(one.key)) for one in held]
    shown.sort(key=lambda one: one.lapsed)
    return {"certificates": shown, "demonstration": subject.demonstration}


def register() -> None:
    """Put the panel on suppliers' pages; called when the app is ready."""
    template = "suppliers/certificates/panel.html"
    PANELS.register(Panel("certificates", "supplier", 42, template, certificates_of, queries=2))
