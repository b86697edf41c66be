"""The base tables of contracts: written by services, read by the public through `Listing` alone."""

from contracts.models.contract import Contract, ContractSupplier, ExtensionOption
from contracts.models.listing import Listing, ListingDraft
from contracts.models.provenance import Assertion, ImportBatch, ImportRow, Rank, Source
from contracts.models.states import Precision, State
from contracts.models.system import SystemInUse

__all__ = [
    "Assertion",
    "Contract",
    "ContractSupplier",
    "ExtensionOption",
    "ImportBatch",
    "ImportRow",
    "Listing",
    "ListingDraft",
    "Precision",
    "Rank",
    "Source",
    "State",
    "SystemInUse",
]
