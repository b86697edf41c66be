"""What somebody typed into a search box, as a demand that both databases understand alike."""

import re
from collections.abc import Iterable, Iterator
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
# References and company numbers are found by their beginning, from so many signs on.
_SHORTEST_NUMBER = 3
# Companies House numbers have eight figures; spreadsheets drop the zeros before them.
_COMPANY_NUMBER = 8
_WITHOUT_ZEROS = range(5, _COMPANY_NUMBER)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that stand side by side in this order. Of the last the start is enough, if `open_ended`."""

    tokens: tuple[str, ...]
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Terms that must all be there, in any order: what was typed, beside what it may also be called."""

    terms: tuple["Term", ...]


# Alternatives: one of these is enough.
type Term = tuple[Run | Together, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was typed: a quoted phrase, or anything between spaces."""

    text: str
    quoted: bool
    unwanted: bool
    terms: tuple[Term, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it may be read otherwise: quotes ask for just these words."""
        return not self.quoted and not self.unwanted


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
    return query_of(pieces_of(text, prefix=prefix))


def pieces_of(text: str, *, prefix: bool = False) -> list[Piece]:
    """What was typed, piece by piece; pieces without a letter or digit ask nothing and are left out."""
    text = text[:LONGEST_TEXT].translate(_QUOTES)
    found = []
    for piece in _PIECE.finditer(text):
        still_typing = prefix and piece["word"] is not None and piece.end() == len(text)
        unwanted = bool(piece["minus"])
        if terms := tuple(_terms(piece, still_typing and not unwanted)):
            quoted = piece["phrase"] is not None
            found.append(Piece(str(piece["phrase"] if quoted else piece["word"]), quoted, unwanted, terms))
    return found


def query_of(pieces: Iterable[Piece]) -> Query:
    """The demand of all pieces together, up to 24 terms."""
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    for piece in pieces:
        for term in piece.terms:
            if len(wanted) + len(unwanted) < MOST_TERMS:
                (unwanted if piece.unwanted else wanted)[term] = None
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
    """A word; a compound is found in one piece, or as its parts side by side; a number by its beginning."""
    joined = "".join(parts)
    begun = len(joined) >= _SHORTEST_NUMBER and any(sign.isdigit() for sign in parts[-1])
    side_by_side = Run(tuple(stem(part) for part in parts[:LONGEST_PHRASE]), open_ended=begun)
    if len(parts) > 1:
        return (Run((stem(joined),), open_ended=begun), side_by_side)
    if len(joined) in _WITHOUT_ZEROS and joined.isdigit():
        return (side_by_side, Run((joined.zfill(_COMPANY_NUMBER),)))
    return (side_by_side,)


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
