"""Headings in other words: known ones with words added, left out, shortened or in another order."""

import re
from collections.abc import Mapping
from typing import Final


def words(text: str) -> frozenset[str]:
    """Words written in one text."""
    return frozenset(text.split())


# Said of any column, so that they tell none apart.
FILLERS: Final = words(
    "000 a agreement applicable brief c contract contracts current dd details enter for format gbp if in "
    "insert is k known let mm months n of on or over please pounds s sterling the this "
    " under uk used where whether y years yn yy yyyy"
)
# Short forms and other words for the words that headings are made of.
WORDS: Final[Mapping[str, str]] = {
    word: meant
    for meant, several in {
        "annual": "yearly pa annum annually",
        "authority": "council borough",
        "company": "co",
        "awarded": "winning successful appointed",
        "department": "dept dpt",
        "description": "desc descr descriptions",
        "end": "ends ending ended expires expiry expire expiration exp finish finishes cease ceases",
        "estimated": "est estimate approx approximate indicative anticipated",
        "ex": "excl exc excluding exclusive excludes exclude",
        "extension": "extensions ext extn extend",
        "inc": "incl including inclusive includes include",
        "maximum": "max ultimate",
        "number": "no num nr numbers",
        "organisation": "org organization",
        "procedure": "procurement proc",
        "reference": "ref refs",
        "registration": "reg registered",
        "review": "reviewed reviews",
        "start": "st starts starting begins begin beginning commence commences commencement commencing "
        "started",
        "supplier": "suppliers supp suppl contractor contractors provider providers vendor vendors bidder "
        "tenderer",
        "title": "titles",
        "total": "tot",
        "value": "val vals cost costs price amount amt sum",
        "date": "dt dte",
        "whole": "life lifetime",
    }.items()
    for word in words(several)
}
# Shortened by leaving letters out, where the whole word counts as well.
SHORT: Final[Mapping[str, str]] = {
    short: whole
    for whole, several in {
        "agreement": "agrmt agmt agrt",
        "contract": "cntrct cntrt contr cont ctrct k",
        "department": "dept dpt",
        "description": "desc descr descrip",
        "reference": "ref",
        "supplier": "suppl suppr splr",
    }.items()
    for short in words(several)
}
PHRASES: Final = (
    (re.compile(r"\bper (?:annum|year)\b|\bp a\b|\bpa\b|\ba year\b"), "annual"),
    (
        re.compile(r"\bsmall (?:and |or |to |and or )?medium (?:sized )?(?:enterprises?|business(?:es)?)\b"),
        "sme",
    ),
    (
        re.compile(
            r"\bvoluntary (?:(?:and |or )*community )?(?:(?:and |or )*(?:social enterprise|faith) )?"
            r"(?:sector )?(?:organi[sz]ations?|enterprises?|sector)\b|\bvcs[foe]?\b|\bvco\b"
        ),
        "vcse",
    ),
)
DAYS: Final = words("start end")
BESIDE_A_DAY: Final = words("date term")
# Too little to go by: numbers of rows, dates of anything.
VAGUE: Final = words("date id key name number status title type value")


def written_out(folded: str) -> str:
    """A folded heading without its short forms: "cntrct title" is "contract title"."""
    return " ".join(SHORT.get(word, word) for word in folded.split())


def bare(folded: str) -> frozenset[str]:
    """The words of a folded heading that say something, each in the form in which they are compared."""
    for phrase, meant in PHRASES:
        folded = phrase.sub(meant, folded)
    said = frozenset(WORDS.get(word, word) for word in re.findall(r"[a-z]+|\d+", folded)) - FILLERS
    # "Start", "start date" and "term start" are the same day.
    return said - BESIDE_A_DAY if said & DAYS else said


def by_words[T](known: Mapping[str, T]) -> dict[frozenset[str], T]:
    """Known headings by the words that they are made of, where these words mean one thing alone."""
    found: dict[frozenset[str], T] = {}
    open_: set[frozenset[str]] = set()
    for heading, meaning in known.items():
        said = bare(heading)
        if len(said) < 2 and said <= VAGUE:
            continue
        if found.setdefault(said, meaning) != meaning:
            open_.add(said)
    return {said: meaning for said, meaning in found.items() if said and said not in open_}
