"""A search over a few thousand names, held in memory: suppliers, technologies, authorities, functions.

It answers the same queries as the text index of a database. It holds what one audience may know, and is
made anew when that or a name changes: a shared one would tell by its spelling what is hidden.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyroaring import BitMap
from rapidfuzz import fuzz

from thirty3.search.analyser import tokens_of, written_words
from thirty3.search.query import Query, Run, Term, Together, parse_query
from thirty3.search.understanding import Thesaurus, Understood, understand
from thirty3.words import plain_words

# How well a thing fits what was typed: of two the lesser fits better.
type Fit = tuple[int, bool, float]

# After every letter and digit.
_LAST: Final = "{"
LEAST_NEAR: Final = 5


@dataclass(frozen=True)
class Named:
    """Something that is found by its name, by others that it goes by, and by words that belong to it."""

    slug: str
    name: str
    # Where its page is.
    href: str
    others: tuple[str, ...] = ()
    # Found by these too, after whatever is called so: the maker of a product.
    beside: tuple[str, ...] = ()
    demonstration: bool = False
    # What stands below its name in a list of the found.
    note: str = ""
    # Of equals the one of which more is told comes first.
    weight: int = 0
    # What is written in it: found by this last.
    text: tuple[str, ...] = ()


class NameIndex:
    """The names of one kind of thing."""

    def __init__(self, entries: Iterable[Named]) -> None:
        self.entries = list(entries)
        self._tokens: list[list[str]] = []
        self._with: dict[str, BitMap] = defaultdict(BitMap)
        self._spelt: Counter[str] = Counter()
        for at, entry in enumerate(self.entries):
            texts = (entry.name, *entry.others, *entry.beside, *entry.text)
            tokens = tokens_of(texts)
            self._tokens.append(tokens)
            for token in tokens:
                self._with[token].add(at)
            self._spelt.update(written_words(texts))
        self._in_order = sorted(self._with)
        # What is called so comes before what merely says so.
        told = (
            [replace(entry, text=()) for entry in self.entries] if any(e.text for e in self.entries) else []
        )
        self._by_name = NameIndex(told) if told else self

    def matches(self, query: Query) -> BitMap:
        """Where the things stand that match; all of them for an empty query."""
        found = BitMap(range(len(self.entries)))
        for term in query.wanted:
            found &= self._of_term(term)
        for term in query.unwanted:
            found -= self._of_term(term)
        return found

    def spelt(self, beginnings: Iterable[str]) -> dict[str, int]:
        """The words that begin so, and in how many names each of them is."""
        begin = tuple(beginnings)
        return {word: count for word, count in self._spelt.items() if word.startswith(begin)}

    def find(self, text: str, thesaurus: Thesaurus) -> tuple[Understood, list[Named]]:
        """How a text was understood, and what is called so, the best first; nothing where it asks nothing.

        Of equals the one that most is told of comes first.
        """
        understood, fits = self.fits(text, thesaurus)
        return understood, sorted(
            fits, key=lambda one: (fits[one], -one.weight, plain_words(one.name), one.slug)
        )

    def fits(self, text: str, thesaurus: Thesaurus) -> tuple[Understood, dict[Named, Fit]]:
        """The same, with how well each fits."""
        understood = understand(text, self, thesaurus)
        if not understood.query:
            return understood, {}
        literal = parse_query(understood.reads)
        meant = [plain_words(understood.reads)]
        meant += [plain_words(name) for also in understood.also for name in also.names]
        found = [self.entries[at] for at in understood.found]
        named = {self.entries[at].slug for at in self._by_name.matches(literal)} if literal else set()
        return understood, {entry: _fit(entry, meant, entry.slug in named) for entry in found}

    def _of_term(self, term: Term) -> BitMap:
        return BitMap().union(*(self._of_alternative(one) for one in term))

    def _of_alternative(self, one: Run | Together) -> BitMap:
        if isinstance(one, Together):
            return self.matches(Query(one.terms))
        *before, last = [self._of_token(token) for token in one.tokens[:-1]] + [self._of_last(one)]
        found = last.intersection(*before) if before else last
        if len(one.tokens) == 1:
            return found
        return BitMap(at for at in found if _side_by_side(self._tokens[at], one))

    def _of_token(self, token: str) -> BitMap:
        return self._with.get(token, BitMap())

    def _of_last(self, run: Run) -> BitMap:
        token = run.tokens[-1]
        if not run.open_ended:
            return self._of_token(token)
        first, end = bisect_left(self._in_order, token), bisect_left(self._in_order, token + _LAST)
        return BitMap().union(*(self._with[known] for known in self._in_order[first:end]))


def _side_by_side(tokens: Sequence[str], run: Run) -> bool:
    *whole, last = run.tokens
    for start in range(len(tokens) - len(whole)):
        end = start + len(whole)
        if tokens[start:end] == whole and (
            tokens[end].startswith(last) if run.open_ended else tokens[end] == last
        ):
            return True
    return False


def _fit(entry: Named, meant: Sequence[str], literally: bool) -> Fit:
    """The name itself first, then another name, then what begins so."""
    name, others = plain_words(entry.name), {plain_words(other) for other in entry.others}
    if name == meant[0]:
        near = 0
    elif meant[0] in others:
        near = 1
    elif name.startswith(f"{meant[0]} "):
        near = 2
    elif name in meant[1:]:
        near = 3
    else:
        near = 4 if f" {meant[0]} " in f" {name} " else LEAST_NEAR
    # What has the words scattered comes by how much its whole name is like them.
    like = fuzz.token_sort_ratio(name, meant[0]) if near == LEAST_NEAR else 0.0
    return near, not literally, -like
