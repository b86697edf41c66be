"""The suppliers that an audience may know of: found by name, by what they are and by what they do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from django.db.models import Case, When

from suppliers.filters import LETTERS, OTHER, SupplierFilter
from suppliers.models import Supplier
from suppliers.searching import known_suppliers
from thirty3.audiences import Audience
from thirty3.evidence import Counted, Seen
from thirty3.search.everything import Asked
from thirty3.words import plain_words

PAGE: Final = "supplier"
SME_WORDS: Final = {True: "yes", False: "no", None: "unknown"}
type Slugs = frozenset[str]


@dataclass(frozen=True)
class Entry:
    """A supplier as the list has it."""

    slug: str
    name: str
    is_sme: bool | None
    demonstration: bool

    @property
    def folded(self) -> str:
        return plain_words(self.name) or self.name.casefold()

    @property
    def letter(self) -> str:
        first = self.folded[:1]
        return first if first in LETTERS else OTHER


@dataclass(frozen=True)
class Line:
    """A supplier with what the records show of it."""

    entry: Entry
    counts: list[Counted]
    authorities: int


class Known:
    """Every supplier that an audience may know of, A to Z: one query beside those of the evidence."""

    def __init__(self, audience: Audience) -> None:
        self.seen = Seen(PAGE, audience)
        # A withdrawn profile no longer says what size it is.
        told = Supplier.objects.current().annotate(sme=Case(When(withdrawn_on=None, then="is_sme")))
        rows = told.values_list("slug", "name", "sme", "demonstration")
        entries = [Entry(*row) for row in rows if row[0] in self.seen.slugs]
        self.entries = sorted(entries, key=lambda entry: (entry.folded, entry.slug))

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, Slugs]]:
        """Facet -> value -> the suppliers that have it."""
        sme: dict[str, set[str]] = {}
        source: dict[str, set[str]] = {}
        for entry in self.entries:
            sme.setdefault(SME_WORDS[entry.is_sme], set()).add(entry.slug)
            source.setdefault("demonstration" if entry.demonstration else "real", set()).add(entry.slug)
        return {
            "role": {role: self.seen.shown_by(role) for role in ("supplier", "maker")},
            "sme": {value: frozenset(slugs) for value, slugs in sme.items()},
            "area": self.seen.having("area"),
            "source": {value: frozenset(slugs) for value, slugs in source.items()},
        }

    def found(self, chosen: SupplierFilter) -> list[Entry]:
        """Those that a filter finds, in order."""
        named = self._named(chosen.q) if chosen.q else None
        parts = [
            frozenset().union(*(self.facets[name].get(value, frozenset()) for value in values))
            for name in SupplierFilter.FACETS
            if (values := getattr(chosen, name))
        ]
        return [
            entry
            for entry in self.entries
            if (named is None or entry.slug in named)
            and chosen.letter in ("", entry.letter)
            and all(entry.slug in part for part in parts)
        ]

    @cached_property
    def _of_words(self) -> dict[str, Slugs]:
        return {}

    def _named(self, words: str) -> Slugs:
        """Those that a search for the words finds, or else those with the words within a name."""
        if words not in self._of_words:
            _, found = known_suppliers(Asked(words, self.seen.audience)).find()
            part = plain_words(words) or words.casefold()
            self._of_words[words] = frozenset(named.slug for named in found) or frozenset(
                entry.slug for entry in self.entries if part in entry.folded
            )
        return self._of_words[words]

    def counts(self, chosen: SupplierFilter, name: str) -> dict[str, int]:
        """For each value of a facet, how many suppliers have it; the facet's own values aside."""
        others: dict[str, Any] = {name: ()}
        within = {entry.slug for entry in self.found(replace(chosen, **others))}
        counts = {value: len(slugs & within) for value, slugs in self.facets[name].items()}
        return {value: count for value, count in counts.items() if count}

    def letters(self, chosen: SupplierFilter) -> set[str]:
        """The first letters of those that the rest of a filter finds."""
        return {entry.letter for entry in self.found(replace(chosen, letter=""))}

    def line(self, entry: Entry) -> Line:
        served = self.seen.values(entry.slug, "borough")
        return Line(entry, self.seen.counts(entry.slug), len(served))
