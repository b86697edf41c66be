"""What a profile says, in words: to everyone, and as a draft to its own people."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from suppliers.models import HowKnown, ProfileEdit, Supplier
from suppliers.profiles.asking import Facts
from suppliers.profiles.evidence import known_of
from suppliers.profiles.section import SECTIONS, Section

# An item of a section, what it is called, and its facts.
type Item = tuple[str, str, Facts]


@dataclass(frozen=True)
class Line:
    """A fact in words; with an address where it leads somewhere."""

    label: str
    words: str
    href: str


@dataclass(frozen=True)
class Told:
    """A section, or one of several items of it. `waits` is what of it does not show yet."""

    section: Section
    item: str
    called: str
    lines: list[Line]
    known: HowKnown | None
    facts: Facts
    waits: bool = False

    @property
    def heading(self) -> str:
        """What buyers read over it."""
        return f"{self.section.heading}: {self.called}" if self.item else self.section.heading

    @property
    def plain(self) -> list[Line]:
        """What the heading names already, to be read without a label."""
        return [line for line in self.lines if line.label == self.heading]

    @property
    def labelled(self) -> list[Line]:
        return [line for line in self.lines if line.label != self.heading]

    @property
    def is_said(self) -> bool:
        return self.section.is_said(self.facts)


def told_openly(supplier: Supplier) -> list[Told]:
    """What everyone reads: what its own people said and did not withdraw."""
    if supplier.withdrawn_on is not None:
        return []
    known = known_of(supplier)
    told = []
    for section in (one for one in SECTIONS if not one.apart):
        for item, called, facts in _held(section, supplier, known):
            how = known.get((section.name, item))
            if how is None or (section.shows_once and how.how not in section.shows_once):
                continue
            lines = lines_of(section, facts)
            if lines or item:
                told.append(Told(section, item, called, lines, how, facts))
    return told


def _held(
    section: Section, supplier: Supplier, known: dict[Any, HowKnown]
) -> Iterator[tuple[str, str, Facts]]:
    """What is held of a section; it is not read where nobody said it."""
    if not any(name == section.name for name, _ in known):
        return
    if section.items is not None:
        for item, (called, facts) in section.items(supplier).items():
            yield item, called, facts
        return
    yield "", section.label, (section.read_openly or section.read)(supplier, "")


def lines_of(section: Section, facts: Facts) -> list[Line]:
    """The facts that everyone may read and somebody said."""
    shown = (fact for fact in section.facts if not fact.staff_alone and not fact.stands_elsewhere)
    said = ((fact, fact.words(facts[fact.name])) for fact in shown if facts[fact.name] != fact.blank)
    return [Line(fact.label, words, words if fact.is_link else "") for fact, words in said if words]


def drafted(supplier: Supplier) -> list[Told]:
    """Every section as its people have it, what waits included; of several items each."""
    known = known_of(supplier)
    waiting = {
        (edit.section, edit.item): edit.after
        for edit in ProfileEdit.objects.waiting().filter(supplier=supplier)
    }
    told = []
    for section in SECTIONS:
        for item, called, facts in _drafts(section, supplier, waiting):
            place = (section.name, item)
            lines = lines_of(section, facts)
            one = Told(section, item, called, lines, known.get(place), facts, waits=place in waiting)
            told.append(one)
    return told


def _drafts(
    section: Section, supplier: Supplier, waiting: dict[tuple[str, str], Facts]
) -> Iterator[tuple[str, str, Facts]]:
    if section.items is None:
        yield "", section.label, section.read(supplier, "") | waiting.get((section.name, ""), {})
        return
    held = section.items(supplier)
    for item, (called, facts) in held.items():
        yield item, called, facts | waiting.get((section.name, item), {})
    for (name, item), after in waiting.items():
        if name == section.name and item not in held:
            facts = section.blank | after
            yield item, called_by(section, facts), facts


def called_by(section: Section, facts: Facts) -> str:
    """What an item is called of which nothing is held yet."""
    words = (fact.words(facts[fact.name]) for fact in section.facts)
    return ", ".join([text for text in words if text][:2])
