"""The sources of what an audience may see, with what their licences ask to be said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracts.listing.describing import counted
from contracts.listing.filters.words import SPEND
from contracts.listing.selection import Selection
from contracts.models import Rank, Source
from thirty3.audiences import Audience
from thirty3.search.facets import facets
from thirty3.spreadsheets.notes import Origin

KINDS = ("contract", "system")


@dataclass(frozen=True)
class ToldSource(Origin):
    """A source, and how many records show something that it says."""

    demonstration: bool
    records: Mapping[str, int]

    @property
    def told(self) -> list[str]:
        """ "3 contracts", "1 system": how much of each kind shows something of it."""
        return [counted(number, kind) for kind, number in self.records.items() if number]


def sources_told(audience: Audience) -> list[ToldSource]:
    """The sources of which some record visible to the audience shows a value, by name."""
    counts: dict[str, dict[str, int]] = {}
    for kind in KINDS:
        held = facets(kind, audience)
        spend = held.any_of("kind", [SPEND])
        for slug, ids in held.values("told-by").items():
            told = counts.setdefault(slug, {})
            told[kind] = len(ids - spend)
            if paid := ids & spend:
                told[SPEND] = len(paid)
    return _told(counts)


def sources_of(selection: Selection) -> list[ToldSource]:
    """The sources of what a selection finds, by name: one query."""
    told = selection.facets.counts("told-by", selection.ids)
    return _told({slug: {selection.kind: count} for slug, count in told.items()})


def origins_of(slugs: Iterable[str]) -> list[ToldSource]:
    """These sources, by name: one query."""
    return _told({slug: {} for slug in slugs})


def _told(counts: Mapping[str, Mapping[str, int]]) -> list[ToldSource]:
    """The sources with these slugs."""
    rows = Source.objects.filter(slug__in=list(counts)).order_by("demonstration", "name", "pk")
    return [
        ToldSource(
            name=row.name,
            publisher=row.publisher,
            licence=row.licence,
            attribution=row.attribution,
            url=row.url,
            demonstration=row.demonstration,
            records=counts[row.slug],
        )
        for row in rows
    ]


def registers_of(authority: str) -> list[str]:
    """The slugs of an authority's own registers, whatever anybody sees of them: one query."""
    own = Source.objects.filter(rank=Rank.REGISTER, borough__slug=authority)
    return list(own.values_list("slug", flat=True))


def names_of_sources(slugs: Iterable[str]) -> dict[str, str]:
    """Slug -> name of these sources: one query, and none where none is asked for."""
    return dict(Source.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))
