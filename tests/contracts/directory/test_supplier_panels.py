"""What a supplier's page says of its contracts, of what ends with it, of what runs, and of SMEs at award."""

import datetime
import re

import pytest
from django.test import Client

from suppliers.models import Supplier
from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


@pytest.fixture
def seller() -> Supplier:
    return factories.supplier("Seller")


def section(client: Client, subject: Supplier, name: str) -> str:
    """The text of one panel."""
    html = client.get(subject.get_absolute_url()).text
    found = re.search(
        rf'<section class="t3-panel" aria-labelledby="panel-{name}">(.*?)</section>', html, re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def test_ends_to_come_are_those_of_two_years_the_nearest_first(client: Client, seller: Supplier) -> None:
    for title, year, month in (
        ("Later", 2028, 11),
        ("Beyond", 2028, 12),
        ("Soon", 2027, 1),
        ("Over", 2026, 1),
    ):
        factories.contract(title, suppliers=[seller], end_date=datetime.date(year, month, 20))
    told = section(client, seller, "ends-to-come")
    assert "2 contracts with Seller end within 24 months" in told
    assert told.index("Soon") < told.index("Later")
    assert "Beyond" not in told
    assert "Over" not in told


def test_contracts_are_shown_with_who_told_of_them(client: Client, seller: Supplier) -> None:
    for title, value in (("Small", "10.00"), ("Large", "9000.00")):
        record = factories.contract(title, suppliers=[seller], value=value)
        factories.assertion(record, factories.source("notices", published=True), won=["title"])
    told = section(client, seller, "supplier-contracts")
    assert told.index("Large") < told.index("Small")
    assert "Source : Notices, as at 31 January 2026" in told.replace("Source Notices", "Source : Notices")


def test_what_runs_is_told_by_authority_and_what_was_retired_is_not(client: Client, seller: Supplier) -> None:
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    made, bought = factories.product("Made", maker=seller), factories.product("Bought")
    factories.system(made, buyer=camden)
    factories.system(bought, buyer=camden, supplier=seller)
    factories.system(made, buyer=hackney, status="retired")
    factories.system(factories.product("Hidden", maker=seller), buyer=hackney, visibility={"product": CLOSED})
    told = section(client, seller, "systems-at")
    assert "1 authority" in told
    assert "Camden Technologies Bought , Made" in told
    assert "Hackney" not in told
    assert "Hidden" in section(client_of(Visitor.OFFICER), seller, "systems-at")


def test_sme_at_award_tells_what_each_buyer_said_and_who_they_are(client: Client, seller: Supplier) -> None:
    factories.change(seller, is_sme=False, size="large", size_evidence="its accounts of 2025")
    for name, sme in (("Camden", True), ("Hackney", True), ("Brent", False), ("Sutton", None)):
        factories.contract(suppliers=[seller], buyer=factories.borough(name), sme=sme)
    factories.contract(suppliers=[seller, factories.supplier("Other")], sme=True)
    told = section(client, seller, "size-at-award")
    assert re.search(r"An SME Buyers Camden , Hackney Contracts An SME: 2", told)
    assert re.search(r"Not an SME Buyers Brent Contracts Not an SME: 1", told)
    assert re.search(r"Did not say Buyers Sutton Contracts Did not say: 1", told)
    # Which of several was meant, no list could tell.
    assert re.search(r"Several suppliers, each with its own answer Buyers Camden Contracts .*: 1", told)
    assert told.endswith("SME now No: large (250 or more), by its accounts of 2025.")


def test_functions_that_it_serves_are_told_by_how_many_authorities(client: Client, seller: Supplier) -> None:
    rents, payroll = factories.function("Rents"), factories.function("Payroll")
    for name, served in (("Camden", [payroll]), ("Hackney", [payroll, rents])):
        factories.contract(suppliers=[seller], buyer=factories.borough(name), functions=served)
    factories.contract(
        suppliers=[seller], functions=[factories.function("Secrets")], visibility={"record": CLOSED}
    )
    told = section(client, seller, "supplier-functions")
    assert told.index("Payroll") < told.index("Rents")
    assert "Secrets" not in told
