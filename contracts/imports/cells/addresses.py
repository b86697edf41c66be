"""Cells of web addresses: http and https alone, for they become links."""

from typing import Final
from urllib.parse import urlsplit

from contracts.imports.cells.parsed import Parsed, known, problem
from contracts.imports.cells.plain import written
from contracts.imports.cells.text import BLANKS
from contracts.imports.problems import Problem
from thirty3.spreadsheets.cells import Cell

LONGEST_ADDRESS: Final = 2_000
MOST_ADDRESSES: Final = 20


def urls(cell: Cell) -> Parsed[tuple[str, ...]]:
    """The addresses in a cell. What is none is left out, and said."""
    text = written(cell).strip()
    if not text or text.casefold() in BLANKS:
        return Parsed()
    # Two addresses may be parted by a semicolon and no space; one may hold a semicolon.
    parts = text.replace(";http", " http").replace(",http", " http").split()
    tidy = [part.strip("<>\"'").rstrip(";,") for part in parts]
    found = tuple(dict.fromkeys(part for part in tidy if is_address(part)))[:MOST_ADDRESSES]
    problems = (_refused(text),) if len(found) < len(set(filter(None, tidy))) else ()
    return known(found, *problems) if found else Parsed(problems=problems)


def url(cell: Cell) -> Parsed[str]:
    """One address: the first where there are several."""
    found = urls(cell)
    if not found.value:
        return Parsed(problems=found.problems)
    return known(found.value[0], *found.problems)


def is_address(text: str) -> bool:
    """Whether the text is an http or https address that a page may link to."""
    if len(text) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        return (
            parts.scheme in ("http", "https") and "." in host and not parts.username and (parts.port or 1) > 0
        )
    except ValueError:
        return False


def _refused(text: str) -> Problem:
    message = (
        "Something in the cell is not a web address, so it was left out. Addresses begin http:// or https://."
    )
    return problem("not-an-address", message, text)
