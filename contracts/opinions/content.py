"""How content each authority says it is with what it runs, as far as it shares that with others.

Only systems of which everyone may know what runs are read: what is worked out from them is public.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import batched
from typing import Any, Final

from django.db.models import Q

from boroughs.models import Borough, PartnershipMember
from contracts.listing.rows import rows_for, rows_of
from thirty3.audiences import Audience

SYSTEM: Final = "system"
CHUNK: Final = 500
# A voice and a technology: what one rating is of.
type Pair = tuple[str, str]


@dataclass(frozen=True)
class Rating:
    """What an authority says of a system: of which technology, and for which functions, by their slugs."""

    authority: str
    product: str
    functions: frozenset[str]
    points: int
    demonstration: bool


def ratings() -> Iterator[Rating]:
    """Every rating that authorities share, of what everyone may know that they run."""
    shared = rows_for(SYSTEM, Audience.BOROUGHS).filter(data__facts__has_key="satisfaction")
    ids = shared.order_by("record_id").values_list("record_id", flat=True).distinct()
    for some in batched(ids, CHUNK, strict=False):
        told = {row.record_id: row.data["facts"] for row in rows_of(SYSTEM, some, Audience.BOROUGHS)}
        for row in rows_of(SYSTEM, some, Audience.PUBLIC):
            facts, points = row.data["facts"], told[row.record_id].get("satisfaction", {}).get("is")
            named = _slugs(facts, "product")
            if points and named and facts.get("status", {}).get("is") != "retired":
                functions = frozenset(_slugs(facts, "functions"))
                yield Rating(row.data["lead"]["slug"], named[0], functions, points, row.demonstration)


def _slugs(facts: Mapping[str, Any], fact: str) -> list[str]:
    return [entry["slug"] for entry in facts.get(fact, {}).get("entries", ())]


def voices(day: datetime.date) -> Mapping[str, str]:
    """Slug of each of London's authorities -> the voice that it speaks with.

    Authorities that share a service on that day have one voice, with all that share with one of them.
    """
    found = {slug: slug for slug in Borough.objects.authorities().values_list("slug", flat=True)}
    current = PartnershipMember.objects.filter(
        Q(since_date__isnull=True) | Q(since_date__lte=day),
        Q(until_date__isnull=True) | Q(until_date__gte=day),
    )
    services: dict[int, list[str]] = defaultdict(list)
    for service, slug in current.order_by("pk").values_list("partnership", "borough__slug"):
        services[service].append(slug)
    for members in services.values():
        together = {found[slug] for slug in members if slug in found}
        if together:
            one = min(together)
            found = {slug: one if voice in together else voice for slug, voice in found.items()}
    return found


def by_pair(found: list[Rating], voice: Mapping[str, str]) -> dict[Pair, Fraction]:
    """What each voice says of each technology: the mean of its authorities, each the mean of its systems."""
    each: dict[Pair, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        if one.authority in voice:
            each[voice[one.authority], one.product][one.authority].append(one.points)
    return {
        pair: mean([mean(list(map(Fraction, points))) for points in authorities.values()])
        for pair, authorities in each.items()
    }


def mean(numbers: list[Fraction]) -> Fraction:
    return sum(numbers, Fraction()) / len(numbers)
