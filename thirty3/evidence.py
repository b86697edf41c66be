"""What the records that an audience sees show of the subjects of a page: suppliers, products, functions."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from thirty3.audiences import Audience
from thirty3.registry import EVIDENCE, FACET_NAMES, OFFERED, TOLD, Evidence
from thirty3.search.facets import facets
from thirty3.search.held import Held
from thirty3.spreadsheets.notes import Origin

# What a filter by source calls the records of the world, and those of the demonstration.
REAL: Final = "real"
DEMONSTRATION: Final = "demonstration"


@dataclass(frozen=True)
class Counted:
    """How many records show something of a subject, and the list of just these."""

    evidence: Evidence
    count: int
    address: str

    @property
    def noun(self) -> str:
        one, many = self.evidence.noun
        return one if self.count == 1 else many


def in_words(counts: Iterable[Counted], nothing: str) -> str:
    """ "3 contracts, 1 system": what there is of each kind, or the words for nothing."""
    return ", ".join(f"{one.count:,} {one.noun}" for one in counts if one.count) or nothing


@dataclass(frozen=True)
class Among:
    """The real ones among those that a list finds, or the invented ones, and the list of them alone."""

    count: int
    href: str
    invented: bool


def among(found: int, invented: int, address: Callable[[str], str]) -> list[Among]:
    """The real ones of so many, then the invented ones, as far as there are any; `address` takes a source."""
    counts = {REAL: found - invented, DEMONSTRATION: invented}
    return [
        Among(count, address(source), source == DEMONSTRATION) for source, count in counts.items() if count
    ]


_held: Held[dict[str, frozenset[str]]] = Held()


class Seen:
    """The evidence of a page. Queries: a stamp for each kind of record, and what changed since."""

    def __init__(self, page: str, audience: Audience) -> None:
        self.page, self.audience = page, audience
        # Whose records are counted, one source at most: of both where there is no word.
        self.source: tuple[str, ...] = ()
        self.evidence = [evidence for evidence in EVIDENCE if evidence.page == page]
        kinds = dict.fromkeys(evidence.kind for evidence in self.evidence)
        self.facets = {kind: facets(kind, audience) for kind in kinds}

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The subjects that the audience may know of: whom a record shows, and what is openly offered."""
        offered = (slug for one in OFFERED if one.page == self.page for slug in one.slugs())
        return self.shown.union(offered)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The subjects of which the audience sees a record."""
        return frozenset(slug for one in self.evidence for slug in self.facets[one.kind].values(one.facet))

    def ids(self, evidence: Evidence, slug: str) -> AbstractBitMap:
        """The records of one kind of evidence that show something of a subject."""
        return self._counted(evidence, evidence.facet, slug)

    def _counted(self, evidence: Evidence, facet: str, value: str) -> AbstractBitMap:
        """The records with a value of a facet, without those that are listed elsewhere."""
        held = self.facets[evidence.kind]
        found = held.values(facet).get(value, FrozenBitMap())
        for source in self.source:
            found = found & held.values("source").get(source, FrozenBitMap())
        if evidence.apart is None:
            return found
        apart, left_out = evidence.apart
        return found - held.values(apart).get(left_out, FrozenBitMap())

    def records(self, slug: str) -> dict[str, BitMap]:
        """Kind -> every record that shows something of a subject, each once."""
        found = {kind: BitMap() for kind in self.facets}
        for evidence in self.evidence:
            found[evidence.kind] |= self.ids(evidence, slug)
        return found

    def counts(self, slug: str) -> list[Counted]:
        """How many there are of each kind of evidence, with the lists that they count."""
        source = self.source
        return [Counted(one, len(self.ids(one, slug)), one.address(slug, source)) for one in self.evidence]

    def values(self, slug: str, facet: str) -> set[str]:
        """The values of another facet among a subject's records: the authorities that a supplier serves."""
        return {
            value
            for kind, ids in self.records(slug).items()
            for value, having in self.facets[kind].values(facet).items()
            if not having.isdisjoint(ids)
        }

    def having(self, facet: str, by: str = "") -> Mapping[str, frozenset[str]]:
        """Value of another facet -> the subjects of its records, worked out once for each state of these;
        of all records, or `by` one facet alone: of those that a supplier supplies.
        """
        moment = tuple(held.stamp for held in self.facets.values())
        key = (self.page, self.audience, facet, self.source, by)
        return _held.of(key, moment, lambda: self._having(facet, by))

    def _having(self, facet: str, by: str) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for one in self.evidence:
            if by not in ("", one.facet):
                continue
            held = self.facets[one.kind]
            subjects = {slug: self.ids(one, slug) for slug in held.values(one.facet)}
            for value, having in held.values(facet).items():
                found.setdefault(value, set()).update(
                    slug for slug, ids in subjects.items() if not ids.isdisjoint(having)
                )
        return {value: frozenset(slugs) for value, slugs in found.items()}

    def names_of(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """The names behind values of a facet that stand in the records alone: one query where there are any.

        Each name is read from a record that the audience sees.
        """
        found: dict[str, str] = {}
        for one in FACET_NAMES:
            held = self.facets[one.kind].values(facet) if one.name == facet else {}
            if wanted := {value: held[value].min() for value in values if value in held}:
                found |= one.of(wanted, self.audience)
        return found

    def origins(self, slugs: Iterable[str]) -> list[Origin]:
        """The sources of the records that show something of these subjects: one query."""
        wanted = frozenset(slugs)
        return [
            origin
            for told in TOLD
            for origin in told.of(
                value
                for value, subjects in self.having(told.facet).items()
                if not wanted.isdisjoint(subjects)
            )
        ]

    def shown_by(self, facet: str) -> frozenset[str]:
        """The subjects that have evidence by this facet: those that supply, those that make."""
        return frozenset(
            slug
            for one in self.evidence
            if one.facet == facet
            for slug in self.facets[one.kind].values(facet)
        )

    def _has(self, source: str) -> bool:
        return any(self._counted(one, "source", source) for one in self.evidence)

    @cached_property
    def both(self) -> bool:
        """Whether the audience sees real records and invented ones, whichever of them are counted."""
        return bool(self.source) or (self._has(REAL) and self._has(DEMONSTRATION))

    @property
    def invented(self) -> bool:
        """Whether invented records are among those that are counted."""
        return self._has(DEMONSTRATION)

    @property
    def any_invented(self) -> bool:
        """Whether the audience sees invented records here, counted or not."""
        return self.both or self.invented

    @property
    def nothing(self) -> str:
        """What is said of one of whom nothing is counted: of the other kind there may be something."""
        if not self.source:
            return "nobody has told us"
        return "no invented records" if self.invented else "no real records"

    def of_one_world(self, source: str = "") -> Self:
        """The same of real records or of invented ones, which are never counted together: what is invented
        is there to show what the site is like when it is full, so it is what counts where nobody asks.
        """
        if not self.both:
            return self
        narrowed = copy(self)
        narrowed.source = (REAL if source == REAL else DEMONSTRATION,)
        return narrowed


def known_slugs(page: str, audience: Audience) -> frozenset[str]:
    """The subjects of a page that an audience may know of."""
    return Seen(page, audience).slugs
