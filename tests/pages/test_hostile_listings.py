"""Suppliers and the dashboard: whatever stands in an address is answered, and none of it silently ignored."""

from dataclasses import dataclass
from typing import Final

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.insight.report import NAMES
from contracts.insight.scope import ScopeFilterSet
from suppliers.directory.filters import SupplierFilterSet
from tests.pages.reading import faults
from tests.pages.test_hostile_queries import HOSTILE, one
from tests.pages.worlds import World

pytestmark = pytest.mark.django_db(databases="__all__")


@dataclass(frozen=True)
class Listing:
    """A page that takes filters, its downloads, its parameters, and the most queries that it may ask."""

    path: str
    downloads: tuple[str, ...]
    parameters: tuple[str, ...]
    queries: int


LISTINGS: Final = {
    # Words that find nothing are looked up under other names and spellings.
    "suppliers": Listing(
        "/suppliers/",
        ("/suppliers.csv", "/suppliers.xlsx", "/suppliers.json"),
        tuple(SupplierFilterSet.base_filters),
        24,
    ),
    "insights": Listing(
        "/insights/",
        tuple(f"/insights/{name}.csv" for name in NAMES),
        tuple(ScopeFilterSet.base_filters),
        39,
    ),
}
EVERY_PARAMETER = [(name, parameter) for name, it in LISTINGS.items() for parameter in it.parameters]


def assert_answered(client: Client, listing: Listing, query: str) -> str:
    """The page is sound, or says what is wrong and its downloads refuse exactly then."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(f"{listing.path}?{query}")
    html = response.text
    assert response.status_code == 200, query[:200]
    assert len(asked) <= listing.queries
    assert faults(html) == []
    assert "<script>alert" not in html
    refused = "<title>Error: " in html
    for download in listing.downloads:
        answer = client.get(f"{download}?{query}")
        assert answer.status_code == (400 if refused else 200), download
        body = b"".join(answer)
        assert body.strip()
        if refused:
            assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return html


@pytest.mark.parametrize("name", LISTINGS)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_value_breaks_a_listing(world: World, client: Client, name: str, number: int) -> None:
    everywhere = QueryDict(mutable=True)
    for parameter in [*LISTINGS[name].parameters, "unheard-of"]:
        everywhere[parameter] = HOSTILE[number]
    assert_answered(client, LISTINGS[name], everywhere.urlencode())


@pytest.mark.parametrize(("name", "parameter"), EVERY_PARAMETER)
def test_a_value_that_means_nothing_is_said_or_finds_nothing(
    world: World, client: Client, name: str, parameter: str
) -> None:
    listing = LISTINGS[name]
    html = assert_answered(client, listing, one(parameter, "no-such-thing"))
    assert "<title>Error: " in html or "Remove filter" in html
    assert_answered(client, listing, one(parameter, *(f"value-{n}" for n in range(1000))))


@pytest.mark.parametrize("name", LISTINGS)
@settings(max_examples=10)
@given(data=st.data())
def test_no_mixture_breaks_a_listing(world: World, client: Client, name: str, data: st.DataObject) -> None:
    values = st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE), min_size=1, max_size=4)
    parameters = st.sampled_from([*LISTINGS[name].parameters, "other"])
    query = QueryDict(mutable=True)
    for parameter, given_values in data.draw(st.dictionaries(parameters, values, max_size=6)).items():
        query.setlist(parameter, [value.encode(errors="ignore").decode() for value in given_values])
    assert_answered(client, LISTINGS[name], query.urlencode())
