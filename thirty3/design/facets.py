"""Facets as the filter panel of a list offers them, and the chips of those in use."""

from dataclasses import dataclass
from typing import Final

# Real records and invented ones, as every list tells them apart.
SOURCES: Final = {"real": "Real records", "demonstration": "Demonstration records"}


@dataclass(frozen=True)
class Option:
    """One value of a facet. Without a count nobody has been counted."""

    value: str
    label: str
    count: int | None
    checked: bool


@dataclass(frozen=True)
class Facet:
    """A facet with the values that are offered."""

    name: str
    legend: str
    options: list[Option]
    # Whether its values show before one of them is chosen.
    unfolded: bool = False
    # Where there are more values than these: the address of the page that has them all, and how many.
    choosing: str = ""
    values: int = 0

    @property
    def applied(self) -> int:
        return sum(option.checked for option in self.options)

    @property
    def open(self) -> bool:
        return self.unfolded or bool(self.applied)


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    value: str
    remove_url: str
