"""A text of Markdown as the pieces that a reader reads: headings, paragraphs, items, rows of tables.

The pieces come from the same parser that renders the page, with emphasis, links and entities taken out, so
that what is checked is what is read.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

# CommonMark and tables; HTML stands as text.
PARSER: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
TO_DO: Final = re.compile(r"^\[([ xX])\]\s+")
LINK_KINDS: Final = ("toolkit", "template", "route", "reservation", "contracts", "opportunities", "calls")


@dataclass(frozen=True)
class Link:
    """A link of a text: where it leads, and its words."""

    href: str
    words: str


@dataclass(frozen=True)
class Piece:
    """A heading, paragraph, list item or row of a table.

    `under` holds the headings it stands below, the highest first.
    """

    kind: str
    text: str
    line: int
    level: int = 0
    under: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    to_do: bool = False
    # A bold beginning, as in a list of who does what.
    begins_bold: bool = False


class NotTaken(ValueError):
    """A block that guidance has no use for."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line, self.words = line, words


REFUSED: Final = {
    "fence": "A block of code says nothing here: write it as text.",
    "code_block": "A line that begins with four spaces is a block of code: begin it at the margin.",
    "hr": "A rule divides nothing that a heading does not: take it out.",
}


def pieces(body: str, first_line: int = 1) -> list[Piece]:
    """Every piece of a text in its order. Raises NotTaken."""
    return list(_Reading(PARSER.parse(body), first_line).pieces())


class _Reading:
    """One pass over the tokens, which keeps count of headings, lists and rows."""

    def __init__(self, tokens: Sequence[Token], first_line: int) -> None:
        self.tokens = tokens
        self.first = first_line
        self.headings: list[tuple[int, str]] = []
        self.items = 0
        self.row: list[Token] | None = None
        self.row_line = first_line

    def pieces(self) -> Iterator[Piece]:
        for at, token in enumerate(self.tokens):
            if token.type in REFUSED:
                raise NotTaken(self._line(token), REFUSED[token.type])
            self.items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
            if token.type == "tr_open":
                self.row, self.row_line = [], self._line(token)
            elif token.type == "tr_close":
                yield self._row_piece()
            elif token.type == "inline":
                yield from self._inline(token, self.tokens[at - 1])

    def _inline(self, token: Token, opened: Token) -> Iterator[Piece]:
        if self.row is not None:
            self.row.append(token)
            return
        text, line = _words(token), self._line(token)
        if opened.type == "heading_open":
            level = int(opened.tag[1])
            self.headings = [(at, words) for at, words in self.headings if at < level]
            yield Piece("heading", text, line, level, self._under(), _links(token))
            self.headings.append((level, text))
            return
        kind = "item" if self.items else "paragraph"
        to_do = bool(self.items and TO_DO.match(text))
        bold = bool(_first(token) == "strong_open")
        yield Piece(kind, TO_DO.sub("", text), line, 0, self._under(), _links(token), to_do, bold)

    def _row_piece(self) -> Piece:
        cells, self.row = self.row or [], None
        links = tuple(link for cell in cells for link in _links(cell))
        text = " | ".join(_words(cell) for cell in cells)
        return Piece("row", text, self.row_line, 0, self._under(), links)

    def _under(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.headings)

    def _line(self, token: Token) -> int:
        return self.first + (token.map[0] if token.map else 0)


def _words(token: Token) -> str:
    """What a reader sees: no marks of Markdown, no invisible characters, one form of each character."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            raise NotTaken((token.map or [0])[0] + 1, "A picture is not taken: say it in words.")
        else:
            parts.append(child.content)
    text = unicodedata.normalize("NFKC", "".join(parts))
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _links(token: Token) -> tuple[Link, ...]:
    found: list[Link] = []
    href, words = "", ""
    for child in token.children or ():
        if child.type == "link_open":
            href, words = str(child.attrGet("href") or ""), ""
        elif child.type == "link_close":
            found.append(Link(href, words))
        else:
            words += child.content
    return tuple(found)


def _first(token: Token) -> str:
    """The first thing in a line that is something."""
    told = (child.type for child in token.children or () if child.type != "text" or child.content)
    return next(told, "")
