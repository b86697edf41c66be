"""What a section of a profile is: its facts, where they are kept, and which of them wait for staff."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from suppliers.models import Supplier
from thirty3.registry import Registry

# Facts as JSON holds them: text, numbers, yes and no, lists and mappings of these; a date as ISO writes it.
type Facts = dict[str, Any]


def plainly(value: Any) -> str:
    """A fact in words, where nothing better is said of it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "; ".join(map(plainly, value))
    if isinstance(value, Mapping):
        return ", ".join(plainly(part) for part in value.values() if part)
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Fact:
    """One thing that a section says. `blank` is its value while nobody has said it."""

    name: str
    label: str
    blank: Any = ""
    # Never shows before staff approved it, whoever says it.
    waits: bool = False
    # Never on any page but staff's and the supplier's own.
    staff_alone: bool = False
    words: Callable[[Any], str] = plainly


@dataclass(frozen=True)
class Section:
    """A part of a profile that is said, looked at and known as one.

    `read` tells the facts that are held of a supplier, `write` keeps them: both for an `item` where there may
    be several, such as the number of a certificate. An item of which nothing is said is all blank, and to
    write that takes it away. `write` records who did it, by `WrittenBy`.
    """

    name: str
    label: str
    order: int
    facts: tuple[Fact, ...]
    read: Callable[[Supplier, str], Facts]
    write: Callable[[Supplier, str, Facts, "WrittenBy"], None]

    @property
    def blank(self) -> Facts:
        return {fact.name: fact.blank for fact in self.facts}

    def fact(self, name: str) -> Fact:
        return next(fact for fact in self.facts if fact.name == name)


@dataclass(frozen=True)
class WrittenBy:
    """Who writes and why, as the change log keeps it; its fields are those of `recording`."""

    actor: Any
    role: str
    why: str

    @property
    def recorded(self) -> dict[str, Any]:
        return {"actor": self.actor, "role": self.role, "why": self.why}


SECTIONS: Final[Registry[Section]] = Registry()
