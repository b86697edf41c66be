"""What the list of technologies shows of each: what it is for and, of those who run it, the first."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from contracts.directory.grouping import ByTechnology, Group
from contracts.directory.running import Run, runs_of
from contracts.listing.choices import Names
from contracts.listing.rows import rows_of

# Of each technology so many authorities: all of them stand on its own page.
SHOWN: Final = 8


@dataclass(frozen=True)
class At:
    """An authority that runs a technology: each of its systems."""

    slug: str
    name: str
    runs: list[Run]


@dataclass(frozen=True)
class Entry:
    """One technology of the list."""

    group: Group
    functions: Sequence[str]
    runs: Sequence[Run]
    # At how many more authorities there is one of its systems.
    more: int

    @property
    def maker(self) -> Mapping[str, str]:
        entries = self.runs[0].facts.get("product", {}).get("entries", ())
        made: Mapping[str, str] = entries[0].get("maker", {}) if entries else {}
        return made

    @property
    def invented(self) -> bool:
        """Whether all that is shown is; otherwise each invented system bears the mark."""
        return all(run.row.demonstration for run in self.runs)

    @property
    def authorities(self) -> list[At]:
        found: dict[str, At] = {}
        for run in self.runs:
            slug = run.authority["slug"]
            found.setdefault(slug, At(slug, run.authority["name"], [])).runs.append(run)
        return list(found.values())


@dataclass(frozen=True)
class Withheld:
    """The systems of which the technology is withheld: by function how many, and at which authorities."""

    count: int
    invented: bool
    functions: Sequence[tuple[str, int, Sequence[str]]]


def entries_of(groups: Sequence[Group], by: ByTechnology, names: Names, day: datetime.date) -> list[Entry]:
    """The technologies of a page: a query for the systems that are shown, and one for their contracts."""
    at = {group.slug: by.authorities_of(group.ids) for group in groups}
    first = {slug: names.in_order("borough", places)[:SHOWN] for slug, places in at.items()}
    shown = BitMap().union(*(at[slug][place] for slug, places in first.items() for place in places))
    audience = by.selection.audience
    runs = runs_of(rows_of("system", shown, audience), audience, day)
    return [
        Entry(
            group,
            names.labels("function", by.functions_of(group.ids)),
            [run for run in runs if run.row.record_id in group.ids],
            len(at[group.slug]) - len(first[group.slug]),
        )
        for group in groups
    ]


def withheld_of(group: Group, by: ByTechnology, names: Names) -> Withheld:
    """From the facets alone: there may be many, and no more of them is shown."""
    served = by.functions_of(group.ids)
    parts: list[tuple[str, AbstractBitMap]] = [
        (names.label("function", slug), served[slug]) for slug in names.in_order("function", served)
    ]
    if rest := group.ids - BitMap().union(*served.values()):
        parts.append(("For what is not known", rest))
    functions = [
        (function, len(ids), names.labels("borough", by.authorities_of(ids))) for function, ids in parts
    ]
    return Withheld(len(group.ids), group.ids <= by.selection.invented, functions)
