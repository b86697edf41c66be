"""How a project's texts and dates read on its page."""

import re
from dataclasses import dataclass
from typing import Final

from thirty3.design.formatting import fact_date
from toolkit.models import TimelineEntry

EMPTY_LINES: Final = re.compile(r"\n\s*\n")
NO_DATE: Final = "Date not known"


@dataclass(frozen=True)
class Step:
    """A step of the timeline, with its date in words and its text in paragraphs."""

    entry: TimelineEntry
    when: str
    paragraphs: list[str]


def told(entry: TimelineEntry) -> Step:
    """A step as its page shows it."""
    return Step(entry, when(entry), paragraphs(entry.text))


def when(entry: TimelineEntry) -> str:
    """The date, as exact as it is known: "13 November 2020", "September 2020 to October 2020"."""
    began = fact_date(entry.on_date, entry.precision)
    if not entry.until_date:
        return began or NO_DATE
    return f"{began} to {fact_date(entry.until_date, entry.precision)}"


def paragraphs(text: str) -> list[str]:
    """A text, parted at empty lines."""
    return [part.strip() for part in EMPTY_LINES.split(text) if part.strip()]
