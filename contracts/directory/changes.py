"""What changed last, write by write: an import of a register is one line, not a thousand."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from boroughs.models import Borough
from contracts.listing.describing import counted, list_of
from contracts.listing.filters import ContractFilter
from contracts.listing.rollups import written_last
from contracts.listing.rows import Listing, rows_of
from contracts.listing.selection import Selection
from contracts.listing.sources import names_of_sources

# Where one write touches more authorities or more sources than this, it tells how many.
MOST_NAMED: Final = 2
# Where one write touches no more contracts than this, it names them.
FEW: Final = 3


@dataclass(frozen=True)
class Part:
    """The real or the invented contracts of one write."""

    at: datetime.datetime
    ids: AbstractBitMap
    invented: bool


@dataclass(frozen=True)
class Write:
    """One write: when, whose contracts, and which source told of them.

    `rows` are the contracts themselves where there are few; `href` lists those of the same authorities,
    the last written first, which is a longer list than the write.
    """

    at: datetime.datetime
    who: str
    what: str
    href: str
    more: str
    invented: bool
    told_by: str
    rows: Sequence[Listing]


def last_writes(everything: Selection, number: int, bodies: Iterable[Borough]) -> list[Write]:
    """The last writes of contracts that this audience sees, real and invented ones apart."""
    parts = list(islice(_parts(everything, number), number))
    few = BitMap().union(*(part.ids for part in parts if len(part.ids) <= FEW))
    rows = {row.record_id: row for row in rows_of("contract", few, everything.audience)}
    sources = names_of_sources(
        {slug for part in parts for slug in everything.facets.counts("told-by", part.ids)}
    )
    named = {body.slug: body for body in bodies}
    return [_write(part, everything, named, sources, rows) for part in parts]


def _parts(everything: Selection, number: int) -> Iterable[Part]:
    made_up, real = everything.invented, everything.ids - everything.invented
    for at, ids in written_last(everything.facets, everything.audience, number):
        parts = (Part(at, ids & real, invented=False), Part(at, ids & made_up, invented=True))
        yield from (part for part in parts if part.ids)


def _write(
    part: Part,
    everything: Selection,
    bodies: Mapping[str, Borough],
    sources: Mapping[str, str],
    rows: Mapping[int, Listing],
) -> Write:
    held = everything.facets
    whose = [body for slug, body in bodies.items() if slug in held.counts("borough", part.ids)]
    told_by = sorted(sources[slug] for slug in held.counts("told-by", part.ids) if slug in sources)
    return Write(
        at=part.at,
        who=_whose(whose),
        what=counted(len(part.ids), "contract"),
        href=list_of(
            ContractFilter(
                borough=tuple(body.slug for body in whose) if len(whose) <= MOST_NAMED else (),
                source=("demonstration" if part.invented else "real",),
                sort="updated",
            )
        ),
        more=f"All contracts of {_whose(whose)}" if len(whose) <= MOST_NAMED else "All contracts",
        invented=part.invented,
        told_by=_named(told_by, "sources"),
        rows=[rows[i] for i in part.ids if i in rows] if len(part.ids) <= FEW else [],
    )


def _whose(bodies: Sequence[Borough]) -> str:
    """ "Camden and Hackney", "26 authorities", "26 authorities and 2 other public bodies"."""
    if len(bodies) <= MOST_NAMED:
        return " and ".join(body.name for body in bodies)
    authorities = sum(body.kind == Borough.Kind.AUTHORITY for body in bodies)
    others = len(bodies) - authorities
    also = f" and {others} other public bod{'y' if others == 1 else 'ies'}" if others else ""
    return f"{authorities} authorities{also}"


def _named(names: Sequence[str], many: str) -> str:
    return " and ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} {many}"
