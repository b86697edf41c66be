"""Long facets: the few that a list offers, and the page on which all their values are found and chosen."""

import re
from html import unescape

import pytest

from tests import factories
from tests.pages.visitors import Visitor, client_of

pytestmark = pytest.mark.django_db


def offered(html, facet):
    return [unescape(value) for value in re.findall(rf'name="{facet}" type="checkbox" value="([^"]+)"', html)]


@pytest.fixture
def many():
    """Fifteen firms: the first has fifteen contracts, the last one."""
    firms = [factories.supplier(f"Firm {number:02}") for number in range(15)]
    for number in range(15):
        factories.contract(f"Agreement {number}", suppliers=firms[: number + 1])
    return firms


def test_a_list_offers_the_few_with_most_records_and_leads_to_all(client, many):
    html = client.get("/contracts/").text
    assert offered(html, "supplier") == [firm.slug for firm in many[:10]]
    assert re.search(r'formaction="/contracts/choose/supplier/">Choose from all 15<', html)


def test_a_list_that_is_hardly_too_long_is_offered_whole(client):
    factories.contract("One", suppliers=[factories.supplier(f"Firm {number}") for number in range(12)])
    html = client.get("/contracts/").text
    assert len(offered(html, "supplier")) == 12
    assert "/contracts/choose/supplier/" not in html


def test_what_is_chosen_and_what_is_no_name_is_offered_whatever_its_number(client, many):
    factories.contract("Withheld", supplier_state="withheld", supplier_reason="Security")
    last = many[-1].slug
    html = client.get("/contracts/", {"supplier": last}).text
    assert offered(html, "supplier")[0] == last
    assert offered(html, "supplier")[-1] == "withheld"


def test_every_value_has_a_place_on_the_page_of_the_facet(client, many):
    html = client.get("/contracts/choose/supplier/").text
    assert offered(html, "supplier") == [firm.slug for firm in many]
    assert "All 15, those with most contracts first." in html


def test_values_are_found_by_any_part_of_their_name(client):
    factories.contract("Café", suppliers=[factories.supplier("Société Café"), factories.supplier("Acme")])
    html = client.get("/contracts/choose/supplier/", {"find": "CAFE soc"}).text
    assert len(offered(html, "supplier")) == 1
    assert "1 matches “CAFE soc”" in html


def test_what_was_ticked_stays_while_others_are_looked_for(client, many):
    html = client.get("/contracts/choose/supplier/", {"find": "firm 03", "supplier": many[7].slug}).text
    assert offered(html, "supplier") == [many[7].slug, many[3].slug]
    assert f'value="{many[7].slug}" checked' in html


def test_where_nothing_matches_the_page_says_so(client, many):
    assert "Nothing in this list matches “zzz”." in client.get("/contracts/choose/supplier/?find=zzz").text


def test_the_other_filters_stay_and_the_choice_is_shown_at_the_lists_own_address(client, many):
    asked = {"q": "agreement", "status": "live", "supplier": many[3].slug, "find": "firm"}
    html = client.get("/contracts/choose/supplier/", asked).text
    assert '<input type="hidden" name="q" value="agreement">' in html
    assert '<input type="hidden" name="status" value="live">' in html
    assert '<input type="hidden" name="supplier"' not in html
    answer = client.get("/contracts/choose/supplier/", asked | {"show": "1"})
    assert answer.headers["Location"] == f"/contracts/?q=agreement&supplier={many[3].slug}&status=live"


def test_numbers_leave_the_facets_own_choice_aside(client, many):
    html = client.get("/contracts/choose/supplier/", {"supplier": many[14].slug}).text
    assert re.search(r"<span>Firm 00</span>.{0,99}?>\(</span>15<", html)


def test_filters_that_make_no_sense_are_told_by_the_list(client):
    answer = client.get("/contracts/choose/supplier/?ends_after=soon&q=x")
    assert answer.headers["Location"] == "/contracts/?ends_after=soon&q=x"


@pytest.mark.parametrize("facet", ["status", "nothing", "not_supplier", "q"])
@pytest.mark.parametrize("page", ["contracts", "technologies", "insights"])
def test_only_a_facet_of_names_has_such_a_page(client, page, facet):
    assert client.get(f"/{page}/choose/{facet}/").status_code == 404


def test_search_engines_are_kept_out(client):
    assert client.get("/contracts/choose/borough/").headers["X-Robots-Tag"] == "noindex"


def test_a_firm_of_which_the_public_sees_no_record_is_not_named_to_them(client):
    guard = factories.supplier("Guarded Identity")
    closed = {"record": {"audience": "boroughs", "reason": "s43"}}
    factories.contract("Sign-on", suppliers=[guard], visibility=closed)
    address = "/contracts/choose/supplier/?find=guarded"
    assert "Guarded Identity" not in client.get(address).text
    assert "Guarded Identity" in client_of(Visitor.OFFICER).get(address).text


@pytest.mark.parametrize("find", ["x" * 10_000, "\x00", "' OR 1=1 --", '"*', "%_"])
def test_whatever_is_typed_is_answered(client, many, find):
    assert client.get("/contracts/choose/supplier/", {"find": find}).status_code == 200
