"""Which words tell that something protects an authority, where nobody has named its function."""

from collections.abc import Iterable
from typing import Final

from thirty3.words import plain_words

# "IT" and "AV" stand in names of every sort.
SHORTEST: Final = 3


def protective_words(functions: Iterable[tuple[bool, Iterable[str]]]) -> frozenset[str]:
    """The words that only the names of protective functions use.

    `functions` gives for each whether it is protective, and its name with its synonyms.
    """
    words: dict[bool, set[str]] = {True: set(), False: set()}
    for protective, names in functions:
        for name in names:
            words[protective].update(plain_words(name).split())
    return frozenset(word for word in words[True] - words[False] if len(word) >= SHORTEST)


def sounds_protective(text: str, words: frozenset[str]) -> bool:
    """Whether a text uses one of these words."""
    return not words.isdisjoint(plain_words(text).split())
