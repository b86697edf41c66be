"""What no note may say: how to reach somebody, and their name."""

from typing import Final

from contracts.imports.cells.text import refusal

NOTICE: Final = (
    "It may be released under the Freedom of Information Act. It is not for scoring bids. "
    "It names nobody, and holds no bid and no price of a line."
)


class NamesSomebody(ValueError):
    """A note that names or reaches somebody, in words for whoever wrote it."""


def refuse_names(*texts: str) -> None:
    """Stop whoever writes a note past the form."""
    for text in texts:
        if problem := refusal(text, "The note"):
            raise NamesSomebody(problem)
