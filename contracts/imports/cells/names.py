"""Cells that name things: authorities, functions, systems, makers. Several may stand in one cell."""

import re
from typing import Final

from contracts.imports.cells.parsed import Parsed, known, problem
from contracts.imports.cells.plain import lines
from contracts.imports.cells.words import state_from_words
from contracts.models import State
from thirty3.spreadsheets.cells import Cell

LONGEST_NAME: Final = 300
MOST_NAMES: Final = 50
AND_MORE: Final = re.compile(r",?\s*(?:\betc\b\.*|\band others\b|\bamong others\b|…|\.\.\.)$", re.IGNORECASE)


def split_outside_brackets(text: str, separators: str) -> list[str]:
    """The parts between separators. What stands in brackets is one part, even with separators in it."""
    if not any(sign in text for sign in separators):
        return [text] if text.strip(" \t.,;-") else []
    parts, depth, start = [], 0, 0
    for i, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif sign in separators and not depth:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    if depth and len(parts) == 1:
        # A bracket that is never closed holds nothing together.
        parts = re.split(f"[{re.escape(separators)}]", text)
    return list(dict.fromkeys(part.strip(" \t") for part in parts if part.strip(" \t.,;-")))


def names(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Names with a semicolon or a line break between two. A comma is part of a name."""
    return _several(cell, ";\n|")


def boroughs(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Names of authorities: none holds a comma, so commas part them too."""
    return _several(cell, ";\n|,")


def systems(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Names of products. Commas part them only where the cell is plainly a list: "Adobe, Jira etc."."""
    text = lines(cell)
    if (more := AND_MORE.search(text)) and "," in text:
        found = tuple(split_outside_brackets(text[: more.start()], ";\n|,"))
        message = "The cell says that there are more than it names. Only those that it names were read."
        return known(found, problem("more-than-named", message, text), note=text)
    return _several(cell, ";\n|")


def _several(cell: Cell, separators: str) -> Parsed[tuple[str, ...]]:
    text = lines(cell)
    said: Parsed[tuple[str, ...]] | None = state_from_words(text, not_applicable=State.NONE)
    if said:
        return said
    found = split_outside_brackets(text, separators)
    if not found:
        return Parsed()
    kept = tuple(name[:LONGEST_NAME] for name in found[:MOST_NAMES])
    if kept != tuple(found):
        message = (
            f"The cell is too long: the first {MOST_NAMES} names and {LONGEST_NAME} signs of each were kept."
        )
        return known(kept, problem("text-too-long", message, text))
    return known(kept)
