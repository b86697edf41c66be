"""What is said of a download beside its rows: what it is of, when and where it was made, and whose it is."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from thirty3.spreadsheets.writing import Value

INVENTED: Final = "Some of these records are invented, to show what the site is like. They are marked."


@dataclass(frozen=True)
class Origin:
    """A source of records, with what its licence asks to be said."""

    name: str
    publisher: str
    licence: str
    attribution: str
    url: str

    @property
    def parts(self) -> dict[str, str]:
        """What is stated of it, its name first."""
        told = {
            "publisher": self.publisher,
            "licence": self.licence,
            "attribution": self.attribution,
            "url": self.url,
        }
        return {"name": self.name} | {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class Note:
    """What a download is of, in words; when and where it was made; and whose it is."""

    title: str
    day: datetime.date
    address: str
    sources: Sequence[Origin]
    invented: bool

    @property
    def licences(self) -> str:
        """Where the licences stand in full."""
        return f"{settings.SITE_URL}{reverse('about:licences')}"

    def lines(self) -> Iterator[tuple[str, Value]]:
        """As a table of two columns."""
        yield "What this is", self.title
        yield "Made on", self.day
        yield "The same list now", self.address
        yield "Licences in full", self.licences
        if self.invented:
            yield "Demonstration", INVENTED
        for source in self.sources:
            yield "Source", ". ".join(source.parts.values())

    def as_json(self) -> dict[str, Any]:
        """As the first part of a JSON file."""
        return {
            "title": self.title,
            "made_on": self.day,
            "address": self.address,
            "licences": self.licences,
            "sources": [source.parts for source in self.sources],
            "demonstration": self.invented,
        }
