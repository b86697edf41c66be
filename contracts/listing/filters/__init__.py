"""What may be asked of a listing: one reader of the query string for each kind, and the filter it yields."""

from contracts.listing.filters.chosen import ContractFilter, ListingFilter, SystemFilter
from contracts.listing.filters.sets import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.filters.words import SME

__all__ = [
    "SME",
    "ContractFilter",
    "ContractFilterSet",
    "ListingFilter",
    "ListingFilterSet",
    "SystemFilter",
    "SystemFilterSet",
]
