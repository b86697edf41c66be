"""What every download of a list has in common: what is asked for, and what is said of it beside the rows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from contracts.listing.choices import names_of_chosen
from contracts.listing.describing import heading, list_of
from contracts.listing.filters import ListingFilterSet
from contracts.listing.selection import Selection
from contracts.listing.sources import sources_of
from thirty3.audiences import audience_of
from thirty3.spreadsheets.downloads import refused
from thirty3.spreadsheets.notes import Note


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
        sources=sources_of(selection),
        invented=bool(selection.invented),
    )
