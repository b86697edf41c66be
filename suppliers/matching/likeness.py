"""How much alike two names are, for a person who is to choose: a number between 0 and 1, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from suppliers.matching.names import Name, initials_of, run_together
from suppliers.matching.spelling import singular
from suppliers.matching.words import ACTIVITY, COMPASS, JOINING

# From here on a person should look before a new supplier is made: see docs/benchmarks.md for what that costs.
LIKELY = 0.7
# Nobody is asked about names that share only what many are called, unless they are spelt much alike, ...
_TELLING_ENOUGH, _SPELT_ALIKE, _NEARLY_ALL = 0.7, 0.75, 0.95
# ... nor about siblings, where each has a word of its own that the other has not.
_ALIKE_THOUGH_APART = 0.8
# What names say besides who it is: what a firm does, and where.
_COMMON = frozenset(map(singular, ACTIVITY)) | JOINING | {"uk", "one", *COMPASS.values()}
# A name of which so much is the same, letter by letter, has a slip of the pen.
_SLIP = 0.94
_LIKE_WORDS = 82.0
_SHORTEST_SHORTENING = 3
# A word that is met by its shortening is not quite the word.
_NOT_QUITE = 0.8
# Whole descriptions stand in cells for names. Comparing them to the end would take a second each.
_MOST_WORDS = 16

SAME_INITIALS, SAME_WORDS, SAME_SPELLING = "the same initials", "the same words", "a similar spelling"


class Weights(NamedTuple):
    """What each sign of likeness counts for. Chosen on labelled pairs: see docs/benchmarks.md."""

    # How much of either name stands in the other, at best and at worst.
    contained: float = 0.5
    shared: float = 0.2
    letters: float = 0.15
    first: float = 0.15
    # One name is the initials of the other; this counts alone.
    initials: float = 0.85


@dataclass(frozen=True, slots=True)
class Form:
    """One of the names that a name tells of, ready to be compared."""

    words: tuple[str, ...]
    spelt: tuple[str, ...]
    letters: str
    initials: frozenset[str]


def forms_of(name: Name) -> tuple[Form, ...]:
    """A name's own form first, then those it tells of."""
    return tuple(_form(words[:_MOST_WORDS]) for words in (name.words, *name.others) if words)


def _form(spelt: tuple[str, ...]) -> Form:
    words = tuple(singular(word) for word in spelt)
    return Form(words, spelt, run_together(words), initials_of(spelt))


def likeness(one: Form, other: Form, rarity: Mapping[str, float], weights: Weights) -> tuple[float, str]:
    """How much alike two forms are, and the sign that speaks for it most."""
    if _is_initials_of(one, other) or _is_initials_of(other, one):
        return weights.initials, SAME_INITIALS
    of_one, of_other = _shares(one, other, rarity)
    contained = max(of_one, of_other)
    letters = fuzz.ratio(one.letters, other.letters) / 100
    score = (
        weights.contained * contained
        + weights.shared * min(of_one, of_other)
        + weights.letters * letters
        + weights.first * (one.words[0] == other.words[0])
    )
    why = SAME_WORDS if contained >= letters else SAME_SPELLING
    if letters >= _SLIP and _figures(one) == _figures(other):
        return max(score, LIKELY), why
    # Still in the order of likeness, but below all that a person is asked about.
    return score if _worth_asking(one, other, rarity, score, why) else score * LIKELY, why


def _figures(form: Form) -> str:
    """Numbers tell companies apart."""
    return "".join([letter for letter in form.letters if letter.isdigit()])


def _worth_asking(one: Form, other: Form, rarity: Mapping[str, float], score: float, why: str) -> bool:
    """Whether what two forms share could tell who it is, and what they do not share leaves that open."""
    mine, theirs = set(one.words), set(other.words)
    if score < _ALIKE_THOUGH_APART and mine - theirs - _COMMON and theirs - mine - _COMMON:
        return False
    telling = sum([rarity[word] for word in mine & theirs])
    return telling >= _TELLING_ENOUGH or score >= (_SPELT_ALIKE if why == SAME_SPELLING else _NEARLY_ALL)


def _is_initials_of(short: Form, long: Form) -> bool:
    """ "RNIB" of the Royal National Institute of Blind People: the last words may have been added later."""
    if len(short.spelt) > 1:
        return False
    word = short.spelt[0]
    if len(word) > _SHORTEST_SHORTENING:
        return any(initials.startswith(word) for initials in long.initials)
    return len(word) == _SHORTEST_SHORTENING and word in long.initials


def _shares(one: Form, other: Form, rarity: Mapping[str, float]) -> tuple[float, float]:
    """How much of either form stands in the other, words weighted by what they tell."""
    common = set(one.words) & set(other.words)
    met = sum([rarity[word] for word in common])
    left = [at for at, word in enumerate(one.words) if word not in common]
    right = [at for at, word in enumerate(other.words) if word not in common]
    of_one = met + sum([rarity[one.words[at]] for at in left])
    of_other = met + sum([rarity[other.words[at]] for at in right])
    met_one = met_other = met
    for mine, theirs in _met_otherwise(one, left, other, right) if left and right else ():
        met_one += _NOT_QUITE * sum([rarity[one.words[at]] for at in mine])
        met_other += _NOT_QUITE * sum([rarity[other.words[at]] for at in theirs])
    return met_one / of_one, met_other / of_other


def _met_otherwise(
    one: Form, left: list[int], other: Form, right: list[int]
) -> list[tuple[list[int], list[int]]]:
    """Places of words that are one another's shortening or slip of the pen or, once each way, initials."""
    met = []
    right = list(right)
    rest = []
    for at in left:
        word = one.words[at]
        there = next((there for there in right if _alike(word, other.words[there])), None)
        if there is None:
            rest.append(at)
        else:
            right.remove(there)
            met.append(([at], [there]))
    mine, run = _initials_and_run(one, rest, other, right)
    if run:
        met.append((mine, run))
    theirs, run = _initials_and_run(other, right, one, rest)
    if run:
        met.append((run, theirs))
    return met


def _initials_and_run(
    short: Form, free: list[int], long: Form, runs: list[int]
) -> tuple[list[int], list[int]]:
    """The place of a word such as "CVS", and those of the words in a row that it is short for."""
    for at in free:
        word = short.spelt[at]
        if 1 < len(word) <= len(runs):
            for places in (runs, [place for place in runs if long.words[place] not in JOINING]):
                start = "".join([long.words[place][0] for place in places]).find(word)
                if start >= 0:
                    first, last = places[start], places[start + len(word) - 1]
                    return [at], [place for place in runs if first <= place <= last]
    return [], []


def _alike(word: str, other: str) -> bool:
    shorter, longer = (word, other) if len(word) < len(other) else (other, word)
    if len(shorter) >= _SHORTEST_SHORTENING and longer.startswith(shorter):
        return True
    return fuzz.ratio(word, other) >= _LIKE_WORDS
