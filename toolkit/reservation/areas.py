"""The counties and unitary areas that border authorities of London: dated data, each row with its source."""

import csv
import datetime
import functools
from dataclasses import dataclass
from enum import StrEnum

from toolkit.law.figures import FOLDER, Source, sources


class AreaKind(StrEnum):
    """What a bordering area is."""

    COUNTY = "county"
    UNITARY = "unitary"


@dataclass(frozen=True)
class BorderingArea:
    """An area outside London that borders an authority, and from when to when it is one."""

    authority: str
    name: str
    kind: AreaKind
    from_date: datetime.date
    to_date: datetime.date | None
    source: Source

    def holds_on(self, day: datetime.date) -> bool:
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


@functools.cache
def bordering_areas() -> tuple[BorderingArea, ...]:
    """Every row of the table."""
    with (FOLDER / "bordering-areas.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            BorderingArea(
                row["authority"],
                row["area"],
                AreaKind(row["kind"]),
                datetime.date.fromisoformat(row["from"]),
                datetime.date.fromisoformat(row["to"]) if row["to"] else None,
                sources()[row["source"]],
            )
            for row in csv.DictReader(file)
        )


def areas_around(slugs: set[str], day: datetime.date) -> list[BorderingArea]:
    """Each area outside London that borders one of these authorities on a day, once, by name."""
    found = {area.name: area for area in bordering_areas() if area.authority in slugs and area.holds_on(day)}
    return [found[name] for name in sorted(found)]
