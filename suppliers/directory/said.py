"""Where suppliers are found by their own word: what their pages tell as said by them, and no more."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import slugify

from suppliers.directory.certificates import LONGEST_SLUG
from suppliers.models import FrameworkPlace, HowKnown, SupplierProfile

# The sections of a profile in which it is said, as how each is known names them.
FUNCTIONS: Final = "functions"
OPERATIONS: Final = "operations"
FRAMEWORKS: Final = "frameworks"
# Those that keep a profile; the names start at a row that leads to the supplier.
KEPT: Final = {"supplier__merged_into": None, "supplier__withdrawn_on": None, "supplier__held_from": ""}


@dataclass
class Said:
    """Facet -> value -> the slugs of the suppliers that say so, and what the frameworks are called."""

    facets: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    frameworks: dict[str, str] = field(default_factory=dict)

    def add(self, facet: str, value: str, supplier: str) -> None:
        self.facets.setdefault(facet, {}).setdefault(value, set()).add(supplier)

    def having(self, facet: str) -> dict[str, set[str]]:
        return self.facets.get(facet, {})


def said_on(day: datetime.date) -> Said:
    """What suppliers say that they serve, where they work and on which frameworks they are: three queries."""
    said = Said()
    for supplier, function, area in _of_profiles(FUNCTIONS, "functions__slug", "functions__area__slug"):
        said.add("function", function, supplier)
        said.add("area", area, supplier)
    for supplier, borough in _of_profiles(OPERATIONS, "boroughs__slug"):
        said.add("location", borough, supplier)
    for supplier, name in _places(day).values_list("supplier__slug", "framework"):
        if slug := slugify(name)[:LONGEST_SLUG].strip("-"):
            said.add("framework", slug, supplier)
            said.frameworks.setdefault(slug, name)
    return said


def _of_profiles(section: str, column: str, *more: str) -> Iterable[tuple[Any, ...]]:
    shown = HowKnown.objects.filter(supplier=OuterRef("supplier"), section=section)
    rows = SupplierProfile.objects.filter(Exists(shown), **KEPT, **{f"{column}__isnull": False})
    return rows.values_list("supplier__slug", column, *more)


def _places(day: datetime.date) -> QuerySet[FrameworkPlace]:
    """The places that have not ended, by name."""
    shown = HowKnown.objects.filter(supplier=OuterRef("supplier"), section=FRAMEWORKS, item=OuterRef("key"))
    held = FrameworkPlace.objects.filter(Exists(shown), **KEPT).order_by("framework", "pk")
    return held.filter(Q(until_date=None) | Q(until_date__gte=day))
