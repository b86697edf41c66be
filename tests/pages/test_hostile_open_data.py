"""Files and the API: whatever stands in an address, the answer is whole, or a plain refusal."""

from typing import Final

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.open_data.lists import LISTS
from tests.pages.test_hostile_queries import HOSTILE, one
from tests.pages.worlds import World

pytestmark = pytest.mark.django_db(databases="__all__")
FILES: Final = {
    f"/{name}": page
    for page, names in {
        "/contracts/": ("contracts.csv", "contracts.xlsx", "contracts.json", "contracts-transparency.csv"),
        "/technologies/": ("technologies.csv", "technologies.xlsx", "technologies.json"),
    }.items()
    for name in names
}
API: Final = {reverse(f"api:{about.name}"): about for about in LISTS}
MILLION: Final = 1_000_000


def assert_file(client: Client, address: str, query: str, *, refused: bool | None = None) -> None:
    """A file, or why there is none; where the page refuses, so does the file."""
    response = client.get(f"{address}?{query}")
    assert response.status_code in (200, 400), query[:200]
    assert b"".join(response)
    if refused is None:
        refused = "<title>Error: " in client.get(f"{FILES[address]}?{query}").text
    assert (response.status_code == 400) == refused, query[:200]


def assert_answer(client: Client, address: str, query: str) -> int:
    response = client.get(f"{address}?{query}")
    assert response.headers["Content-Type"] == "application/json"
    content = response.json()
    if response.status_code == 400:
        assert all(error["message"] for error in content["errors"])
    else:
        assert response.status_code == 200, query[:200]
        assert set(content) == {"count", "facets", "results", "next"}
    return response.status_code


def everywhere(parameters: list[str], value: str) -> str:
    query = QueryDict(mutable=True)
    for name in [*parameters, "unheard-of"]:
        query[name] = value
    return query.urlencode()


@pytest.mark.parametrize("address", API)
def test_no_value_breaks_a_list_of_the_api(world: World, client: Client, address: str) -> None:
    names = [*API[address].filters.base_filters, "limit", "cursor"]
    for value in HOSTILE:
        assert_answer(client, address, everywhere(names, value))
        for name in ("q", "cursor", "limit"):
            assert_answer(client, address, one(name, value))


@pytest.mark.parametrize("address", API)
def test_a_parameter_a_thousand_times_is_refused_or_read_once(
    world: World, client: Client, address: str
) -> None:
    for name in [*API[address].filters.base_filters, "limit", "cursor"]:
        assert_answer(client, address, one(name, *(f"value-{n}" for n in range(900))))
        assert_answer(client, address, one(name, "camden", "camden"))


@pytest.mark.parametrize("address", FILES)
def test_no_value_breaks_a_file(world: World, client: Client, address: str) -> None:
    for value in HOSTILE[::2]:
        assert_file(client, address, one("q", value))
    for query in ("page=99999", "page=0", "ends_before=yesterday", "sort=1;drop", "borough=%00", "q=%22"):
        assert_file(client, address, query)


@pytest.mark.parametrize("address", [*FILES, *API, "/contracts/", "/technologies/", "/suppliers/"])
def test_a_word_of_a_million_letters_is_refused(world: World, client: Client, address: str) -> None:
    response = client.get(address, {"q": "a" * MILLION})
    if address in FILES:
        assert response.status_code == 400
    elif address in API:
        # Authorities and functions are not searched, so the name is passed over.
        assert response.status_code == (400 if "q" in API[address].filters.base_filters else 200)
    else:
        assert "<title>Error: " in response.text
        assert len(response.content) < 2 * MILLION


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=99999", 200),
        ("page=0", 200),
        ("colour=red&colour=blue", 200),
        ("ends_before=yesterday", 400),
        ("q=%00", 200),
        ("q=NEAR%28a+b%29", 200),
        ("q=%27+OR+1%3D1+--", 200),
        ("q=title%3Ax+AND+NOT", 200),
        ("limit=5&limit=7", 200),
        ("borough=camden&borough=camden", 200),
    ],
)
def test_each_is_answered_as_the_reference_says(
    world: World, client: Client, query: str, status: int
) -> None:
    assert assert_answer(client, "/api/v1/contracts", query) == status


@settings(max_examples=15)
@given(data=st.data())
def test_no_mixture_breaks_the_api(world: World, client: Client, data: st.DataObject) -> None:
    address = data.draw(st.sampled_from(sorted(API)))
    names = st.sampled_from([*API[address].filters.base_filters, "limit", "cursor", "other"])
    values = st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE), min_size=1, max_size=4)
    query = QueryDict(mutable=True)
    for name, given_values in data.draw(st.dictionaries(names, values, max_size=6)).items():
        query.setlist(name, [value.encode(errors="ignore").decode() for value in given_values])
    assert_answer(client, address, query.urlencode())
