"""Who runs a technology, as lists and pages tell it: each authority with its contract and how it stands."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from contracts.listing.rows import Listing, rows_of
from contracts.listing.telling import told
from thirty3.audiences import Audience

# What goes without saying of a system in use.
ORDINARY: Final = "live"


@dataclass(frozen=True)
class Run:
    """One system that an authority runs, with the contract that pays for it if the audience may see that,
    and whether this is over.
    """

    row: Listing
    contract: Listing | None
    over: bool

    @property
    def authority(self) -> Mapping[str, str]:
        lead: Mapping[str, str] = self.row.data["lead"]
        return lead

    @property
    def facts(self) -> Mapping[str, Any]:
        facts: Mapping[str, Any] = self.row.data["facts"]
        return facts

    @property
    def standing(self) -> str:
        """ "Being replaced": how it stands, where that is worth a word."""
        status = self.facts.get("status")
        return "" if status is None or status.get("is") == ORDINARY else told("status", status)


def contracts_of(rows: Iterable[Listing], audience: Audience) -> dict[int, Listing]:
    """The agreements that pay for these systems, as far as the audience may see them: one query."""
    ids = sorted({row.paid_by for row in rows if row.paid_by is not None})
    return {row.record_id: row for row in rows_of("contract", ids, audience)}


def runs_of(rows: Iterable[Listing], audience: Audience, day: datetime.date) -> list[Run]:
    """These systems with the contracts that pay for them, by authority: one query."""
    systems = list(rows)
    paying = contracts_of(systems, audience)
    runs = []
    for row in systems:
        contract = paying.get(row.paid_by) if row.paid_by is not None else None
        over = contract is not None and contract.ends is not None and contract.ends < day
        runs.append(Run(row, contract, over))
    return sorted(
        runs, key=lambda run: (run.authority["name"].casefold(), run.row.title.casefold(), run.row.key)
    )
