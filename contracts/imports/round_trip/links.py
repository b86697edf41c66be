"""Where staff find the workbook of an authority's own records, on its page in the staff site."""

from functools import partial
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from boroughs.models import Borough
from thirty3.registry import RECORD_ACTIONS, RecordAction

# Kind of record -> the filter of its list by which one authority's own are chosen.
OWNERS: Final = {"contract": "lead_buyer__id", "systeminuse": "borough__id"}


def workbook_address(kind: str, borough: Borough) -> str:
    """The workbook of all records of a kind that are an authority's own."""
    return f"{reverse(f'admin:records-{kind}')}?{urlencode({f'{OWNERS[kind]}__exact': borough.pk})}"


def register() -> None:
    """Put the links on the authority's page in the staff site; called when the app is ready."""
    for order, (kind, records) in enumerate((("contract", "contracts"), ("systeminuse", "systems"))):
        RECORD_ACTIONS.register(
            RecordAction(
                f"workbook-of-{records}",
                "staff:boroughs.borough",
                f"Download its {records} to change (xlsx)",
                partial(workbook_address, kind),
                order,
            )
        )
