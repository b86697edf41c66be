"""Service areas and functions: always there, with what the records show of each."""

import pytest
from django.test import Client

from boroughs.models import Borough
from tests import factories
from tests.pages.worlds import in_days

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden", short_name="CMD", tile_x=1, tile_y=1)


@pytest.fixture
def hackney() -> Borough:
    return factories.borough("Hackney", short_name="HCK", tile_x=2, tile_y=1)


def test_every_area_and_function_is_listed_by_side_even_without_records(client: Client) -> None:
    rents = factories.function("Rents", of=factories.area("Housing"))
    payroll = factories.function("Payroll", of=factories.area("People", "corporate"))
    html = client.get("/services/").text
    places = [html.index(text) for text in (">Frontline<", "Rents</a>", ">Corporate<", "Payroll</a>")]
    assert places == sorted(places)
    for subject in (rents, payroll, rents.area, payroll.area):
        assert f'href="{subject.get_absolute_url()}"' in html
        assert client.get(subject.get_absolute_url()).status_code == 200


def test_a_function_has_its_page_below_its_own_area_alone(client: Client) -> None:
    rents = factories.function("Rents", of=factories.area("Housing"))
    factories.area("People", "corporate")
    assert rents.get_absolute_url() == "/services/housing/rents/"
    assert client.get("/services/people/rents/").status_code == 404
    assert client.get("/services/nothing/").status_code == 404


def test_a_function_without_records_says_that_this_is_not_known(client: Client, camden: Borough) -> None:
    html = client.get(factories.function("Rents").get_absolute_url()).text
    assert "No authority has told us yet what it runs for Rents" in html
    assert "we do not know" in html


def test_who_has_told_us_stands_beside_who_has_not(client: Client, camden: Borough, hackney: Borough) -> None:
    rents = factories.function("Rents")
    factories.system(buyer=camden, functions=[rents])
    html = client.get(rents.get_absolute_url()).text
    assert "1 of the 2 authorities has told us" in html
    assert "Camden: 1 system" in html
    assert "Hackney: nobody has told us" in html
    silent = html[html.index("Nobody has told us of") :]
    assert "Hackney</a>" in silent
    assert "it is not known" in silent


def test_the_technologies_of_a_function_stand_by_how_many_authorities_run_them(
    client: Client, camden: Borough, hackney: Borough
) -> None:
    rents = factories.function("Rents")
    few, many = factories.product("Few"), factories.product("Many")
    factories.system(few, buyer=camden, functions=[rents])
    factories.system(few, buyer=camden, functions=[rents])
    for place in (camden, hackney):
        factories.system(many, buyer=place, functions=[rents])
    html = client.get(rents.get_absolute_url()).text
    assert html.index("Many</a>") < html.index("Few</a>")
    assert f"/technologies/?function=rents&amp;product={few.slug}" in html


def test_a_function_shows_its_suppliers_and_the_contracts_that_end_next(
    client: Client, camden: Borough
) -> None:
    rents, seller = factories.function("Rents"), factories.supplier("Seller")
    factories.contract("Rents", buyer=camden, suppliers=[seller], functions=[rents], end_date=in_days(40))
    factories.contract("Past", buyer=camden, suppliers=[seller], functions=[rents], end_date=in_days(-40))
    html = client.get(rents.get_absolute_url()).text
    assert seller.get_absolute_url() in html
    assert f"/contracts/?function=rents&amp;supplier={seller.slug}" in html
    assert "2 contracts for Rents" in html
    assert "Past</a>" not in html


def test_a_protective_function_says_in_one_sentence_what_is_kept_back_and_why(client: Client) -> None:
    identity = factories.function("Identity", protective=True)
    assert "so the public is not shown which product" in client.get(identity.get_absolute_url()).text
    assert "so the public is not shown" not in client.get(factories.function("Rents").get_absolute_url()).text


def test_what_counts_invented_records_is_kept_out_of_search_engines(client: Client) -> None:
    rents = factories.function("Rents")
    assert "X-Robots-Tag" not in client.get("/services/").headers
    factories.system(functions=[rents], demonstration=True)
    for address in ("/services/", rents.get_absolute_url(), rents.area.get_absolute_url()):
        assert client.get(address).headers["X-Robots-Tag"] == "noindex"


def test_the_sitemap_names_every_area_and_function(client: Client) -> None:
    rents = factories.function("Rents")
    xml = client.get("/sitemap-services.xml").text
    assert rents.get_absolute_url() in xml
    assert rents.area.get_absolute_url() in xml


def test_real_and_invented_records_are_counted_apart(
    client: Client, camden: Borough, hackney: Borough
) -> None:
    rents = factories.function("Rents")
    factories.system(buyer=camden, functions=[rents])
    for place in (camden, hackney):
        factories.system(buyer=place, functions=[rents], demonstration=True)
    assert "/technologies/?function=rents&amp;source=demonstration" in client.get("/services/").text
    assert "/technologies/?function=rents&amp;source=real" in client.get("/services/?source=real").text
    html = client.get(rents.get_absolute_url()).text
    assert "1 of the 2 authorities has told us of a real system or contract" in html
    assert "Invented systems or contracts for Rents are of 2 of the 2 authorities." in html
    assert "Camden: 1 system" in html
    assert "Nobody has told us of" not in html


def test_what_is_real_is_told_where_all_that_is_invented_is_elsewhere(
    client: Client, camden: Borough, hackney: Borough
) -> None:
    rents = factories.function("Rents")
    factories.system(buyer=camden, functions=[rents])
    factories.system(buyer=camden, functions=[factories.function("Payroll")], demonstration=True)
    html = client.get(rents.get_absolute_url()).text
    assert "1 of the 2 authorities has told us of a system or contract" in html
    assert "Invented systems or contracts" not in html


def test_of_whom_the_drawn_records_tell_nothing_the_map_does_not_say_that_nobody_told(
    client: Client, camden: Borough, hackney: Borough
) -> None:
    rents = factories.function("Rents")
    factories.system(buyer=camden, functions=[rents])
    factories.system(buyer=hackney, functions=[rents], demonstration=True)
    for page in (client.get(rents.get_absolute_url()).text, client.get("/boroughs/").text):
        assert "Camden: no invented records" in page
        assert "obody has told us" not in page
    assert "Hackney: no real records" in client.get("/boroughs/?source=real").text


def test_what_is_invented_tells_nothing_of_an_authority(client: Client, camden: Borough) -> None:
    rents = factories.function("Rents")
    factories.system(buyer=camden, functions=[rents], demonstration=True)
    html = client.get(rents.get_absolute_url()).text
    assert "No authority has told us yet what it runs for Rents" in html
    assert "Invented systems or contracts for Rents are of 1 of the 1 authorities." in html
    assert "Nobody has told us of" not in html


def test_another_public_body_alone_is_no_authority(client: Client, camden: Borough) -> None:
    fares = factories.function("Fares")
    factories.system(buyer=factories.borough("Transport for London", kind="public-body"), functions=[fares])
    html = client.get(fares.get_absolute_url()).text
    assert "No authority has told us yet what it runs for Fares" in html
    assert "1 public body</summary>" in html
    assert "0 of the" not in html


def test_without_real_records_there_is_no_way_to_them(client: Client, camden: Borough) -> None:
    factories.system(buyer=camden, functions=[factories.function("Rents")], demonstration=True)
    for path in ("/services/", "/boroughs/"):
        response = client.get(path)
        assert "that are invented" in response.text
        assert "Count the real ones" not in response.text
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_an_invented_line_of_spending_alone_hides_no_real_record(client: Client, camden: Borough) -> None:
    factories.system(buyer=camden, functions=[factories.function("Rents")])
    factories.contract("Card", buyer=camden, kind="spend", demonstration=True)
    html = client.get("/boroughs/").text
    assert "Camden: 1 system" in html
    assert "This page counts" not in html


def test_of_authorities_only_the_33_are_counted(client: Client, camden: Borough) -> None:
    rents = factories.function("Rents")
    for place in (camden, factories.borough("Transport for London", kind="public-body")):
        factories.system(buyer=place, functions=[rents])
    assert ", 1 authority</p>" in client.get("/services/").text
