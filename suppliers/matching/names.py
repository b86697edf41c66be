"""Taking a supplier's name apart: its own words, its legal form, and the other names it tells of."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from suppliers.matching.words import ACTIVITY, JOINING, SHORTENED
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
# "Obstetricians/Gynaecologists", but not "T/A".
_EITHER = re.compile(r"(?<=\w{4})/(?=\w{4})")
_SHORTEST_WORD_WITH_SLIPS = 10


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

    def key_of(self, words: tuple[str, ...]) -> str:
        """The key, had the name these words of its own."""
        return run_together(words) + self.bound


@lru_cache(maxsize=2**15)
def take_apart(text: str) -> Name:
    """A name's parts. The same name in other letters, marks or spaces has the same."""
    text = _CARE_OF.sub("", text).strip() or text
    main, others, binding = _apart(" ".join(_EITHER.sub(" & ", text).split()))
    words = _own_words(main)
    if not words:
        return Name((), (), " ".join(text.casefold().split()))
    other_words = tuple(found for other in others if (found := _own_words(plain_words(other))))
    bound = "".join("/" + run_together(found) for found in other_words) if binding else ""
    return Name(words, other_words, run_together(words) + bound, bound)


def run_together(words: tuple[str, ...]) -> str:
    """Words without the spaces between them, which people set as they like, but for those between figures."""
    text = "".join(words)
    if not any(word[0].isdigit() for word in words):
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
    """The name itself in plain words, the others told of, and whether these are needed to tell who it is."""
    first, *told = _OTHER_NAME.split(text)
    main = plain_words(first)
    if not main or not told:
        return plain_words(text), [], False
    trading = any(_TRADING.fullmatch(link) for link in _OTHER_NAME.findall(text))
    organisation = bool(_LEGAL_FORM.search(main)) or not ACTIVITY.isdisjoint(main.split())
    return main, told, trading and not organisation


def _own_words(plain: str) -> tuple[str, ...]:
    written = _without(_LEGAL_FORM, plain)
    written = _without(_REFERENCE, written)
    words = tuple(word for word in written.split() if word != "the") or tuple(written.split())
    words = _without_own_initials(words)
    full = [whole for word in words for whole in SHORTENED.get(word, word).split()]
    if full and full[-1] == "co":
        full[-1] = "company"
    # "Airline Reservations" is not "Airlines Reservations": the first word is the one a company is known by.
    plain_ones = [
        _without_slip(word) if at == 0 else singular(_without_slip(word)) for at, word in enumerate(full)
    ]
    return _written_in_full(tuple(plain_ones))


def _without(what: re.Pattern[str], plain: str) -> str:
    """The words without what was looked for, unless nothing were left."""
    left = " ".join(what.sub(" ", plain).split())
    return left if left.removeprefix("the").strip() else plain


def _written_in_full(words: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(words)
    return tuple(text.replace("united kingdom", "uk").replace("great britain", "gb").split())


def _without_own_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "Public Health Action Support Team (PHAST)" without what only repeats it."""
    for at, word in enumerate(words):
        rest = words[:at] + words[at + 1 :]
        if len(word) > 2 and len(rest) > 2 and word in initials_of(rest):
            return rest
    return words


def singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("eaux"):
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@cache
def _known_words() -> dict[int, list[str]]:
    by_length: dict[int, list[str]] = {}
    for word in sorted(ACTIVITY):
        by_length.setdefault(len(word), []).append(word)
    return by_length


@lru_cache(maxsize=2**15)
def _without_slip(word: str) -> str:
    """A word as it was meant: "developement" as "development".

    Only in long words of a trade. In a name that was made up one letter makes another company, and in a short
    word another trade: printing and painting.
    """
    if len(word) < _SHORTEST_WORD_WITH_SLIPS or word in ACTIVITY:
        return word
    known = _known_words()
    near = (
        meant
        for length in (len(word) - 1, len(word), len(word) + 1)
        for meant in known.get(length, ())
        if OSA.distance(word, meant, score_cutoff=1) == 1
    )
    return next(near, word)
