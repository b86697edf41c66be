"""Small files of notices, as the two services publish them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.importing import csv_file

# The columns of the export, in its own order; contacts are blank in what was published here.
SUPPLIER = "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"
FULL = {
    "Notice Identifier": "CAMDEN-1",
    "Notice Type": "Contract",
    "Organisation Name": "London Borough of Camden",
    "Status": "Awarded",
    "Published Date": "2020-09-28T10:52:40Z",
    "Title": "Housing management software",
    "Description": "Licences and support",
    "Cpv Codes": "48000000 72000000 ",
    "Contact Name": "",
    "Contact Email": "",
    "Contact Telephone": "",
    "Start Date": "01/09/2020",
    "End Date": "31/08/2023",
    "Closing Date": "01/06/2020",
    "Value Low": "100000",
    "Value High": "200000",
    "Awarded Date": "15/08/2020",
    "Awarded Value": "150000",
    SUPPLIER: "[Acme Software Limited|1 High Street\nLondon|COMPANIES_HOUSE|1234567|Yes|No]",
    "Supplier's contact name": "",
    "Contract start date": "01/10/2020",
    "Contract end date": "30/09/2023",
    "OJEU Procedure Type": "OpenOJEU ",
    "Closing Time": "00:00",
}
SHORT = {
    name: FULL.get(name, "")
    for name in (
        "Notice Identifier", "Notice Type", "Organisation Name", "Status", "Published Date", "Title",
        "Description", "Region", "Cpv Codes", "Contact Email", "Contact Website", "Closing Date",
        "Closing Time", "Value Low", "Value High",
    )
}  # fmt: skip
RELEASE: dict[str, Any] = {
    "ocid": "ocds-b5fd17-0001",
    "id": "1-100",
    "date": "2025-03-11T14:07:12Z",
    "tag": ["award"],
    "parties": [
        {"id": "B", "name": "London Borough of Camden", "roles": ["buyer"]},
        {
            "id": "GB-COH-01234567",
            "name": "Acme Software Limited",
            "identifier": {"scheme": "GB-COH", "id": "01234567"},
            "roles": ["supplier"],
            "details": {"scale": "sme", "vcse": False},
        },
    ],
    "buyer": {"id": "B", "name": "London Borough of Camden"},
    "tender": {
        "id": "CAMDEN-1",
        "title": "Housing management software",
        "description": "Licences and support",
        "status": "complete",
        "classification": {"scheme": "CPV", "id": "48000000"},
        "procurementMethod": "open",
        "value": {"amount": 100000, "currency": "GBP"},
    },
    "awards": [
        {
            "id": "1",
            "status": "active",
            "date": "2025-03-01T00:00:00Z",
            "value": {"amount": 150000, "currency": "GBP"},
            "suppliers": [{"id": "GB-COH-01234567", "name": "Acme Software Limited"}],
            "contractPeriod": {
                "startDate": "2025-04-01T00:00:00+01:00",
                "endDate": "2028-03-31T23:59:59+01:00",
            },
            "documents": [
                {
                    "id": "1",
                    "documentType": "awardNotice",
                    "url": "https://www.contractsfinder.service.gov.uk/Notice/1",
                }
            ],
        }
    ],
}
type Export = Callable[..., Path]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Contracts Finder's 43 columns (those that are read), a row for each argument."""

    def write(*rows: dict[str, Any], of: dict[str, str] = FULL) -> Path:
        return csv_file(tmp_path / "notices.csv", [of | row for row in rows or ({},)])

    return write


@pytest.fixture
def short_export(export: Export) -> Export:
    """The 15 columns of the search page."""
    return lambda *rows: export(*rows, of=SHORT)


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """A package of these releases."""

    def write(*releases: Any, name: str = "releases") -> Path:
        path = tmp_path / "package.json"
        path.write_text(json.dumps({"version": "1.1", name: list(releases)}))
        return path

    return write
