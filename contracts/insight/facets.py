"""Breakdowns by the values of a facet: makers, suppliers, service areas, frontline and corporate."""

from collections.abc import Mapping, Sequence

from pyroaring import AbstractBitMap, BitMap

from contracts.insight.breakdown import Breakdown, Concentration, Row, coverage_of, index_of, largest_of
from contracts.listing.facets import STATE_FACETS
from contracts.listing.filters import ListingFilter
from contracts.listing.selection import Selection
from thirty3.states import STATE_WORDS


def by_facet(
    selection: Selection, facet: str, everyone: frozenset[str], *, most: int | None = None
) -> Breakdown:
    """The records of a selection by the values of a facet, the largest `most` of them apart."""
    whole = Row("", len(selection.ids), selection.chosen)
    counts = _counts(selection, facet)
    left_out = _states(selection, facet)
    base_ids = selection.ids - BitMap().union(*(ids for _, ids in left_out))
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    base = Row("", len(base_ids), _known(selection, facet, ordered))
    # Where the facet is itself chosen, only its chosen values are parts: each is a list of its own.
    top = ordered if most is None or getattr(selection.chosen, facet) else ordered[:most]
    return Breakdown(
        whole=whole,
        base=base,
        parts=[_row(selection, facet, value, counts[value]) for value in top],
        others=_others(selection, facet, ordered[len(top) :], top, base_ids),
        left_out=[_row(selection, facet, state, len(ids)) for state, ids in left_out],
        coverage=coverage_of(selection, base_ids, everyone),
        concentration=_concentration(selection, facet, ordered, base, base_ids) if most else None,
        distinct=len(ordered),
        facet=facet,
    )


def _counts(selection: Selection, facet: str) -> Mapping[str, int]:
    counts = selection.facets.counts(facet, selection.ids)
    if chosen := getattr(selection.chosen, facet):
        return {value: count for value, count in counts.items() if value in chosen}
    return counts


def _states(selection: Selection, facet: str) -> list[tuple[str, AbstractBitMap]]:
    """The records of which the fact is not known, none or withheld, and that are among these."""
    chosen = getattr(selection.chosen, facet)
    found: list[tuple[str, AbstractBitMap]] = []
    for state in STATE_WORDS:
        ids = selection.any_of(STATE_FACETS[facet], [state]) & selection.ids
        if ids and (not chosen or state in chosen):
            found.append((state, ids))
    return found


def _row(selection: Selection, facet: str, value: str, count: int) -> Row:
    return Row(value, count, selection.chosen.narrowed(**{facet: (value,)}), facet=facet)


def _known(selection: Selection, facet: str, values: Sequence[str]) -> ListingFilter | None:
    """The filter that finds the records of which the fact is known."""
    left_out = f"not_{facet}"
    if getattr(selection.chosen, facet) or not hasattr(selection.chosen, left_out):
        return selection.chosen.narrowed(**{facet: tuple(values)}) if values else None
    held = getattr(selection.chosen, left_out)
    return selection.chosen.narrowed(**{left_out: tuple(dict.fromkeys((*held, *STATE_WORDS)))})


def _others(
    selection: Selection, facet: str, rest: Sequence[str], top: Sequence[str], base_ids: AbstractBitMap
) -> Row | None:
    """What is known and has none of the largest values."""
    if not rest:
        return None
    ids = base_ids - selection.facets.any_of(facet, top)
    left_out = f"not_{facet}"
    held = getattr(selection.chosen, left_out)
    chosen = selection.chosen.narrowed(**{left_out: tuple(dict.fromkeys((*held, *STATE_WORDS, *top)))})
    return Row(f"{len(rest):,} other{'' if len(rest) == 1 else 's'}", len(ids), chosen)


def _concentration(
    selection: Selection, facet: str, ordered: Sequence[str], base: Row, base_ids: AbstractBitMap
) -> Concentration:
    def together(values: Sequence[str]) -> Row:
        ids = selection.facets.any_of(facet, values) & base_ids
        return Row("", len(ids), selection.chosen.narrowed(**{facet: tuple(values)}))

    alone = index_of(_alone(selection, facet, ordered, base_ids))
    return Concentration(largest_of(ordered, base, together), alone)


def _alone(selection: Selection, facet: str, values: Sequence[str], base_ids: AbstractBitMap) -> list[int]:
    """How many records each has to itself. A system has one product, and so one maker."""
    several = selection.any_of("suppliers", ["several"]) if facet == "supplier" else BitMap()
    counts = selection.facets.counts(facet, base_ids - several)
    return [counts.get(value, 0) for value in values]
