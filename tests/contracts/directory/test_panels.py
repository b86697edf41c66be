"""The panels of profile pages: every figure that links to a list counts just what the list shows."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from boroughs.models import Borough
from contracts.listing.filters import ContractFilterSet, ListingFilterSet, SystemFilterSet
from contracts.listing.selection import Selection
from tests import factories
from tests.pages.test_non_interference import another_past
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import authority, in_days
from thirty3.audiences import Audience
from thirty3.registry import PANELS

pytestmark = pytest.mark.django_db(databases="__all__")
LINK = re.compile(r'<a [^>]*href="(/(?:contracts|technologies)/\?[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
LISTS: dict[str, type[ListingFilterSet]] = {
    "/contracts/": ContractFilterSet,
    "/technologies/": SystemFilterSet,
}
EXAMPLES = settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
)


def figures(html: str) -> Iterator[tuple[str, str, int]]:
    """Every link to a list that says how much it counts: of records, or where it says so of authorities."""
    for address, words in LINK.findall(html):
        said = re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", words)
        if number := re.search(r"\d[\d,]*", said):
            unit = "authorities" if "authorities:" in words else "records"
            yield unescape(address), unit, int(number.group().replace(",", ""))


def counts_of(address: str, audience: Audience) -> dict[str, int]:
    """How many records a list finds, its address read as its page reads it, and of how many authorities."""
    path, _, query = address.partition("?")
    filters = LISTS[path].read(QueryDict(query), audience)
    assert filters.filter is not None, (address, filters.form.errors)
    selection = Selection(filters.filter, audience, timezone.localdate())
    authorities = selection.facets.counts("borough", selection.ids)
    return {"records": len(selection.ids), "authorities": len(authorities)}


drawn = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.integers(-500, 500), st.booleans()),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("visitor", [Visitor.ANYONE, Visitor.OFFICER])
def test_every_figure_is_the_count_of_the_list_that_it_leads_to(visitor: Visitor) -> None:
    client = client_of(visitor)
    audience = Audience.PUBLIC if visitor == Visitor.ANYONE else Audience.BOROUGHS

    @EXAMPLES
    @given(records=drawn)
    def holds(records: list[tuple[int, int, int, int, bool]]) -> None:
        with another_past():
            addresses = ["/suppliers/", "/services/", *world_of(records)]
            checked: dict[str, dict[str, int]] = {}
            for address in addresses:
                response = client.get(address)
                if response.status_code == 404:
                    continue
                for listed, unit, count in figures(response.text):
                    if listed not in checked:
                        checked[listed] = counts_of(listed, audience)
                    assert checked[listed][unit] == count, (address, listed, unit)
            assert checked

    holds()


def world_of(records: list[tuple[int, int, int, int, bool]]) -> list[str]:
    """Contracts and systems as drawn, some protected; the addresses of whatever they are about."""
    places = [authority(number) for number in range(3)]
    sellers = [factories.supplier(f"Seller {number}") for number in range(3)]
    products = [factories.product(f"Product {number}", maker=sellers[-number]) for number in range(3)]
    served = [factories.function(f"Function {number}", protective=number == 2) for number in range(3)]
    for place, seller, use, days, invented in records:
        contract = factories.contract(
            buyer=places[place],
            participants=places[:place],
            suppliers=sellers[seller:],
            products=products[use:],
            functions=[served[use], served[0]],
            sme=None if days % 3 == 0 else days > 0,
            end_date=in_days(days),
            kind="spend" if days % 5 == 0 else "contract",
            demonstration=invented,
        )
        factories.system(
            products[seller],
            buyer=places[place],
            functions=[served[use]],
            supplier=sellers[seller] if days > 0 else None,
            contract=contract,
            status="retired" if days % 4 == 0 else "live",
            demonstration=invented,
        )
    subjects = [*places, *sellers, *products, *served, served[0].area]
    return [subject.get_absolute_url() for subject in subjects]


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


def test_the_contracts_panel_stands_on_every_kind_of_profile() -> None:
    pages = {panel.page for panel in PANELS if panel.name.endswith("-contracts")}
    assert pages == {"borough", "supplier", "technology", "area", "function"}


def test_who_else_counts_authorities_and_not_records(client: Client, camden: Borough) -> None:
    rents = factories.function("Rents")
    subject, rival = factories.supplier("Subject"), factories.supplier("Rival")
    factories.contract(buyer=camden, suppliers=[subject], functions=[rents])
    for _ in range(3):
        factories.contract(buyer=camden, suppliers=[rival], functions=[rents])
    factories.system(buyer=factories.borough("Hackney"), supplier=rival, functions=[rents])
    factories.contract(suppliers=[factories.supplier("Stranger")])
    html = client.get(subject.get_absolute_url()).text
    told = html[html.index('id="panel-who-else"') :]
    assert re.search(r"Rival</a>\s*\(2\)", told)
    assert "Stranger" not in told


def test_real_suppliers_are_set_beside_real_ones_alone(client: Client, camden: Borough) -> None:
    rents = factories.function("Rents")
    subject, rival, invented = (factories.supplier(name) for name in ("Subject", "Rival", "Invented"))
    for seller in (subject, rival):
        factories.contract(buyer=camden, suppliers=[seller], functions=[rents])
    factories.contract(buyer=camden, suppliers=[invented], functions=[rents], demonstration=True)
    html = client.get(subject.get_absolute_url()).text
    told = html[html.index('id="panel-who-else"') :]
    assert "Rival" in told
    assert "Invented" not in told


def test_an_authority_with_many_systems_shows_the_first_and_leads_to_the_rest(
    client: Client, camden: Borough
) -> None:
    for number in range(14):
        factories.system(factories.product(f"Product {number:02}"), buyer=camden)
    html = client.get(camden.get_absolute_url()).text
    assert "the first 12 by name are shown" in html
    assert "Product 13</a>" not in html
    assert 'href="/technologies/?borough=camden"' in html


def test_an_authority_leads_to_what_ends_soon_around_it(client: Client, camden: Borough) -> None:
    hackney, islington = factories.borough("Hackney"), factories.borough("Islington")
    camden.neighbours.add(hackney, islington)
    for buyer in (camden, hackney, factories.borough("Merton")):
        factories.contract(buyer=buyer, end_date=in_days(30))
    html = client.get(camden.get_absolute_url()).text
    told = html[html.index('id="panel-neighbours"') :]
    around = "/contracts/?borough=camden&amp;borough=hackney&amp;borough=islington&amp;status=ending"
    assert f'href="{around}">2 contracts</a>' in told
    assert 'href="/contracts/?borough=hackney&amp;status=ending">1 ending' in told
    assert 'borough=islington&amp;status=ending">' not in told.replace(around, "")
    assert 'id="panel-neighbours"' not in client.get("/boroughs/merton/").text


def test_the_list_of_authorities_says_how_much_each_has_told(client: Client, camden: Borough) -> None:
    factories.borough("Hackney")
    for _ in range(2):
        factories.contract(buyer=camden)
    factories.contract(buyer=camden, visibility={"record": {"audience": "boroughs", "reason": "s43"}})
    html = " ".join(client.get("/boroughs/").text.split())
    assert re.search(r"Camden</a> <span [^>]*>2 contracts, no systems</span>", html)
    assert re.search(r"Hackney</a> <span [^>]*>no contracts, no systems</span>", html)


def test_the_map_of_a_supplier_counts_each_record_once(client: Client) -> None:
    place = authority(0)
    seller = factories.supplier("Seller")
    made = factories.product(maker=seller)
    factories.contract(buyer=place, suppliers=[seller], products=[made])
    factories.system(made, buyer=place, supplier=seller)
    html = client.get(seller.get_absolute_url()).text
    assert re.search(r'class="t3-tile__value"[^>]*>2</text>', html)
    assert "1 of the 1 authorities" in html


def test_the_map_of_a_supplier_counts_each_record_once_and_says_the_same(client: Client) -> None:
    camden = factories.borough("Camden", short_name="CMD", tile_x=1, tile_y=1)
    firm = factories.supplier("Firm")
    product = factories.product(maker=firm)
    factories.contract("One", buyer=camden, suppliers=[firm], products=[product])
    factories.system(product, buyer=camden, supplier=firm)
    html = client.get(firm.get_absolute_url()).text
    assert "Camden: 1 contract, 1 system" in html
    assert "Camden: 1 contract, 1 system," not in html


def test_a_profile_leads_to_the_dashboard_of_the_records_that_it_counts(client: Client) -> None:
    rents = factories.function("Rents")
    factories.contract("Real", functions=[rents])
    factories.contract("Invented", functions=[rents], demonstration=True)
    html = client.get(rents.get_absolute_url()).text
    links = re.findall(r'href="(/insights/\?[^"]*)"', html)
    assert links == ["/insights/?function=rents", "/insights/?function=rents&amp;source=demonstration"]
    for address in links:
        assert ">1 agreement</a>" in client.get(unescape(address)).text


def test_where_the_contract_is_withheld_so_is_its_end(client: Client) -> None:
    backup = factories.function("Backup", protective=True)
    camden = factories.borough("Camden")
    paying = factories.contract("Paying", buyer=camden, functions=[backup], end_date=in_days(90))
    factories.system(buyer=camden, functions=[backup], contract=paying)
    row = client.get("/boroughs/camden/").text.partition("Contract ends</span>")[2].partition("</td>")[0]
    assert "Withheld" in row
    assert "Not known" not in row
