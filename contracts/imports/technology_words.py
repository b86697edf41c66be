"""The words by which technology and everything else are told apart, looked for in a text.

`fixtures/reference/technology-words.csv` holds them, in small letters without accents and signs. At each
place of a text the longest phrase counts, so that "road network" is no network and "waste management
system" no waste management; `*` stands for any one word, and a last "s" may be there or not.
"""

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from django.conf import settings

from thirty3.words import plain_words

WORDS: Final[Path] = settings.BASE_DIR / "fixtures" / "reference" / "technology-words.csv"
ANY: Final = "*"
# In small letters "it" is a pronoun.
_IT: Final = re.compile(r"\bIT\b|\bI\.T\b\.?")

Says = Literal["certain", "strong", "fair", "weak", "other", "nothing"]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the list in a text, in the text's own spelling."""

    phrase: str
    says: Says
    # Descriptions mention a website or a tendering portal whatever is bought.
    in_titles_only: bool = False


type Phrase = tuple[tuple[str, ...], Says, bool]


@dataclass(frozen=True)
class Vocabulary:
    """The phrases by their first word, the longest first; those that begin with any word by their second."""

    plain: dict[str, list[Phrase]]
    after_any: dict[str, list[Phrase]]


@functools.cache
def vocabulary() -> Vocabulary:
    """The list, read once."""
    known = Vocabulary({}, {})
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words, says = tuple(row["words"].split()), _says(row["says"])
            in_titles_only = row["in_titles_only"] == "yes"
            group, words = (known.after_any, words[1:]) if words[0] == ANY else (known.plain, words)
            for spelt in {words, (*words[:-1], f"{words[-1]}s")}:
                group.setdefault(spelt[0], []).append((spelt, says, in_titles_only))
    for group in (known.plain, known.after_any):
        for phrases in group.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
    return known


def _says(text: str) -> Says:
    match text:
        case "certain" | "strong" | "fair" | "weak" | "other" | "nothing":
            return text
    raise ValueError(f"{WORDS.name}: “{text}” is no weight")


def find(text: str) -> list[Found]:
    """Every phrase of the list that a text holds, from left to right."""
    words = plain_words(text if text.isupper() else _IT.sub("ICT", text)).split()
    found = []
    for at, (phrase, says, in_titles_only) in _places(words):
        end = at + len(phrase)
        found.append(Found(_as_spelt(text, words[at:end]), says, in_titles_only))
    return found


def _places(words: list[str]) -> Iterator[tuple[int, Phrase]]:
    known, at = vocabulary(), 0
    while at < len(words):
        found = _longest(known.plain, words, at)
        after = _longest(known.after_any, words, at + 1)
        if after is not None and (found is None or len(after[0]) + 1 > len(found[0])):
            found = ((ANY, *after[0]), *after[1:])
        if found is not None:
            yield at, found
        at += len(found[0]) if found is not None else 1


def _longest(phrases: dict[str, list[Phrase]], words: list[str], at: int) -> Phrase | None:
    if at >= len(words):
        return None
    return next((p for p in phrases.get(words[at], ()) if tuple(words[at : at + len(p[0])]) == p[0]), None)


def _as_spelt(text: str, words: list[str]) -> str:
    """The words as the text writes them, where its signs let them be found again."""
    spelt = (r"I\W?C?T" if word == "ict" else re.escape(word) for word in words)
    found = re.search(rf"\b{r'\W+'.join(spelt)}\b", text, re.IGNORECASE)
    return found[0] if found else " ".join(words)
