"""Which authorities use a supplier today, as far as an audience sees: from list rows alone."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyroaring import AbstractBitMap, BitMap

from contracts.listing.rows import Listing, rows_of
from contracts.listing.statuses import statuses_on
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.evidence import DEMONSTRATION, REAL, Seen

# Fewer share nothing that they would not settle among themselves.
FEWEST: Final = 3
RETIRED: Final = "retired"


@dataclass(frozen=True)
class Count:
    """How many of an authority's contracts and systems are with a supplier today."""

    contracts: int = 0
    systems: int = 0


class Using:
    """The contracts that have not ended and the systems that still run, of a supplier's own world.

    A system that others supply counts too where the supplier makes it; a contract only where it is with it.
    Queries: two stamps, and who has ended, once for a stamp and day.
    """

    def __init__(self, supplier: Supplier, audience: Audience, day: datetime.date) -> None:
        source = DEMONSTRATION if supplier.demonstration else REAL
        self.supplier, self.audience, self.day = supplier, audience, day
        self.seen = Seen("supplier", audience).of_one_world(source)
        self.agreements, self.systems = self.seen.facets["contract"], self.seen.facets["system"]

    @cached_property
    def contract_ids(self) -> AbstractBitMap:
        """The agreements with it that have not ended."""
        held = BitMap()
        for one in self.seen.evidence:
            if one.kind == "contract" and one.facet == "supplier":
                held |= self.seen.ids(one, self.supplier.slug)
        return held - statuses_on(self.day, self.agreements, self.audience)["ended"]

    @cached_property
    def system_ids(self) -> AbstractBitMap:
        """The systems of it that still run."""
        return self.seen.records(self.supplier.slug)["system"] - self.systems.any_of("status", [RETIRED])

    @cached_property
    def by_authority(self) -> Mapping[str, Count]:
        """Slug of an authority -> how much it has of the supplier."""
        contracts = self.agreements.counts("borough", self.contract_ids)
        systems = self.systems.counts("borough", self.system_ids)
        return {
            slug: Count(contracts.get(slug, 0), systems.get(slug, 0))
            for slug in sorted(contracts.keys() | systems.keys())
        }

    @cached_property
    def rows(self) -> list[Listing]:
        """The agreements, those that end next first, then those without a known end: one query."""
        rows = rows_of("contract", self.contract_ids, self.audience)
        return sorted(rows, key=lambda row: (row.ends is None, row.ends or datetime.date.max, row.key))
