"""Figures that are lists: a number of records, and where these are listed."""

from dataclasses import dataclass, replace

from contracts.listing.describing import list_of
from contracts.listing.selection import Selection


@dataclass(frozen=True)
class Figure:
    """The records of a selection, under the words for them."""

    label: str
    selection: Selection

    @property
    def count(self) -> int:
        return len(self.selection.ids)

    @property
    def href(self) -> str:
        return list_of(replace(self.selection.chosen, sort=""))
