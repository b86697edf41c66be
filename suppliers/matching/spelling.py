"""One spelling for words that are spelt in several ways: shortened, in the plural, with a slip of the pen."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from suppliers.matching.words import ACTIVITY, COMPASS, NUMBERS, RENAMED, SHORTENED

_SHORTEST_WORD_WITH_SLIPS = 10
_LONG = 7
_SPELT_WITH_Z = re.compile(r"ization")
# A space that does not break, read in the wrong code and then written in capitals: "COMMUNITYAA MATTERS".
_BROKEN_SPACE = "aa"
_RENAMED = re.compile(rf"\b(?:{'|'.join(RENAMED)})\b")


def written_out(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words in one spelling, but for plurals."""
    full = [whole for word in words for whole in SHORTENED.get(word, word).split()]
    if full[-1] == "co":
        full[-1] = "company"
    if len(full) == 1:
        return (_without_slip(full[0]),)
    text = " ".join([_in_its_place(full, at) for at in range(len(full))])
    return tuple(_RENAMED.sub(lambda found: RENAMED[found[0]], text).split())


def _in_its_place(words: list[str], at: int) -> str:
    word = words[at]
    if len(word) >= _LONG:
        return _long_word(word)
    if len(word) == 1 and 0 < at < len(words) - 1 and min(len(words[at - 1]), len(words[at + 1])) > 1:
        return COMPASS.get(word, word)
    return NUMBERS.get(word, word)


@lru_cache(maxsize=2**15)
def _long_word(word: str) -> str:
    return _without_slip(_SPELT_WITH_Z.sub("isation", word.removesuffix(_BROKEN_SPACE)))


def singulars(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without their plurals.

    "Airline Reservations" is not "Airlines Reservations": the first word is the one a company is known by.
    """
    return words[:1] + tuple([singular(word) for word in words[1:]])


def singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("eaux"):
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@cache
def _known_words() -> dict[int, list[str]]:
    by_length: dict[int, list[str]] = {}
    for word in sorted(ACTIVITY):
        by_length.setdefault(len(word), []).append(word)
    return by_length


@lru_cache(maxsize=2**15)
def _without_slip(word: str) -> str:
    """A word as it was meant: "developement" as "development".

    Only in long words of a trade. In a name that was made up one letter makes another company, and in a short
    word another trade: printing and painting.
    """
    if len(word) < _SHORTEST_WORD_WITH_SLIPS or word in ACTIVITY:
        return word
    known = _known_words()
    near = (
        meant
        for length in (len(word) - 1, len(word), len(word) + 1)
        for meant in known.get(length, ())
        if OSA.distance(word, meant, score_cutoff=1) == 1
    )
    return next(near, word)
