"""Why a text was found: its words that a query asked for, marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from thirty3.search.analyser import compounds, stem
from thirty3.search.query import Query, Run, Term, Together

_WORD: Final = re.compile(r"[^\W_]+")
# So much of a long text stands around the first marked word.
AROUND: Final = 70


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text, marked where it is what was searched for."""

    text: str
    marked: bool = False


def marked(text: str, query: Query) -> list[Part]:
    """The whole text in parts."""
    return _parts(text, _places(text, query.wanted))


def snippet(text: str, terms: Sequence[Term]) -> list[Part]:
    """The text around the first words that one of these terms asks for; nothing where it has none."""
    places = _places(text, terms)
    if not places:
        return []
    first = min(places)[0]
    start, end = max(first - AROUND, 0), min(first + 2 * AROUND, len(text))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = (
        end
        if end == len(text)
        else max(text.rfind(" ", first, end), max(p[1] for p in places if p[0] == first))
    )
    inside = {(a - start, b - start) for a, b in places if a >= start and b <= end}
    parts = _parts(text[start:end], inside)
    return [
        *([Part("… ")] if start else []),
        *parts,
        *([Part(" …")] if end < len(text) else []),
    ]


def holds(text: str, term: Term) -> bool:
    """Whether a text has what a term asks for."""
    return _holds(_tokens(text), term)


def _holds(tokens: Sequence[str], term: Term) -> bool:
    return any(
        all(_holds(tokens, inner) for inner in one.terms)
        if isinstance(one, Together)
        else next(_found(tokens, one), None) is not None
        for one in term
    )


def _parts(text: str, places: set[tuple[int, int]]) -> list[Part]:
    parts, at = [], 0
    for start, end in sorted(places):
        if start < at:
            continue
        if start > at:
            parts.append(Part(text[at:start]))
        parts.append(Part(text[start:end], marked=True))
        at = end
    return [*parts, Part(text[at:])] if at < len(text) or not parts else parts


def _places(text: str, terms: Sequence[Term]) -> set[tuple[int, int]]:
    tokens = _tokens(text)
    found = {words for term in terms for run in _runs(term) for words in _found(tokens, run)}
    if not found:
        return set()
    spans = [word.span() for word in _WORD.finditer(text)]
    return {(spans[first][0], spans[last][1]) for first, last in found}


def _runs(term: Term) -> Iterator[Run]:
    for one in term:
        if isinstance(one, Together):
            for inner in one.terms:
                yield from _runs(inner)
        else:
            yield one


# A page asks several things of each of its texts, one after the other.
@lru_cache(maxsize=64)
def _tokens(text: str) -> Sequence[str]:
    return [_token(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=20_000)
def _token(word: str) -> str:
    return stem("".join(part for parts in compounds(word) for part in parts))


def _found(tokens: Sequence[str], run: Run) -> Iterator[tuple[int, int]]:
    """The first and last word where those of a run stand side by side; a compound may stand in several."""
    *before, last = run.tokens
    if not run.open_ended and last not in tokens:
        return
    for end in range(len(before), len(tokens)):
        here = tokens[end]
        if (here.startswith(last) if run.open_ended else here == last) and (
            not before or tokens[end - len(before) : end] == before
        ):
            yield end - len(before), end
