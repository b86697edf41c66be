"""The known names, kept so that a new one finds those it may mean without being compared with all."""

import math
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import fuzz, process

from suppliers.matching.likeness import LIKELY, Form, Weights, forms_of, likeness
from suppliers.matching.names import take_apart
from suppliers.matching.rule import keys
from suppliers.matching.spelling import singular
from suppliers.names import fold

# How many known names are compared with one, by the weight of the words they share, and by other signs.
_LOOKED_AT = 48
# Words that more names bear than this only rank those that rarer words have found.
_RARE = 600
_BEGINNING = 5
# A word that so few bear may be a slip of the pen.
_FEW = 2
_NEAR, _NEAR_WORDS, _SHORTEST_NEAR = 80.0, 3, 4
_INITIALS = range(3, 10)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known supplier that a name may mean: by which of its names, how much alike, and why."""

    pk: int
    name: str
    score: float
    why: str


class Index:
    """Every known name of every supplier."""

    def __init__(self, names: Iterable[tuple[int, str]] = (), *, weights: Weights | None = None) -> None:
        self._weights = weights or Weights()
        self._known: list[tuple[int, str, Form]] = []
        self._with_word: dict[str, set[int]] = defaultdict(set)
        self._with_beginning: dict[str, set[int]] = defaultdict(set)
        self._with_initials: dict[str, set[int]] = defaultdict(set)
        self._words_by_letter: dict[str, list[str]] = defaultdict(list)
        self._by_whole: dict[str, set[int]] = defaultdict(set)
        self._by_also: dict[str, set[int]] = defaultdict(set)
        for pk, name in names:
            self.add(pk, name)

    def add(self, pk: int, name: str) -> None:
        """Know one more name of a supplier."""
        self.know(pk, name)
        self.offer(pk, name)

    def offer(self, pk: int, name: str) -> range:
        """Offer a supplier for names like this one, without the strict rule: half the work and the memory.

        Returns the places at which the name stands from now on.
        """
        first = len(self._known)
        for form in forms_of(take_apart(name)):
            self._add_form(pk, name, form)
        return range(first, len(self._known))

    def know(self, pk: int, name: str) -> None:
        """Know a name so that the strict rule finds it, but never offer its supplier for another name."""
        whole, also = keys(name)
        self._by_whole[whole].add(pk)
        for key in also:
            self._by_also[key].add(pk)

    def _add_form(self, pk: int, name: str, form: Form) -> None:
        at = len(self._known)
        self._known.append((pk, name, form))
        for word in form.words:
            bearers = self._with_word[word]
            if not bearers:
                self._words_by_letter[word[0]].append(word)
            bearers.add(at)
        self._with_beginning[form.letters[:_BEGINNING]].add(at)
        for initials in form.initials:
            if len(initials) in _INITIALS:
                self._with_initials[initials].add(at)
                for end in range(4, len(initials)):
                    self._with_initials[initials[:end]].add(at)

    def decide(self, name: str) -> int | None:
        """The one supplier that the strict rule finds. Where it finds two, a person has to say which."""
        whole, also = keys(name)
        none: set[int] = set()
        found = self._by_whole.get(whole, none) | self._by_also.get(whole, none)
        found = found.union(*[self._by_whole.get(key, none) for key in also])
        return next(iter(found)) if len(found) == 1 else None

    def likely(self, name: str) -> list[Candidate]:
        """The candidates that are good enough for a person to look before a new supplier is made."""
        return [found for found in self.candidates(name) if found.score >= LIKELY]

    def candidates(self, name: str, limit: int = 5, *, among: Set[int] | None = None) -> list[Candidate]:
        """The suppliers that a name may mean, the likeliest first, each once.

        With `among`, as if no other names were known than those at these places.
        """
        best: dict[int, Candidate] = {}
        with_word = _Bearers(self._with_word, among)
        rarity = _Rarity(with_word, len(self._known) if among is None else len(among))
        for form in forms_of(take_apart(name)):
            for at in self._looked_at(form, with_word, among):
                pk, known, other = self._known[at]
                score, why = likeness(form, other, rarity, self._weights)
                if pk not in best or best[pk].score < score:
                    best[pk] = Candidate(pk, known, score, why)
        asked = fold(name)
        # Of equals the one that is written so, then the longer: a legal name says more than its shortening.
        return nlargest(
            limit,
            best.values(),
            key=lambda found: (found.score, fold(found.name) == asked, len(found.name), -found.pk),
        )

    def _looked_at(self, form: Form, with_word: "_Bearers", among: Set[int] | None) -> set[int]:
        """Where the names stand that are worth comparing with this form."""
        bearers = [held for word in self._words_and_near(form, with_word) if (held := with_word[word])]
        known = len(self._known) if among is None else len(among)
        weight: dict[int, float] = defaultdict(float)
        for places in sorted(bearers, key=len):
            tells = math.log(1 + known / len(places))
            for at in places if len(places) <= _RARE or not weight else weight.keys() & places:
                weight[at] += tells
        # Of a large family that shares the words, first those with the fewest words besides.
        by_words = nlargest(_LOOKED_AT, weight, key=lambda at: (weight[at], -len(self._known[at][2].words)))
        others = set(self._with_beginning.get(form.letters[:_BEGINNING], ()))
        if len(form.spelt) == 1:
            others.update(self._with_initials.get(form.spelt[0], ()))
        for initials in form.initials:
            others.update(self._with_word.get(singular(initials), ()))
        if among is not None:
            others &= among
        return {*by_words, *sorted(others)[:_LOOKED_AT]}

    def _words_and_near(self, form: Form, with_word: "_Bearers") -> set[str]:
        """The form's words, and known ones that are spelt much like its rarest."""
        words = set(form.words)
        for word in form.words:
            if len(word) >= _SHORTEST_NEAR and len(with_word[word]) <= _FEW:
                near = process.extract(
                    word,
                    self._words_by_letter.get(word[0], ()),
                    scorer=fuzz.ratio,
                    score_cutoff=_NEAR,
                    limit=None,
                )
                words.update([found for found, _, _ in near if with_word[found]][:_NEAR_WORDS])
        return words


class _Bearers(dict[str, Set[int]]):
    """Where the names with a word stand, among those that are asked for: each word is narrowed once."""

    def __init__(self, with_word: dict[str, set[int]], among: Set[int] | None) -> None:
        super().__init__()
        self._with_word, self._among = with_word, among

    def __missing__(self, word: str) -> Set[int]:
        found: Set[int] = self._with_word.get(word, frozenset())
        self[word] = held = found if self._among is None else found & self._among
        return held


class _Rarity(dict[str, float]):
    """How much a word tells: 1 for one that nobody else bears, little for one that many do."""

    def __init__(self, with_word: _Bearers, known: int) -> None:
        super().__init__()
        self._with_word, self._known = with_word, known
        self._most = math.log(2 + known)

    def __missing__(self, word: str) -> float:
        bearers = len(self._with_word[word])
        self[word] = tells = math.log(2 + self._known / (1 + bearers)) / self._most
        return tells
