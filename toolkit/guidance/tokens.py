"""What a text leaves to the dated tables of law: tokens for figures and notices, and keys of sources.

`{{figure:KEY}}`, `{{notice:UK4}}` and `{{code:UK4}}` stand in the stored page as they were written and are
filled on the day that somebody reads it: a sum that changes on 1 January is right on 1 January.
"""

import datetime
import re
from collections.abc import Callable
from typing import Final

from toolkit.law.figures import UnknownFigure, figure, figures, notices, sources

TOKEN: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
# "[@pa-51; own]": one or more keys of sources.
NOTE: Final = re.compile(r"\[@([^\[\]]*)\]")
# With the stop that is written after it and read before it.
NOTE_AND_STOP: Final = re.compile(NOTE.pattern + r"([.,;:!?]?)")
OWN: Final = "own"
EXAMPLE: Final = "example"


def keys_in(text: str) -> list[str]:
    """The keys of sources that stand in a text, in their order."""
    return [key for note in NOTE.findall(text) for key in keys_of(note)]


def keys_of(note: str) -> list[str]:
    return [key.strip().removeprefix("@") for key in note.split(";")]


def fill(text: str, day: datetime.date, written: Callable[[str], str] = str) -> str:
    """A text with its tokens filled for a day; `written` makes the words fit for where they stand."""

    def filled(token: re.Match[str]) -> str:
        # A preview shows what is wrong as it was written.
        return token[0] if problem_of(token[1]) else written(said(token[1], day))

    return TOKEN.sub(filled, text)


def said(token: str, day: datetime.date) -> str:
    """What a token says on a day. One that was checked is always known."""
    kind, _, key = token.partition(":")
    if kind == "figure":
        return _figure(key, day)
    name = notices()[key].name
    return key if kind == "code" else f"{name[0].lower()}{name[1:]} ({key})"


def problem_of(token: str) -> str:
    """Why a token cannot be filled, in a sentence; blank where it can."""
    kind, _, key = token.partition(":")
    if kind == "figure":
        return "" if key in figures() else f"There is no figure “{key}” in fixtures/law/figures.csv."
    if kind in ("notice", "code"):
        return "" if key in notices() else f"There is no notice “{key}” in fixtures/law/notices.csv."
    return f"“{{{{{token}}}}}” is no token: write {{{{figure:KEY}}}}, {{{{notice:UK4}}}} or {{{{code:UK4}}}}."


def unknown_sources(text: str) -> list[str]:
    """Keys in a text that no source has."""
    return [key for key in keys_in(text) if key not in sources()]


def _figure(key: str, day: datetime.date) -> str:
    """The figure of the day; where none holds, the one that did or will, and until or from when."""
    try:
        return figure(key, day).said
    except UnknownFigure:
        held = figures()[key]
        past = [one for one in held if one.to_date and one.to_date < day]
        if past:
            return f"{past[-1].said} (until {_date(past[-1].to_date)})"
        return f"{held[0].said} (from {_date(held[0].from_date)})"


def _date(day: datetime.date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""
