"""The ways to take away what a list shows."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from contracts.listing.describing import address
from contracts.listing.filters import ListingFilter

CSV, WORKBOOK, JSON, CODE = "CSV", "Excel (XLSX)", "JSON", "Transparency Code columns (CSV)"
OFFERED: Final = {
    "contract": {
        CSV: "contracts:contracts-csv",
        WORKBOOK: "contracts:contracts-workbook",
        JSON: "contracts:contracts-json",
        CODE: "contracts:contracts-transparency",
    },
    "system": {
        CSV: "contracts:technologies-csv",
        WORKBOOK: "contracts:technologies-workbook",
        JSON: "contracts:technologies-json",
    },
}


@dataclass(frozen=True)
class Offer:
    """A download, as a link."""

    label: str
    href: str


def downloads_of(chosen: ListingFilter) -> list[Offer]:
    """The downloads of what a filter finds: all of its pages, in its order."""
    every_page = chosen.narrowed()
    return [Offer(label, address(reverse(name), every_page)) for label, name in OFFERED[chosen.KIND].items()]
