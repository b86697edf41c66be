"""What a technology's page shows of systems in use: who runs it, and what else serves the same functions."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from boroughs.london import tiles_of
from boroughs.models import Borough, Function
from contracts.directory.running import Run, runs_of
from contracts.directory.worlds import source_of
from contracts.listing.describing import list_of
from contracts.listing.filters import SystemFilter
from contracts.listing.filters.words import IN_USE, RETIRED
from contracts.listing.rows import rows_of
from contracts.listing.selection import SYSTEM
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.design.tiles import LegendEntry, Tile
from thirty3.parameters import MOST_VALUES
from thirty3.search.facets import facets

SHOWN: Final = 10
# How an authority stands to a technology: its shade, the word on its tile, and what is said of it.
RUNS, RAN = 3, 0
ON_TILE: Final = {RUNS: "yes", RAN: "retired"}
SAID: Final = {RUNS: "runs it", RAN: "has retired it", None: "not known to run it"}


@dataclass(frozen=True)
class Other:
    """Another technology that serves some of the same functions, and at how many authorities it does."""

    product: Product
    functions: list[str]
    authorities: int
    address: str


def running(subject: Product, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Which authorities run the technology, in a table and on the map; nothing where none is known to."""
    ids = facets(SYSTEM, audience).any_of("product", [subject.slug])
    if not ids:
        return None
    runs = runs_of(rows_of(SYSTEM, ids, audience), audience, day)
    standing = _standing(runs)
    return {
        "runs": runs,
        "authorities": sum(level == RUNS for level in standing.values()),
        "retired": sum(level == RAN for level in standing.values()),
        "ends": _ends(subject, runs, day),
        "dated": sum(run.contract is not None and run.contract.ends is not None for run in runs),
        "all": list_of(SystemFilter(product=(subject.slug,))),
        "tiles": _tiles(standing),
        "legend": [
            LegendEntry(level, said[0].upper() + said[1:])
            for level, said in SAID.items()
            if level != RAN or RAN in standing.values()
        ],
        "uses_differ": len({_used_for(run) for run in runs}) > 1,
        "for_authorities": audience == Audience.BOROUGHS,
        "demonstration": any(run.row.demonstration for run in runs),
        # The heading then bears the mark, and no row.
        "invented": all(run.row.demonstration for run in runs),
    }


def _used_for(run: Run) -> tuple[str, ...]:
    return tuple(sorted(one["slug"] for one in run.facts.get("functions", {}).get("entries", ())))


def _ends(subject: Product, runs: list[Run], day: datetime.date) -> list[tuple[int, int, str]]:
    """Year -> of how many systems the contract ends in it, from today on, and the list of just these."""
    ends = [run.contract.ends for run in runs if run.contract and run.contract.ends]
    years = Counter(end.year for end in ends if end >= day)
    return [
        (
            year,
            count,
            list_of(
                SystemFilter(
                    product=(subject.slug,),
                    ends_after=max(day, datetime.date(year, 1, 1)),
                    ends_before=datetime.date(year, 12, 31),
                )
            ),
        )
        for year, count in sorted(years.items())
    ]


def _standing(runs: list[Run]) -> dict[str, int]:
    """Authority -> whether it runs it now, or did."""
    found: dict[str, int] = {}
    for run in runs:
        level = RAN if run.facts.get("status", {}).get("is") == RETIRED else RUNS
        slug = run.authority["slug"]
        found[slug] = max(level, found.get(slug, level))
    return found


def _tiles(standing: Mapping[str, int]) -> list[Tile]:
    authorities = list(Borough.objects.authorities())
    return tiles_of(
        authorities,
        labels={one.slug: f"{one.name}: {SAID[standing.get(one.slug)]}" for one in authorities},
        levels={one.slug: standing.get(one.slug) for one in authorities},
        values={slug: ON_TILE[level] for slug, level in standing.items()},
    )


def alternatives(subject: Product, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What else authorities run for the functions that they run this for; invented ones beside an invented
    one alone. What was retired serves nobody now.
    """
    held = facets(SYSTEM, audience)
    ours = held.any_of("product", [subject.slug])
    served = {slug: ids for slug, ids in held.values("function").items() if not ids.isdisjoint(ours)}
    within = held.any_of("function", served) & held.any_of("source", [source_of(subject)])
    within -= ours | held.any_of("status", [RETIRED])
    others = {slug: ids & within for slug, ids in held.values("product").items()}
    authorities = {
        slug: sum(not theirs.isdisjoint(ids) for theirs in held.values("borough").values())
        for slug, ids in others.items()
        if ids
    }
    if not authorities:
        return None
    most = sorted(authorities, key=lambda slug: (-authorities[slug], slug))[:SHOWN]
    names = dict(Function.objects.in_order().filter(slug__in=served).values_list("slug", "name"))
    products = Product.objects.in_bulk(most, field_name="slug")
    found = []
    for slug in most:
        common = [function for function in names if not served[function].isdisjoint(others[slug])]
        address = _in_use(subject, tuple(common), product=(slug,))
        found.append(Other(products[slug], [names[one] for one in common], authorities[slug], address))
    return {
        "others": sorted(found, key=lambda one: (-one.authorities, one.product.name.casefold())),
        "count": len(authorities),
        "all": _in_use(subject, tuple(names)),
        "demonstration": subject.demonstration,
    }


def _in_use(subject: Product, function: tuple[str, ...], product: tuple[str, ...] = ()) -> str:
    """Where such systems in use are listed, real or invented as the subject is; blank where a technology
    serves more functions than the list can be asked for.
    """
    if len(function) > MOST_VALUES:
        return ""
    source = (source_of(subject),)
    return list_of(SystemFilter(status=IN_USE, source=source, function=function, product=product))
