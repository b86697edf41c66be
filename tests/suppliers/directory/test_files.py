"""The files of a list of few suppliers: whom they tell of, what they say, how they are named."""

import datetime
import re

import pytest
from django.test import Client

from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED
from tests.suppliers.directory.test_downloads import DAY, held, sheets, table
from tests.suppliers.directory.test_facets import says

pytestmark = pytest.mark.django_db(databases="__all__")
FILES = ("csv", "xlsx", "json")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def test_a_supplier_that_only_officers_may_know_is_in_no_file_of_the_public(client: Client) -> None:
    factories.contract(suppliers=[factories.supplier("Quixotic")], visibility={"supplier": CLOSED})
    factories.contract(suppliers=[factories.supplier("Open")])
    for visitor, names in ((Visitor.ANYONE, ["Open"]), (Visitor.OFFICER, ["Open", "Quixotic"])):
        asking = client_of(visitor)
        assert [row["Supplier"] for row in table(asking)] == names
        assert [line[0] for line in sheets(asking)[0][1:]] == names
        assert [one["name"] for one in held(asking)["results"]] == names


def test_a_file_says_what_it_is_of_when_it_was_made_and_whose_it_is(client: Client) -> None:
    seller = factories.supplier("Acme", is_sme=True)
    told_by = factories.source(published=True, licence="Open Government Licence v3.0", attribution="© Camden")
    factories.assertion(factories.contract(suppliers=[seller]), told_by, won=["title"])
    # What tells of others alone is no source of this file.
    other = factories.contract(suppliers=[factories.supplier("Bolt")])
    factories.assertion(other, factories.source("hackney-register", published=True), won=["title"])
    found = held(client, "?sme=yes")
    assert (found["title"], found["made_on"], found["count"]) == ("1 supplier, SMEs now", "2026-11-23", 1)
    assert found["address"].endswith("/suppliers/?sme=yes")
    assert found["licences"].endswith("/about/licences/")
    assert found["sources"] == [
        {"name": told_by.name, "licence": "Open Government Licence v3.0", "attribution": "© Camden"}
    ]
    about = {str(label): value for label, value in sheets(client, "?sme=yes")[1]}
    assert about["What this is"] == "1 supplier, SMEs now"
    assert about["Made on"] == datetime.datetime(2026, 11, 23)
    assert about["The same list now"] == found["address"]
    assert about["Source"] == f"{told_by.name}. Open Government Licence v3.0. © Camden"


@pytest.mark.parametrize("extension", FILES)
def test_a_file_is_named_by_its_day_and_whether_any_of_it_is_invented(client: Client, extension: str) -> None:
    for invented, mark in ((False, ""), (True, "demonstration-")):
        seller = factories.supplier(demonstration=invented)
        factories.contract(suppliers=[seller], demonstration=invented)
        response = client.get(f"/suppliers.{extension}")
        name = f"{mark}suppliers-2026-11-23.{extension}"
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert 'rel="license"' in response.headers["Link"]
        assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("extension", FILES)
def test_what_cannot_be_understood_is_refused_with_the_reason(client: Client, extension: str) -> None:
    response = client.get(f"/suppliers.{extension}?sme=perhaps")
    assert response.status_code == 400
    assert "perhaps" in response.text


def test_the_page_offers_every_file_of_just_what_it_shows(client: Client) -> None:
    factories.contract(suppliers=[factories.supplier("Acme", is_sme=True)])
    html = client.get("/suppliers/?sme=yes").text
    offered = re.findall(r'href="([^"]*)" rel="nofollow" download>', html)
    assert offered == [f"/suppliers.{extension}?sme=yes" for extension in FILES]
    assert {client.get(address).status_code for address in offered} == {200}


def test_page_files_and_api_agree_on_what_the_supplier_alone_says(client: Client) -> None:
    rents, payroll = factories.function("Rents"), factories.function("Payroll")
    seller, other = factories.supplier("Acme"), factories.supplier("Bolt")
    factories.contract(suppliers=[seller, other], functions=[rents])
    factories.contract(suppliers=[other], functions=[payroll])
    says(seller, [rents, payroll], [factories.borough("Brent")], shown=True)
    offered = factories.product("Homes", maker=seller, offered=True)
    factories.system(factories.product("Maps", maker=seller), supplier=other)
    query = f"?function={payroll.slug}&location=brent&location=unknown&product={offered.slug}&product=maps"
    every = f"?function={payroll.slug}&function={rents.slug}"
    for asked, expected in ((query, ["Payroll", "Homes", "Brent"]), (every, ["Payroll"])):
        html = client.get(f"/suppliers/{asked}").text
        assert re.findall(r"Said by the supplier: ([^<]*)<", html) == [", ".join(expected)]
        told = {row["Supplier"]: row["Said by the supplier alone"] for row in table(client, asked)}
        assert told.pop("Acme") == "; ".join(expected)
        assert set(told.values()) <= {"Nothing"}
        headings, *lines = sheets(client, asked)[0]
        column = headings.index("Said by the supplier alone")
        assert {line[0]: line[column] for line in lines} == told | {"Acme": "; ".join(expected)}
        results = held(client, asked)["results"]
        assert results == client.get(f"/api/v1/suppliers{asked}").json()["results"]
        (acme,) = [one for one in results if one["name"] == "Acme"]
        assert [word["label"] for word in acme["said_alone"]] == expected
    assert acme["said_alone"] == [{"facet": "function", "value": payroll.slug, "label": "Payroll"}]
    factories.change(seller, withdrawn_on=DAY)
    assert held(client, f"?product={offered.slug}")["results"] == []
