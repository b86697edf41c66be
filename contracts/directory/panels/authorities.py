"""Which authorities the records about a supplier or a service are of: on the map and in a list."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from boroughs.london import tiles_of
from boroughs.models import Borough
from contracts.directory.panels.subjects import Subject, counted
from thirty3.audiences import Audience
from thirty3.design.measures import graded
from thirty3.evidence import Counted, Seen, in_words

CAPTIONS: Final[Mapping[str, str]] = {
    "supplier": "Contracts and systems, by authority",
    "area": "Systems and contracts that we know of, by authority",
    "function": "Systems and contracts that we know of, by authority",
}


@dataclass(frozen=True)
class Line:
    """An authority with how many records of it there are, by kind of evidence, and each once."""

    borough: Borough
    counts: list[Counted]
    total: int


def authorities_panel(page: str) -> Callable[[Subject, Audience, datetime.date], dict[str, Any] | None]:
    """The panel of a page. A service's says that nobody has told; elsewhere it is then left out."""

    def told(subject: Subject, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
        seen = Seen(page, audience)
        records = seen.records(subject.slug)
        if not any(records.values()) and page not in ("area", "function"):
            return None
        lines = _lines(seen, subject.slug)
        london = [line for line in lines if line.borough.kind == Borough.Kind.AUTHORITY]
        with_records = [line for line in lines if line.total]
        columns = {one.evidence for line in with_records for one in line.counts if one.count}
        invented = any(
            ids & seen.facets[kind].any_of("source", ["demonstration"]) for kind, ids in records.items()
        )
        return {
            "title": "Who has told us" if page in ("area", "function") else "Authorities",
            "columns": [one for one in seen.evidence if one in columns],
            "lines": [
                (line, [one for one in line.counts if one.evidence in columns]) for line in with_records
            ],
            "told": sum(bool(line.total) for line in london),
            "silent": [line.borough for line in london if not line.total],
            "london": len(london),
            "service": page in ("area", "function"),
            "caption": CAPTIONS[page],
            **_map(london),
            "mark": "Demonstration" if invented else "",
            "demonstration": invented,
        }

    return told


def _lines(seen: Seen, slug: str) -> list[Line]:
    records = seen.records(slug)
    found = []
    for borough in Borough.objects.by_name():
        total = sum(
            len(ids & seen.facets[kind].any_of("borough", [borough.slug])) for kind, ids in records.items()
        )
        found.append(Line(borough, counted(seen, slug, "borough", borough.slug) if total else [], total))
    return found


def _map(lines: list[Line]) -> dict[str, Any]:
    # An authority without records is not one with few.
    totals = {line.borough.slug: line.total or None for line in lines}
    levels, legend = graded(totals, "{:,}".format, unknown="No records")
    tiles = tiles_of(
        [line.borough for line in lines],
        labels={line.borough.slug: f"{line.borough.name}: {in_words(line.counts)}" for line in lines},
        levels=levels,
        values={line.borough.slug: f"{line.total:,}" for line in lines if line.total},
    )
    return {"tiles": tiles, "legend": legend}
