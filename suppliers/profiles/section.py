"""What a section of a profile is: its facts, where they are kept, and which of them wait for staff."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from suppliers.models import Supplier
from suppliers.profiles.asking import Facts, SectionForm
from thirty3.design.formatting import fact_date
from thirty3.registry import Registry


def plainly(value: Any) -> str:
    """A fact in words, where nothing better is said of it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "; ".join(map(plainly, value))
    if isinstance(value, Mapping):
        return ", ".join(plainly(part) for part in value.values() if part)
    return "" if value is None else str(value)


def said_date(value: Any) -> str:
    """A date as facts hold it, in words."""
    return fact_date(datetime.date.fromisoformat(value)) if value else ""


def _never_rests(supplier: Supplier, item: str, facts: Facts) -> str:
    return ""


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
    # The page has it in its heading, and does not repeat it.
    stands_elsewhere: bool = False
    # Its value is an address of the web.
    is_link: bool = False
    words: Callable[[Any], str] = plainly


@dataclass(frozen=True)
class Section:
    """A part of a profile that is said, looked at and known as one.

    `read` tells the facts that are held of a supplier, `write` keeps them: both for an `item` where there may
    be several, such as the number of a certificate. An item of which nothing is said is all blank, and to
    write that takes it away. `write` records who did it, by `WrittenBy`. `items` tells all of a supplier's:
    what each is called, and its facts; `most` is how many there may be, if that is bounded. Where
    `shows_once` names ways of being known, it shows once it is known so. `heading` is what buyers read
    over it, `sought` why they look for it, in a sentence. Nothing is said as long as a fact of `needed`
    is blank, or all of them where that names none. `form` asks it. `resting` says why members may not say
    something there yet, since whoever was asked said no; blank where they may.
    """

    name: str
    label: str
    order: int
    facts: tuple[Fact, ...]
    read: Callable[[Supplier, str], Facts]
    write: Callable[[Supplier, str, Facts, "WrittenBy"], None]
    # What everyone may be told, where `read` reads more than that.
    read_openly: Callable[[Supplier, str], Facts] | None = None
    heading: str = ""
    form: type[SectionForm] | None = None
    sought: str = ""
    needed: tuple[str, ...] = ()
    items: Callable[[Supplier], dict[str, tuple[str, Facts]]] | None = None
    shows_once: frozenset[str] = frozenset()
    # A panel of its own shows it, or nobody else reads it: not among what the supplier says of itself.
    apart: bool = False
    # Nor does a preview tell it to the buyers whom it is made for.
    own_people_alone: bool = False
    most: int = 0
    resting: Callable[[Supplier, str, Facts], str] = _never_rests

    def is_said(self, facts: Facts) -> bool:
        """Whether something is said at all."""
        if self.needed:
            return all(facts[name] != self.fact(name).blank for name in self.needed)
        return facts != self.blank

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
