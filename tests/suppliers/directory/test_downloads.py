"""The files of the list of suppliers: what the page shows, row for row, for everyone and for officers."""

import csv
import datetime
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED
from tests.suppliers.directory.test_facets import says

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2026, 11, 23)
FILES = ("csv", "xlsx", "json")
# Names that a spreadsheet must not take for formulas, and one with letters beyond ASCII.
NAMES = ("=Acme", "+Bolt", "@Cog", "-Dart", "Élan, “quoted”")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    text = body(client, f"/suppliers.csv{query}").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def sheets(client: Client, query: str = "") -> list[list[tuple[Any, ...]]]:
    workbook = load_workbook(io.BytesIO(body(client, f"/suppliers.xlsx{query}")))
    return [list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets]


def held(client: Client, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body(client, f"/suppliers.json{query}"))
    return found


@pytest.fixture
def sold() -> None:
    """Sixty suppliers of every size; some make, some are invented, and some only officers may know."""
    for number in range(60):
        name = NAMES[number] if number < len(NAMES) else f"Seller {number:02}"
        seller = factories.supplier(is_sme=(True, False, None)[number % 3])
        factories.change(seller, name=name)
        invented, closed = number % 4 == 0, {"supplier": CLOSED} if number % 7 == 6 else {}
        factories.contract(suppliers=[seller], demonstration=invented, visibility=closed)
        if number % 5 == 0:
            factories.system(factories.product(maker=seller), supplier=seller)


@pytest.mark.parametrize("visitor", [Visitor.ANYONE, Visitor.OFFICER])
@pytest.mark.parametrize(
    "query", ["", "?role=maker", "?sme=yes&sme=no", "?source=real", "?letter=s", "?q=seller"]
)
def test_page_and_files_agree_row_for_row(sold: None, visitor: Visitor, query: str) -> None:
    client = client_of(visitor)
    rows = table(client, query)
    assert rows
    on_pages: list[str] = []
    for number in (1, 2):
        html = client.get(f"/suppliers/{query or '?'}&page={number}").text
        on_pages += re.findall(r'role="rowheader"><a[^>]*href="(/suppliers/[^"]*)"', html)
    addresses = [row["Address here"] for row in rows]
    assert [address[address.index("/suppliers/") :] for address in addresses] == on_pages
    headings, *lines = sheets(client, query)[0]
    assert list(headings) == list(rows[0])
    assert [[str(cell) for cell in line] for line in lines] == [list(row.values()) for row in rows]
    found = held(client, query)
    assert found["count"] == len(found["results"]) == len(rows)
    for row, one in zip(rows, found["results"], strict=True):
        assert row["Supplier"] in (one["name"], f"'{one['name']}")
        assert row["Address here"] == one["address"]
        assert (row["Demonstration"] == "Demonstration") == one["demonstration"]
        assert row["SME now"] == {"yes": "SME", "no": "Not an SME", "unknown": "Not known"}[one["sme"]]
        counts = [*one["supplies"].values(), *one["makes"].values(), one["authorities"]]
        assert [int(value) for value in list(row.values())[7:-1]] == counts


def test_json_is_what_the_api_tells(sold: None, client: Client) -> None:
    told = client.get("/api/v1/suppliers?limit=200").json()
    assert held(client)["results"] == told["results"]


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


def test_no_name_is_a_formula(sold: None, client: Client) -> None:
    names = [row["Supplier"] for row in table(client)]
    assert {"'=Acme", "'+Bolt", "'@Cog", "'-Dart", "Élan, “quoted”"} <= set(names)
    assert [line[0] for line in sheets(client)[0][1:]] == names
    assert "=Acme" in [one["name"] for one in held(client)["results"]]


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
