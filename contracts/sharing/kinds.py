"""Which documents may be shared: of a known kind, and without the name or address of anybody."""

from typing import Final

from contracts.imports.cells.text import refusal
from thirty3.documents.kinds import NotAccepted, words_of

WHERE: Final = "The document"


def check(name: str, content: bytes) -> None:
    """Refuse what is no document that peers use, and what names somebody."""
    if problem := refusal(words_of(name, content), WHERE):
        raise NotAccepted(problem)
