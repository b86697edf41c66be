"""A template's text as what a word processor knows: headings, paragraphs, items and tables of runs."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it.token import Token

from toolkit.guidance.pieces import LINK_KINDS, PARSER, TO_DO
from toolkit.guidance.rendering import Cited, cited
from toolkit.guidance.tokens import NOTE_AND_STOP, TOKEN, fill, keys_of

TO_TICK: Final = "☐ "


@dataclass(frozen=True)
class Run:
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    href: str = ""


type Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A heading of a level, a paragraph, an item of a list, or a table whose first row are its headings."""

    kind: str
    runs: Runs = ()
    level: int = 0
    ordered: bool = False
    # Of an ordered list: whether it begins here.
    begins: bool = False
    rows: tuple[tuple[Runs, ...], ...] = ()


@dataclass(frozen=True)
class Written:
    """A document before it is a file."""

    title: str
    # What is said below the title, and what file managers show.
    about: str
    blocks: tuple[Block, ...]
    sources: tuple[Cited, ...]


def written(
    title: str, body: str, about: str, day: datetime.date, address: Callable[[str, str], str]
) -> Written:
    """A checked text as a document with the day's figures. `address` tells where a named link leads."""
    reading = _Reading(day, address)
    found = tuple(reading.blocks(PARSER.parse(body)))
    if TOKEN.search(body):
        about = f"{about} Figures of law as they stood on {day:%-d %B %Y}."
    return Written(title, about, found, tuple(cited(reading.keys)))


@dataclass
class _Reading:
    day: datetime.date
    address: Callable[[str, str], str]
    keys: list[str] = field(default_factory=list)

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        lists: list[list[bool]] = []
        rows: list[list[Runs]] = []
        for at, token in enumerate(tokens):
            if token.type.endswith("_list_open"):
                lists.append([token.type.startswith("ordered"), True])
            elif token.type.endswith("_list_close"):
                lists.pop()
            elif token.type == "tr_open":
                rows.append([])
            elif token.type == "table_close":
                yield Block("table", rows=tuple(tuple(row) for row in rows))
                rows = []
            elif token.type == "inline":
                block = self._block(token, tokens[at - 1], lists)
                if tokens[at - 1].type in ("th_open", "td_open"):
                    rows[-1].append(block.runs)
                else:
                    yield block

    def _block(self, token: Token, opened: Token, lists: list[list[bool]]) -> Block:
        runs = self._runs(token)
        if opened.type == "heading_open":
            return Block("heading", runs, level=int(opened.tag[1]) - 1)
        if not lists:
            return Block("paragraph", runs)
        if runs and (box := TO_DO.match(runs[0].text)):
            runs = (Run(TO_TICK), replace(runs[0], text=runs[0].text[box.end() :]), *runs[1:])
            return Block("paragraph", runs)
        ordered, begins = lists[-1]
        lists[-1][1] = False
        return Block("item", runs, level=len(lists), ordered=ordered, begins=begins and ordered)

    def _runs(self, token: Token) -> Runs:
        found: list[Run] = []
        look = Run("")
        for child in token.children or ():
            if child.type in ("strong_open", "strong_close"):
                look = replace(look, bold=child.type == "strong_open")
            elif child.type in ("em_open", "em_close"):
                look = replace(look, italic=child.type == "em_open")
            elif child.type == "link_open":
                look = replace(look, href=self._leads_to(str(child.attrGet("href"))))
            elif child.type == "link_close":
                look = replace(look, href="")
            elif child.type in ("softbreak", "hardbreak"):
                found.append(replace(look, text=" "))
            else:
                found += self._with_notes(child.content, look)
        return tuple(run for run in found if run.text)

    def _with_notes(self, text: str, look: Run) -> Iterator[Run]:
        """Words, and the numbers of their sources raised."""
        at = 0
        for note in NOTE_AND_STOP.finditer(text):
            yield replace(look, text=fill(text[at : note.start()].rstrip() + note[2], self.day))
            numbers = [str(self._number(key)) for key in keys_of(note[1])]
            yield Run(f"[{', '.join(numbers)}]", raised=True)
            at = note.end()
        yield replace(look, text=fill(text[at:], self.day))

    def _number(self, key: str) -> int:
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1

    def _leads_to(self, href: str) -> str:
        kind, _, name = href.partition(":")
        return self.address(kind, name) if kind in LINK_KINDS else href
