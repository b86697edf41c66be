"""The sources of what an audience may see, with what their licences ask to be said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracts.models import Source
from thirty3.audiences import Audience
from thirty3.search.facets import facets

KINDS = ("contract", "system")


@dataclass(frozen=True)
class ToldSource:
    """A source, and how many records show something that it says."""

    name: str
    publisher: str
    licence: str
    attribution: str
    url: str
    demonstration: bool
    records: Mapping[str, int]

    @property
    def contracts(self) -> int:
        return self.records.get("contract", 0)

    @property
    def systems(self) -> int:
        return self.records.get("system", 0)


def sources_told(audience: Audience) -> list[ToldSource]:
    """The sources of which some record visible to the audience shows a value, by name."""
    counts: dict[str, dict[str, int]] = {}
    for kind in KINDS:
        for slug, ids in facets(kind, audience).values("told-by").items():
            counts.setdefault(slug, {})[kind] = len(ids)
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


def names_of_sources(slugs: Iterable[str]) -> dict[str, str]:
    """Slug -> name of these sources: one query, and none where none is asked for."""
    return dict(Source.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))
