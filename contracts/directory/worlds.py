"""Real records and invented ones, which are listed together and never counted together."""

from typing import Final

from contracts.directory.counts import Figure
from contracts.listing.describing import list_of
from contracts.listing.selection import Selection
from thirty3.evidence import DEMONSTRATION, REAL, Among, among
from thirty3.history.records import Keyed

SOURCES: Final = (REAL, DEMONSTRATION)


class World(Figure):
    """The real or the invented records of a selection; its label is the source."""

    @property
    def invented(self) -> bool:
        return self.label == DEMONSTRATION


def worlds_of(selection: Selection) -> list[World]:
    """The real records, then the invented ones: each world that there is. No query of its own.

    Where nothing is invented, nothing needs to be said of it, and the filter stays as it is.
    """
    if not selection.invented:
        return [World(REAL, selection)] if selection.ids else []
    worlds = [
        World(source, selection.beside(selection.chosen.narrowed(source=(source,)))) for source in SOURCES
    ]
    return [world for world in worlds if world.count]


def among_records(selection: Selection) -> list[Among]:
    """The real ones and the invented ones among the records of a list. No query of its own."""
    return among(
        len(selection.ids),
        len(selection.invented),
        lambda source: list_of(selection.chosen.narrowed(source=(source,))),
    )


def source_of(subject: Keyed) -> str:
    """Which records say something of a firm or technology beside others: its own world's."""
    return DEMONSTRATION if subject.demonstration else REAL
