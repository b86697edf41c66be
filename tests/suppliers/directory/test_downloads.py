"""The files of the list of suppliers: what the page shows, row for row, for everyone and for officers."""

import csv
import datetime
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django.plugin import DjangoDbBlocker

from tests import factories
from tests.forgetting import forgotten_afterwards
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2026, 11, 23)
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


@pytest.fixture(scope="module")
def sold(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Sixty suppliers of every size; some make, some are invented, and some only officers may know."""
    with django_db_blocker.unblock(), forgotten_afterwards():
        sell()
        yield


def sell() -> None:
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


def test_no_name_is_a_formula(sold: None, client: Client) -> None:
    names = [row["Supplier"] for row in table(client)]
    assert {"'=Acme", "'+Bolt", "'@Cog", "'-Dart", "Élan, “quoted”"} <= set(names)
    assert [line[0] for line in sheets(client)[0][1:]] == names
    assert "=Acme" in [one["name"] for one in held(client)["results"]]
