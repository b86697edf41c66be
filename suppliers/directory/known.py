"""The suppliers that an audience may know of: found by name, by what they are and by what they do."""

import datetime
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from suppliers.directory.certificates import names_of_schemes, schemes_in_force
from suppliers.directory.facets import TRUTH, UNKNOWN, Facet, Products, Slugs, facets_of, products_of
from suppliers.directory.filters import LETTERS, OTHER, SupplierFilter
from suppliers.directory.said import Said, said_on
from suppliers.models import Supplier
from suppliers.searching import known_suppliers
from thirty3.audiences import Audience
from thirty3.evidence import Seen
from thirty3.search.everything import Asked
from thirty3.search.names import Fit
from thirty3.words import plain_words

PAGE: Final = "supplier"
# Names that have what was typed within them, and none of its words.
WITHIN: Final[Fit] = (0, False, 0.0)
# What a supplier may be found by that it says itself.
SAID: Final = frozenset({"area", "function", "location", "framework", "product"})
COLUMNS: Final = (
    *("slug", "name", "demonstration", "withdrawn_on"),
    *("is_sme", "is_vcse", "size", "home_borough__slug"),
)


@dataclass(frozen=True)
class Entry:
    """A supplier as the list has it. A withdrawn profile no longer tells what it is."""

    slug: str
    name: str
    demonstration: bool
    is_sme: bool | None = None
    is_vcse: bool | None = None
    size: str = ""
    # The slug of its home authority.
    home: str = ""
    # The schemes of which it holds a certificate today: slug -> name.
    schemes: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def folded(self) -> str:
        return plain_words(self.name) or self.name.casefold()

    @property
    def letter(self) -> str:
        first = self.folded[:1]
        return first if first in LETTERS else OTHER

    @property
    def sme(self) -> str:
        return TRUTH[self.is_sme]

    @property
    def size_now(self) -> str:
        return self.size or UNKNOWN

    @property
    def vcse(self) -> str:
        return TRUTH[self.is_vcse]


class Known:
    """Every supplier that an audience may know of, A to Z: two queries beside those of the evidence."""

    def __init__(self, audience: Audience, day: datetime.date) -> None:
        self.seen, self.day = Seen(PAGE, audience), day
        held = schemes_in_force(day)
        rows = Supplier.objects.current().values_list(*COLUMNS)
        entries = [_entry(row, held.get(row[0], {})) for row in rows if row[0] in self.seen.slugs]
        self.entries = sorted(entries, key=lambda entry: (entry.folded, entry.slug))

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """Facet -> value -> the suppliers that have it."""
        return facets_of(self.entries, self.seen, self.said, self.products)

    @cached_property
    def said(self) -> Said:
        """What suppliers say of themselves: three queries."""
        return said_on(self.day)

    @cached_property
    def products(self) -> Products:
        """Who is found by each product: one query."""
        return products_of(self.seen)

    @cached_property
    def schemes(self) -> dict[str, str]:
        """The names of the schemes of which somebody holds a certificate."""
        return names_of_schemes(entry.schemes for entry in self.entries)

    def found(self, chosen: SupplierFilter) -> list[Entry]:
        """Those that a filter finds: by how well their names fit the words, then by name."""
        within = self._within(chosen)
        found = [entry for entry in self.entries if entry.slug in within]
        if not chosen.q:
            return found
        fits = self._fits(chosen.q)
        return sorted(found, key=lambda entry: fits[entry.slug])

    def counts(self, chosen: SupplierFilter, name: str) -> dict[str, int]:
        """For each value of a facet, how many suppliers have it; the facet's own values aside."""
        others: dict[str, Any] = {name: ()}
        within = self._within(replace(chosen, **others))
        counts = {value: len(slugs & within) for value, slugs in self.facets[name].items()}
        return {value: count for value, count in counts.items() if count}

    def letters(self, chosen: SupplierFilter) -> set[str]:
        """The first letters of those that the rest of a filter finds."""
        within = self._within(replace(chosen, letter=""))
        return {letter for letter, slugs in self._by_letter.items() if not slugs.isdisjoint(within)}

    def by_its_word(self, entry: Entry, chosen: SupplierFilter) -> list[tuple[str, str]]:
        """The values asked for that no record shows of a supplier and that it says itself, by facet."""
        asked = [(name, value) for name, value in chosen.in_use if name in SAID]
        return [one for one in asked if self._says(entry, *one) and not self._is_shown(entry, *one)]

    def _says(self, entry: Entry, name: str, value: str) -> bool:
        told: Mapping[str, Set[str]] = self.products.offered if name == "product" else self.said.having(name)
        return entry.slug in told.get(value, ())

    def _is_shown(self, entry: Entry, name: str, value: str) -> bool:
        match name:
            case "location":
                return value == entry.home
            case "product":
                return entry.slug in self.products.shown.get(value, ())
        return value in self.seen.values(entry.slug, name)

    @cached_property
    def _everyone(self) -> Slugs:
        return frozenset(entry.slug for entry in self.entries)

    @cached_property
    def _by_letter(self) -> dict[str, Slugs]:
        found: dict[str, set[str]] = {}
        for entry in self.entries:
            found.setdefault(entry.letter, set()).add(entry.slug)
        return {letter: frozenset(slugs) for letter, slugs in found.items()}

    def _within(self, chosen: SupplierFilter) -> Slugs:
        """The slugs of those that a filter finds, the smallest part first."""
        parts = [
            frozenset().union(*(self.facets[name].get(value, frozenset()) for value in values))
            for name in SupplierFilter.FACETS
            if (values := getattr(chosen, name))
        ]
        if chosen.letter:
            parts.append(self._by_letter.get(chosen.letter, frozenset()))
        if chosen.q:
            parts.append(frozenset(self._fits(chosen.q)))
        return self._everyone.intersection(*sorted(parts, key=len))

    @cached_property
    def _of_words(self) -> dict[str, dict[str, Fit]]:
        return {}

    def _fits(self, words: str) -> dict[str, Fit]:
        """Those that a search for the words finds, or else those with the words within a name; how well."""
        if words not in self._of_words:
            part = plain_words(words) or words.casefold()
            self._of_words[words] = known_suppliers(Asked(words, self.seen.audience)).fits() or {
                entry.slug: WITHIN for entry in self.entries if part in entry.folded
            }
        return self._of_words[words]


def _entry(row: tuple[Any, ...], schemes: Mapping[str, str]) -> Entry:
    slug, name, demonstration, withdrawn_on, is_sme, is_vcse, size, home = row
    if withdrawn_on is not None:
        return Entry(slug, name, demonstration)
    return Entry(slug, name, demonstration, is_sme, is_vcse, size, home or "", schemes)
