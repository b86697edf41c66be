"""The figures of the home page: each a list, and how many of its records are real."""

from dataclasses import dataclass

from contracts.listing.describing import list_of
from contracts.listing.selection import Selection


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


def figure(label: str, selection: Selection) -> Figure:
    """The records of a selection, under the words for them."""
    ids, chosen = selection.ids, selection.chosen
    real = ids & selection.facets.any_of("source", ["real"])
    told = Real(len(real), list_of(chosen.narrowed(source=("real",)))) if len(real) < len(ids) else None
    return Figure(label, len(ids), list_of(chosen), told)
