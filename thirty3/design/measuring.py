"""How wide words are when drawn: a drawing made on the server cannot ask the browser."""

import unicodedata
from typing import Final

# Widths in parts of the font's size, as in the widest of the fonts that the style sheet may end up with.
NARROW: Final = "ijl'|.,:;!’·Iftr()[]/ -"
WIDE: Final = "mwMW%@—…Œœ&"
NARROW_EM, PLAIN_EM, CAPITAL_EM, WIDE_EM, FULL_EM = 0.39, 0.64, 0.76, 1.0, 1.05
BOLD: Final = 1.1
ELLIPSIS: Final = "…"


def width_of(text: str, size: float) -> float:
    """About how many pixels a line of text takes, rather too many than too few; bold is a size of its own."""
    return size * sum(map(_em, text))


def fitted(text: str, size: float, room: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis behind it."""
    if width_of(text, size) <= room:
        return text
    left = room - width_of(ELLIPSIS, size)
    for place, character in enumerate(text):
        left -= size * _em(character)
        if left < 0:
            return text[:place].rstrip() + ELLIPSIS
    return text


def _em(character: str) -> float:
    if character in NARROW:
        return NARROW_EM
    if character in WIDE:
        return WIDE_EM
    if character < "\x7f":
        return CAPITAL_EM if character.isupper() else PLAIN_EM
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return FULL_EM
    return CAPITAL_EM
