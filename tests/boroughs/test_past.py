"""An authority's own history, and how its record stood on a day."""

import pytest

from tests import factories
from tests.past import date_changes

pytestmark = pytest.mark.django_db


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    return response.content.decode()


@pytest.fixture
def camden():
    record = factories.borough("Camden", gss_code="E09000001")
    factories.change(record, neighbours=[factories.borough("Islington")])
    factories.change(record, gss_code="E09000007", neighbours=[factories.borough("Barnet")])
    date_changes(record, "2026-01-01", "2026-01-02", "2026-01-03")
    return record


def test_the_history_tells_columns_and_sets(client, camden):
    html = body(client, "/boroughs/camden/history/")
    assert "GSS code: <del>E09000001</del> <ins>E09000007</ins>" in html
    assert "Neighbours: <del>Islington</del> <ins>Barnet</ins>" in html
    assert "1 January 2026" in html


def test_a_day_of_the_past_shows_the_record_as_it_was(client, camden):
    then = body(client, "/boroughs/camden/?as_of=2026-01-02")
    assert "Islington" in then
    assert "E09000001" in then
    assert "E09000007" not in then


def test_before_it_was_recorded_the_page_says_so(client, camden):
    assert "There is no record of it from 31 December 2025." in body(
        client, "/boroughs/camden/?as_of=2025-12-31"
    )


def test_a_day_that_is_none_says_what_to_enter(client, camden):
    assert "Enter a day like 31 March 2026." in body(client, "/boroughs/camden/?as_of=soon")
