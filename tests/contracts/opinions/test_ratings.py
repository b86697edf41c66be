"""Published ratings stand word for word with their source, where everyone may see the contract."""

import datetime

import pytest
from django.test import Client

from contracts.models import PublishedRating
from tests import factories
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db(databases="__all__")
SAID = "Requires <improvement>"


def rated(contract):
    record = PublishedRating(
        contract_key=contract.key,
        measure="Calls answered within 30 seconds",
        rating=SAID,
        published_on=datetime.date(2026, 6, 1),
        source="UK9 2026/S 000-012345",
        source_url="https://www.find-tender.service.gov.uk/Notice/012345-2026",
    )
    with recording(record):
        record.save()


@pytest.mark.parametrize(
    ("facts", "on_contract", "on_supplier"),
    [
        ({}, True, True),
        ({"visibility": {"supplier": {"audience": "boroughs", "reason": "commercial"}}}, True, False),
        ({"visibility": {"record": {"audience": "boroughs", "reason": "commercial"}}}, False, False),
    ],
)
def test_it_shows_where_the_contract_and_its_supplier_are_seen(
    client: Client, facts, on_contract, on_supplier
):
    seller = factories.supplier("Acme")
    factories.contract("Known", suppliers=[seller])
    contract = factories.contract("Rated", suppliers=[seller], **facts)
    rated(contract)
    for page, there in ((contract, on_contract), (seller, on_supplier)):
        html = client.get(page.get_absolute_url()).text
        assert ("“Requires &lt;improvement&gt;”" in html) is there
        assert ('href="https://www.find-tender.service.gov.uk/Notice/012345-2026"' in html) is there
