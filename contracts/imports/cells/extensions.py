"""Cells of extension options: how many, and how long each lasts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contracts.imports.cells.number_words import in_digits
from contracts.imports.cells.parsed import Parsed, known, problem
from contracts.imports.cells.plain import plain
from contracts.imports.cells.words import state_from_words
from contracts.models import State
from thirty3.design.formatting import months_words
from thirty3.spreadsheets.cells import Cell

LONGEST_MONTHS: Final = 240
MOST_OPTIONS: Final = 20
# A bare number up to this is one of years, above it one of months.
MOST_YEARS: Final = 5

UNIT: Final = r"(?P<unit>year|yr|month|mth)s?"
OPENING: Final = r"\b(?:extend|extension|renew(?:al)?|option(?:al)?|further|additional)s?\b"
BY_THE_YEAR: Final = re.compile(
    rf"up to (?:a further )?(?P<months>\d+) (?:further |additional )?{UNIT}\b.*"
    r"\b(?:year by year|annual|yearly|12 month(?:ly)?) (?:basis|increments|intervals|periods)"
)
EACH: Final = (
    re.compile(rf"(?P<times>\d+) ?[x×*@] ?(?P<months>\d+) ?{UNIT}\b"),
    re.compile(
        r"(?P<times>\d+) (?:further |additional |optional |possible )?(?:extension|option|period|renewal)s?"
        r"(?: options?)?(?: to extend)?(?: each)?(?: (?:of|for|by))?(?: up to)?(?: a)?(?: periods?)?(?: of)?"
        rf" (?P<months>\d+) {UNIT}\b"
    ),
    re.compile(
        r"(?P<times>\d+) (?:further |additional |optional |possible )?"
        rf"(?P<months>\d+) {UNIT} (?:extension|option|period|renewal)s?\b"
    ),
)
IN_STEPS: Final = re.compile(
    rf"(?P<months>\d+) {UNIT}[^()\d]{{0,30}}\((?P<steps>\d+(?: ?\+ ?\d+)+)"
    r"(?: (?P<inside>year|yr|month|mth)s?)?\)"
)
CHAIN: Final = re.compile(
    r"\d+ (?:year|yr|month|mth)s?(?: ?(?:\+|and|plus|then) ?\d+ (?:year|yr|month|mth)s?)+"
)
SUM: Final = re.compile(
    rf"(?P<lead>\+ ?)?(?P<sum>\d+(?: ?\+ ?\d+)*)(?: {UNIT})?"
    r"(?P<rest>(?: (?:term|contract|basis))?(?:,.*| \(.*)?)"
)
ONE: Final = (
    re.compile(
        rf"{OPENING}(?:(?!\btotal\b)[^;.\d]){{0,40}}(?P<months>\d+) (?:further |additional )?{UNIT}\b"
    ),
    re.compile(rf"(?P<months>\d+) (?:further |additional )?{UNIT} (?:extension|option|renewal)\b"),
)
# "two years with an option to extend for one further": the unit stands with the term.
UNIT_BEFORE: Final = re.compile(rf"\d+ {UNIT}\b.*\bextend for (?P<months>\d+) (?:further|more)$")
BARE: Final = re.compile(rf"(?:up to |a further |further |an additional |additional )*(?P<months>\d+) {UNIT}")
REMOTE: Final = re.compile(
    r"\b(?:no|without|not) (?:\w+ )?(?:extension|option|provision)s?\b|^(?:no|0|nil|fully used)\b"
)

# So plain that nobody needs to be told how it was read.
CERTAIN: Final = re.compile(r"(?:\d+ ?[x×*] ?)?\d+ (?:month|year)s?(?: ?\+ ?\d+ (?:month|year)s?)*")


@dataclass(frozen=True, slots=True)
class Extensions:
    """The options to extend that a cell states, in months and in order."""

    months: tuple[int, ...]


def extensions(cell: Cell) -> Parsed[Extensions]:
    """Options to extend. Prose that states none clearly is kept as a note, and the options stay unknown."""
    words = plain(cell)
    said: Parsed[Extensions] | None = state_from_words(words, not_applicable=State.NONE)
    if said:
        return said
    folded = in_digits(words.casefold().replace("-", " "))
    if folded.isdecimal() and folded != "0":
        folded = f"a further {folded} {'years' if int(folded[:6]) <= MOST_YEARS else 'months'}"
    folded = re.sub(r"(?<=\d)(?=(?:year|yr|month|mth)s?\b)", " ", " ".join(folded.split()))
    if REMOTE.search(folded):
        exact = len(folded) <= len("no extension options")
        return Parsed(state=State.NONE, note="" if exact else words)
    months = next((found for way in WAYS if (found := way(folded))), ())
    if not months or len(months) > MOST_OPTIONS or not all(1 <= n <= LONGEST_MONTHS for n in months):
        message = "The options to extend were not clear from the cell. Its words were kept as a note."
        return Parsed(note=words, problems=(problem("extensions-unclear", message, words),))
    return _read_so(Extensions(months), folded, words)


def _read_so(options: Extensions, folded: str, words: str) -> Parsed[Extensions]:
    if CERTAIN.fullmatch(folded):
        return known(options)
    several = " + ".join(map(months_words, options.months))
    message = f"It was read as options to extend of {several}. The cell's words were kept as a note."
    return known(options, problem("extensions-read-so", message, words), note=words)


def _in_months(number: str, unit: str) -> int:
    return int(number[:6]) * (12 if unit.startswith("y") else 1)


def _by_the_year(text: str) -> tuple[int, ...]:
    if not (match := BY_THE_YEAR.search(text)):
        return ()
    whole = _in_months(match["months"], match["unit"])
    return (12,) * (whole // 12) if whole % 12 == 0 and whole <= LONGEST_MONTHS else ()


def _in_steps(text: str) -> tuple[int, ...]:
    """ "24 months (12+12)": the steps of a whole, where they come to it."""
    if not (match := IN_STEPS.search(text)):
        return ()
    steps, unit = re.findall(r"\d+", match["steps"]), match["unit"]
    for of_steps in (match["inside"] or unit, "year"):
        months = tuple(_in_months(step, of_steps) for step in steps)
        if sum(months) == _in_months(match["months"], unit):
            return months
    return ()


def _each(text: str) -> tuple[int, ...]:
    for form in EACH:
        if match := form.search(text):
            times = int(match["times"][:6])
            return (_in_months(match["months"], match["unit"]),) * min(times, MOST_OPTIONS + 1)
    return ()


def _chain(text: str) -> tuple[int, ...]:
    """ "12 months + 12 months", and the same after the words that open it."""
    if not (match := CHAIN.search(text)):
        return ()
    before = text[: match.start()]
    if before and not re.search(OPENING, before):
        return ()
    return tuple(_in_months(n, unit) for n, unit in re.findall(r"(\d+) (year|yr|month|mth)", match[0]))


def _sum(text: str) -> tuple[int, ...]:
    """ "2+1+1": the first is the term and the rest are options, unless all are alike or it says "+1"."""
    if not (match := SUM.fullmatch(text)) or ("+" not in match[0]):
        return ()
    numbers = [int(n[:6]) for n in re.findall(r"\d+", match["sum"])]
    term_first = bool(re.search(r"term|contract|initial", match["rest"])) or numbers[0] > min(numbers)
    if term_first and not match["lead"]:
        numbers = numbers[1:]
    unit = match["unit"] or ("year" if max(numbers, default=0) <= MOST_YEARS else "month")
    return tuple(_in_months(str(n), unit) for n in numbers)


def _one(text: str) -> tuple[int, ...]:
    for form in ONE:
        if match := form.search(text):
            return (_in_months(match["months"], match["unit"]),)
    if match := UNIT_BEFORE.search(text):
        return (_in_months(match["months"], match["unit"]),)
    return ()


def _bare(text: str) -> tuple[int, ...]:
    match = BARE.fullmatch(text)
    return (_in_months(match["months"], match["unit"]),) if match else ()


WAYS: Final[tuple[Callable[[str], tuple[int, ...]], ...]] = (
    _by_the_year,
    _in_steps,
    _each,
    _chain,
    _sum,
    _one,
    _bare,
)
