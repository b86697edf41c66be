"""Cells of free text: kept as they are, unless they name somebody or hold how to reach them."""

import re
from typing import Final

from contracts.imports.cells.parsed import Parsed, known, problem
from contracts.imports.cells.people import titled_name
from contracts.imports.cells.plain import lines, plain
from contracts.imports.cells.words import NONE, NOT_APPLICABLE, TO_COME, UNKNOWN, state_from_words
from contracts.imports.problems import Problem
from thirty3.spreadsheets.cells import Cell

LONGEST_LINE: Final = 500
LONGEST_TEXT: Final = 10_000
LONGEST_CODE: Final = 200
# The longest of the words that stand for a state.
LONGEST_STATE: Final = 30

EMAIL: Final = re.compile(r"[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[^\W\d_]{2,}")
# A British number: nine or ten digits after the 0 or +44, in groups of people's choosing.
TELEPHONE: Final = re.compile(
    r"(?<![\w£$€.,/=&%-])(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)(?=[1-35789])"
    r"(?:\d[ )-]{0,2}){8,9}\d(?![\w/-])"
)
# Dates, and the numbers of notices on Find a Tender.
OTHER_DIGITS: Final = re.compile(
    r"\b\d{5,6}-20\d\d\b|\b\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d\b|\b\d{4}-\d{1,2}-\d{1,2}\b"
)
BLANKS: Final = frozenset(("",)) | UNKNOWN | TO_COME | NONE | NOT_APPLICABLE


EMAIL_ADDRESS: Final = Problem(
    "email-address",
    "The cell holds an e-mail address, so it was left out. Take the address out and import the file again.",
    "",
    "(an e-mail address)",
)
TELEPHONE_NUMBER: Final = Problem(
    "telephone-number",
    "The cell seems to hold a telephone number, so it was left out. "
    "Take the number out and import the file again.",
    "",
    "(a telephone number)",
)
PERSON_NAMED: Final = Problem(
    "person-named",
    "The cell seems to name a person, so it was left out. Take the name out and import the file again.",
    "",
    "(a person's name)",
)
_IN_WORDS: Final = {
    EMAIL_ADDRESS.code: "an e-mail address",
    TELEPHONE_NUMBER.code: "a telephone number",
    PERSON_NAMED.code: "a person’s name",
}
# Whatever a cell of these problems says stays out of every row and page.
PERSONAL: Final = frozenset(
    (EMAIL_ADDRESS.code, TELEPHONE_NUMBER.code, PERSON_NAMED.code, "supplier-perhaps-person")
)


def personal_data(text: str, *, telephones: bool = True, names: bool = True) -> Problem | None:
    """The problem of a text that names or reaches a person; its value is masked.

    Columns of digits, such as references, are not asked for telephone numbers, nor addresses for names.
    """
    if "@" in text and EMAIL.search(text):
        return EMAIL_ADDRESS
    if telephones and _has_telephone(text):
        return TELEPHONE_NUMBER
    if names and titled_name(text):
        return PERSON_NAMED
    return None


def refusal(text: str, where: str) -> str:
    """What somebody who wrote this has to take out of it, if it names or reaches a person."""
    problem = personal_data(text)
    if problem is None:
        return ""
    what = _IN_WORDS[problem.code]
    return f"{where} seems to hold {what}. Take it out: say the team or the role instead."


def without_addresses(text: str) -> str:
    """Text above the rows of a table, such as a heading, without how to reach somebody."""
    reached = EMAIL.sub(EMAIL_ADDRESS.value, text) if "@" in text else text
    return TELEPHONE.sub(TELEPHONE_NUMBER.value, reached) if _has_telephone(reached) else reached


def _has_telephone(text: str) -> bool:
    return (
        "0" in text
        and TELEPHONE.search(text) is not None
        and TELEPHONE.search(OTHER_DIGITS.sub("~", text)) is not None
    )


def line(cell: Cell) -> Parsed[str]:
    """A few words on one line: a department, a framework."""
    return _kept(plain(cell), LONGEST_LINE)


def title(cell: Cell) -> Parsed[str]:
    """What something is called."""
    return _kept(plain(cell), LONGEST_LINE)


def text(cell: Cell) -> Parsed[str]:
    """Prose, with its paragraphs."""
    return _kept(lines(cell), LONGEST_TEXT)


def code(cell: Cell) -> Parsed[str]:
    """A reference: its letters and digits as they stand."""
    words = plain(cell)
    if words.casefold() in BLANKS:
        return Parsed()
    return _within(words, LONGEST_CODE)


def _kept(words: str, longest: int) -> Parsed[str]:
    """Prose says a state only in so many words: a title may well begin “Confidential”."""
    folded = words[:LONGEST_STATE].casefold()
    if folded in BLANKS or folded.startswith(("withheld", "redacted")):
        said: Parsed[str] | None = state_from_words(words)
        return said or _within(words, longest)
    return _within(words, longest)


def _within(words: str, longest: int) -> Parsed[str]:
    if len(words) <= longest:
        return known(words)
    message = f"The text has {len(words):,} characters. Only the first {longest:,} were kept."
    return known(words[:longest].rstrip(), problem("text-too-long", message, words))
