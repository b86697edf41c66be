"""The text analyser: the same words from a text, whichever database keeps them.

A text becomes two streams. The *running* tokens are its words in order, which phrases are made
of. The *joined* ones are its compounds in one piece ("g-cloud" as "gcloud"), so that a reference
or a name is found whether or not it was typed with its hyphens.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

# A longer run of letters is no word; both engines would refuse one of some thousand.
LONGEST_TOKEN = 64
# What PostgreSQL can hold of one text: a megabyte, and 255 places of one word. Twenty-four full pages.
MOST_TOKENS = 12_000
MOST_OF_ONE = 255
# Texts of which many are the same: names of suppliers, products, functions.
LONGEST_REMEMBERED = 60
# Stands where words must not be taken as neighbours. Nobody can ask for it: it is no letter.
BREAK = "¶"
# Shorter words are too near to each other to tell a slip from another word.
SHORTEST_WRITTEN = 4
# Words of one text that join the vocabulary: enough for its names and a page of description.
MOST_WRITTEN = 400

# Letters that do not fall apart into a plain one and an accent, and other spellings of - and '.
_FOLDS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        # A soft hyphen, and spaces without width, stand inside words.
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\ufeff": None,
    }
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_THOUSANDS = r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))"
_COMPOUND = re.compile(rf"[a-z0-9]+(?:(?:[-_/.'&+]|{_THOUSANDS})[a-z0-9]+)*")
_PART = re.compile("[a-z0-9]+")
_POSSESSIVE = re.compile(r"'s(?![a-z0-9])")


def fold(text: str) -> str:
    """Lower case without accents: "Café" and "CAFE" are one word."""
    text = text.lower() if text.isascii() else _fold_letters(text)
    return _POSSESSIVE.sub("", text) if "'" in text else text


def _fold_letters(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold().translate(_FOLDS))


def compounds(text: str) -> Iterator[list[str]]:
    """The parts of each word of a text, folded but not yet stemmed: mostly one part."""
    for compound in _COMPOUND.findall(fold(text)):
        yield [compound] if compound.isalnum() else _PART.findall(compound)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a word; anything with a digit is a number or a reference and stays whole."""
    word = word[:LONGEST_TOKEN]
    # A stemmer keeps the word that it is at, so threads must not share one.
    return str(EnglishStemmer().stemWord(word)) if word.isalpha() else word


def streams(text: str) -> tuple[list[str], list[str]]:
    """The running tokens of a text, and its joined ones. Not to be changed: they may be asked for again."""
    return _read(text)[:2]


def _read(text: str) -> tuple[list[str], list[str], list[str]]:
    """The two streams, and the words that they were made from."""
    return _streams(text) if len(text) > LONGEST_REMEMBERED else _remembered_streams(text)


def _streams(text: str) -> tuple[list[str], list[str], list[str]]:
    running: list[str] = []
    joined: list[str] = []
    written: list[str] = []
    for parts in compounds(text):
        running.extend(stem(part) for part in parts)
        written += parts
        if len(parts) > 1:
            joined.append(stem("".join(parts)))
    return running, joined, written


_remembered_streams = lru_cache(maxsize=8192)(_streams)


def analyse(text: str) -> list[str]:
    """The tokens of a text: its words in order, then its compounds in one piece."""
    running, joined = streams(text)
    return running + joined


def tokens_of(texts: Iterable[str]) -> list[str]:
    """The tokens to index for a record: no phrase reaches from one of its texts into the next."""
    tokens: list[str] = []
    compounded: list[str] = []
    for text in texts:
        running, joined = streams(text)
        if running:
            tokens += [*running, BREAK]
            compounded += joined
    tokens = (tokens + list(dict.fromkeys(compounded)))[:MOST_TOKENS]
    if len(tokens) <= MOST_OF_ONE:
        return tokens
    seen: Counter[str] = Counter()
    kept = []
    for token in tokens:
        seen[token] += 1
        kept.append(token if seen[token] <= MOST_OF_ONE else BREAK)
    return kept


def written_words(texts: Iterable[str]) -> list[str]:
    """The words of a record as they are written, each once: what its index knows how to spell."""
    words = dict.fromkeys(
        word
        for text in texts
        for word in _read(text)[2]
        if SHORTEST_WRITTEN <= len(word) <= LONGEST_TOKEN and word.isalpha()
    )
    return list(words)[:MOST_WRITTEN]
