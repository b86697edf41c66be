"""People in the cells of a file: a name with a title, and a supplier whose name is that of a person.

Both are judged by words alone, so both are told as what they seem to be. Firms and places are named after
people too; words that only these have speak against a person.
"""

import re
import unicodedata
from typing import Final

from contracts.imports.cells.given_names import GIVEN_NAMES
from contracts.imports.cells.organisation_words import FIRMS, ORGANISATION, SURNAMES_TOO, TITLED_BRANDS

# A title by itself makes a person of the name that follows.
TITLES: Final = "mr|mrs|ms|miss|mx|dr|cllr"
# These also stand before other words: "Professor of", "Lord Mayor", "Rev 2", "Councillor portal".
RARE_TITLES: Final = (
    "messrs|councillor|councilor|alderman|prof|professor|sir|dame|lord|lady|baroness|baron|rev|revd|reverend|"
    "master|capt|captain|col|colonel|major|sgt|pc|dci|judge|rabbi|imam|sheikh|hon"
)
TITLED: Final = re.compile(
    rf"(?<![^\W_])(?<!notre )(?:(?P<title>{TITLES})|(?P<rare>{RARE_TITLES}))(?![^\W_]|['’/-])"
    r"(?:\.? *(?:&|and|/) *(?:mrs|ms|dr|mr)(?![^\W_]))?\.? *(?P<name>[^\W\d_].{0,80})",
    re.IGNORECASE,
)
ANY_TITLE: Final = frozenset(f"{TITLES}|{RARE_TITLES}".split("|"))
NO_LETTERS: Final = re.compile(r"[\W_]+")
# "12 Acacia Dr London" is an address.
DRIVE: Final = re.compile(r"\d+[a-z]? +(?:[A-Z]\w+ +){1,3}$")
WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?(?:[^\W\d_]\.)*|\S")
LEGAL_FORMS: Final = frozenset(("ltd", "limited", "llp", "plc"))
MOST_WORDS: Final = 4
# Two names follow these even where nobody knows the first.
HONOURS: Final = frozenset(("sir", "dame", "cllr", "councillor"))
_PARTICLES = "van von der den de da dos del di la le al el bin ibn binti ap ab mac mc o st y"
PARTICLES: Final = frozenset(_PARTICLES.split())
INITIAL: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.?")
IN_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]?")
BETWEEN_WORDS: Final = re.compile(r"[\s,()\[\]/]+")
# What one person may be; an organisation where it is part of the name itself.
OF_ONE: Final = frozenset(("consultant", "contractor", "associate", "trainer"))
OF_MANY: Final = ORGANISATION - OF_ONE
SHORTEST_SURNAME: Final = 2
MOST_IN_NAME: Final = 4


def titled_name(text: str) -> bool:
    """Whether a text names somebody by a title: "Mr John Smith", "Cllr J. Doe", "Dr Jones"."""
    # Most texts have no such word, which is sooner found out by looking at their words.
    if ANY_TITLE.isdisjoint(NO_LETTERS.split(text.casefold())):
        return False
    start = 0
    while found := TITLED.search(text, start):
        if _is_titled(found, text):
            return True
        start = found.start("name")
    return False


def _is_titled(found: re.Match[str], text: str) -> bool:
    title = (found["title"] or found["rare"]).casefold()
    shouted = text[found.start()].isupper() and text[found.start() + 1].isupper()
    if title == "dr" and DRIVE.search(text[: found.start()]):
        return False
    words = _name_words(found["name"], lower=shouted and found["name"][:2].islower())
    common = found["title"] is not None
    # "Mr Smith's System" is his; "Sir John Cass's School" is named after him.
    owner = next((i for i, word in enumerate(words, 1) if word.endswith(("'s", "’s"))), len(words))
    words = words[:owner] if common else words
    plain = [_plain(word) for word in words]
    against = ORGANISATION if common else ORGANISATION | SURNAMES_TOO
    if not words or (common and plain[0] in TITLED_BRANDS) or not against.isdisjoint(plain):
        return False
    initial = INITIAL.fullmatch(words[0]) is not None
    if initial and len(words) == 1:
        # "Mr X" hides a name; "Rev A" is a version.
        return False
    if initial or is_given_name(words[0]) or (len(words) > 1 and title in HONOURS):
        return True
    # "MS", "DR", "mr": letters that mean other things too, or a title written in small letters.
    return common and not shouted and text[found.start()].isupper()


def _name_words(text: str, *, lower: bool) -> list[str]:
    """The words of a name at the beginning of a text, with an organisation's word after it."""
    words: list[str] = []
    for match in WORD.finditer(text):
        word = match[0]
        plain = _plain(word)
        if not word[0].isalpha() or len(words) > MOST_WORDS:
            break
        if word[0].isupper() or lower or plain in PARTICLES or (not words and is_given_name(word)):
            words.append(word)
        elif plain in LEGAL_FORMS:
            words.append(word)
            break
        else:
            break
        if match.end() < len(text) and text[match.end()] in ",;:\n)":
            break
    return words


def perhaps_person(name: str) -> bool:
    """Whether a supplier's name looks like a person's: "Jane Smith", "J Smith", "Smith, Jane", "Mr Smith"."""
    if any(sign.isdigit() for sign in name) or "&" in name or "+" in name:
        return False
    whole = [plain for word in BETWEEN_WORDS.split(name) if (plain := _plain(word))]
    if not OF_MANY.isdisjoint(whole) or " ".join(whole) in FIRMS:
        return False
    if titled_name(name):
        return True
    bare = IN_BRACKETS.sub(" ", name).strip(" .,;-")
    last, comma, first = bare.partition(",")
    words = (f"{first} {last}" if comma else bare).split()
    return _is_name(words) and " ".join(map(_plain, words)) not in FIRMS


def _is_name(words: list[str]) -> bool:
    if not 2 <= len(words) <= MOST_IN_NAME or not all(_like_a_name(word) for word in words):
        return False
    initials = [word for word in words[:-1] if INITIAL.fullmatch(word)]
    surname = _plain(words[-1])
    if len(surname) < SHORTEST_SURNAME or INITIAL.fullmatch(words[-1]):
        return False
    if len(initials) == len(words) - 1:
        return len(surname) > SHORTEST_SURNAME
    # Two names and as many initials or particles as people have.
    rest = [w for w in words[1:-1] if not INITIAL.fullmatch(w) and _plain(w) not in PARTICLES]
    return is_given_name(words[0]) and OF_ONE.isdisjoint(map(_plain, words)) and len(rest) <= 1


def _like_a_name(word: str) -> bool:
    letters = word.replace("'", "").replace("’", "").replace("-", "").replace(".", "")
    return letters.isalpha() and not word.casefold().endswith(("'s", "’s"))


def initials(name: str) -> str:
    """A name as its first letters, by which who has the file knows it again."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, whatever its accents and the name that is joined to it."""
    plain = _plain(word)
    if plain in GIVEN_NAMES:
        return True
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return bare in GIVEN_NAMES or ("-" in bare and bare.partition("-")[0] in GIVEN_NAMES)


def _plain(word: str) -> str:
    return word.casefold().strip(".,;:'’\"-").removesuffix("'s").removesuffix("’s")
