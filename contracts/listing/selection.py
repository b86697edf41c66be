"""The one selection: which records a filter finds for an audience on a day. Nothing else decides that."""

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from django.db.models import Q
from pyroaring import AbstractBitMap, BitMap

from contracts.listing.facets import STATE_FACETS, UNHELD
from contracts.listing.filters import ContractFilter, ListingFilter
from contracts.listing.filters.words import SPEND, WITHIN
from contracts.listing.payments import hosting_of, paid_for_by
from contracts.listing.sets import ids_where
from contracts.listing.statuses import ending_within, statuses_on
from thirty3.audiences import Audience
from thirty3.evidence import DEMONSTRATION
from thirty3.search.facets import FacetSet, facets
from thirty3.search.index import MOST_RANKED, TextIndex
from thirty3.search.thesaurus import thesaurus_for
from thirty3.search.understanding import Thesaurus, Understood, understand
from thirty3.states import STATE_WORDS

CONTRACT: Final = "contract"
SYSTEM: Final = "system"
LEFT_OUT: Final = "not_"


def select(chosen: ListingFilter, audience: Audience, day: datetime.date) -> BitMap:
    """The ids of the records that the filter finds."""
    return Selection(chosen, audience, day).ids


class Selection:
    """What a filter finds, and how many records each value of each facet would find.

    Queries: the stamp; what changed since this process last asked; who is live, once for a stamp and
    day; one for ranges of dates and sums, where they are asked for; the stamp of systems, and once for it
    what each agreement pays for, where hosting is; and for words one, one for each source of other names,
    and some more where they find nothing as they were typed.
    """

    def __init__(
        self,
        chosen: ListingFilter,
        audience: Audience,
        day: datetime.date,
        held: FacetSet | None = None,
        thesaurus: Thesaurus | None = None,
    ) -> None:
        self.thesaurus = thesaurus or thesaurus_for(audience)
        self.chosen, self.audience, self.day = chosen, audience, day
        self.kind = chosen.KIND
        self.facets = held or facets(self.kind, audience)
        self.parts: dict[str, AbstractBitMap] = {
            name: self._part(name, values) for name in chosen.facets() if (values := getattr(chosen, name))
        }
        if isinstance(chosen, ContractFilter) and not chosen.kind:
            self.parts["kind"] = self.facets.everything - self.any_of("kind", [SPEND])
        if chosen.q:
            self.parts["q"] = self.understood.found
        if ranges := _ranges(chosen):
            self.parts["ranges"] = self._within(ranges)
        if chosen.told_after is not None:
            told = Q(as_at__gte=chosen.told_after)
            self.parts["told_after"] = ids_where(told, self.kind, audience, self.facets)

    def beside(self, chosen: ListingFilter) -> "Selection":
        """What another filter finds among the same records, as they were at the same moment."""
        return Selection(chosen, self.audience, self.day, self.facets, self.thesaurus)

    @property
    def ranked(self) -> bool:
        """Whether words can tell which records fit best: of very many, they cannot."""
        return bool(self.chosen.q) and len(self.ids) <= MOST_RANKED

    @cached_property
    def order(self) -> str:
        """How it is sorted: as asked, or as usual where it cannot be ranked."""
        order = self.chosen.order
        return self.chosen.USUAL_ORDER if order == "relevance" and not self.ranked else order

    @cached_property
    def understood(self) -> Understood:
        """The words of the filter as they were understood."""
        if not self.chosen.q:
            return Understood()
        index = TextIndex(self.kind, self.audience)
        return understand(self.chosen.q, index, self.thesaurus)

    @cached_property
    def ids(self) -> BitMap:
        return self._all_but("")

    @cached_property
    def invented(self) -> BitMap:
        """Those among the found that are there for a demonstration."""
        return self.facets.any_of("source", [DEMONSTRATION]) & self.ids

    @cached_property
    def statuses(self) -> Mapping[str, AbstractBitMap]:
        """Which agreements are live, ended and so on today."""
        return statuses_on(self.day, self.facets, self.audience)

    @cached_property
    def _hosting(self) -> Mapping[str, AbstractBitMap]:
        """How the systems that agreements pay for are hosted; it is unknown where no system tells."""
        told = hosting_of(self.audience, facets(SYSTEM, self.audience))
        return {**told, UNHELD["hosting"]: self.facets.everything - BitMap().union(*told.values())}

    def _worked_out(self, name: str) -> Mapping[str, AbstractBitMap] | None:
        """The agreements of each value of a filter that their rows do not hold: it depends on the day, or
        on what they pay for.
        """
        if self.kind != CONTRACT:
            return None
        match name:
            case "status":
                return self.statuses
            case "within":
                return ending_within(self.day, WITHIN, self.facets, self.audience)
            case "hosting":
                return self._hosting
        return None

    def counts(self, name: str) -> dict[str, int]:
        """For each value of a facet, how many records have it; the facet's own values aside."""
        within = self._all_but(name)
        if worked_out := self._worked_out(name):
            found = {value: ids.intersection_cardinality(within) for value, ids in worked_out.items()}
            return {value: count for value, count in found.items() if count}
        facet = name.replace("_", "-")
        counts = self.facets.counts(facet, within)
        if states := STATE_FACETS.get(facet):
            counts |= self.facets.counts(states, within)
        if (word := UNHELD.get(facet)) and (left := len(within) - sum(counts.values())):
            counts[word] = left
        return counts

    def without(self, name: str) -> BitMap:
        """What would be found without one part of the filter."""
        return self._all_but(name)

    def _all_but(self, name: str) -> BitMap:
        """Smallest first, so that each step has less to do."""
        parts = sorted((part for other, part in self.parts.items() if other != name), key=len)
        return self.facets.everything.intersection(*parts)

    def _part(self, name: str, values: Iterable[str]) -> AbstractBitMap:
        if worked_out := self._worked_out(name):
            return BitMap().union(*(worked_out.get(value, BitMap()) for value in values))
        if name.startswith(LEFT_OUT):
            return self.facets.everything - self.any_of(name.removeprefix(LEFT_OUT), values)
        return self.any_of(name.replace("_", "-"), values)

    def any_of(self, facet: str, values: Iterable[str]) -> BitMap:
        """The records that have one of these values or states, whatever else is chosen."""
        found = self.facets.any_of(facet, values)
        if states := STATE_FACETS.get(facet):
            found |= self.facets.any_of(states, STATE_WORDS.keys() & set(values))
        if facet in UNHELD and UNHELD[facet] in values:
            held = (*self.facets.values(facet).values(), *self.facets.values(STATE_FACETS[facet]).values())
            found |= self.facets.everything - BitMap().union(*held)
        return found

    def named(self, facet: str) -> BitMap:
        """The records of which some value of a facet is known, whatever is chosen."""
        return BitMap().union(*self.facets.values(facet).values())

    def _within(self, ranges: Q) -> BitMap:
        """Systems end with the agreements that pay for them, as far as this audience sees those."""
        if self.kind == SYSTEM:
            agreements = ids_where(ranges, CONTRACT, self.audience, facets(CONTRACT, self.audience))
            return paid_for_by(agreements, self.audience, self.facets)
        return ids_where(ranges, self.kind, self.audience, self.facets)


def _ranges(chosen: ListingFilter) -> Q:
    bounds = {
        "ends__gte": chosen.ends_after,
        "ends__lte": chosen.ends_before,
        "value__gte": getattr(chosen, "value_min", None),
        "value__lte": getattr(chosen, "value_max", None),
    }
    return Q(**{lookup: bound for lookup, bound in bounds.items() if bound is not None})
