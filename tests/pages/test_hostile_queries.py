"""Whatever stands in an address, the answer is a page or a plain refusal, in a bounded number of queries."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.listing.filters import ContractFilterSet, SystemFilterSet
from contracts.listing.ordering import page_of
from contracts.listing.selection import Selection
from tests.pages.reading import faults
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import TODAY, World
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db(databases="__all__")
PARAMETERS = sorted(ContractFilterSet.base_filters)
OF_SYSTEMS = sorted(SystemFilterSet.base_filters)
# A list that finds something asks fewer; see the table of budgets.
# Where no record has the words, they are looked up under other names and spellings.
MOST_QUERIES = 17
# Six kinds of things are asked, and where none knows anything again without each of four words.
MOST_QUERIES_OF_ALL = 80
HOSTILE = (
    "\x00",
    "\x00camden",
    "' OR 1=1 --",
    '"><script>alert(1)</script>',
    "{{ 7*7 }}{% debug %}",
    "../../etc/passwd",
    "%s%n%d",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u202e\u200b\ufeff",
    "9" * 400,
    "-1",
    "1e999",
    "NaN",
    "Infinity",
    "-0",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "10000-01-01",
    "31/02/2027",
    "a" * 20_000,
    "(((((((((",
    "a AND OR NOT *",
    '"unclosed',
    "*",
    "-",
    ":",
    "^^^",
    "NEAR(a b)",
    "title:x",
    "\\",
    "١٢",
    "²",
    "1_000",
    "0x10",
    " ",
    "\t\n",
)


def visit(client: Client, query: str, listed: str = "contracts") -> tuple[int, str, int]:
    """Status, body and number of queries of a list."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(f"/{listed}/?{query}")
    return response.status_code, response.text, len(asked)


def one(name: str, *values: str) -> str:
    query = QueryDict(mutable=True)
    query.setlist(name, list(values))
    return query.urlencode()


def assert_held(client: Client, query: str, listed: str = "contracts") -> None:
    status, html, asked = visit(client, query, listed)
    assert status == 200, query[:200]
    assert asked <= MOST_QUERIES
    assert faults(html) == []
    assert "<script>alert" not in html
    response = client.get(f"/{listed}.csv?{query}")
    # The download refuses exactly where the page says what is wrong.
    assert response.status_code == (400 if "<title>Error: " in html else 200)
    body = b"".join(response)
    if response.status_code == 400:
        assert body.strip()
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_value_breaks_the_list(world: World, client: Client, number: int) -> None:
    everywhere = QueryDict(mutable=True)
    for name in [*PARAMETERS, "unheard-of"]:
        everywhere[name] = HOSTILE[number]
    assert_held(client, everywhere.urlencode())
    assert_held(client, one("q", HOSTILE[number]))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_value_breaks_the_list_of_technologies(world: World, client: Client, number: int) -> None:
    everywhere = QueryDict(mutable=True)
    for name in [*OF_SYSTEMS, "unheard-of"]:
        everywhere[name] = HOSTILE[number]
    assert_held(client, everywhere.urlencode(), "technologies")
    assert_held(client, one("q", HOSTILE[number]), "technologies")


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_words_break_the_search_for_everything(world: World, client: Client, number: int) -> None:
    status, html, asked = visit(client, one("q", HOSTILE[number]), "search")
    assert status == 200
    assert asked <= MOST_QUERIES_OF_ALL
    assert faults(html) == []
    assert "<script>alert" not in html


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_value_of_one_parameter_breaks_the_selection(world: World, name: str) -> None:
    for value in HOSTILE:
        chosen = ContractFilterSet.read(QueryDict(one(name, value))).filter
        if chosen is not None:
            found = Selection(chosen, Audience.PUBLIC, TODAY)
            assert len(page_of(found, chosen.page)) <= len(found.ids)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_a_thousand_times_is_refused_or_read_once(
    world: World, client: Client, name: str
) -> None:
    assert_held(client, one(name, *(f"value-{n}" for n in range(1000))))
    assert_held(client, one(name, *1000 * ["camden"]))


def test_more_parameters_than_anyone_sends_are_refused(world: World, client: Client) -> None:
    response = client.get("/contracts/?" + "&".join(f"p{n}=1" for n in range(5000)))
    assert response.status_code in (200, 400)


@pytest.mark.parametrize(
    "query",
    [
        "page=" + "9" * 30,
        "page=100000",
        "page=-1",
        "page=1.5",
        "page=0x2",
        "page=%00",
        "page=",
        "page=2&page=3",
    ],
)
def test_any_page_number_is_answered(world: World, client: Client, query: str) -> None:
    assert_held(client, query)


@pytest.mark.parametrize(
    "query",
    [
        "ends_after=0000-01-01",
        "ends_before=2027-13-01",
        "ends_after=2027-02-30",
        "value_min=-1e400",
        "value_max=1;2",
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(world: World, client: Client, query: str) -> None:
    _, html, _ = visit(client, query)
    name = query.partition("=")[0]
    assert "<title>Error: " in html
    assert f'href="#id_{name}"' in html


@pytest.mark.parametrize(
    "address", ["/", "/boroughs/", "/boroughs/authority-0/", "/account/sign-in/", "/healthz"]
)
def test_pages_without_parameters_take_no_notice_of_any(world: World, client: Client, address: str) -> None:
    plain = client.get(address)
    odd = client.get(
        address + "?" + one("page", "\x00", "x" * 5000) + "&audience=boroughs&user=1&next=//evil.example"
    )
    assert odd.status_code == plain.status_code == 200
    assert "evil.example" not in odd.text or "csrf" in odd.text


@pytest.mark.parametrize(
    "address",
    [
        "/contracts/%00/",
        "/contracts/bcdfghjkm/",
        "/contracts/BCDFGHJKMN/",
        "/contracts/" + "b" * 5000 + "/",
        "/boroughs/%2e%2e/",
        "/technologies/%2e%2e/",
        "/technologies/" + "a" * 5000 + "/",
        "/boroughs/" + "a" * 5000 + "/",
        "/contracts/bcdfghjkmn/../",
        "/contracts.csv/",
        "/%F0%9F%98%80/",
        "/boroughs/camden%00/",
    ],
)
def test_an_address_that_makes_no_sense_is_not_found(client: Client, address: str) -> None:
    response = client.get(address, follow=True)
    assert response.status_code in (400, 404)
    assert faults(response.text) == []


@settings(max_examples=20)
@given(
    given_values=st.dictionaries(
        st.sampled_from([*PARAMETERS, "other"]),
        st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE), min_size=1, max_size=4),
        max_size=6,
    )
)
def test_no_mixture_breaks_the_list(world: World, client: Client, given_values: dict[str, list[str]]) -> None:
    query = QueryDict(mutable=True)
    for name, values in given_values.items():
        query.setlist(name, [value.encode(errors="ignore").decode() for value in values])
    assert_held(client, query.urlencode())


@pytest.mark.parametrize("query", ["outcome=x", "page=x", "page=" + "9" * 30, "outcome=%00", "page=-5"])
def test_the_review_of_an_import_bears_any_query(world: World, query: str) -> None:
    response = client_of(Visitor.STAFF).get(f"/admin/contracts/importbatch/{world.batch.key}/review/?{query}")
    assert response.status_code == 200
