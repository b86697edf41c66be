"""What is taken away is what the page shows: row for row, in every format, for everyone and for officers."""

import csv
import datetime
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED, OWN

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2026, 11, 23)
VISITORS = (Visitor.ANYONE, Visitor.OFFICER)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)


def table(client: Client, address: str) -> list[dict[str, str]]:
    text = body(client, address).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def workbook(client: Client, address: str) -> list[dict[str, Any]]:
    sheet = load_workbook(io.BytesIO(body(client, address))).worksheets[0]
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def results(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(body(client, address))["results"]
    return found


def as_text(value: Any) -> str:
    """A cell of a workbook as CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)


def same(written: str, cell: Any) -> bool:
    return float(written) == cell if isinstance(cell, int | float) else written == as_text(cell)


def make_world() -> None:
    """Thirty contracts and as many systems: ordinary, protective, closed to the public, and to all."""
    seller, other = factories.supplier("Acme"), factories.supplier("Bolt")
    made = [factories.product(f"Product {n}", maker=seller) for n in range(4)]
    usual, guarded = factories.function(), factories.function("Identity", protective=True)
    authorities = [factories.borough("Camden"), factories.borough("Hackney")]
    closed: list[dict[str, Any]] = [{}, {"supplier": CLOSED}, {"value": OWN}, {"record": CLOSED}]
    for number in range(30):
        factories.contract(
            f"=Agreement {number}",
            buyer=authorities[number % 2],
            suppliers=[seller, other][: 1 + number % 2],
            products=[made[number % 4]],
            functions=[guarded if number % 5 == 0 else usual],
            value=None if number % 7 == 0 else str(number * 1000),
            visibility=closed[number % 4],
            demonstration=number % 3 == 0,
            **({"end_date": DAY + datetime.timedelta(days=40 * (number % 6) - 60)} if number % 4 else {}),
        )
        factories.system(
            made[number % 4],
            buyer=authorities[number % 2],
            functions=[guarded if number % 6 == 0 else usual],
            supplier=seller,
            hosting="saas",
            visibility={"record": CLOSED} if number % 9 == 0 else {},
        )


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize(
    "query", ["", "?sort=value", "?sort=updated", "?borough=camden", "?supplier=withheld", "?q=agreement"]
)
def test_contracts_agree_row_for_row(visitor: Visitor, query: str) -> None:
    make_world()
    client = client_of(visitor)
    rows = table(client, f"/contracts.csv{query}")
    on_pages: list[str] = []
    for number in (1, 2):
        mark = f"{query}&page={number}" if query else f"?page={number}"
        html = client.get(f"/contracts/{mark}").text
        on_pages += re.findall(r'href="/contracts/([a-z0-9]{10})/"', html.partition("t3-records")[2])
    keys = [row["Key"] for row in rows]
    # Officers see what is withheld from others.
    assert keys or (query == "?supplier=withheld" and visitor == Visitor.OFFICER)
    assert list(dict.fromkeys(on_pages)) == keys
    sheet = workbook(client, f"/contracts.xlsx{query}")
    assert [list(row) for row in sheet] == [list(row) for row in rows]
    for row, line in zip(rows, sheet, strict=True):
        assert all(same(row[name], cell) for name, cell in line.items() if row[name] or cell is not None)
    found = results(client, f"/contracts.json{query}")
    assert [one["key"] for one in found] == keys
    for row, one in zip(rows, found, strict=True):
        facts = one["facts"]
        assert row["Title"] == f"'{one['title']}" or row["Title"] == one["title"]
        assert row["Value in pounds"] == facts["value"].get("amount", "")
        states = {"Known": "known", "Not known": "unknown", "None": "none", "Withheld": "withheld"}
        for heading, fact in (("Value state", "value"), ("Supplier state", "supplier"), ("End state", "end")):
            assert states[row[heading]] == facts[fact]["state"]
        assert row["Suppliers"] == "; ".join(entry["name"] for entry in facts["supplier"].get("entries", ()))
        assert row["Supplier withheld because"] == facts["supplier"].get("reason", "")
        assert row["Ends"] == facts["end"].get("date", "")
    code = table(client, f"/contracts-transparency.csv{query}")
    assert [row["Address here"] for row in code] == [row["Address here"] for row in rows]
    assert [row["Organisation"] for row in code] == [row["Authority"] for row in rows]


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("query", ["", "?sort=name", "?borough=hackney", "?product=withheld"])
def test_systems_agree_row_for_row(visitor: Visitor, query: str) -> None:
    make_world()
    client = client_of(visitor)
    rows = table(client, f"/technologies.csv{query}")
    assert rows or (query == "?product=withheld" and visitor == Visitor.OFFICER)
    sheet = workbook(client, f"/technologies.xlsx{query}")
    assert [[as_text(cell) for cell in row.values()] for row in sheet] == [list(row.values()) for row in rows]
    found = results(client, f"/technologies.json{query}")
    assert [one["key"] for one in found] == [row["Key"] for row in rows]
    assert all(("hosting" in one["facts"]) == (visitor == Visitor.OFFICER) for one in found)
    assert all(("Hosting" in row) == (visitor == Visitor.OFFICER) for row in rows)


def test_the_public_reads_of_what_is_hidden_only_that_it_is(client: Client) -> None:
    factories.contract(
        "Open", suppliers=[factories.supplier("Quixotic")], visibility={"supplier": CLOSED}, value="5"
    )
    for address in ("contracts.csv", "contracts.json", "contracts-transparency.csv"):
        assert b"Quixotic" not in body(client, f"/{address}")
    (one,) = results(client, "/contracts.json")
    assert one["facts"]["supplier"] == {"state": "withheld", "reason": CLOSED["reason"]}
    (line,) = workbook(client, "/contracts.xlsx")
    assert "Quixotic" not in str(line)
    (row,) = table(client, "/contracts-transparency.csv")
    assert row["Supplier name and details"] == f"Withheld: {CLOSED['reason']}"
    (seen,) = results(client_of(Visitor.OFFICER), "/contracts.json")
    assert [entry["name"] for entry in seen["facts"]["supplier"]["entries"]] == ["Quixotic"]


def test_a_key_of_a_hidden_agreement_is_told_to_nobody_who_may_not_see_it(client: Client) -> None:
    hidden = factories.contract("Earlier", visibility={"record": CLOSED})
    later = factories.contract("Later")
    factories.change(later, predecessors=[hidden])
    (one,) = results(client, "/contracts.json")
    assert one["facts"]["predecessors"] == {"state": "known", "keys": []}
    seen = results(client_of(Visitor.OFFICER), "/contracts.json")
    assert [hidden.key] in [two["facts"]["predecessors"].get("keys") for two in seen]


def test_a_file_says_what_it_is_of_when_it_was_made_and_whose_it_is(client: Client) -> None:
    record = factories.contract("One", buyer=factories.borough("Camden"))
    told_by = factories.source(published=True, licence="Open Government Licence v3.0", attribution="© Camden")
    factories.assertion(record, told_by, won=["title"])
    response = client.get("/contracts.json?borough=camden")
    assert response.headers["Content-Disposition"] == 'attachment; filename="contracts-2026-11-23.json"'
    assert 'rel="license"' in response.headers["Link"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    held = json.loads(b"".join(response.streaming_content))
    assert (held["title"], held["made_on"], held["count"]) == ("1 contract of Camden", "2026-11-23", 1)
    assert held["address"].endswith("/contracts/?borough=camden")
    assert held["sources"] == [
        {"name": told_by.name, "licence": "Open Government Licence v3.0", "attribution": "© Camden"}
    ]
    about = load_workbook(io.BytesIO(body(client, "/contracts.xlsx?borough=camden")))["About"]
    lines = {str(label): value for label, value in about.iter_rows(min_row=2, values_only=True)}
    assert lines["What this is"] == "1 contract of Camden"
    assert lines["Made on"] == datetime.datetime(2026, 11, 23)
    assert lines["Source"] == f"{told_by.name}. Open Government Licence v3.0. © Camden"


def test_invented_records_are_named_in_every_file(client: Client) -> None:
    factories.contract("One", demonstration=True)
    for extension in ("csv", "xlsx", "json"):
        response = client.get(f"/contracts.{extension}")
        assert f"demonstration-contracts-2026-11-23.{extension}" in response.headers["Content-Disposition"]
    assert json.loads(body(client, "/contracts.json"))["demonstration"] is True


def test_the_columns_of_the_transparency_code(client: Client) -> None:
    factories.contract(
        "Housing system",
        buyer=factories.borough("Camden"),
        reference="C-1",
        department="Housing",
        description="Rents and repairs",
        suppliers=[factories.supplier("Acme")],
        sme=True,
        value="120.50",
        value_span="annual",
        value_vat="excluding",
        irrecoverable_vat="10.00",
        competition="tender",
        start_date=datetime.date(2025, 4, 1),
        end_date=datetime.date(2028, 3, 31),
        review_date=datetime.date(2027, 9, 30),
    )
    (row,) = table(client, "/contracts-transparency.csv")
    assert list(row.values())[:-1] == [
        *("Camden", "C-1", "Housing system", "Housing", "Rents and repairs", "Acme", "120.50"),
        *("a year, excluding VAT", "10.00", "2025-04-01", "2028-03-31", "2027-09-30"),
        *("Published invitation to tender", "Yes", "Not known", "", "No"),
    ]


def test_a_sum_of_nothing_is_a_sum(client: Client) -> None:
    factories.contract("Free", value="0")
    factories.contract("Kept back", value=None, value_state="withheld")
    sums = [list(row.values())[6] for row in table(client, "/contracts-transparency.csv?sort=value")]
    assert sums == ["0.00", "Withheld"]


@pytest.mark.parametrize(
    "address",
    [
        "contracts.csv",
        "contracts.xlsx",
        "contracts.json",
        "contracts-transparency.csv",
        "technologies.xlsx",
        "technologies.json",
    ],
)
def test_a_download_that_cannot_be_understood_says_why(client: Client, address: str) -> None:
    response = client.get(f"/{address}?ends_before=yesterday")
    assert response.status_code == 400
    assert "must be a real date" in response.text


@pytest.mark.parametrize("page", ["/contracts/?borough=camden&page=2", "/technologies/?borough=camden"])
def test_the_page_offers_every_file_of_just_what_it_shows(client: Client, page: str) -> None:
    for number in range(30):
        factories.contract(f"C{number}", buyer=factories.borough("Camden"))
    factories.system(buyer=factories.borough("Camden"))
    html = client.get(page).text
    offered = re.findall(r'href="([^"]*)" rel="nofollow" download>', html)
    assert len(offered) >= 3
    assert all(address.endswith("?borough=camden") for address in offered)
    assert 'href="/data/api/"' in html
    assert {client.get(address).status_code for address in offered} == {200}


@given(st.text(max_size=30), st.integers(0, 10**9))
def test_whatever_is_written_comes_back_from_json_as_it_was(client: Client, text: str, pence: int) -> None:
    title = text.replace("\x00", "").encode(errors="ignore").decode() or "-"
    record = factories.contract(title, value=f"{pence / 100:.2f}")
    (one,) = [one for one in results(client, "/contracts.json") if one["key"] == record.key]
    assert one["title"] == title
    assert float(one["facts"]["value"]["amount"]) == pence / 100
