"""How good the matching is, on pairs of names that people have labelled."""

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from suppliers.matching.candidates import Index
from suppliers.matching.likeness import LIKELY, Weights
from suppliers.matching.rule import same
from suppliers.names import fold

# Nobody looks further down a list.
_LISTED = 10
_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and whether they are one supplier's."""

    name_a: str
    name_b: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided of a pair and, of a match, where the right candidate stood: None for nowhere."""

    pair: Pair
    accepted: bool
    rank: int | None = None
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """How often the strict rule and the candidates are right. None where there is nothing to count."""

    pairs: int
    matches: int
    precision: float | None
    recall: float | None
    f1: float | None
    lookalikes_accepted: float | None
    first: float | None
    first_three: float | None
    likely: float | None


@dataclass(frozen=True, slots=True)
class Fold:
    """Figures of the pairs that weights were chosen on, and of those that had no say."""

    weights: Weights
    tuned_on: Figures
    held_out: Figures


def decided(pairs: Sequence[Pair]) -> tuple[list[bool], float]:
    """What exact names and the strict rule say of each pair, and how many pairs they decide in a second."""
    start = time.perf_counter()
    accepted = [fold(pair.name_a) == fold(pair.name_b) or same(pair.name_a, pair.name_b) for pair in pairs]
    return accepted, len(pairs) / (time.perf_counter() - start)


def judged(pairs: Sequence[Pair], accepted: Sequence[bool], weights: Weights | None = None) -> list[Judged]:
    """Every pair as decided, and every match as ranked among all names that the pairs hold."""
    known = _Known({name for pair in pairs for name in (pair.name_a, pair.name_b)}, weights)
    return [
        Judged(pair, said, *known.place(pair) if pair.is_match else (None, False))
        for pair, said in zip(pairs, accepted, strict=True)
    ]


def figures(rows: Sequence[Judged]) -> Figures:
    """The figures of some pairs."""
    matches = [row for row in rows if row.pair.is_match]
    right = sum(row.accepted for row in matches)
    accepted = sum(row.accepted for row in rows)
    share = partial(_share, whole=len(matches))
    return Figures(
        pairs=len(rows),
        matches=len(matches),
        precision=_share(right, accepted),
        recall=share(right),
        f1=_share(2 * right, accepted + len(matches)),
        lookalikes_accepted=_share(accepted - right, len(rows) - len(matches)),
        first=share(sum(row.rank == 1 for row in matches)),
        first_three=share(sum(row.rank is not None and row.rank <= 3 for row in matches)),
        likely=share(sum(row.likely for row in matches)),
    )


def folds(pairs: Sequence[Pair], accepted: Sequence[bool], number: int) -> list[Fold]:
    """Weights chosen on all pairs but one part's, and what they do on that part, for each part in turn.

    Pairs that share a name are in one part, so that no supplier is both learnt from and asked about.
    """
    parts = _parts(pairs, number)
    by_weights = {weights: judged(pairs, accepted, weights) for weights in _choices()}
    found = []
    for part in range(number):
        tuned = {
            weights: figures([row for row, of in zip(rows, parts, strict=True) if of != part])
            for weights, rows in by_weights.items()
        }
        best = max(tuned, key=lambda weights: _goodness(tuned[weights]))
        held_out = [row for row, of in zip(by_weights[best], parts, strict=True) if of == part]
        found.append(Fold(best, tuned[best], figures(held_out)))
    return found


class _Known:
    """All names as suppliers that are known: those that fold alike are one, for exact look-up finds it."""

    def __init__(self, names: Iterable[str], weights: Weights | None) -> None:
        self._number: dict[str, int] = {}
        self._index = Index(weights=weights)
        for name in sorted(names):
            self._index.add(self._number.setdefault(fold(name), len(self._number)), name)

    def place(self, pair: Pair) -> tuple[int | None, bool]:
        """Where the second name stands among the candidates for the first, and whether it is a likely one.

        The first name's own entry is left out: it would be no question to find it.
        """
        asked, right = self._number[fold(pair.name_a)], self._number[fold(pair.name_b)]
        listed = self._index.candidates(pair.name_a, _LISTED + 1)
        others = [found for found in listed if found.pk != asked or asked == right]
        for rank, found in enumerate(others, 1):
            if found.pk == right:
                return rank, found.score >= LIKELY
        return None, False


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _goodness(found: Figures) -> float:
    return (found.first or 0) + (found.first_three or 0)


def _choices() -> list[Weights]:
    """The weights to choose from: thinly spread, as a fine choice would only fit these pairs."""
    return [
        Weights(contained, shared, round(1 - contained - shared - 0.15, 2), 0.15)
        for contained in _SHARES
        for shared in _SHARES
        if contained + shared <= 0.8
    ]


def _parts(pairs: Sequence[Pair], number: int) -> list[int]:
    """The part that each pair belongs to."""
    leads: dict[str, str] = {}

    def last(name: str) -> str:
        while leads.setdefault(name, name) != name:
            name = leads[name]
        return name

    for pair in pairs:
        leads[last(pair.name_a)] = last(pair.name_b)
    together: dict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        together[last(pair.name_a)].append(at)
    groups = list(together.values())
    random.Random(0).shuffle(groups)  # noqa: S311
    # The largest first, each to the part that has least: one family of look-alikes can be a quarter of all.
    sizes, parts = [0] * number, [0] * len(pairs)
    for group in sorted(groups, key=len, reverse=True):
        part = sizes.index(min(sizes))
        sizes[part] += len(group)
        for at in group:
            parts[at] = part
    return parts
