"""A supplier as its list tells of it: on the page, in its files and by the API."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from suppliers.directory.choices import Names
from suppliers.directory.filters import SupplierFilter
from suppliers.directory.known import Entry, Known
from suppliers.models import Supplier
from thirty3.evidence import Counted


@dataclass(frozen=True)
class Word:
    """A value that was asked for, of a supplier that says so itself while no record shows it."""

    facet: str
    value: str
    label: str


@dataclass(frozen=True)
class Line:
    """A supplier with what the records show of it, and what it is found by and says of itself alone."""

    entry: Entry
    counts: list[Counted]
    authorities: int
    said: Sequence[Word]

    @property
    def told(self) -> str:
        """ "Small, SME, Cyber Essentials": what is known of it now."""
        size = Supplier.Size(self.entry.size).name.capitalize() if self.entry.size else ""
        known = [size, "SME" if self.entry.is_sme else "", "VCSE" if self.entry.is_vcse else ""]
        return ", ".join(filter(None, [*known, *self.entry.schemes.values()]))

    @property
    def by_its_word(self) -> list[str]:
        return [word.label for word in self.said]


class Lines:
    """The lines of what a filter finds."""

    def __init__(self, known: Known, chosen: SupplierFilter, names: Names | None = None) -> None:
        self.known, self.chosen, self._names = known, chosen, names

    @cached_property
    def names(self) -> Names:
        """Those of what was asked for, where nobody has looked them up: at most four queries."""
        asked = {name: getattr(self.chosen, name) for name in SupplierFilter.FACETS}
        return self._names or Names(self.known, asked)

    def of(self, entry: Entry) -> Line:
        said = [
            Word(facet, value, self.names.label(facet, value))
            for facet, value in self.known.by_its_word(entry, self.chosen)
        ]
        seen = self.known.seen
        return Line(entry, seen.counts(entry.slug), len(seen.values(entry.slug, "borough")), said)
