"""Which technologies are new, and which established, as far as an audience may know of them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from boroughs.models import Function
from contracts.listing.describing import list_of
from contracts.listing.filters import SystemFilter
from contracts.listing.filters.words import IN_USE, PILOT, RETIRED
from contracts.listing.rollups import since
from contracts.listing.rows import Listing, rows_of
from contracts.listing.selection import SYSTEM, Selection
from contracts.listing.statuses import a_year_before
from contracts.listing.telling import told
from suppliers.models import Product
from thirty3.evidence import Seen

# Beside what is new, so many that most authorities run.
ESTABLISHED: Final = 5
# What is run, and no pilot.
SETTLED: Final = tuple(status for status in IN_USE if status != PILOT)


class Kind(StrEnum):
    """Why a technology is new."""

    UNUSED = "Not known to be run"
    PILOT = "Pilot"
    FIRST_USE = "First use"


@dataclass(frozen=True)
class New:
    """A new technology: whether any system shows it, and of its first use when and where that was."""

    product: Product
    kind: Kind
    authorities: Sequence[str]
    since: str
    shown: bool


@dataclass(frozen=True)
class Established:
    """A technology that has been run for longer, and at how many authorities it is now."""

    product: Product
    authorities: int
    href: str


@dataclass(frozen=True)
class Line:
    """What is new for a function, beside what is established there; how many more of these there are."""

    function: Function | None
    new: Sequence[New]
    established: Sequence[Established]
    more: int
    href: str


class Newest:
    """Queries: what is known, technologies, what these are for, functions, and since when each system is in
    use: once for a stamp, and of those that are new their rows.
    """

    def __init__(self, seen: Seen, day: datetime.date) -> None:
        self.seen, self.day = seen, day
        self.cutoff = a_year_before(a_year_before(day))
        self.systems = Selection(SystemFilter(source=seen.source), seen.audience, day)
        held = self.systems.facets
        self.in_use = self.systems.ids - held.any_of("status", [RETIRED])
        self.pilots = held.any_of("status", [PILOT])
        self.of_product = self._within("product")
        # Of one world, as the records that are counted.
        products = Product.objects.current().filter(slug__in=seen.slugs, demonstration=seen.invented)
        self.products = list(products.select_related("maker").order_by("name", "slug"))

    def _within(self, facet: str) -> dict[str, BitMap]:
        values = self.systems.facets.values(facet)
        return {value: BitMap(ids & self.systems.ids) for value, ids in values.items()}

    @cached_property
    def new(self) -> list[New]:
        """The technologies that are new, by name, each under the first of the three reasons that holds."""
        kinds = {one.slug: kind for one in self.products if (kind := self._kind(one))}
        first = {slug: self._first(slug, kind) for slug, kind in kinds.items()}
        rows = {
            row.record_id: row for row in rows_of(SYSTEM, BitMap().union(*first.values()), self.seen.audience)
        }
        return [
            self._told(one, kinds[one.slug], [rows[pk] for pk in first[one.slug] if pk in rows])
            for one in self.products
            if one.slug in kinds
        ]

    def _kind(self, product: Product) -> Kind | None:
        ids = self.of_product.get(product.slug, BitMap())
        if not ids:
            sold = product.stage not in (Product.Stage.ESTABLISHED, Product.Stage.WITHDRAWN)
            # Of one that was bought, it is not known that none runs it.
            return Kind.UNUSED if product.offered and sold and product.slug not in self.seen.shown else None
        used = ids & self.in_use
        if not used:
            return None
        if not used.isdisjoint(self.pilots) or product.stage == Product.Stage.PILOT:
            return Kind.PILOT
        days = [self._since.get(pk) for pk in ids]
        # Where nobody said since when, it may have been for long.
        return Kind.FIRST_USE if all(day and day >= self.cutoff for day in days) else None

    @cached_property
    def _since(self) -> dict[int, datetime.date]:
        days = since(self.systems.facets, self.seen.audience)
        return {record_id: day for day, ids in days.items() for record_id in ids & self.systems.ids}

    def _concerned(self, slug: str, kind: Kind) -> BitMap:
        """Its systems that are new: of one that others run already, those that are pilots."""
        ids = self.of_product.get(slug, BitMap()) & self.in_use
        return (ids & self.pilots or ids) if kind is Kind.PILOT else ids

    def _first(self, slug: str, kind: Kind) -> BitMap:
        """The pilots; of a first use the earliest, or all of them where nobody said since when."""
        ids = self._concerned(slug, kind)
        if kind is Kind.PILOT:
            return ids
        dated = {pk: self._since[pk] for pk in ids if pk in self._since}
        if not dated:
            return ids
        earliest = min(dated.values())
        return BitMap(pk for pk, day in dated.items() if day == earliest)

    def _told(self, product: Product, kind: Kind, first: Sequence[Listing]) -> New:
        places = sorted({row.data["lead"]["name"] for row in first})
        begun = {told("since", row.data["facts"].get("since")) for row in first}
        since_when = begun.pop() if len(begun) == 1 else ""
        return New(product, kind, places, since_when, product.slug in self.seen.shown)

    def lines(self) -> Iterator[Line]:
        """By service area and function; what is new for none that is known comes last."""
        new = {one.product.slug: one for one in self.new}
        named = {one.slug: one for one in self.products}
        served = self._served(new)
        in_function = self._within("function")
        for function in Function.objects.in_order().select_related("area"):
            here = [one for slug, one in new.items() if function.slug in served[slug]]
            if here:
                yield self._line(function, here, in_function.get(function.slug, BitMap()), new, named)
        if rest := [one for slug, one in new.items() if not served[slug]]:
            yield Line(None, rest, [], 0, "")

    def _served(self, new: Mapping[str, New]) -> dict[str, set[str]]:
        """Technology -> what its systems are for; of one without systems, what the catalogue says."""
        functions = self._within("function")
        found = {
            slug: {
                function
                for function, ids in functions.items()
                if not ids.isdisjoint(self._concerned(slug, one.kind))
            }
            for slug, one in new.items()
        }
        unused = [slug for slug in new if not self.of_product.get(slug)]
        rows = Product.functions.through.objects.filter(product__slug__in=unused)
        for slug, function in rows.values_list("product__slug", "function__slug"):
            found[slug].add(function)
        return found

    def _line(
        self,
        function: Function,
        here: Sequence[New],
        ids: AbstractBitMap,
        new: Mapping[str, New],
        named: Mapping[str, Product],
    ) -> Line:
        chosen = SystemFilter(source=self.seen.source, status=SETTLED, function=(function.slug,))
        counts = {
            slug: count
            for slug, theirs in self.of_product.items()
            if slug in named
            and not self._all_new(slug, new)
            and (count := self._authorities(theirs & ids & self.in_use - self.pilots))
        }
        ordered = sorted(counts, key=lambda slug: (-counts[slug], named[slug].name.casefold()))
        established = [
            Established(named[slug], counts[slug], list_of(chosen.narrowed(product=(slug,))))
            for slug in ordered[:ESTABLISHED]
        ]
        return Line(function, here, established, len(ordered) - len(established), list_of(chosen))

    def _all_new(self, slug: str, new: Mapping[str, New]) -> bool:
        """Whether nothing of it is established: one that some pilot and others run is both."""
        if slug not in new:
            return False
        return self._concerned(slug, new[slug].kind) == self.of_product[slug] & self.in_use

    def _authorities(self, ids: AbstractBitMap) -> int:
        if not ids:
            return 0
        return sum(not theirs.isdisjoint(ids) for theirs in self.systems.facets.values("borough").values())
