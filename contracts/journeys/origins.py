"""The contracts that journeys began from: as their authorities hold them, or what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from contracts.models import Contract, Journey
from thirty3.design.formatting import fact_date
from thirty3.history.models import Tombstone

ON_HOLD: Final = "The record of this contract is on hold while a report about it is looked at."


@dataclass(frozen=True)
class Origin:
    """What a journey began from: its contract, or in a sentence why it is not held now; neither of a need."""

    contract: Contract | None = None
    became: str = ""


def origins(journeys: Iterable[Journey]) -> dict[int, Origin]:
    """Of each journey, by its id: two queries and, where a record is gone, one more."""
    began = [journey for journey in journeys if journey.contract_key]
    held = Contract.objects.filter(key__in=[one.contract_key for one in began])
    contracts = {one.key: one for one in held.prefetch_related("extension_options")} if began else {}
    removed = _removed({one.contract_key for one in began} - contracts.keys())
    return {one.pk: _origin(one, contracts.get(one.contract_key), removed) for one in began}


def _origin(journey: Journey, contract: Contract | None, removed: dict[str, str]) -> Origin:
    if contract is None and journey.contract_key in removed:
        day = removed[journey.contract_key]
        return Origin(became=f"The record of this contract was removed on {day}.")
    # What became of it under another authority is that one's to tell.
    if contract is None or contract.lead_buyer_id != journey.borough_id:
        return Origin(became=f"{journey.borough} has no record of this contract now.")
    return Origin(became=ON_HOLD) if contract.held_from else Origin(contract)


def _removed(keys: set[str]) -> dict[str, str]:
    """The days, in words, on which records were removed."""
    if not keys:
        return {}
    left = Tombstone.objects.filter(kind=Contract.record_kind(), key__in=keys).values_list("key", "at")
    return {key: fact_date(timezone.localdate(at)) for key, at in left}
