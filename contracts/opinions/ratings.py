"""What pages show of published ratings: on the contract's own page, and on that of each supplier it names."""

import datetime
from typing import Any

from pyroaring import BitMap

from contracts.listing.rows import rows_for
from contracts.models import Listing, PublishedRating
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.evidence import Seen
from thirty3.registry import PANELS, Panel

CONTRACT = "contract"
# Of the latest ratings so many are shown on a supplier's page.
SHOWN = 20


def ratings_of_contract(row: Listing, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What was published of how a contract went."""
    found = [(one, "") for one in PublishedRating.objects.of([row.key])]
    return {"ratings": found, "demonstration": row.demonstration} if found else None


def ratings_of_supplier(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The same of the contracts that the audience sees to be with a supplier."""
    seen, ids = Seen("supplier", audience), BitMap()
    for one in seen.evidence:
        if one.kind == CONTRACT and one.facet == "supplier":
            ids |= seen.ids(one, subject.slug)
    rated = rows_for(CONTRACT, audience).filter(key__in=PublishedRating.objects.values("contract_key"))
    lines = rated.values_list("audience", "record_id", "key", "title")
    # Where authorities have a row of their own, it comes last and stays.
    in_order = sorted(lines, key=lambda line: line[0] == audience)
    titles = {key: title for _, record_id, key, title in in_order if record_id in ids}
    if not titles:
        return None
    found = [(one, titles[one.contract_key]) for one in PublishedRating.objects.of(titles)[:SHOWN]]
    return {"ratings": found, "demonstration": subject.demonstration}


def register() -> None:
    """Put the panels on the pages; called when the app is ready."""
    template = "contracts/opinions/ratings.html"
    PANELS.register(Panel("contract-ratings", CONTRACT, 60, template, ratings_of_contract, queries=1))
    PANELS.register(Panel("supplier-ratings", "supplier", 56, template, ratings_of_supplier, queries=4))
