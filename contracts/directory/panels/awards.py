"""Whether a supplier was small or medium when it won, as the buyers said then: apart from what it is now."""

import datetime
from typing import Any

from contracts.directory.panels.contracts import Status
from contracts.directory.panels.subjects import Asked, Subject
from contracts.listing.filters import SME
from contracts.listing.selection import CONTRACT, Selection
from thirty3.audiences import Audience


def size_at_award(subject: Subject, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Of how many contracts a buyer said that a supplier was an SME, was none, or nothing."""
    asked = Asked("supplier", subject)
    selection = Selection(asked.filter(CONTRACT), audience, day)
    counts = selection.counts("sme")
    if not counts.keys() - {"unknown"}:
        return None
    return {
        "answers": [
            Status(label, counts[value], asked.address(CONTRACT, sme=(value,)))
            for value, label in SME.items()
            if value in counts
        ]
    }
