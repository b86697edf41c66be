"""An authority's officers see all that is held of their own records, readers among them."""

from collections.abc import Callable

import pytest
from django.test import Client

from boroughs.models import Borough
from contracts.models import Contract
from contracts.services.keeping import set_visibility
from tests import factories
from tests.signing_in import staff_member

pytestmark = pytest.mark.django_db(databases="__all__")
ROOT = "/account/authority/camden/records/contracts/"


@pytest.fixture
def record(camden: Borough) -> Contract:
    """A contract whose price is the authority's own."""
    made = factories.contract(
        "Housing", buyer=camden, value="1234567", suppliers=[factories.supplier("Acme Ltd")]
    )
    closed = {"value": {"audience": "own", "reason": "Prices are being negotiated"}}
    set_visibility(record=made, choices=closed, actor=staff_member("other@loti.example"), seen=made.version)
    return made


@pytest.mark.parametrize("role", ["reader", "editor", "lead"])
def test_every_officer_of_the_authority_reads_what_it_keeps_to_itself(
    record: Contract, signed_in: Callable[..., Client], role: str
) -> None:
    client = signed_in(role)
    assert "£1,234,567" not in client.get(record.get_absolute_url()).text
    html = client.get(f"{ROOT}{record.key}/all/").text
    assert "£1,234,567" in html
    assert "Who sees it: Your authority and LOTI’s staff alone" in html
    assert "Acme Ltd" in html


def test_a_record_that_is_in_no_list_at_all_can_be_read_by_its_own_officers(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    closed = {"record": {"audience": "own", "reason": "Not announced"}}
    set_visibility(record=record, choices=closed, actor=staff_member(), seen=None)
    client = signed_in("reader")
    assert client.get(record.get_absolute_url()).status_code == 404
    html = client.get(f"{ROOT}{record.key}/all/").text
    assert "Who sees that there is such a record: Your authority" in html
    assert f"{ROOT}{record.key}/all/" in client.get(ROOT).text


def test_a_reader_is_offered_nothing_to_change(record: Contract, signed_in: Callable[..., Client]) -> None:
    reader, editor = signed_in("reader"), signed_in("editor")
    for address in (ROOT, f"{ROOT}{record.key}/all/"):
        assert f'href="{ROOT}{record.key}/"' not in reader.get(address).text
        assert f'href="{ROOT}{record.key}/"' in editor.get(address).text
    assert f"{ROOT}add/" not in reader.get(ROOT).text


def test_officers_of_another_authority_find_no_such_page(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("lead", factories.borough("Islington"))
    assert client.get(f"{ROOT}{record.key}/all/").status_code == 404
    assert client.get(f"/account/authority/islington/records/contracts/{record.key}/all/").status_code == 404
