"""Real records and invented ones, which are listed together and never counted together."""

from dataclasses import dataclass, replace
from typing import Final

from contracts.listing.describing import list_of
from contracts.listing.selection import Selection

REAL: Final = "real"
DEMONSTRATION: Final = "demonstration"
SOURCES: Final = (REAL, DEMONSTRATION)


@dataclass(frozen=True)
class World:
    """The real or the invented records of a selection, which name each other only as another list."""

    source: str
    selection: Selection

    @property
    def invented(self) -> bool:
        return self.source == DEMONSTRATION

    @property
    def count(self) -> int:
        return len(self.selection.ids)

    @property
    def href(self) -> str:
        return list_of(replace(self.selection.chosen, sort=""))


def worlds_of(selection: Selection) -> list[World]:
    """The real records, then the invented ones: each world that there is. No query of its own.

    Where nothing is invented, nothing needs to be said of it, and the filter stays as it is.
    """
    invented = selection.facets.any_of("source", [DEMONSTRATION])
    if selection.ids.isdisjoint(invented):
        return [World(REAL, selection)] if selection.ids else []
    beside = (selection.beside(selection.chosen.narrowed(source=(source,))) for source in SOURCES)
    worlds = (World(source, found) for source, found in zip(SOURCES, beside, strict=True))
    return [world for world in worlds if world.count]
