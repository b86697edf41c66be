"""What else a phrase is called, as far as somebody may know: every source of names together."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from thirty3.audiences import Audience
from thirty3.registry import OTHER_NAMES, NamesSource
from thirty3.search.analyser import SHORTEST_WRITTEN
from thirty3.search.models import SameWords
from thirty3.search.understanding import Thesaurus
from thirty3.words import plain_words


class Phrases:
    """Phrases in plain words, known again as one or as many: "laptop" is what "laptops" are called."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_one: dict[str, list[str]] = {}
        for phrase in phrases:
            self._by_one.setdefault(_singular(phrase), []).append(phrase)

    def named(self, names: Iterable[str]) -> list[str]:
        """Those phrases that are one of some names."""
        ones = dict.fromkeys(_singular(plain_words(name)) for name in names)
        return [phrase for one in ones for phrase in self._by_one.get(one, ())]


@lru_cache(maxsize=2**12)
def _singular(phrase: str) -> str:
    """A phrase with its words as of one thing; short words, mostly acronyms, stand as they are.

    Stems would be too much: "licencing" is a slip in "licensing", and not another word for licences.
    """
    return " ".join(
        word if len(word) < SHORTEST_WRITTEN else _PLURAL.sub(_one, word) for word in phrase.split()
    )


_PLURAL: Final = re.compile(r"(ies|(?<=x|z)es|(?<=[cs]h)es|(?<=ss)es|(?<=[^s])s)$")


def _one(ending: re.Match[str]) -> str:
    return "y" if ending[0] == "ies" else ""


def thesaurus_for(audience: Audience) -> Thesaurus:
    """The thesaurus of an audience: for new phrases one query, or a few, for each source."""
    held: dict[frozenset[str], dict[str, list[str]]] = {}

    def names(phrases: set[str]) -> dict[str, list[str]]:
        asked = frozenset(phrases)
        # Some of the phrases that were asked about before are known with them.
        wider = next((known for known in held if asked <= known), asked)
        if wider not in held:
            held[wider] = _names(audience, phrases)
        return {phrase: names for phrase, names in held[wider].items() if phrase in asked}

    return names


def _names(audience: Audience, phrases: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if phrases:
        for source in OTHER_NAMES:
            for phrase, names in source.names(phrases, audience).items():
                found.setdefault(phrase, []).extend(name for name in names if plain_words(name) != phrase)
    return found


def same_words(phrases: set[str], audience: Audience) -> dict[str, list[str]]:
    """Groups of words that staff keep, for everyone alike: one query."""
    asked = Phrases(phrases)
    found: dict[str, list[str]] = {}
    for words in SameWords.objects.order_by("slug").values_list("words", flat=True):
        for phrase in asked.named(words):
            found.setdefault(phrase, []).extend(words)
    return found


def register() -> None:
    """Have searches widen by the words that staff keep; called when the app is ready."""
    OTHER_NAMES.register(NamesSource("words for one thing", same_words, order=0))
