"""The sources of records on the page of licences: those of what the visitor sees, and no others."""

from pathlib import Path

import pytest
from django.test import Client

from contracts.listing.sources import sources_told
from contracts.models import Contract, Source
from tests import factories
from tests.importing import CONTRACT, csv_file, imported
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED
from thirty3.audiences import Audience
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def register(tmp_path: Path) -> Source:
    """Two contracts that a register told of."""
    factories.borough("Camden")
    source = factories.source(
        "camden-register",
        name="Camden’s register",
        publisher="Camden Council",
        licence="Open Government Licence v3.0",
        attribution="© Camden Council",
        url="https://camden.example/register",
    )
    rows = [{**CONTRACT, "reference": f"CON-{n}", "title": f"Parking {n}"} for n in range(2)]
    imported(csv_file(tmp_path / "register.csv", rows), source=source)
    return source


def names(audience: Audience) -> list[str]:
    return [source.name for source in sources_told(audience)]


def test_a_source_stands_with_its_licence_and_how_much_it_tells_of(client: Client, register: Source) -> None:
    factories.source("never-used", name="Never used")
    (told,) = sources_told(Audience.PUBLIC)
    assert (told.name, told.told) == ("Camden’s register", ["2 contracts"])
    html = client.get("/about/licences/").text
    for words in (
        "Published by: Camden Council.",
        "Used for 2 contracts.",
        "Open Government Licence v3.0. © Camden Council.",
    ):
        assert words in html
    assert 'href="https://camden.example/register" rel="external nofollow"' in html
    assert "Never used" not in html


def test_a_source_of_hidden_records_alone_is_hidden_with_them(client: Client, register: Source) -> None:
    for record in Contract.objects.all():
        factories.change(record, visibility={"record": CLOSED})
    assert names(Audience.PUBLIC) == []
    assert names(Audience.BOROUGHS) == ["Camden’s register"]
    assert "Camden’s register" not in client.get("/about/licences/").text
    assert "Camden’s register" in client_of(Visitor.OFFICER).get("/about/licences/").text


def test_each_visitor_is_told_of_as_many_records_as_they_may_see(register: Source) -> None:
    factories.change(Contract.objects.order_by("pk")[0], visibility={"record": CLOSED})
    assert sources_told(Audience.PUBLIC)[0].told == ["1 contract"]
    assert sources_told(Audience.BOROUGHS)[0].told == ["2 contracts"]


def test_spend_evidence_is_told_apart_from_contracts(client: Client, register: Source) -> None:
    factories.change(Contract.objects.order_by("pk")[0], kind="spend")
    (told,) = sources_told(Audience.PUBLIC)
    assert told.told == ["1 contract", "1 line of spend evidence"]


def test_a_source_goes_with_its_last_record(register: Source) -> None:
    for record in list(Contract.objects.all()):
        remove(record)
    assert names(Audience.PUBLIC) == []


def test_invented_sources_are_marked_and_keep_the_page_out_of_search_engines(
    client: Client, register: Source
) -> None:
    assert "X-Robots-Tag" not in client.get("/about/licences/").headers
    Source.objects.update(demonstration=True)
    response = client.get("/about/licences/")
    assert "Invented for this demonstration." in response.text
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_where_nothing_is_held_the_page_says_so(client: Client) -> None:
    assert "No contract and no system is held yet" in client.get("/about/licences/").text
