"""The words of a name in one plain form, so that spellings can be compared."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_INITIAL = re.compile(r"\b(\w)\.")
_AMPERSAND = re.compile(r"\s*&\s*")
_APOSTROPHES = re.compile("['’‘ʼ`]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


# Registers repeat the same few thousand names.
@lru_cache(maxsize=2**14)
def plain_words(text: str) -> str:
    """Small letters and figures, single spaces: "L.B. Barking & Dagenham" as "lb barking and dagenham"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.lower()
    text = _INITIAL.sub(r"\1", _AMPERSAND.sub(" and ", _APOSTROPHES.sub("", text)))
    return _NOT_WORD.sub(" ", text).strip()


# No list of names in one cell is longer than this; a text that is was never one.
LONGEST_RUN = 6


def longest_runs[T](
    text: str, separators: re.Pattern[str], find: Callable[[str], T | None]
) -> tuple[list[tuple[str, T]], list[str]]:
    """Read a list of names whose own words may hold a separator: "Sutton, Hammersmith and Fulham and Brent".

    From the left, the longest run of parts that `find` knows is taken. What it does not know
    comes back as it stands in the text, neighbouring parts together.
    """
    spans = _spans(text, separators)
    found: list[tuple[str, T]] = []
    unknown: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        for end in range(min(len(spans), at + LONGEST_RUN), at, -1):
            part = text[spans[at][0] : spans[end - 1][1]].strip()
            if (hit := find(part)) is not None:
                found.append((part, hit))
                at = end
                break
        else:
            if unknown and at and unknown[-1][1] == spans[at - 1][1]:
                unknown[-1] = (unknown[-1][0], spans[at][1])
            else:
                unknown.append(spans[at])
            at += 1
    return found, [text[start:end].strip() for start, end in unknown]


def _spans(text: str, separators: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the parts between separators stand; empty ones are left out."""
    spans, start = [], 0
    for match in separators.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(start, end) for start, end in spans if text[start:end].strip()]
