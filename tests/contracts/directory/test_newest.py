"""What is new in London: never run, piloted, or first used of late; and who may know of it."""

import datetime
import re

import pytest

from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
LATELY, LONG_AGO = datetime.date(2025, 6, 1), datetime.date(2015, 6, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def page(client, query=""):
    response = client.get(f"/technologies/new/{query}")
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def lines(html):
    """Function -> what is new, and what is established."""
    found = {}
    for row in re.findall(r'<tr class="govuk-table__row" role="row">\s*<th.*?</tr>', html, re.DOTALL):
        function = words(re.search(r"<th.*?</th>", row, re.DOTALL)[0])
        sides = re.findall(r"<td.*?</span>(.*?)</td>", row, re.DOTALL)
        if sides:
            found[function] = tuple(
                [words(item) for item in re.findall(r"<li>(.*?)</li>", side, re.DOTALL)] for side in sides
            )
    return found


def rents():
    return factories.function("Rents")


def run(made, place="Camden", **facts):
    return factories.system(made, buyer=factories.borough(place), functions=[rents()], **facts)


def test_a_first_use_of_late_stands_beside_what_is_established(client):
    suite, old = factories.product("Suite"), factories.product("Old")
    run(suite, since_date=LATELY, since_precision="month")
    for place in ("Camden", "Hackney"):
        run(old, place, since_date=LONG_AGO)
    assert lines(page(client))["Rents"] == (
        ["Suite First use Camden, since June 2025"],
        ["Old Old, authorities: 2"],
    )


def test_of_unknown_start_it_may_have_been_run_for_long(client):
    suite = factories.product("Suite")
    run(suite, since_date=LATELY)
    run(suite, "Hackney")
    assert not lines(page(client))
    retired = factories.product("Retired first")
    run(retired, since_date=LATELY)
    run(retired, "Hackney", since_date=LONG_AGO, status="retired")
    assert not lines(page(client))


def test_the_24_months_end_on_the_day(client):
    run(factories.product("On the day"), since_date=datetime.date(2024, 11, 23))
    run(factories.product("The day before"), since_date=datetime.date(2024, 11, 22))
    new, established = lines(page(client))["Rents"]
    assert [one.partition(" First")[0] for one in new] == ["On the day"]
    assert len(established) == 1


def test_a_pilot_of_what_others_run_stands_on_both_sides(client):
    suite = factories.product("Suite")
    run(suite, "Camden", status="pilot")
    run(suite, "Hackney", status="live", since_date=LONG_AGO)
    new, established = lines(page(client))["Rents"]
    assert new == ["Suite Pilot Camden"]
    assert established == ["Suite Suite, authorities: 1"]


def test_every_figure_is_the_list_that_it_leads_to(client):
    suite = factories.product("Suite")
    run(suite, "Camden", status="pilot")
    for place in ("Hackney", "Brent"):
        run(suite, place, since_date=LONG_AGO)
    address, number = re.search(
        r'href="(/technologies/[^"]+)" rel="nofollow">.*?</span>(\d+)</a>', page(client)
    ).groups()
    listed = client.get(address.replace("&amp;", "&")).content.decode()
    assert number == "2"
    assert f"Run by {number} authorities" in listed


def test_a_technology_at_the_stage_of_a_pilot_is_one(client):
    run(factories.product("Suite", stage="pilot"), since_date=LONG_AGO)
    new, established = lines(page(client))["Rents"]
    assert new[0].startswith("Suite Pilot Camden")
    assert established == []


def test_what_is_openly_offered_may_be_known_without_a_record(client):
    made = factories.product("Offered", offered=True, maker=factories.supplier("Acme"))
    factories.change(made, functions=[rents()])
    html = page(client)
    assert lines(html)["Rents"] == (["Offered Not known to be run by Acme"], [])
    own = client.get(made.get_absolute_url())
    assert own.status_code == 200
    assert "Nobody has told us of an authority that runs it" in own.text
    # Its maker has no page here, so none is linked.
    assert made.maker.get_absolute_url() not in own.text
    assert client.get(made.maker.get_absolute_url()).status_code == 404


def test_what_nobody_offered_openly_is_known_by_records_alone(client):
    made = factories.product("Quiet", stage="pilot")
    factories.change(made, functions=[rents()])
    assert "Quiet" not in page(client)
    assert client.get(made.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("stage", ["established", "withdrawn"])
def test_what_is_no_longer_new_to_the_market_is_not_new_here(client, stage):
    factories.product("Offered", offered=True, stage=stage)
    assert "Offered" not in page(client)


def test_what_was_bought_may_be_run(client):
    factories.contract("Rents", products=[factories.product("Bought", offered=True)])
    assert "Bought" not in page(client)


def test_a_system_that_only_authorities_see_moves_nothing_for_others(client):
    made = factories.product("Offered", offered=True)
    before = page(client)
    run(made, visibility={"record": CLOSED})
    assert page(client) == before
    assert "Offered" not in page(client_of(Visitor.OFFICER))


def test_real_and_invented_technologies_are_told_apart(client):
    run(factories.product("Invented", demonstration=True), since_date=LATELY, demonstration=True)
    run(factories.product("Real"), since_date=LATELY)
    html = page(client)
    assert "Invented" in words(html)
    assert "Real First use" not in words(html)
    assert "Real First use" in words(page(client, "?source=real"))


def test_where_nothing_is_new_it_says_so(client):
    assert "Nobody has told us of a technology that is new here" in page(client)
