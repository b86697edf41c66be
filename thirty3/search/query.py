"""What somebody typed into a search box, as a demand that both databases understand alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thirty3.search.analyser import LONGEST_TOKEN, compounds, stem

LONGEST_TEXT = 2_000
MOST_TERMS = 24
LONGEST_PHRASE = 24

# A "quoted phrase" (an open quote runs to the end) or anything between spaces; a hyphen before excludes.
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-"})
# What may still be to come of an English word. Its stem is shorter than what has been typed of it
# ("procurem" of "procurement" is "procur"), so a prefix alone would lose it on the way.
_ENDINGS = (
    *("", "e", "s", "d", "ed", "y", "ty", "ity", "g", "ng", "ing", "n", "on", "ion"),
    *("t", "nt", "ent", "ment", "l", "al", "ly", "ce", "nce", "r", "er", "ss", "ess"),
)
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that stand side by side in this order. Of the last the start is enough, if `open_ended`."""

    tokens: tuple[str, ...]
    open_ended: bool = False


# Alternatives: one of these runs is enough.
type Term = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A record matches when it holds every wanted term and no unwanted one. Empty, it asks nothing."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


def parse_query(text: str, *, prefix: bool = False) -> Query:
    """Words that must all be there, "phrases", and -words that must not, from any text at all.

    With `prefix`, the last word is one that is still being typed. What is beyond the bounds
    (2,000 characters, 24 terms, 24 words of a phrase) is left out.
    """
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    text = text[:LONGEST_TEXT].translate(_QUOTES)
    for piece in _PIECE.finditer(text):
        still_typing = prefix and piece["word"] is not None and piece.end() == len(text)
        for term in _terms(piece, still_typing and not piece["minus"]):
            if len(wanted) + len(unwanted) < MOST_TERMS:
                (unwanted if piece["minus"] else wanted)[term] = None
    return Query(tuple(wanted), tuple(unwanted))


def _terms(piece: re.Match[str], still_typing: bool) -> Iterator[Term]:
    """The terms of one piece: one for a phrase, one for each compound otherwise."""
    if piece["phrase"] is not None:
        tokens = [stem(part) for parts in compounds(piece["phrase"]) for part in parts]
        if tokens:
            yield (Run(tuple(tokens[:LONGEST_PHRASE])),)
        return
    found = list(compounds(piece["word"]))
    for place, parts in enumerate(found, 1):
        yield _begun(parts) if still_typing and place == len(found) else _whole(parts)


def _whole(parts: list[str]) -> Term:
    """A word; a compound is found in one piece, or as its parts side by side."""
    side_by_side = Run(tuple(stem(part) for part in parts[:LONGEST_PHRASE]))
    if len(parts) == 1:
        return (side_by_side,)
    return (Run((stem("".join(parts)),)), side_by_side)


def _begun(parts: list[str]) -> Term:
    """A word that is still being typed: whatever begins with it, or has it as all but its ending."""
    last = parts[-1][:LONGEST_TOKEN]
    before = tuple(stem(part) for part in parts[: LONGEST_PHRASE - 1][:-1])
    side_by_side = Run((*before, last), open_ended=True)
    if len(parts) > 1:
        return (Run(("".join(parts)[:LONGEST_TOKEN],), open_ended=True), side_by_side)
    stems = {stem(last + ending) for ending in _ENDINGS} if last.isalpha() else set()
    shorter = sorted(s for s in stems if _SHORTEST_STEM <= len(s) < len(last) and last.startswith(s))
    return (side_by_side, *(Run((s,)) for s in shorter))
