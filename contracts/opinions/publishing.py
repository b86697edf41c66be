"""Working out, once a year, how content authorities are together, so that no one of them can be read from it.

Whoever compares two figures, of one subject in two years or of two subjects, must not be left with fewer
voices than a figure needs. A figure that would leave them is not published, and an earlier one stands,
for as long as its year is told (`Opinion.objects.told`), whatever its voices say or hide by then.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from django.db import transaction
from django.utils import timezone

from boroughs.models import Function
from contracts.models import Opinion
from contracts.opinions.content import Pair, Rating, by_pair, mean, ratings, voices
from suppliers.models import Product

FEWEST: Final = 3
LEAST, MOST = 1, 5
Subject = Opinion.Subject
type Said = Mapping[Pair, Fraction]


type Key = tuple[str, int]


class Published:
    """Every figure that was ever told, with what it was made from: somebody may have kept them all."""

    def __init__(self, figures: Iterable[Opinion]) -> None:
        self.said: dict[Key, list[Said]] = defaultdict(list)
        self.years: dict[Key, int] = {}
        for one in figures:
            self.add((one.subject, one.subject_id), read(one.said), one.year)

    def add(self, key: Key, said: Said, year: int) -> None:
        self.said[key].append(said)
        self.years[key] = max(year, self.years.get(key, year))

    def beside(self, key: Key, said: Said) -> Iterator[Said]:
        """What a figure may be compared with: all that share something with it, and technologies together."""
        together: dict[Pair, Fraction] = {}
        for (subject, _), told in self.said.items():
            yield from (other for other in told if not other.keys().isdisjoint(said))
            if subject == Subject.PRODUCT:
                together |= {pair: points for pair, points in told[-1].items() if pair in said}
        if key[0] == Subject.FUNCTION and together:
            yield together


def publish_opinions(now: datetime.datetime) -> int:
    """Publish the figures of the year that are not there yet, and say how many. Twice changes nothing."""
    day = timezone.localdate(now)
    with transaction.atomic():
        published = Published(Opinion.objects.select_for_update().order_by("year", "pk"))
        voice, found = voices(day), list(ratings())
        return sum(_publish(published, key, said, day.year) for key, said in _subjects(found, voice))


def _subjects(found: list[Rating], voice: Mapping[str, str]) -> Iterable[tuple[Key, Said]]:
    """Technologies, then functions, each with what is said of it. For functions real systems alone count."""
    by_product: dict[str, list[Rating]] = defaultdict(list)
    by_function: dict[str, list[Rating]] = defaultdict(list)
    for one in found:
        by_product[one.product].append(one)
        for served in one.functions if not one.demonstration else ():
            by_function[served].append(one)
    for product in Product.objects.current().order_by("pk"):
        of_it = [one for one in by_product[product.slug] if one.demonstration == product.demonstration]
        yield (Subject.PRODUCT, product.pk), by_pair(of_it, voice)
    for function in Function.objects.current().order_by("pk"):
        yield (Subject.FUNCTION, function.pk), by_pair(by_function[function.slug], voice)


def _publish(published: Published, key: Key, said: Said, year: int) -> bool:
    """Whether a figure was published."""
    count = len(voices_of(said))
    if count < FEWEST or published.years.get(key, 0) >= year:
        return False
    # To work it out anew with the same would tell that nobody changed anything.
    if any(len(apart(said, earlier)) < FEWEST for earlier in published.said.get(key, ())):
        return False
    if any(len(apart(said, other)) in range(1, FEWEST) for other in published.beside(key, said)):
        return False
    halves = halves_of(said)
    if tells_each(halves, count):
        return False
    Opinion.objects.create(
        subject=key[0], subject_id=key[1], year=year, halves=halves, count=count, said=written(said)
    )
    published.add(key, said, year)
    return True


def apart(one: Said, other: Said) -> set[str]:
    """The voices of which two figures do not say the same."""
    return {pair[0] for pair in one.keys() | other.keys() if one.get(pair) != other.get(pair)}


def voices_of(said: Said) -> set[str]:
    return {voice for voice, _ in said}


def halves_of(said: Said) -> int:
    """Twice the mean of all voices, rounded, a half of that upwards."""
    each: dict[str, list[Fraction]] = defaultdict(list)
    for (voice, _), points in said.items():
        each[voice].append(points)
    return int(mean([mean(points) for points in each.values()]) * 2 + Fraction(1, 2))


def tells_each(halves: int, count: int) -> bool:
    """Whether a figure can only come of all having said the same: the most, or the least."""
    lowest, highest = (Fraction(halves, 2) + part for part in (Fraction(-1, 4), Fraction(1, 4)))
    return lowest * count > MOST * count - 1 or highest * count <= LEAST * count + 1


def written(said: Said) -> dict[str, str]:
    """As the figure keeps it."""
    return {f"{voice}|{product}": str(points) for (voice, product), points in sorted(said.items())}


def read(kept: Mapping[str, str]) -> Said:
    return {
        (voice, product): Fraction(points)
        for key, points in kept.items()
        for voice, _, product in (key.partition("|"),)
    }
