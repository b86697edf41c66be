"""The list of suppliers, its download, and the page of one."""

import csv
import io
import re

import pytest
from django.test import Client

from boroughs.models import Function
from suppliers.models import Supplier
from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import in_days
from thirty3.history.merging.service import merge

pytestmark = pytest.mark.django_db(databases="__all__")


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/suppliers/{query}")
    assert response.status_code == 200
    return response.text


def listed(client: Client, query: str = "") -> list[str]:
    """The names in the table, in order."""
    rows = re.findall(r'role="rowheader"><a[^>]*>([^<]*)</a>', page(client, query))
    assert [row["Supplier"] for row in download(client, query)] == rows
    return rows


def download(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/suppliers.csv{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def sold(name: str, **facts: object) -> Supplier:
    """A supplier with a contract."""
    seller = factories.supplier(name, **facts)
    factories.contract(f"Agreement with {seller.slug}", suppliers=[seller])
    return seller


@pytest.fixture
def identity() -> Function:
    return factories.function("Identity", of=factories.area("ICT", "corporate"), protective=True)


def test_the_list_is_in_order_of_name_and_says_that_this_is_no_ranking(client: Client) -> None:
    for name in ("beta", "Alpha", "Gamma"):
        sold(name)
    assert listed(client) == ["Alpha", "beta", "Gamma"]
    assert "In order of name, which is no ranking." in page(client)


def test_a_supplier_of_which_no_record_tells_is_not_listed(client: Client) -> None:
    unused = factories.supplier("Unused")
    sold("Used")
    assert listed(client) == ["Used"]
    assert client.get(unused.get_absolute_url()).status_code == 404


def test_a_part_of_a_name_finds_it_and_an_alias_does_not(client: Client) -> None:
    seller = sold("Northern Software")
    seller.aliases.create(spelling="Zephyr", folded="zephyr")
    sold("Other")
    assert listed(client, "?q=soft") == ["Northern Software"]
    assert listed(client, "?q=zephyr") == []
    assert "search for a part of the name" in page(client, "?q=zephyr")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?sme=yes", ["Small"]),
        ("?sme=no", ["Large"]),
        ("?sme=unknown", ["Invented", "Maker"]),
        ("?sme=yes&sme=no", ["Large", "Small"]),
        ("?role=maker", ["Maker"]),
        ("?role=supplier", ["Invented", "Large", "Small"]),
        ("?area=housing", ["Large"]),
        ("?source=demonstration", ["Invented"]),
        ("?source=real&role=supplier", ["Large", "Small"]),
        ("?letter=l", ["Large"]),
        ("?letter=other", []),
        ("?area=nowhere", []),
    ],
)
def test_each_filter_finds_what_it_says(client: Client, query: str, found: list[str]) -> None:
    sold("Small", is_sme=True)
    sold("Invented", demonstration=True)
    factories.system(factories.product(maker=factories.supplier("Maker")))
    large = factories.supplier("Large", is_sme=False)
    factories.contract(suppliers=[large], functions=[factories.function()])
    assert listed(client, query) == found


@pytest.mark.parametrize("query", ["?sme=perhaps", "?page=0", "?letter=%C3%A9", "?source=x", "?area=%20a/b"])
def test_what_is_wrong_is_said_and_nothing_is_shown(client: Client, query: str) -> None:
    sold("Seller")
    html = page(client, query)
    assert "There is a problem" in html
    assert "Seller</a>" not in html
    assert client.get(f"/suppliers.csv{query}").status_code == 400


def test_an_empty_directory_says_when_a_supplier_is_listed(client: Client) -> None:
    html = page(client)
    assert '<h1 class="govuk-heading-l">No suppliers</h1>' in html
    assert "A supplier is listed here as soon as one does" in html


def test_a_page_holds_fifty_and_one_beyond_the_last_says_so(client: Client) -> None:
    sellers = [factories.supplier(f"Seller {number:03}") for number in range(51)]
    factories.contract(suppliers=sellers)
    assert len(re.findall('role="rowheader"', page(client))) == 50
    assert "(page 2 of 2)" in page(client, "?page=2")
    assert "There is no page with this number" in page(client, "?page=3")


def test_a_supplier_that_is_hidden_from_the_public_is_nowhere_for_it(
    client: Client, identity: Function
) -> None:
    hidden, seen = factories.supplier("Gatekeeper Ltd", is_sme=True), sold("Open Ltd", is_sme=True)
    made = factories.product("Gate", maker=hidden)
    camden = factories.borough("Camden", short_name="CMD", tile_x=1, tile_y=1)
    sold_to = {"buyer": camden, "products": [made], "functions": [identity], "end_date": in_days(40)}
    factories.contract("Sign-on", suppliers=[hidden], **sold_to)
    factories.system(made, buyer=camden, functions=[identity], supplier=hidden)
    factories.contract("Open sign-on", suppliers=[seen], functions=[identity], visibility=OPEN)
    factories.change(seen, parent=hidden)
    factories.change(hidden, website="https://gatekeeper.example/")
    addresses = ["/suppliers/", "/suppliers/?sme=yes", "/suppliers/?q=gate", seen.get_absolute_url()]
    addresses += [identity.get_absolute_url(), identity.area.get_absolute_url(), "/sitemap-suppliers.xml"]
    for address in addresses:
        assert "gatekeeper" not in client.get(address).text.lower(), address
    assert listed(client) == ["Open Ltd"]
    assert client.get(hidden.get_absolute_url()).status_code == 404
    officer = client_of(Visitor.OFFICER)
    assert listed(officer) == ["Gatekeeper Ltd", "Open Ltd"]
    assert "Sign-on" in officer.get(hidden.get_absolute_url()).text
    # Who else, and what it belongs to.
    told = officer.get(seen.get_absolute_url()).text
    assert told.count("Gatekeeper Ltd") == 2
    assert "Gatekeeper Ltd" in officer.get(identity.get_absolute_url()).text


OPEN = {fact: {"audience": "public", "reason": "published"} for fact in ("supplier", "title", "products")}


def test_the_page_of_a_merged_supplier_leads_those_on_who_knew_of_it(client: Client) -> None:
    survivor, gone, hidden = sold("Survivor"), sold("Gone"), factories.supplier("Of whom nobody told")
    for loser in (gone, hidden):
        merge(loser=loser, survivor=survivor, why="One firm")
    for visitor in (client, client_of(Visitor.OFFICER)):
        response = visitor.get(gone.get_absolute_url())
        assert (response.status_code, response.headers["Location"]) == (301, survivor.get_absolute_url())
        # To anybody else an address tells nothing of a name that they may never have seen.
        assert visitor.get(hidden.get_absolute_url()).status_code == 404


def test_the_page_tells_what_is_known_of_the_organisation_and_what_is_not(client: Client) -> None:
    seller = sold(
        "Seller",
        company_number="01234567",
        charity_number="299999",
        website="https://seller.example/",
        size="small",
        size_evidence="accounts of 2025",
        is_sme=True,
        home_borough=factories.borough("Camden"),
        parent=sold("Parent"),
    )
    child = sold("Child", parent=seller)
    html = client.get(seller.get_absolute_url()).text
    assert "https://find-and-update.company-information.service.gov.uk/company/01234567" in html
    for words in ("299999", "https://seller.example/", "accounts of 2025", "/boroughs/camden/", "Parent"):
        assert words in html
    assert child.get_absolute_url() in html
    assert re.search(r"SME now\s*</dt>\s*<dd[^>]*>\s*Yes", html)
    assert re.search(r"VCSE now\s*</dt>\s*<dd[^>]*>\s*<span[^>]*>Not known", html)


def test_an_invented_supplier_says_so_and_its_number_leads_nowhere(client: Client) -> None:
    seller = sold("Invented", demonstration=True, company_number="99000001")
    response = client.get(seller.get_absolute_url())
    assert "This supplier is invented" in response.text
    assert "company-information" not in response.text
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_size_at_award_is_told_apart_from_size_now(client: Client) -> None:
    seller = factories.supplier("Seller", is_sme=False)
    factories.contract(suppliers=[seller], sme=True)
    html = client.get(seller.get_absolute_url()).text
    assert re.search(r"SME now\s*</dt>\s*<dd[^>]*>\s*No", html)
    assert f"/contracts/?supplier={seller.slug}&amp;sme=yes" in html


def test_the_sitemap_names_real_suppliers_that_the_public_may_know_of(client: Client) -> None:
    real, invented = sold("Real"), sold("Invented", demonstration=True)
    xml = client.get("/sitemap-suppliers.xml").text
    assert real.get_absolute_url() in xml
    assert invented.get_absolute_url() not in xml


def test_the_heading_says_every_filter_in_words(client: Client) -> None:
    housing = factories.function("Housing management")
    for name in ("Softworks", "Softcat"):
        factories.contract(suppliers=[factories.supplier(name)], functions=[housing])
    for query, words in (
        ("", "2 suppliers"),
        ("?area=housing&source=real&q=soft", "2 real suppliers for Housing, matching “soft”"),
        ("?q=zzzz", "No suppliers matching “zzzz”"),
        ("?role=maker", "No suppliers, making products"),
        ("?letter=s&sme=unknown", "2 suppliers, not known whether they are SMEs, under S"),
    ):
        html = client.get(f"/suppliers/{query}").text
        assert f'<h1 class="govuk-heading-l">{words}</h1>' in html
        assert f"<title>{words} - " in html
