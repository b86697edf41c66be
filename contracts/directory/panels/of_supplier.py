"""What a supplier's page shows of what ends soon with it, and of what runs by it at each authority."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from pyroaring import AbstractBitMap

from boroughs.models import Borough
from contracts.directory.panels.subjects import Asked
from contracts.listing.describing import list_of
from contracts.listing.filters.words import RETIRED, WITHIN
from contracts.listing.ordering import page_of
from contracts.listing.selection import CONTRACT, SYSTEM, Selection
from contracts.listing.sources import names_of_sources
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import DEMONSTRATION, Seen
from thirty3.search.facets import FacetSet

# The longest stretch by which lists can be asked.
MONTHS: Final = "24"
SHOWN: Final = 12
TECHNOLOGIES: Final = 5


def ends_to_come(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The contracts with it that end within two years, the nearest first, each with who told of it."""
    filter_ = Asked("supplier", subject).filter(CONTRACT, within=(MONTHS,))
    ending = Selection(filter_, audience, day)
    if not ending.ids:
        return None
    rows = page_of(ending, 1, SHOWN)
    return {
        "within": WITHIN[MONTHS],
        "count": len(ending.ids),
        "list": list_of(ending.chosen),
        "rows": rows,
        "demonstration": bool(ending.invented),
    }


@dataclass(frozen=True)
class Line:
    """What an authority runs by a supplier, and who told."""

    borough: Borough
    technologies: list[Product]
    more: int
    sources: list[str]
    invented: bool


def systems_at_authorities(
    subject: Supplier, audience: Audience, day: datetime.date
) -> dict[str, Any] | None:
    """The systems that it supplies or makes and that run, by authority."""
    seen = Seen("supplier", audience)
    held = seen.facets[SYSTEM]
    running = seen.records(subject.slug)[SYSTEM] - held.any_of("status", [RETIRED])
    if not running:
        return None
    by_authority = {slug: ids & running for slug, ids in held.values("borough").items() if ids & running}
    technologies = {
        one.slug: one
        for one in Product.objects.filter(slug__in=held.counts("product", running)).order_by("name", "slug")
    }
    told = names_of_sources(held.counts("told-by", running))
    lines = [
        _line(borough, by_authority[borough.slug], held, technologies, told)
        for borough in Borough.objects.by_name().filter(slug__in=by_authority)
    ]
    return {"lines": lines, "demonstration": any(line.invented for line in lines)}


def _line(
    borough: Borough,
    ids: AbstractBitMap,
    held: FacetSet,
    technologies: dict[str, Product],
    told: dict[str, str],
) -> Line:
    here = held.counts("product", ids)
    used = [one for slug, one in technologies.items() if slug in here]
    return Line(
        borough,
        used[:TECHNOLOGIES],
        len(used[TECHNOLOGIES:]),
        sorted(told[slug] for slug in held.counts("told-by", ids) if slug in told),
        ids <= held.any_of("source", [DEMONSTRATION]),
    )
