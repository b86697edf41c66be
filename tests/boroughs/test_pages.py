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
