"""What most authorities use: the technologies and suppliers of a service, and what a supplier sells."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from boroughs.models import Function
from contracts.directory.panels.subjects import Asked, Subject, counted
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import Counted, Seen

SHOWN: Final = 10
NAMED: Final[Mapping[str, QuerySet[Any]]] = {
    "product": Product.objects.all(),
    "supplier": Supplier.objects.all(),
    "function": Function.objects.select_related("area"),
}
TITLES: Final = {
    "product": "Technologies in use",
    "supplier": "Suppliers",
    "function": "Functions that it serves",
}
HEADINGS: Final = {"product": "Technology", "supplier": "Supplier", "function": "Function"}


@dataclass(frozen=True)
class Line:
    """What is ranked, with the records that show it at work here, and of how many authorities."""

    subject: Product | Supplier | Function
    counts: list[Counted]
    authorities: int


def ranking_panel(
    page: str, facet: str, kinds: tuple[str, ...]
) -> Callable[[Subject, Audience, datetime.date], dict[str, Any] | None]:
    """The panel of a page: the values of a facet among its subject's records of these kinds."""

    def told(subject: Subject, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
        seen, asked = Seen(page, audience), Asked(page, subject)
        authorities = _authorities(seen, subject.slug, facet, kinds)
        if not authorities:
            return None
        order = sorted(authorities, key=lambda value: (-authorities[value], value))[:SHOWN]
        records = NAMED[facet].in_bulk(order, field_name="slug")
        lines = [
            Line(records[value], counted(seen, subject.slug, facet, value, kinds), authorities[value])
            for value in order
            if value in records
        ]
        columns = {one.evidence for line in lines for one in line.counts if one.count}
        return {
            "title": TITLES[facet],
            "heading": HEADINGS[facet],
            "facet": facet,
            "of": asked.words,
            "columns": [one for one in seen.evidence if one in columns],
            "lines": [(line, [one for one in line.counts if one.evidence in columns]) for line in lines],
            "more": len(authorities) - len(lines),
            "lists": [one for one in seen.counts(subject.slug) if one.count and one.evidence.kind in kinds],
            "demonstration": any(getattr(line.subject, "demonstration", False) for line in lines),
        }

    return told


def _authorities(seen: Seen, slug: str, facet: str, kinds: tuple[str, ...]) -> dict[str, int]:
    """For each value, of how many authorities the subject's records are that have it."""
    found: dict[str, set[str]] = {}
    for kind, ids in seen.records(slug).items():
        if kind not in kinds:
            continue
        held = seen.facets[kind]
        for value in held.counts(facet, ids):
            of_value = ids & held.values(facet)[value]
            found.setdefault(value, set()).update(held.counts("borough", of_value))
    return {value: len(authorities) for value, authorities in found.items()}
