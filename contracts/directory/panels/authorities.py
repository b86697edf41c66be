"""Which authorities the records about a supplier or a service are of: on the map and in a list."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from boroughs.london import tiles_of
from boroughs.models import Borough
from contracts.directory.panels.subjects import Subject, counted
from contracts.listing import describing
from thirty3.audiences import Audience
from thirty3.design.measures import graded
from thirty3.evidence import DEMONSTRATION, REAL, Counted, Seen

CAPTIONS: Final[Mapping[str, str]] = {
    "supplier": "Contracts and systems, by authority",
    "area": "Systems and contracts that we know of, by authority",
    "function": "Systems and contracts that we know of, by authority",
}


@dataclass(frozen=True)
class Line:
    """An authority with how many records of it there are: by kind of evidence, and each once by its kind."""

    borough: Borough
    counts: list[Counted]
    records: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.records.values())

    @property
    def in_london(self) -> bool:
        return self.borough.kind == Borough.Kind.AUTHORITY

    def words(self, nothing: str) -> str:
        """ "5 contracts, 2 systems": each record once, whatever it shows."""
        told = [describing.counted(count, kind) for kind, count in self.records.items() if count]
        return ", ".join(told) or nothing


def authorities_panel(page: str) -> Callable[[Subject, Audience, datetime.date], dict[str, Any] | None]:
    """The panel of a page. A service's says that nobody has told; elsewhere it is then left out."""

    def told(subject: Subject, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
        everyone = Seen(page, audience)
        worlds = [everyone.of_one_world(source) for source in (REAL, DEMONSTRATION)] if everyone.both else []
        # What there is of; where there is of both, what is invented is drawn: it is there to be seen.
        worlds = [seen for seen in worlds or [everyone] if any(seen.records(subject.slug).values())]
        if not worlds and page not in ("area", "function"):
            return None
        seen = worlds[-1] if worlds else everyone
        lines = _lines(seen, subject.slug)
        london = [line for line in lines if line.in_london]
        with_records = [line for line in lines if line.total]
        columns = {one.evidence for line in with_records for one in line.counts if one.count}
        invented = bool(worlds) and seen.invented
        slugs = {line.borough.slug for line in london}
        told_of = {world.invented: slugs & world.values(subject.slug, "borough") for world in worlds}
        return {
            "title": "Who has told us" if page in ("area", "function") else "Authorities",
            "columns": [one for one in seen.evidence if one in columns],
            "lines": [
                (line, [one for one in line.counts if one.evidence in columns]) for line in with_records
            ],
            # Of how many of London's authorities the real and the invented records are.
            "real": len(told_of.get(False, ())),
            "made_up": len(told_of.get(True, ())),
            "both": len(worlds) > 1,
            "bodies": not all(line.in_london for line in with_records),
            "silent": [] if invented else [line.borough for line in london if not line.total],
            "london": len(london),
            "service": page in ("area", "function"),
            "caption": CAPTIONS[page],
            **_map(london, seen.nothing),
            "mark": "Demonstration" if invented else "",
            "demonstration": invented,
        }

    return told


def _lines(seen: Seen, slug: str) -> list[Line]:
    records = seen.records(slug)
    found = []
    for borough in Borough.objects.by_name():
        own = {
            kind: len(ids & seen.facets[kind].any_of("borough", [borough.slug]))
            for kind, ids in records.items()
        }
        counts = counted(seen, slug, "borough", borough.slug) if any(own.values()) else []
        found.append(Line(borough, counts, own))
    return found


def _map(lines: list[Line], nothing: str) -> dict[str, Any]:
    # An authority without records is not one with few.
    totals = {line.borough.slug: line.total or None for line in lines}
    levels, legend = graded(totals, "{:,}".format, unknown="No records")
    tiles = tiles_of(
        [line.borough for line in lines],
        labels={line.borough.slug: f"{line.borough.name}: {line.words(nothing)}" for line in lines},
        levels=levels,
        values={line.borough.slug: f"{line.total:,}" for line in lines if line.total},
    )
    return {"tiles": tiles, "legend": legend}
