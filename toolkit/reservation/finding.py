"""Which suppliers have operations in an area, and how that is known."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from suppliers.directory.known import Entry, Known
from suppliers.directory.said import KEPT, OPERATIONS
from suppliers.models import HowKnown, SupplierProfile


@dataclass(frozen=True)
class LocalSupplier:
    """A supplier with operations in the area: where, and how that is known."""

    entry: Entry
    places: tuple[str, ...]
    how: str
    known_on: datetime.date | None

    @property
    def href(self) -> str:
        return reverse("suppliers:supplier", args=[self.entry.slug])


def suppliers_within(known: Known, boroughs: dict[str, str], outside: Iterable[str]) -> list[LocalSupplier]:
    """Those whom the audience may know of, by name. `boroughs` are the area's authorities, slug to name."""
    how = {row.supplier.slug: row for row in _how_operations_are_known()}
    beyond = _beyond_london(how, outside)
    found = []
    for entry in known.entries:
        said = [
            name
            for slug, name in boroughs.items()
            if entry.slug in known.said.having("location").get(slug, ())
        ]
        places = [*said, *beyond.get(entry.slug, ())]
        row = how.get(entry.slug) if places else None
        if entry.home in boroughs and boroughs[entry.home] not in places:
            places.insert(0, f"{boroughs[entry.home]} (its home)")
        if places:
            words = row.get_how_display() if row else "Its home, as its record has it"
            found.append(LocalSupplier(entry, tuple(places), words, row.on_date if row else None))
    return found


def _how_operations_are_known() -> list[HowKnown]:
    rows = HowKnown.objects.filter(section=OPERATIONS, **KEPT)
    return list(rows.select_related("supplier").order_by("pk"))


def _beyond_london(said: Iterable[str], outside: Iterable[str]) -> dict[str, list[str]]:
    """Supplier -> the places outside London that it names and that lie in the area, in its own words."""
    names = [name.casefold() for name in outside]
    if not names:
        return {}
    rows = SupplierProfile.objects.filter(supplier__slug__in=set(said), **KEPT).exclude(counties=[])
    return {
        slug: [place for place in counties if _names_it(place.casefold(), names)]
        for slug, counties in rows.values_list("supplier__slug", "counties")
    }


def _names_it(place: str, names: list[str]) -> bool:
    """Whether what a supplier wrote is an area's name, or that of the county it is a part of."""
    return any(place == name or name.endswith(f" {place}") for name in names)
