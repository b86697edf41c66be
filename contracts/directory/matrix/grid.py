"""The systems of a selection by function and authority: how many there are, and of which technology."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from boroughs.models import Function
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from contracts.listing.facets import STATE_FACETS
from contracts.listing.selection import Selection
from suppliers.models import Product
from thirty3.states import STATE_WORDS

# In a cell of the page; the download has all of them.
NAMED: Final = 2
# Stands for an authority in an address: no slug and no parameter has capitals.
ANY: Final = "ANY-AUTHORITY"


@dataclass(frozen=True)
class Cell:
    """What one authority runs for one function. Systems of which the technology is withheld are counted."""

    authority: str
    count: int
    names: Sequence[str]
    withheld: int
    href: str

    @property
    def said(self) -> str:
        """ "Suite", "3 systems: Suite, Ledger and 1 more", "2 systems: withheld": for a narrow cell."""
        named = ", ".join(self.names[:NAMED])
        if more := len(self.names) - NAMED if len(self.names) > NAMED else 0:
            named += f" and {more} more"
        hidden = f"{self.withheld} withheld" if self.names else "withheld"
        words = ", ".join(filter(None, [named, hidden if self.withheld else ""]))
        return f"{self.count} systems: {words}" if self.count > 1 else words

    @property
    def words(self) -> str:
        """Every technology by name, for a download."""
        hidden = f"Withheld ({self.withheld})" if self.withheld > 1 else "Withheld"
        return "; ".join([*self.names, *([hidden] if self.withheld else [])])


@dataclass(frozen=True)
class Line:
    """A function with a cell for each authority; None where nobody has told of a system."""

    area: str
    function: str
    href: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True)
class Heading:
    """An authority, with the list of what it runs."""

    name: str
    href: str


class Grid:
    """Functions by authorities. Queries: the names of functions and of products."""

    def __init__(self, selection: Selection, names: Names) -> None:
        self.selection, self.names = selection, names
        held = selection.facets
        self.by_authority = self._within(held.values("borough"))
        self.authorities = names.in_order("borough", self.by_authority)
        self.chosen = selection.chosen.narrowed(sort="")

    @property
    def headings(self) -> list[Heading]:
        return [
            Heading(self.names.label("borough", slug), list_of(self.chosen.narrowed(borough=(slug,))))
            for slug in self.authorities
        ]

    def lines(self) -> Iterator[Line]:
        """By service area, and last those of which the function is not known, none or withheld."""
        held = self.selection.facets
        functions = self._within(held.values("function"))
        named = self._names()
        rows = Function.objects.in_order().values_list("slug", "name", "area__name")
        for slug, name, area in rows:
            if slug in functions:
                yield self._line(area, name, slug, functions[slug], named)
        states = self._within(held.values(STATE_FACETS["function"]))
        for state, words in STATE_WORDS.items():
            if state in states:
                yield self._line("", f"Function {words.lower()}", state, states[state], named)

    def _line(self, area: str, name: str, value: str, ids: AbstractBitMap, named: Mapping[str, str]) -> Line:
        chosen = self.chosen.narrowed(function=(value,))
        # One address is written out, and the others from it: there are thousands of cells.
        address = list_of(chosen.narrowed(borough=(ANY,)))
        of_any = f"borough={ANY}"
        cells = [
            self._cell(slug, address.replace(of_any, f"borough={slug}"), self.by_authority[slug] & ids, named)
            for slug in self.authorities
        ]
        return Line(area, name, list_of(chosen), cells)

    def _cell(self, slug: str, href: str, ids: AbstractBitMap, named: Mapping[str, str]) -> Cell | None:
        if not ids:
            return None
        run = Counter(self._product_of.get(record_id) for record_id in ids)
        withheld = run.pop(None, 0)
        return Cell(
            self.names.label("borough", slug),
            len(ids),
            sorted((named[product] for product in run if product), key=str.casefold),
            withheld,
            href,
        )

    @cached_property
    def _product_of(self) -> dict[int, str]:
        """System -> the slug of its technology, if that is not withheld: each has one."""
        products = self._within(self.selection.facets.values("product"))
        return {record_id: slug for slug, ids in products.items() for record_id in ids}

    def _names(self) -> dict[str, str]:
        """The names of those technologies alone that somebody here may see."""
        shown = set(self._product_of.values())
        rows = Product.objects.values_list("slug", "name")
        return {slug: name for slug, name in rows if slug in shown}

    def _within(self, values: Mapping[str, AbstractBitMap]) -> dict[str, BitMap]:
        found = {value: BitMap(ids & self.selection.ids) for value, ids in values.items()}
        return {value: ids for value, ids in found.items() if ids}
