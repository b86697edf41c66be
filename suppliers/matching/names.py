"""Taking a supplier's name apart: its own words, its legal form, and the other names it tells of."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from suppliers.matching.spelling import singulars, written_out
from suppliers.matching.words import ACTIVITY, JOINING
from thirty3.words import plain_words

_LEGAL_FORM = re.compile(
    r"\b(public limited company|limited liability partnership|community interest co(mpany)?|"
    r"charitable incorporated organisation|limited by guarantee|"
    r"ltd|limited|plc|llp|cic|cio|cyf|cyfyngedig|limted|limitd|limtied|limied|limite|lt(?=\Z))\b"
)
# "T/A" parts a legal name from the one on the van; what follows "formerly" is a name of the past.
_OTHER_NAME = re.compile(
    r"\b(?:t ?[/\\] ?a|trading (?:as|under)|(?:(?<=ltd )|(?<=limited ))t ?a)\b"
    r"|\b(?:formerly|formally|previously|now|also) known as\b|\b(?:formerly|previously)\b"
    r"|\bf ?/ ?k ?/ ?a\b|\bfka\b",
    re.IGNORECASE,
)
_TRADING = re.compile(r"t ?[/\\]? ?a|trading .*", re.IGNORECASE)
# Whoever passes the money on.
_CARE_OF = re.compile(r"\bc/o\b.*", re.IGNORECASE)
# A number of a register or of an order beside a name. Shorter numbers belong to names.
_REFERENCE = re.compile(r"(?<= )((registered )?(charity|company) (number|no) )?[a-z]{0,2}[0-9]{6,}[a-z]?\Z")
# As charities write it. "Inc" without brackets may tell a parent abroad from its company here.
_INCORPORATED = re.compile(r"\(inc(?:\.|orporated)?\)", re.IGNORECASE)
# "Obstetricians/Gynaecologists", but not "T/A".
_EITHER = re.compile(r"(?<=\w{4})/(?=\w{4})")
# "Hope 4 the Community".
_FOR = re.compile(r"(?<=\w )4(?= (?:the|all) )")
# "Shelter, the National Campaign for Homeless People": a name, and what its bearer is.
_DESCRIPTION = re.compile(r"(?<=\w)(?:,(?= ?(?:the\b|(?:\w+ ){1,4}for\b))|:(?= ?(?:\w+ ){2}))", re.IGNORECASE)
_SHORTEST_INITIALS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `words` are its own: shortenings written out, plurals and slips undone."""

    words: tuple[str, ...]
    # Others that the name tells of: what it trades as, what it was called.
    others: tuple[tuple[str, ...], ...]
    # What tells this supplier from others: the words without spaces.
    key: str
    # Two persons of one name may trade under two others, which therefore belong to the key.
    bound: str = ""
    # Keys that the name itself says are its own too: what it was called before, initials beside their words.
    told: frozenset[str] = frozenset()


class _Words(NamedTuple):
    """Words in one spelling, their key before plurals were undone, and initials that only repeat them."""

    own: tuple[str, ...]
    with_plurals: str
    initials: str


@lru_cache(maxsize=2**15)
def take_apart(text: str) -> Name:
    """A name's parts. The same name in other letters, marks or spaces has the same."""
    text = _CARE_OF.sub("", _INCORPORATED.sub("", text)).strip() or text
    main, others, trading = _apart(" ".join(_EITHER.sub(" & ", text).split()))
    own = _own_words(main)
    if not own.own:
        return Name((), (), " ".join(text.casefold().split()))
    other_words = tuple(found for other in others if (found := _own_words(plain_words(other)).own))
    if trading and not _is_organisation(main):
        bound = "".join("/" + run_together(found) for found in other_words)
        return Name(own.own, other_words, run_together(own.own) + bound, bound)
    told = {own.with_plurals}
    if not trading:
        # A firm that trades under a brand is not the brand's owner, but what was once called so is the same.
        told.update(map(run_together, other_words))
        told.update(_before_description(text))
    if len(own.initials) >= _SHORTEST_INITIALS:
        told.add(own.initials)
    key = run_together(own.own)
    return Name(own.own, other_words, key, told=frozenset(told - {key}))


def _before_description(text: str) -> list[str]:
    head, *rest = _DESCRIPTION.split(text, maxsplit=1)
    return [run_together(words.own)] if rest and (words := _own_words(plain_words(head))).own else []


def run_together(words: tuple[str, ...]) -> str:
    """Words without the spaces between them, which people set as they like, but for those between figures."""
    text = "".join(words)
    if text.isalpha():
        return text
    text = ""
    for word in words:
        text += " " + word if text and text[-1].isdigit() and word[0].isdigit() else word
    return text


def initials_of(words: tuple[str, ...]) -> frozenset[str]:
    """Words shortened to their first letters, with and without those that join."""
    if len(words) < 2:
        return frozenset()
    return frozenset(
        [
            "".join([word[0] for word in words]),
            "".join([word[0] for word in words if word not in JOINING]),
        ]
    )


def _apart(text: str) -> tuple[str, list[str], bool]:
    """The name itself in plain words, the others told of, and whether it trades as one of them."""
    first, *told = _OTHER_NAME.split(text)
    main = plain_words(first)
    if not main or not told:
        return plain_words(text), [], False
    return main, told, any(_TRADING.fullmatch(link) for link in _OTHER_NAME.findall(text))


def _is_organisation(main: str) -> bool:
    """Whether a name is not merely a person's."""
    return bool(_LEGAL_FORM.search(main)) or not ACTIVITY.isdisjoint(main.split())


def _own_words(plain: str) -> _Words:
    written = _without(_LEGAL_FORM, plain)
    written = _without(_REFERENCE, written)
    written = _FOR.sub("for", written)
    words = tuple(word for word in written.split() if word != "the") or tuple(written.split())
    words, initials = _without_own_initials(words)
    if not words:
        return _Words((), "", initials)
    full = written_out(words)
    return _Words(singulars(full), run_together(full), initials)


def _without(what: re.Pattern[str], plain: str) -> str:
    """The words without what was looked for, unless nothing were left."""
    left = " ".join(what.sub(" ", plain).split())
    return left if left.removeprefix("the").strip() else plain


def _without_own_initials(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """ "Public Health Action Support Team (PHAST)" without what only repeats it, and that."""
    for at, word in enumerate(words):
        rest = words[:at] + words[at + 1 :]
        if len(word) > 2 and len(rest) > 2 and word in initials_of(rest):
            return rest, word
    return words, ""
