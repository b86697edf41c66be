"""What no note may say: how to reach somebody, and their name."""

from typing import Final

from contracts.imports.cells.text import EMAIL_ADDRESS, PERSON_NAMED, TELEPHONE_NUMBER, personal_data
from contracts.imports.problems import Problem

NOTICE: Final = (
    "It may be released under the Freedom of Information Act. It is not for scoring bids. "
    "It names nobody, and holds no bid and no price of a line."
)
_WORDS: Final = {
    EMAIL_ADDRESS.code: "an e-mail address",
    TELEPHONE_NUMBER.code: "a telephone number",
    PERSON_NAMED.code: "a person’s name",
}


class NamesSomebody(ValueError):
    """A note that names or reaches somebody, in words for whoever wrote it."""


def refusal(text: str, where: str) -> str:
    """Why a text cannot be shared, and what to do; nothing where it can."""
    problem: Problem | None = personal_data(text)
    if problem is None:
        return ""
    what = _WORDS[problem.code]
    return f"{where} seems to hold {what}. Take it out: say the team or the role instead."


def refuse_names(*texts: str) -> None:
    """Stop whoever writes a note past the form."""
    for text in texts:
        if problem := refusal(text, "The note"):
            raise NamesSomebody(problem)
