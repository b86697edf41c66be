"""Which words were meant by those that nothing holds: slips, words just begun, written together or apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from thirty3.search.analyser import SHORTEST_WRITTEN, compounds, stem
from thirty3.search.query import Piece, Run, pieces_of

# How many slips a word of so many letters may have: below the first, none.
SLIPS: Final = ((11, 3), (8, 2), (4, 1))
# A word is tried as the beginning of another from so many letters on.
SHORTEST_BEGINNING: Final = 3
# The last one may just have been begun.
SHORTEST_LAST: Final = 2
# Two words that were written as one are looked for in words of no more letters.
LONGEST_IN_ONE: Final = 30
# Second halves that are looked up for one search.
MOST_ENDS: Final = 40


@dataclass(frozen=True, slots=True)
class Corrected:
    """A word that was typed, and the one that was searched for instead."""

    typed: str
    meant: str


def beginnings(words: Iterable[str]) -> set[str]:
    """How the words begin that others may be read as."""
    several = list(words)
    # The first two letters may have changed places.
    letters = {letter for word in several for letter in word[:2]}
    ends = [word[cut:] for word in several for cut in _cuts(word)]
    return letters | set(ends[:MOST_ENDS])


def _cuts(word: str) -> range:
    """Where a word may be two that were written as one."""
    return range(SHORTEST_WRITTEN, min(len(word), LONGEST_IN_ONE) - SHORTEST_WRITTEN + 1)


def together(
    pieces: list[Piece], words: Mapping[str, str], known: Mapping[str, int]
) -> tuple[list[Piece], list[Corrected]]:
    """The pieces with those neighbours in one that are known as one word: "sirsi dynix" as SirsiDynix."""
    again: list[Piece] = []
    joined: list[Corrected] = []
    at = 0
    while at < len(pieces):
        pair = pieces[at : at + 2]
        word = "".join(words.get(piece.text, " ") for piece in pair)
        if len(pair) > 1 and word in known:
            joined.append(Corrected(" ".join(piece.text for piece in pair), word))
            again += pieces_of(word)
        else:
            again.append(pieces[at])
        at += 2 if len(pair) > 1 and word in known else 1
    return again, joined


def _apart(word: str, known: Mapping[str, int]) -> Piece | None:
    """A word as the two known ones that it was put together from: "servicedesk" as "service desk"."""
    for cut in _cuts(word):
        if word[:cut] in known and word[cut:] in known:
            one, other = pieces_of(f"{word[:cut]} {word[cut:]}")
            return Piece(f"{one.text} {other.text}", False, False, (*one.terms, *other.terms))
    return None


def word_of(piece: Piece) -> str:
    """The one word of letters that a piece is; blank where it is anything else."""
    parts = [part for compound in compounds(piece.text) for part in compound]
    return parts[0] if len(parts) == 1 and parts[0].isalpha() else ""


def otherwise(word: str, known: Mapping[str, int], *, last: bool) -> Piece | None:
    """How a word is read that none of the known ones is a form of; None where one is, or none is near."""
    root = stem(word)
    forms = {other: count for other, count in known.items() if other[0] == word[0] and stem(other) == root}
    if forms:
        # It is found as it stands; "managment" is still told as what it should be, "repairs" is a word.
        near = "" if any(_inflects(word, form) for form in forms) else nearest(word, forms)
        return pieces_of(near)[0] if near else None
    shortest = SHORTEST_LAST if last else SHORTEST_BEGINNING
    if len(word) >= shortest and any(other.startswith(word) for other in known):
        return Piece(word, quoted=False, unwanted=False, terms=((Run((word,), open_ended=True),),))
    near = nearest(word, known)
    # One slip is likelier than a space that was left out, and that is likelier than several slips.
    if near and OSA.distance(word, near) <= 1:
        return pieces_of(near)[0]
    return _apart(word, known) or (pieces_of(near)[0] if near else None)


def _inflects(word: str, form: str) -> bool:
    """Whether one is the other with an ending."""
    return word.startswith(form) or form.startswith(word)


def nearest(word: str, known: Mapping[str, int]) -> str:
    """The known word that is spelt most like this one; blank where none is like enough.

    First by how few slips lie between them, then one that begins alike, then the one in most records.
    """
    most = next((slips for letters, slips in SLIPS if len(word) >= letters), 0)
    found = [
        (slips, other[0] != word[0], -records, other)
        for other, records in known.items()
        if most
        and abs(len(other) - len(word)) <= most
        and (slips := OSA.distance(word, other, score_cutoff=most)) <= most
    ]
    return min(found)[-1] if found else ""
