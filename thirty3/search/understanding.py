"""What a search means: words that go by other names, and words that were mistyped.

Widened: an acronym, an alias or a function's synonym also finds what it stands for. Corrected: where
nothing holds all the words as they were typed, those that no record has are read as the nearest word
that one has, or as its beginning. Words in quotes are neither: they ask for just what they say.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol

from pyroaring import BitMap
from rapidfuzz.distance import OSA

from thirty3.search.analyser import compounds, stem
from thirty3.search.query import LONGEST_PHRASE, Piece, Query, Run, Term, Together, pieces_of, query_of
from thirty3.search.spelling import Corrected, beginnings, otherwise, together, word_of
from thirty3.words import plain_words

_AMPERSAND: Final = re.compile(r"(?<=\s)&(?=\s)")
# No name that is looked up has more words.
LONGEST_NAME: Final = 6
# References are typed in parts: "MD 3293", "995 153 69".
LONGEST_PART: Final = 4
# Other names of one thing that are searched for.
MOST_NAMES: Final = 8

# Of phrases in plain words: what else each is called. Nothing else, where it is a name by itself.
type Names = Mapping[str, Iterable[str]]
type Thesaurus = Callable[[set[str]], Names]


class Index(Protocol):
    """What can be searched: it finds records, and knows the words that they are written in."""

    def matches(self, query: Query) -> BitMap: ...
    def spelt(self, beginnings: Iterable[str]) -> dict[str, int]: ...


NOTHING_ASKED: Final = Query()


@dataclass(frozen=True, slots=True)
class Also:
    """A phrase that was typed, and what was searched for besides."""

    typed: str
    names: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """The names that find more than the words themselves do: "Housing management" has "housing"."""
        typed = {stem(word) for word in plain_words(self.typed).split()}
        return tuple(
            name for name in self.names if not typed <= {stem(word) for word in plain_words(name).split()}
        )


@dataclass(frozen=True)
class Understood:
    """A search as it was understood, and the records that it finds."""

    text: str = ""
    query: Query = NOTHING_ASKED
    ids: BitMap | None = None
    also: tuple[Also, ...] = ()
    corrected: tuple[Corrected, ...] = ()

    @property
    def found(self) -> BitMap:
        return self.ids if self.ids is not None else BitMap()

    @property
    def told(self) -> tuple[Also, ...]:
        """What was searched for besides, as far as it found more than what was typed."""
        return tuple(Also(also.typed, also.told) for also in self.also if also.told)

    @property
    def slips(self) -> int:
        """How far what was searched for is from what was typed."""
        return sum(OSA.distance(one.typed.casefold(), one.meant) for one in self.corrected)

    @property
    def reads(self) -> str:
        """The text with the words that were searched for instead."""
        text = " ".join(self.text.split())
        for one in self.corrected:
            text = re.sub(rf"(?<!\S){re.escape(one.typed)}(?!\S)", one.meant.replace("\\", ""), text)
        return text

    @property
    def literally(self) -> str:
        """The same text, asking for just these words."""
        return " ".join(_quoted(piece) for piece in pieces_of(self.text))


def _quoted(piece: Piece) -> str:
    return f'{"-" if piece.unwanted else ""}"{piece.text}"'


def understand(text: str, index: Index, thesaurus: Thesaurus) -> Understood:
    """Search for what a text means.

    Queries: those of the thesaurus and one; where nothing is found one more, and all again if a word can be
    read otherwise.
    """
    pieces = pieces_of(text)
    asked, also = widened(pieces, thesaurus)
    if _AMPERSAND.search(text):
        # By itself it asks nothing; in a name it is the word.
        with_word = widened(pieces_of(_AMPERSAND.sub(" and ", text)), thesaurus)
        asked, also = with_word if with_word[1] else (asked, also)
    query = query_of(asked)
    understood = Understood(text, query, index.matches(query), also)
    if understood.ids or not query.wanted:
        return understood
    return (
        _joined(understood, pieces, index) or _corrected(understood, pieces, index, thesaurus) or understood
    )


def _joined(literal: Understood, pieces: list[Piece], index: Index) -> Understood | None:
    """The same with the parts of a reference or number in one piece, if that finds anything."""
    again: list[Piece] = []
    joined: list[Corrected] = []
    for is_part, several in groupby(pieces, key=_is_part):
        parts = list(several)
        text = "".join(piece.text for piece in parts)
        if is_part and len(parts) > 1 and any(sign.isdigit() for sign in text):
            joined.append(Corrected(" ".join(piece.text for piece in parts), text))
            parts = pieces_of(text)
        again += parts
    if not joined:
        return None
    query = query_of(again)
    ids = index.matches(query)
    return Understood(literal.text, query, ids, corrected=tuple(joined)) if ids else None


def _is_part(piece: Piece) -> bool:
    """Whether a piece may be a part of a number: figures, or a few letters."""
    return piece.is_plain and (
        piece.text.isdigit() or (piece.text.isalnum() and len(piece.text) <= LONGEST_PART)
    )


def _corrected(
    literal: Understood, pieces: list[Piece], index: Index, thesaurus: Thesaurus
) -> Understood | None:
    """The same with those words read otherwise that nothing holds, if that finds anything."""
    named = {word for also in literal.also for word in also.typed.split()}
    words = {
        piece.text: word
        for piece in pieces
        # What goes by another name is known, though nothing may be held of it.
        if piece.is_plain and piece.text not in named and (word := word_of(piece))
    }
    known = index.spelt(beginnings(words.values())) if words else {}
    again, changed = together(pieces, words, known)
    last = pieces[-1].text
    read = {
        piece.text: other
        for piece in again
        if piece.text in words and (other := otherwise(words[piece.text], known, last=piece.text == last))
    }
    if not read and not changed:
        return None
    changed += [Corrected(text, other.text) for text, other in read.items() if other.text != words[text]]
    asked, also = widened([read.get(piece.text, piece) for piece in again], thesaurus)
    query = query_of(asked)
    ids = index.matches(query)
    return Understood(literal.text, query, ids, also, tuple(changed)) if ids else None


def widened(pieces: list[Piece], thesaurus: Thesaurus) -> tuple[list[Piece], tuple[Also, ...]]:
    """The pieces with what else they are called: the longest names first, from the left."""
    names = thesaurus(set(_phrases(pieces)))
    asked: list[Piece] = []
    also: list[Also] = []
    at = 0
    while at < len(pieces):
        length, others = _longest(pieces, at, names)
        part = pieces[at : at + length]
        if others:
            asked.append(_with_names(part, others))
            also.append(Also(" ".join(piece.text for piece in part), others))
        else:
            asked += part
        at += length
    return asked, tuple(also)


def _phrases(pieces: list[Piece]) -> Iterable[str]:
    """Every run of plain words, as names are compared."""
    for start in range(len(pieces)):
        for end in range(start + 1, min(len(pieces), start + LONGEST_NAME) + 1):
            if not pieces[end - 1].is_plain:
                break
            yield plain_words(" ".join(piece.text for piece in pieces[start:end]))


def _longest(pieces: list[Piece], at: int, names: Names) -> tuple[int, tuple[str, ...]]:
    """How many pieces from here are a name, and what else that is called.

    Of a name that goes by no other nothing is read apart: "business rates" are no rates by another name.
    """
    for length in range(min(LONGEST_NAME, len(pieces) - at), 0, -1):
        part = pieces[at : at + length]
        if all(piece.is_plain for piece in part):
            phrase = plain_words(" ".join(piece.text for piece in part))
            if phrase in names and not _begins_another(pieces, at + length - 1, phrase, names):
                return length, tuple(dict.fromkeys(names[phrase]))[:MOST_NAMES]
    return 1, ()


def _begins_another(pieces: list[Piece], last: int, phrase: str, names: Names) -> bool:
    """Whether a name is one without its last word too, with which another begins: "Enfield council tax"."""
    shorter = phrase.rpartition(" ")[0]
    return shorter in names and any(
        plain_words(" ".join(piece.text for piece in pieces[last:end])) in names
        for end in range(last + 2, min(len(pieces), last + LONGEST_NAME) + 1)
    )


def _with_names(pieces: list[Piece], names: tuple[str, ...]) -> Piece:
    """One piece that is found by its own words, wherever they stand, or by one of these names."""
    own: list[Term] = [term for piece in pieces for term in piece.terms]
    literal: Term = own[0] if len(own) == 1 else (Together(tuple(own)),)
    text = " ".join(piece.text for piece in pieces)
    return Piece(text, quoted=False, unwanted=False, terms=((*literal, *map(phrase_of, names)),))


def phrase_of(name: str) -> Run:
    """A name as words side by side."""
    return Run(tuple(stem(part) for parts in compounds(name) for part in parts)[:LONGEST_PHRASE])
