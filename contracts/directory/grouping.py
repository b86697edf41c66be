"""Systems in use by technology: which there are, who runs each, and in which order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from contracts.listing.filters.words import RETIRED
from contracts.listing.rows import Listing, rows_of
from contracts.listing.selection import Selection
from suppliers.models import Product
from thirty3.search.index import TextIndex
from thirty3.search.marking import holds

CHUNK: Final = 200


@dataclass(frozen=True)
class Group:
    """The systems of one technology. Without a slug: those of which the technology is withheld."""

    slug: str
    name: str
    ids: AbstractBitMap
    # How many run it now, and how many have retired all that they had of it.
    authorities: int
    retired: int


class ByTechnology:
    """A selection of systems by technology. Queries: the names of products, and by relevance which systems
    fit the words best.
    """

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        held, within = selection.facets, selection.ids
        self.by_authority = _within(held.values("borough"), within)
        self.retired = held.any_of("status", [RETIRED]) & within
        products = _within(held.values("product"), within)
        # The names of those alone that somebody here may see.
        names = {slug: name for slug, name in Product.objects.values_list("slug", "name") if slug in products}
        named = [self._group(slug, name, products[slug]) for slug, name in names.items()]
        ranks = self._ranks() if selection.chosen.order == "relevance" else {}
        self.named = sorted(named, key=lambda group: self._place(group, ranks))
        self.withheld = within - BitMap().union(*products.values())

    @cached_property
    def groups(self) -> list[Group]:
        """In the order that the filter asks for; what is withheld comes last."""
        return [*self.named, self._group("", "", self.withheld)] if self.withheld else self.named

    @property
    def figures(self) -> list[str]:
        """How many technologies and authorities there are, and how much of it is in use no more."""
        if not self.selection.ids:
            return []
        named = _number(len(self.named), "technology", "technologies")
        told = [named if self.named else "None of them named"]
        if not self.selection.chosen.borough:
            told.append("at " + _number(len(self.by_authority), "public body", "public bodies"))
        if self.retired and not self.selection.chosen.status:
            told.append(_number(len(self.retired), "system retired", "systems retired"))
        return told

    def authorities_of(self, ids: AbstractBitMap) -> dict[str, BitMap]:
        """Authority -> which of these systems are its own."""
        return _within(self.by_authority, ids)

    def functions_of(self, ids: AbstractBitMap) -> dict[str, BitMap]:
        """Function -> which of these systems serve it."""
        return _within(self.selection.facets.values("function"), ids)

    def rows(self) -> Iterator[Listing]:
        """Every system, by technology and then by authority, a bounded number in memory."""
        for part in batched(self.ids_in_order(), CHUNK, strict=False):
            yield from rows_of(self.selection.kind, part, self.selection.audience)

    def ids_in_order(self) -> Iterator[int]:
        """Every system, by technology and then by authority."""
        for group in self.groups:
            for slug in sorted(self.by_authority):
                yield from self.by_authority[slug] & group.ids

    def _group(self, slug: str, name: str, ids: AbstractBitMap) -> Group:
        in_use = ids - self.retired
        running = sum(not theirs.isdisjoint(in_use) for theirs in self.by_authority.values())
        told = sum(not theirs.isdisjoint(ids) for theirs in self.by_authority.values())
        return Group(slug, name, ids, running, told - running)

    def _ranks(self) -> dict[int, int]:
        """System -> how many others fit the words better; nothing where too many fit to be told apart."""
        chosen = self.selection
        if not chosen.ranked:
            return {}
        index = TextIndex(chosen.kind, chosen.audience)
        ranked = index.ranked(chosen.understood.query, chosen.ids, len(chosen.ids))
        return {record_id: place for place, record_id in enumerate(ranked)}

    def _place(self, group: Group, ranks: Mapping[int, int]) -> tuple[int, int, int, int, str, str]:
        name, order = group.name.casefold(), self.selection.chosen.order
        if order == "name":
            return (0, 0, 0, 0, name, group.slug)
        said = best = 0
        if order == "relevance":
            # As in the list of contracts: what is called so comes before what only mentions it.
            said = sum(holds(group.name, term) for term in self.selection.understood.query.wanted)
            best = min((ranks[system] for system in group.ids if system in ranks), default=0)
        return (-said, best, -group.authorities, -len(group.ids), name, group.slug)


def _within(values: Mapping[str, AbstractBitMap], within: AbstractBitMap) -> dict[str, BitMap]:
    found = {value: BitMap(ids & within) for value, ids in values.items()}
    return {value: ids for value, ids in found.items() if ids}


def _number(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many}"
