"""What suppliers are paid, as far as that may be added up, and all that is left out of the sum.

A framework's value is a ceiling that its call-offs fill, so it is never added to theirs. Sums for a
year and for a whole life are told apart. An agreement with several suppliers has no known shares; nor,
where only some authorities are asked about, has one that several buy under.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from pyroaring import AbstractBitMap

from contracts.insight.breakdown import Breakdown, Concentration, Row, coverage_of, index_of, largest_of
from contracts.listing.adding import ADDED, PAID
from contracts.listing.filters import ListingFilter
from contracts.listing.filters.words import SPANS, VALUE_KINDS
from contracts.listing.rollups import sums_of
from contracts.listing.selection import Selection
from thirty3.states import STATE_WORDS

FRAMEWORK: Final = ("framework",)
# The spans that are told, each by itself.
TOLD: Final = ("whole-life", "annual")
VALUED: Final = tuple(span for span in SPANS if span not in STATE_WORDS)


class Sums:
    """A selection with its sums."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.pence = sums_of(selection.facets, selection.audience)
        self.valued = selection.any_of("span", VALUED)

    def counted(self, span: str) -> dict[str, tuple[str, ...]]:
        """Of which agreements the values are added: what is known of each of them."""
        paid = {"kind": PAID, "span": (span,), "value_kind": ADDED, "suppliers": ("one",)}
        return paid | ({"buyers": ("one",)} if self.selection.chosen.borough else {})

    def ids(self, **facets: Iterable[str]) -> AbstractBitMap:
        """The agreements in the selection that have one of the values of each of these facets."""
        found = [self.selection.any_of(name.replace("_", "-"), values) for name, values in facets.items()]
        return self.selection.ids.intersection(*found)

    def sum(self, ids: AbstractBitMap) -> int:
        """In pence, of agreements with a value or without."""
        return self.pence.of(ids & self.valued)

    def row(self, label: str, **facets: tuple[str, ...]) -> Row:
        """The agreements that have these values, under one label."""
        ids = self.ids(**facets)
        return Row(label, len(ids), self.selection.chosen.narrowed(**facets), pence=self.sum(ids))

    def unvalued(self, label: str, **facets: tuple[str, ...]) -> Row:
        """The same where nothing may be added up."""
        return Row(label, len(self.ids(**facets)), self.selection.chosen.narrowed(**facets))


def by_supplier(selection: Selection, span: str, everyone: frozenset[str], most: int) -> Breakdown:
    """The sums of one span by supplier, the largest apart."""
    sums = Sums(selection)
    counted = sums.counted(span)
    base_ids = sums.ids(**counted)
    found = _by_value(sums, base_ids)
    # Each of these has one supplier.
    base = replace(sums.unvalued("", **counted), pence=sum(pence for _, pence in found.values()))
    ordered = sorted(found, key=lambda value: (-found[value][1], value))
    top = ordered if selection.chosen.supplier else ordered[:most]
    return Breakdown(
        whole=Row("", len(selection.ids), selection.chosen),
        base=base,
        parts=[_part(base, supplier, *found[supplier]) for supplier in top],
        others=_others(base, found, ordered[len(top) :], top),
        left_out=[row for row in _left_out(sums, span) if row.count],
        coverage=coverage_of(selection, base_ids, everyone),
        concentration=_concentration(base, found, ordered),
        distinct=len(ordered),
    )


def _by_value(sums: Sums, ids: AbstractBitMap) -> dict[str, tuple[int, int]]:
    """Supplier -> how many agreements, and their sum."""
    found = {}
    chosen = sums.selection.chosen.supplier
    for supplier, bits in sums.selection.facets.values("supplier").items():
        theirs = bits & ids
        if theirs and (not chosen or supplier in chosen):
            found[supplier] = (len(theirs), sums.sum(theirs))
    return found


def _part(base: Row, supplier: str, count: int, pence: int) -> Row:
    return Row(supplier, count, _with(base, supplier=(supplier,)), facet="supplier", pence=pence)


def _with(base: Row, **more: tuple[str, ...]) -> ListingFilter | None:
    return base.chosen.narrowed(**more) if base.chosen else None


def _others(base: Row, found: dict[str, tuple[int, int]], rest: list[str], top: list[str]) -> Row | None:
    if not rest:
        return None
    held = getattr(base.chosen, "not_supplier", ())
    chosen = _with(base, not_supplier=tuple(dict.fromkeys((*held, *top))))
    count, pence = (sum(found[value][place] for value in rest) for place in (0, 1))
    return Row(f"{len(rest):,} other{'' if len(rest) == 1 else 's'}", count, chosen, pence=pence)


def _left_out(sums: Sums, span: str) -> list[Row]:
    """Every agreement that the sum leaves out, each under the first reason that holds. A sum is told of
    those with the same span alone, and these sums are never added up.
    """
    # Where suppliers are chosen, so are the states that count as one.
    chosen, of_some = sums.selection.chosen.supplier, bool(sums.selection.chosen.borough)
    states = [state for state in STATE_WORDS if not chosen or state in chosen]
    kinds = [value for value in VALUE_KINDS if value not in (*ADDED, *STATE_WORDS)]
    paid = {"kind": PAID, "span": (span,)}
    added = {**paid, "value_kind": ADDED}
    return [
        *(sums.unvalued(f"Value: {words.lower()}", span=(state,)) for state, words in STATE_WORDS.items()),
        *(sums.unvalued(SPAN_LABELS[value], span=(value,)) for value in VALUED if value != span),
        sums.row("Frameworks, whose value is a ceiling for their call-offs", kind=FRAMEWORK, span=(span,)),
        *(
            sums.row(f"{VALUE_KINDS[value]}, not what was awarded", **paid, value_kind=(value,))
            for value in kinds
        ),
        sums.row("Several suppliers, whose shares are not known", **added, suppliers=("several",)),
        *(
            sums.row(f"Supplier: {STATE_WORDS[state].lower()}", **added, supplier=(state,))
            for state in states
        ),
        *([sums.row(SHARED, **added, suppliers=("one",), buyers=("several",))] if of_some else []),
    ]


SHARED: Final = "Several authorities, whose shares are not known"


SPAN_LABELS: Final = {
    "annual": "Values for a year",
    "whole-life": "Values for the whole life",
    "not-stated": "Values that do not say for how long",
}


def _concentration(base: Row, found: dict[str, tuple[int, int]], ordered: list[str]) -> Concentration:
    def together(values: Sequence[str]) -> Row:
        count, pence = (sum(found[value][place] for value in values) for place in (0, 1))
        return Row("", count, _with(base, supplier=tuple(values)), pence=pence)

    return Concentration(
        largest_of(ordered, base, together), index_of([pence for _, pence in found.values()])
    )
