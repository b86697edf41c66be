"""The agreements of a contracting process: one for each contract, or for each award without one."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.imports.formats.notices import PLANNED, TENDERED, UNSUCCESSFUL, WITHDRAWN
from contracts.imports.formats.ocds.merging import Process
from contracts.imports.formats.ocds.reading import Json, part, parts, text, texts

ENDED = {"cancelled": WITHDRAWN, "withdrawn": WITHDRAWN, "unsuccessful": UNSUCCESSFUL}
LINKED = "The record only links to its releases. Download the releases themselves."
NOTHING = "The release tells of no award."
PLANS = frozenset(("planning", "planningUpdate"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """An award and the contract that came of it, either of which may be empty, and the lots that it is of."""

    award: Json
    contract: Json
    lots: tuple[Json, ...] = ()
    set_aside: str = ""

    @property
    def name(self) -> str:
        """What tells it from others of its process."""
        return " ".join(filter(None, (text(self.award, "id"), text(self.contract, "id"))))


def agreements(process: Process) -> list[Agreement]:
    """Its agreements, those that came to nothing with the reason; one that is none, where it has no award."""
    found = list(_of_awards(process.compiled))
    return found or [Agreement({}, {}, set_aside=_why_none(process))]


def _of_awards(release: Json) -> Iterator[Agreement]:
    contracts = parts(release, "contracts")
    awards = parts(release, "awards")
    for award in awards:
        own = [one for one in contracts if text(one, "awardID") == text(award, "id")]
        for contract in own or [{}]:
            yield _agreement(release, award, contract)
    for contract in contracts:
        if text(contract, "awardID") not in {text(award, "id") for award in awards}:
            yield _agreement(release, {}, contract)


def _agreement(release: Json, award: Json, contract: Json) -> Agreement:
    named = {*texts(award, "relatedLots"), *texts(contract, "relatedLots")}
    lots = tuple(lot for lot in parts(part(release, "tender"), "lots") if text(lot, "id") in named)
    status = ENDED.get(text(award, "status")) or ENDED.get(text(contract, "status"), "")
    return Agreement(award, contract, lots, status)


def _why_none(process: Process) -> str:
    tender = part(process.compiled, "tender")
    if not process.compiled:
        return LINKED
    if ended := ENDED.get(text(tender, "status")):
        return ended
    if "tenderCancellation" in process.tags:
        return WITHDRAWN
    if text(tender, "status") in ("planned", "planning") or (process.tags and process.tags <= PLANS):
        return PLANNED
    return TENDERED if tender else NOTHING
