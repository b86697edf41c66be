"""The API: the pages' own filters and order, pages that nothing moves, and plain refusals."""

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.listing.choices import offered
from contracts.listing.filters import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.selection import Selection
from contracts.models import Contract
from contracts.open_data.lists import LISTS
from contracts.open_data.parameters import PAGING, parameters_of
from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED
from thirty3.audiences import Audience
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2026, 11, 23)
NAMES = [one.name for one in LISTS]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def ask(client: Client, address: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def walk(client: Client, address: str) -> list[dict[str, Any]]:
    """Every result, page by page."""
    found, following = [], f"/api/v1/{address}"
    while following:
        page = client.get(following).json()
        found += page["results"]
        following = page["next"]
    return found


def some_contracts(number: int = 9) -> None:
    """Ends that are near, past, far and unknown, two of each; values that are the same and that are not."""
    for n in range(number):
        end = {"end_date": DAY + datetime.timedelta(days=100 * (n // 2) - 150)} if n % 4 else {}
        value = str(1000 * (n // 3)) if n % 3 else None
        factories.contract(
            f"Housing {n}", buyer=factories.borough("Camden" if n % 2 else "Barnet"), value=value, **end
        )


# What is found, and in which order


@pytest.mark.parametrize(
    "query", ["", "sort=value", "sort=updated", "sort=end", "q=housing", "borough=camden"]
)
@pytest.mark.parametrize("narrow", [0, 1000])
def test_pages_of_any_size_are_the_list_of_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, query: str, narrow: int
) -> None:
    # Few are sorted in memory; for many an index is walked.
    monkeypatch.setattr("contracts.listing.continuing.NARROW", narrow)
    some_contracts()
    whole = [one["key"] for one in downloaded(client, f"/contracts.json?{query}")]
    assert len(whole) >= 4
    for size in (1, 2, 4, 100):
        assert [one["key"] for one in walk(client, f"contracts?limit={size}&{query}")] == whole


def downloaded(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    found: list[dict[str, Any]] = json.loads(b"".join(response.streaming_content))["results"]
    return found


def test_a_record_is_told_as_in_the_download(client: Client) -> None:
    some_contracts(3)
    assert ask(client, "contracts")["results"] == downloaded(client, "/contracts.json")
    factories.system(functions=[factories.function()], users=40)
    assert ask(client, "systems")["results"] == downloaded(client, "/technologies.json")


def test_count_and_facets_are_those_of_the_page(client: Client) -> None:
    some_contracts()
    found = ask(client, "contracts?borough=camden&limit=1")
    assert (found["count"], len(found["results"])) == (4, 1)
    assert found["facets"]["borough"] == [
        {"value": "barnet", "label": "Barnet", "count": 5},
        {"value": "camden", "label": "Camden", "count": 4},
    ]
    assert list(found["facets"]) == [name for name in ContractFilterSet.OFFERED if name != "hosting"]


@pytest.mark.parametrize(
    ("name", "filters"), [("contracts", ContractFilterSet), ("systems", SystemFilterSet)]
)
def test_every_value_of_a_facet_is_labelled_as_on_the_page(
    client: Client, name: str, filters: type[ListingFilterSet]
) -> None:
    served, hidden = factories.function("Payroll"), factories.function("Identity", protective=True)
    for functions in ((served,), (hidden,), ()):
        seller = factories.supplier()
        made = factories.product(maker=seller)
        paying = factories.contract(
            suppliers=[seller], products=[made], functions=functions, value="5", end_date=DAY
        )
        factories.system(made, functions=functions, contract=paying, supplier=seller)
    shown = Selection(filters.FILTER(), Audience.PUBLIC, DAY)
    choosing = "contracts:choose-for-contracts"
    facets, _ = offered(filters, shown, choosing=choosing, but={"hosting"})
    page = {facet.name: {one.value: (one.label, one.count) for one in facet.options} for facet in facets}
    told = ask(client, name)["facets"]
    assert {
        facet: {one["value"]: (one["label"], one["count"]) for one in values}
        for facet, values in told.items()
        if values
    } == page
    assert ("withheld", ("Withheld", 1)) in page["supplier"].items()


def test_the_facets_of_suppliers_are_labelled_too(client: Client) -> None:
    factories.contract(suppliers=[factories.supplier("Acme")], functions=[factories.function("Payroll")])
    unknown = ("product", "size", "sme", "vcse", "certification", "framework", "location")
    assert ask(client, "suppliers")["facets"] == {
        "role": [{"value": "supplier", "label": "Supplies", "count": 1}],
        "area": [{"value": "housing", "label": "Housing", "count": 1}],
        "function": [{"value": "payroll", "label": "Payroll", "count": 1}],
        "borough": [{"value": "camden", "label": "Camden", "count": 1}],
        "source": [{"value": "real", "label": "Real records", "count": 1}],
        **{name: [{"value": "unknown", "label": "Not known", "count": 1}] for name in unknown},
    }


def test_a_new_name_is_a_new_answer(client: Client) -> None:
    seller = factories.supplier("Acme")
    factories.contract(suppliers=[seller])
    etag = client.get("/api/v1/contracts").headers["ETag"]
    factories.change(seller, name="Apex")
    again = client.get("/api/v1/contracts", headers={"if-none-match": etag})
    assert again.json()["facets"]["supplier"][0]["label"] == "Apex"


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_walked_to_its_end(client: Client, name: str) -> None:
    for number in range(5):
        seller = factories.supplier(f"Seller {number}")
        made, need = (
            factories.product(f"Product {number}", maker=seller),
            factories.function(f"Need {number}"),
        )
        buyer = factories.borough(f"Authority {number}")
        factories.contract(f"C{number}", suppliers=[seller], products=[made], functions=[need], buyer=buyer)
        factories.system(made, buyer=buyer, functions=[need])
    page = ask(client, name)
    assert page["next"] is None
    assert page["count"] == len(page["results"]) >= 5
    assert walk(client, f"{name}?limit=2") == page["results"]


def test_a_supplier_and_an_authority_are_told_with_how_many_records_they_have(client: Client) -> None:
    seller = factories.supplier("Acme", is_sme=True)
    factories.contract(suppliers=[seller], buyer=factories.borough("Camden"))
    factories.system(factories.product(maker=seller), buyer=factories.borough("Camden"))
    (one,) = ask(client, "suppliers")["results"]
    assert (one["name"], one["sme"], one["supplies"]) == ("Acme", "yes", {"contracts": 1, "systems": 0})
    assert one["makes"] == {"contracts": 0, "systems": 1}
    (camden,) = ask(client, "boroughs")["results"]
    assert camden["records"] == {"contracts": 1, "systems": 1}


# Pages that nothing moves


@pytest.mark.parametrize("query", ["limit=3", "limit=3&sort=value", "limit=3&q=housing"])
def test_what_is_written_meanwhile_repeats_nothing_and_leaves_nothing_out(client: Client, query: str) -> None:
    some_contracts()
    before = [one["key"] for one in walk(client, f"contracts?{query}")]
    first = ask(client, f"contracts?{query}")
    read = [one["key"] for one in first["results"]]
    factories.contract("Housing, before everything", end_date=DAY, value="999999")
    removed = read[0]
    remove(Contract.objects.get(key=removed))
    following = first["next"]
    while following:
        page = client.get(following).json()
        read += [one["key"] for one in page["results"]]
        following = page["next"]
    assert [key for key in read if key in before] == before


def test_a_list_goes_on_where_its_last_record_stood_if_that_is_gone(client: Client) -> None:
    some_contracts()
    before = [one["key"] for one in walk(client, "contracts?limit=3&q=housing")]
    first = ask(client, "contracts?limit=3&q=housing")
    remove(Contract.objects.get(key=first["results"][-1]["key"]))
    assert [one["key"] for one in client.get(first["next"]).json()["results"]] == before[3:6]


# What is refused


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("ends_before=yesterday", "ends_before"),
        ("value_min=much", "value_min"),
        ("status=lively", "status"),
        ("borough=!", "borough"),
        ("sort=colour", "sort"),
        ("q=%3F", "q"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=²", "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=WyJjb250cmFjdHMgZW5kIiwic29vbiIsIngiXQ", "cursor"),
        ("ends_after=2027-02-01&ends_before=2027-01-01", "ends_before"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(client: Client, query: str, parameter: str) -> None:
    response = client.get(f"/api/v1/contracts?{query}")
    assert response.status_code == 400
    errors = response.json()["errors"]
    assert [error["parameter"] for error in errors] == [parameter]
    assert errors[0]["message"]


def test_a_cursor_belongs_to_its_list_and_order(client: Client) -> None:
    some_contracts()
    following = ask(client, "contracts?limit=2")["next"]
    for other in (
        following.replace("limit=2", "limit=2&sort=value"),
        following.replace("contracts", "systems"),
    ):
        assert client.get(other).status_code == 400


def test_a_name_that_is_no_parameter_is_passed_over(client: Client) -> None:
    some_contracts(2)
    assert ask(client, "contracts?colour=red&page=99999&format=xml")["count"] == 2


def test_what_is_no_list_and_no_reading_is_refused_in_the_same_shape(
    client: Client,
) -> None:
    for response, status in (
        (client.get("/api/v1/people"), 404),
        (client.get("/api/v1/"), 404),
        (client.get("/api/v2/contracts"), 404),
        (client.post("/api/v1/contracts"), 405),
        (client.delete("/api/v1/contracts"), 405),
    ):
        assert response.status_code == status
        assert response.headers["Content-Type"] == "application/json"
        (error,) = response.json()["errors"]
        assert error["parameter"] is None
        assert error["message"]
    assert client.post("/api/v1/contracts").headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_failure_of_ours_is_told_in_the_same_shape(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("contracts.open_data.api.answer", lambda *args: 1 / 0)
    response = client.get("/api/v1/contracts")
    assert response.status_code == 500
    assert response.json()["errors"][0]["message"] == "Something went wrong here. It has been noted."


# Who may read


def test_pages_elsewhere_may_read_it(client: Client) -> None:
    response = client.get("/api/v1/contracts", headers={"origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/api/v1/contracts", headers={"origin": "https://elsewhere.example"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head("/api/v1/contracts").status_code == 200
    assert "Access-Control-Allow-Origin" not in client.get("/contracts/").headers


@pytest.mark.parametrize("visitor", [Visitor.OFFICER, Visitor.STAFF])
@pytest.mark.parametrize("name", NAMES)
def test_officers_read_what_everyone_reads(client: Client, visitor: Visitor, name: str) -> None:
    seller = factories.supplier("Quixotic")
    need = factories.function("Identity", protective=True)
    factories.contract("Open", suppliers=[seller], visibility={"supplier": CLOSED}, functions=[need])
    factories.contract("Closed", visibility={"record": CLOSED})
    factories.system(factories.product(maker=seller), functions=[need], hosting="saas")
    assert ask(client_of(visitor), name) == ask(client, name)
    assert "Quixotic" not in client.get(f"/api/v1/{name}").text


def test_what_authorities_share_is_no_parameter(client: Client) -> None:
    for about in LISTS[:2]:
        assert client.get(f"/api/v1/{about.name}?hosting=saas").status_code == 400
        names = [one["name"] for one in parameters_of(about.filters)]
        assert "hosting" not in names
        assert "page" not in names


# What has not changed


def test_what_has_not_changed_is_not_sent_again_and_what_is_hidden_changes_nothing(client: Client) -> None:
    record = factories.contract("Open", value="5", visibility={"value": CLOSED})
    first = client.get("/api/v1/contracts")
    same = {"if-none-match": first.headers["ETag"]}
    assert client.get("/api/v1/contracts", headers=same).status_code == 304
    factories.change(record, value="6")
    assert client.get("/api/v1/contracts", headers=same).status_code == 304
    assert client.get("/api/v1/contracts?limit=1", headers=same).status_code == 200
    factories.change(record, title="Opened")
    assert client.get("/api/v1/contracts", headers=same).status_code == 200


def test_what_depends_on_the_day_is_sent_again_on_another(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.contract("Open", end_date=DAY)
    first = client.get("/api/v1/contracts")
    assert first.json()["results"][0]["status"] == "live"
    next_day = DAY + datetime.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: next_day)
    again = client.get("/api/v1/contracts", headers={"if-none-match": first.headers["ETag"]})
    assert again.json()["results"][0]["status"] == "ended"


# The document and the reference


def test_the_document_has_every_parameter_of_the_filters(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert list(paths) == [reverse(f"api:{name}") for name in NAMES]
    for about in LISTS:
        names = {one["name"] for one in paths[reverse(f"api:{about.name}")]["get"]["parameters"]}
        closed = getattr(about.filters, "SHARED", frozenset())
        assert names == {*about.filters.base_filters, *PAGING} - {"page"} - closed


def test_the_reference_tells_every_list_and_value_in_words_with_a_true_example(client: Client) -> None:
    factories.contract("Open", end_date=DAY)
    html = client.get("/data/api/").text
    for name in NAMES:
        assert f"GET /api/v1/{name}" in html
    assert "<code>ending</code> (Ending within 12 months)" in html
    assert "/api/v1/contracts?status=live&amp;limit=1" in html
    assert "&quot;title&quot;: &quot;Open&quot;" in html
    assert "/api/v1/openapi.json" in html
