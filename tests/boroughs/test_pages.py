"""The page of all authorities."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def test_the_authorities_are_counted_in_words(client: Client) -> None:
    factories.borough("Camden")
    factories.borough("Islington")
    assert "The 2 local authorities of London, " in client.get("/boroughs/").text


def test_without_reference_data_the_page_says_so(client: Client) -> None:
    html = client.get("/boroughs/").text
    assert "The names of the authorities are not loaded yet." in html
    assert "The 0 local authorities" not in html


def test_real_and_invented_records_are_never_in_one_number(client: Client) -> None:
    camden = factories.borough("Camden", short_name="CMD", tile_x=1, tile_y=1)
    factories.contract("Real", buyer=camden)
    for number in range(3):
        factories.contract(f"Invented {number}", buyer=camden, demonstration=True)
    invented, real = client.get("/boroughs/"), client.get("/boroughs/?source=real")
    assert "Camden: 3 contracts" in invented.text
    assert '<a class="govuk-link" href="?source=real" rel="nofollow">Count the real ones</a>' in invented.text
    assert "Camden: 1 contract" in real.text
    assert "This page counts real contracts and systems." in real.text
    assert invented.headers["X-Robots-Tag"] == real.headers["X-Robots-Tag"] == "noindex"


def test_where_nothing_is_invented_nothing_is_said_of_it(client: Client) -> None:
    factories.contract("Real", buyer=factories.borough("Camden", short_name="CMD", tile_x=1, tile_y=1))
    for query in ("", "?source=demonstration", "?source=nonsense"):
        response = client.get(f"/boroughs/{query}")
        assert "Camden: 1 contract" in response.text
        assert "This page counts" not in response.text
        assert "X-Robots-Tag" not in response.headers
