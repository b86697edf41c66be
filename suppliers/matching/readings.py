"""The other ways in which one supplier's name is written, where no other supplier is called so."""

import re
from collections.abc import Iterator

from suppliers.matching.names import run_together
from suppliers.matching.spelling import singular
from suppliers.matching.words import JOINING

# What only says that a body is a charity: it is known with and without, and a competitor is called otherwise.
# "Foundation", "Appeal" and "Trading" are often bodies of their own, so they count.
CHARITY_WORDS = frozenset(["charity", "charitable", "society", "trust"])
# These have a charity beside them that is another body.
_HAVE_A_CHARITY = frozenset(
    [
        "academy",
        "college",
        "council",
        "healthcare",
        "hospital",
        "infirmary",
        "museum",
        "nhs",
        "school",
        "university",
    ]
)
# An investment trust is a company of its own beside those that it is called after or invests in.
_INVESTED_IN = frozenset(
    [
        "asset",
        "capital",
        "equity",
        "estate",
        "finance",
        "fund",
        "group",
        "growth",
        "income",
        "investment",
        "property",
        "technology",
    ]
)
_TELLING = _HAVE_A_CHARITY | _INVESTED_IN
_FEWEST_WORDS = 2
# What a hospice is called with and without.
_OF_A_HOSPICE = frozenset(["care", "children", "memorial", "royal"])
# Three letters alone are many bodies' initials.
_INITIALS_ALONE, _INITIALS_WITHIN, _LONG_INITIALS = 4, 3, 5
_TURNED = range(3, 7)
# "Hospice in Rossendale"; but the Partnership for Learning is not Learning Partnerships.
_PLACED, _FEWEST_TURNED = frozenset(["in", "at"]), 3
# "Freemantle" and "Fremantle"; but a letter more makes another of a shorter word: Phillips and Philips.
_DOUBLED = re.compile(r"([a-z])\1(?=[a-z])")
_LONG, _LONG_AMONG_MORE = 10, 8
_FOUNDED = CHARITY_WORDS | {"hospice"}


def readings(words: tuple[str, ...]) -> Iterator[str]:
    """Keys of the ways in which a name of these words is written, other than with all of them in order."""
    if len(words) < _FEWEST_WORDS:
        return
    yield from _fewer(words)
    yield from _turned(words)
    yield from _shortened(words)
    yield from _without_double(words)
    if not _FOUNDED.isdisjoint(words):
        # "Scotts Project Trust" is called after somebody whose name may stand with or without its "s".
        yield run_together((singular(words[0]), *words[1:]))


def _fewer(words: tuple[str, ...]) -> Iterator[str]:
    """Without the words that only say that it is a charity."""
    fewer = tuple([word for word in words if word not in CHARITY_WORDS])
    if fewer != words and len(fewer) >= _FEWEST_WORDS and _TELLING.isdisjoint(fewer):
        yield run_together(fewer)
    if "hospice" in words:
        fewer = tuple([word for word in fewer if word not in _OF_A_HOSPICE])
        if fewer != words and len(fewer) >= _FEWEST_WORDS:
            yield run_together(fewer)


def _turned(words: tuple[str, ...]) -> Iterator[str]:
    """The same words from another one on: "Rossendale Hospice" for "Hospice in Rossendale".

    Not of two words, for Data Insight is not Insight Data; nor of figures, which would meet others.
    """
    if len(words) not in _TURNED or any(word[0].isdigit() for word in words):
        return
    for at in range(1, len(words)):
        if words[at] not in JOINING:
            yield run_together(words[at:] + words[:at])
        elif words[at] in _PLACED or len(words) > _FEWEST_TURNED:
            yield run_together(words[at + 1 :] + words[:at])


def _shortened(words: tuple[str, ...]) -> Iterator[str]:
    """As initials, alone or for the words at either end: "Bolton CVS"."""
    telling = tuple([word for word in words if word not in JOINING])
    alone = "".join([word[0] for word in telling])
    if len(alone) >= _INITIALS_ALONE:
        yield alone
        # The last words may have been added later: "SSAFA - Forces Help".
        yield from [alone[:end] for end in range(_LONG_INITIALS, len(alone))]
    for of in {words, telling}:
        initials = "".join([word[0] for word in of])
        for at in range(1, len(of) - _INITIALS_WITHIN + 1):
            yield run_together(of[:at]) + initials[at:]
        for at in range(_INITIALS_WITHIN, len(of)):
            yield initials[:at] + run_together(of[at:])
            yield run_together(of[at:]) + initials[:at]


def _without_double(words: tuple[str, ...]) -> Iterator[str]:
    """With one letter of a long word written once that is written twice."""
    shortest = _LONG_AMONG_MORE if len(words) > _FEWEST_WORDS else _LONG
    for at, word in enumerate(words):
        if len(word) >= shortest:
            for found in _DOUBLED.finditer(word):
                yield run_together(
                    (*words[:at], word[: found.start()] + word[found.end() - 1 :], *words[at + 1 :])
                )
