"""What else a phrase is called, as far as somebody may know: every source of names together."""

from thirty3.audiences import Audience
from thirty3.registry import OTHER_NAMES, NamesSource
from thirty3.search.models import SameWords
from thirty3.search.understanding import Thesaurus
from thirty3.words import plain_words


def thesaurus_for(audience: Audience) -> Thesaurus:
    """The thesaurus of an audience: for new phrases one query, or a few, for each source."""
    held: dict[frozenset[str], dict[str, list[str]]] = {}

    def names(phrases: set[str]) -> dict[str, list[str]]:
        asked = frozenset(phrases)
        if asked not in held:
            held[asked] = _names(audience, phrases)
        return held[asked]

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
    found: dict[str, list[str]] = {}
    for words in SameWords.objects.order_by("slug").values_list("words", flat=True):
        for phrase in phrases.intersection(map(plain_words, words)):
            found.setdefault(phrase, []).extend(words)
    return found


def register() -> None:
    """Have searches widen by the words that staff keep; called when the app is ready."""
    OTHER_NAMES.register(NamesSource("words for one thing", same_words, order=0))
