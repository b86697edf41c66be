"""What every download of a list has in common: what is asked for, and what is said of it beside the rows."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from contracts.listing.choices import names_of_chosen
from contracts.listing.describing import heading, list_of
from contracts.listing.filters import ListingFilterSet
from contracts.listing.selection import Selection
from contracts.listing.sources import ToldSource, sources_of
from thirty3.audiences import audience_of
from thirty3.spreadsheets.downloads import refused
from thirty3.spreadsheets.writing import Value

INVENTED: Final = "Some of these records are invented, to show what the site is like. They are marked."


@dataclass(frozen=True)
class Note:
    """What a download is of, in words; when and where it was made; and whose it is."""

    title: str
    day: datetime.date
    address: str
    licences: str
    sources: list[ToldSource]
    invented: bool

    def lines(self) -> Iterator[tuple[str, Value]]:
        """As a table of two columns."""
        yield "What this is", self.title
        yield "Made on", self.day
        yield "The same list now", self.address
        yield "Licences in full", self.licences
        if self.invented:
            yield "Demonstration", INVENTED
        for source in self.sources:
            yield "Source", ". ".join(said for said in _said(source) if said)


def _said(source: ToldSource) -> tuple[str, ...]:
    return (source.name, source.publisher, source.licence, source.attribution, source.url)


def selection_of(request: HttpRequest, filters: type[ListingFilterSet]) -> Selection | HttpResponse:
    """What an address asks for, as its visitor may see it, or what is wrong with it."""
    audience = audience_of(request)
    read = filters.read(request.GET, audience)
    if (chosen := read.filter) is None:
        return refused(read.form)
    return Selection(chosen, audience, timezone.localdate())


def note_of(selection: Selection, filters: type[ListingFilterSet]) -> Note:
    """Queries: the names that the title needs, and the sources."""
    names = names_of_chosen(filters, selection)
    return Note(
        title=heading(len(selection.ids), selection.chosen, names, filters),
        day=selection.day,
        address=settings.SITE_URL + list_of(selection.chosen.narrowed()),
        licences=settings.SITE_URL + reverse("about:licences"),
        sources=sources_of(selection),
        invented=bool(selection.invented),
    )
