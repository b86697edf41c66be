"""How much of a profile is said, and what buyers look for next. Nothing is ever ordered by it."""

from collections.abc import Iterable
from dataclasses import dataclass

from suppliers.profiles.section import SECTIONS, Section
from suppliers.profiles.telling import Told


@dataclass(frozen=True)
class Meter:
    """How many sections say something, of how many; and the next that buyers look for."""

    said: int
    all: int
    next: Section | None


def meter(told: Iterable[Told]) -> Meter:
    """Of the sections in the order in which buyers look for them."""
    said = {one.section.name for one in told if one.is_said}
    sections = list(SECTIONS)
    following = next((section for section in sections if section.name not in said), None)
    return Meter(len(said), len(sections), following)
