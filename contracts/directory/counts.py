"""The figures of the home page: each a list, and how many of its records are real."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import AbstractBitMap

from contracts.listing.describing import list_of
from contracts.listing.filters import ContractFilter, ListingFilter, SystemFilter
from contracts.listing.filters.words import RETIRED
from contracts.listing.selection import Selection
from thirty3.search.facets import FacetSet


@dataclass(frozen=True)
class Real:
    """How many of the records of a figure are real, and their list."""

    count: int
    href: str

    @property
    def words(self) -> str:
        return {0: "none of them real", 1: "of which 1 is real"}.get(
            self.count, f"of which {self.count:,} are real"
        )


@dataclass(frozen=True)
class Figure:
    """A number of records and the list that it counts; `real` where invented ones are among them."""

    label: str
    count: int
    href: str
    real: Real | None


def figure(label: str, ids: AbstractBitMap, chosen: ListingFilter, held: FacetSet) -> Figure:
    """These records, which this filter lists."""
    real = ids & held.any_of("source", ["real"])
    told = Real(len(real), list_of(chosen.narrowed(source=("real",)))) if len(real) < len(ids) else None
    return Figure(label, len(ids), list_of(chosen), told)


def figures(ending: Selection, systems: FacetSet) -> Sequence[Figure]:
    """What ends soon, what is live, and what is in use: not what was retired."""
    kept = tuple(sorted(systems.values("status").keys() - {RETIRED}))
    running, live = systems.any_of("status", kept), ContractFilter(status=("live",))
    return (
        figure("Ending within 12 months", ending.ids, ending.chosen, ending.facets),
        figure("Live contracts", ending.statuses["live"], live, ending.facets),
        figure("Systems in use", running, SystemFilter(status=kept), systems),
    )
