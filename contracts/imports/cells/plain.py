"""A cell as tidy text."""

import datetime as dt
import math
import re
import unicodedata
from decimal import Decimal
from typing import Final

from thirty3.spreadsheets.cells import FIRST_ROUNDED, Cell
from thirty3.spreadsheets.escaping import unescape_text

# Control characters (but tab and line feed), lone surrogates, and signs that have no width or turn
# the direction of text: nobody typed them to say something, and some break a database or a page.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff]"
)
SPACES: Final = re.compile(r"[^\S\n]+")


def plain(cell: Cell) -> str:
    """The cell on one line, with one space between words."""
    text = written(cell)
    return " ".join(text.split())


def lines(cell: Cell) -> str:
    """The cell with its line breaks kept and every line tidy."""
    text = written(cell)
    if "\n" not in text:
        return " ".join(text.split())
    tidy = "\n".join(SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", tidy).strip()


def written(cell: Cell) -> str:
    """The cell as a person would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cleaned(cell)
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, int | float):
        return number_as_written(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def cleaned(text: str) -> str:
    """Text without characters that nobody typed, in one form of accents."""
    if text.isascii() and text.isprintable():
        return unescape_text(text) if text.startswith("'") else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unescape_text(unicodedata.normalize("NFC", UNSEEN.sub("", text)))


def number_as_written(number: float) -> str:
    """A number in plain digits, as long as it has digits to trust."""
    if isinstance(number, float):
        if not math.isfinite(number):
            return ""
        if not number.is_integer():
            return repr(number)
    if abs(number) < FIRST_ROUNDED:
        return str(int(number))
    return f"{Decimal(number):.14E}"
