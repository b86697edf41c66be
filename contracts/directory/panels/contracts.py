"""Contracts of an authority, with a supplier or for a service: how many in which state, what ends next."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from contracts.directory.panels.subjects import Asked, Subject
from contracts.directory.spend import spend_beside
from contracts.listing.filters.words import STATUSES
from contracts.listing.ordering import page_of
from contracts.listing.selection import CONTRACT, Selection
from thirty3.audiences import Audience

SHOWN: Final = 8
IN_ORDER: Final = ("live", "ending", "not-started", "ended", "unknown")


@dataclass(frozen=True)
class Status:
    """How many of the contracts are in a state today, and the list of just these."""

    label: str
    count: int
    address: str


def contracts_panel(page: str) -> Callable[[Subject, Audience, datetime.date], dict[str, Any] | None]:
    """The panel of a page. An authority's says that there are none; elsewhere it is then left out."""

    def told(subject: Subject, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
        asked = Asked(page, subject)
        selection = Selection(asked.filter(CONTRACT, sort="end"), audience, day)
        spend = spend_beside(selection)
        if not selection.ids and not spend and page != "borough":
            return None
        counts = selection.counts("status")
        return {
            "of": asked.words,
            "total": len(selection.ids),
            "spend": spend,
            "real": selection.counts("source").get("real", 0),
            "statuses": [
                Status(STATUSES[name], counts.get(name, 0), asked.address(CONTRACT, status=(name,)))
                for name in IN_ORDER
            ],
            # What has no known end, or has ended, comes after these.
            "ending": [row for row in page_of(selection, 1, SHOWN) if row.ends and row.ends >= day],
            "show_authority": page != "borough",
            "show_supplier": page != "supplier",
            "list": asked.address(CONTRACT),
            "ending_list": asked.address(CONTRACT, status=("ending",)),
            "demonstration": bool(selection.facets.any_of("source", ["demonstration"]) & selection.ids),
        }

    return told
