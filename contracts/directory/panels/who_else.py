"""Who else supplies London's authorities for what a supplier supplies them for."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from pyroaring import BitMap

from boroughs.models import Function
from contracts.directory.worlds import source_of
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.evidence import Seen

FUNCTIONS: Final = 8
OTHERS: Final = 5


@dataclass(frozen=True)
class Other:
    """Another supplier, and how many authorities it serves for a function."""

    supplier: Supplier
    authorities: int


@dataclass(frozen=True)
class Line:
    """A function that the supplier serves, at how many authorities, and who else serves it."""

    function: Function
    authorities: int
    others: list[Other]
    more: int


def who_else(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The functions that it serves at most authorities, with those who serve them at most others; invented
    ones beside an invented one alone.
    """
    seen = Seen("supplier", audience)
    source = source_of(subject)
    served = _by_function(seen, subject.slug, source)
    top = sorted(served, key=lambda function: (-served[function], function))[:FUNCTIONS]
    rivals = {function: _by_supplier(seen, function, subject.slug, source) for function in top}
    shown = {
        function: sorted(found, key=lambda slug: (-found[slug], slug))[:OTHERS]
        for function, found in rivals.items()
    }
    if not any(shown.values()):
        return None
    named = {slug for slugs in shown.values() for slug in slugs}
    suppliers = Supplier.objects.in_bulk(named, field_name="slug")
    functions = Function.objects.select_related("area").in_bulk(top, field_name="slug")
    lines = [
        Line(
            functions[function],
            served[function],
            [Other(suppliers[slug], rivals[function][slug]) for slug in slugs if slug in suppliers],
            len(rivals[function]) - len(slugs),
        )
        for function, slugs in shown.items()
        if function in functions
    ]
    return {
        "lines": lines,
        "demonstration": any(supplier.demonstration for supplier in suppliers.values()),
    }


def _by_function(seen: Seen, slug: str, source: str) -> dict[str, int]:
    """Function -> how many authorities the supplier supplies for it."""
    return _authorities(seen, "function", _having(seen, "supplier", slug, source))


def _by_supplier(seen: Seen, function: str, but: str, source: str) -> dict[str, int]:
    """Other supplier -> how many authorities it supplies for a function."""
    found = _authorities(seen, "supplier", _having(seen, "function", function, source))
    return {slug: count for slug, count in found.items() if slug != but}


def _having(seen: Seen, facet: str, value: str, source: str) -> dict[str, BitMap]:
    """By kind, the real or the invented records that have a value of a facet."""
    return {
        kind: held.any_of(facet, [value]) & held.any_of("source", [source])
        for kind, held in seen.facets.items()
    }


def _authorities(seen: Seen, facet: str, within: dict[str, BitMap]) -> dict[str, int]:
    """For each value of a facet among these records, of how many authorities they are."""
    found: dict[str, set[str]] = {}
    for kind, ids in within.items():
        held = seen.facets[kind]
        for value in held.counts(facet, ids):
            found.setdefault(value, set()).update(held.counts("borough", ids & held.values(facet)[value]))
    return {value: len(authorities) for value, authorities in found.items()}
