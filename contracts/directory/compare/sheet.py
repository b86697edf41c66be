"""Facts side by side: which of them differ, which are the same, and which nobody can tell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from contracts.directory.facts import Link


@dataclass(frozen=True)
class Cell:
    """A fact of one of the compared: links or words where it is known, otherwise its state and why."""

    state: str = "known"
    words: str = ""
    reason: str = ""
    links: tuple[Link, ...] = ()

    @property
    def said(self) -> object:
        """What a reader sees of it. The lists that figures lead to are each one's own."""
        links = tuple((link.text, link.note) for link in self.links)
        return (self.state, self.words, self.reason, links)


UNKNOWN = Cell("unknown")


def linked(text: str, href: str, note: str = "") -> Cell:
    return Cell(links=(Link(text, href, note),))


@dataclass(frozen=True)
class Line:
    """One fact of all the compared, in their order."""

    label: str
    cells: Sequence[Cell]

    @property
    def differs(self) -> bool:
        return len({cell.said for cell in self.cells}) > 1

    @property
    def state(self) -> str:
        return self.cells[0].state

    @property
    def common(self) -> Cell:
        """What is the same of all, with links as far as they lead to the same."""
        first = self.cells[0]
        if all(cell.links == first.links for cell in self.cells):
            return first
        return Cell(words="; ".join(link.text for link in first.links))


@dataclass(frozen=True)
class Column:
    """One of the compared: its name, what else tells it apart, its page, and the address without it."""

    name: str
    note: str
    href: str
    demonstration: bool
    remove_url: str


@dataclass(frozen=True)
class Sheet:
    """The compared with their facts. What is withheld of all may differ or not: that is told apart."""

    columns: Sequence[Column]
    lines: Sequence[Line]

    @cached_property
    def differing(self) -> list[tuple[str, list[tuple[Cell, Column]]]]:
        """Each fact with its cells, each beside whose it is."""
        return [
            (line.label, list(zip(line.cells, self.columns, strict=True)))
            for line in self.lines
            if line.differs
        ]

    @cached_property
    def same(self) -> list[Line]:
        return [line for line in self.lines if not line.differs and line.state in ("known", "none")]

    @cached_property
    def withheld(self) -> list[Line]:
        return [line for line in self.lines if not line.differs and line.state == "withheld"]

    @cached_property
    def unknown(self) -> list[str]:
        return [
            line.label[:1].lower() + line.label[1:]
            for line in self.lines
            if not line.differs and line.state == "unknown"
        ]


def lines_of[T](compared: Iterable[T], facts: Iterable[tuple[str, Callable[[T], Cell]]]) -> list[Line]:
    """A line for each fact, each cell told by its own."""
    them = list(compared)
    return [Line(label, [tell(one) for one in them]) for label, tell in facts]
