"""Systems in use both ways: who runs a technology, and what an authority runs."""

import csv
import datetime
import io
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.directory.technologies import offered_to
from contracts.listing.filters import SystemFilter
from contracts.listing.filters.words import IN_USE
from contracts.listing.selection import Selection
from tests import factories
from tests.pages.visitors import Visitor, client_of
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
CLOSED = {"record": {"audience": "boroughs", "reason": "commercial"}}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def page(client, query=""):
    response = client.get(f"/technologies/{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(html):
    return [
        re.sub(r"<[^>]+>", "", title).replace("Demonstration", "").strip()
        for title in re.findall(r'<h2 class="t3-record__title">(.*?)</h2>', html, re.DOTALL)
    ]


def heading(html):
    return re.search(r'<h1 class="govuk-heading-l">(.*?)</h1>', html)[1]


def download(client, query=""):
    response = client.get(f"/technologies.csv{query}")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return response, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_technology_stands_once_with_every_authority_that_runs_it(client):
    maker = factories.supplier("Acme")
    made = factories.product("Housing suite", maker=maker)
    served = factories.function("Housing management")
    paying = factories.contract("Housing", end_date=datetime.date(2027, 3, 31), end_precision="month")
    factories.system(made, buyer=factories.borough("Camden"), functions=[served], contract=paying)
    factories.system(made, buyer=factories.borough("Hackney"), status="replacing")
    html = page(client)
    assert heading(html) == "2 systems"
    assert "1 technology, at 2 public bodies." in html
    assert titles(html) == ["Housing suite"]
    for words in ("Acme", "Housing management", "Run by 2 authorities", "Camden", "Hackney"):
        assert words in html
    assert "ends March 2027" in re.sub(r"<[^>]+>", "", html)
    assert "being replaced" in html
    assert f'href="{paying.get_absolute_url()}"' in html
    assert f'href="{made.get_absolute_url()}"' in html


def test_of_a_technology_that_many_run_the_first_are_shown_and_the_others_counted(client):
    made = factories.product("Suite")
    for number in range(11):
        factories.system(made, buyer=factories.borough(f"Authority {number:02}"))
    html = page(client)
    assert "Run by 11 authorities" in html
    assert "Authority 07</a>" in html
    assert "Authority 08</a>" not in html
    assert re.search(r'href="/technologies/[^"]+">and 3 more<', html)


def test_a_heading_says_every_filter_in_words(client):
    camden, housing = factories.borough("Camden"), factories.function("Housing management")
    paying = factories.contract(end_date=datetime.date(2027, 3, 31))
    made = factories.product("Suite")
    for status in ("live", "retired"):
        factories.system(made, buyer=camden, functions=[housing], contract=paying, status=status)
    query = "?borough=camden&function=housing-management&source=real&ends_after=1/1/2027&ends_before=1/1/2028"
    asked = "at Camden for Housing management"
    assert (
        heading(page(client, query))
        == f"2 real systems {asked}, ending from 1 January 2027 to 1 January 2028"
    )
    in_use = "".join(f"&status={status}" for status in IN_USE)
    assert heading(page(client, f"?{in_use}&ends_before=1/1/2028")) == (
        "1 system, in use, ending on or before 1 January 2028"
    )


def test_of_one_authority_it_says_what_that_authority_runs(client):
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    factories.system(factories.product("Alpha"), buyer=camden)
    factories.system(factories.product("Beta"), buyer=camden)
    factories.system(factories.product("Gamma"), buyer=hackney)
    html = page(client, "?borough=camden")
    assert heading(html) == "2 systems at Camden"
    assert "2 technologies." in html
    assert titles(html) == ["Alpha", "Beta"]


def test_what_most_authorities_run_comes_first_unless_names_are_asked_for(client):
    few, many = factories.product("Alpha"), factories.product("Beta")
    factories.system(few, buyer=factories.borough("Camden"))
    for name in ("Camden", "Hackney"):
        factories.system(many, buyer=factories.borough(name))
    assert titles(page(client)) == ["Beta", "Alpha"]
    assert titles(page(client, "?sort=name")) == ["Alpha", "Beta"]


def sorts(html):
    """The ways to sort that are offered, the current one in capitals."""
    offered = re.search(r"Sorted by(.*?)</p>", html, re.DOTALL)[1]
    ways = re.findall(r"<(strong|a)[^>]*>([^<]+)</", offered)
    return [label.upper() if tag == "strong" else label for tag, label in ways]


@pytest.fixture
def mentioned():
    """A technology called so that one authority runs, and one of which two authorities only say so."""
    called = factories.product("Parking permits")
    other = factories.product("Street suite")
    factories.system(called, buyer=factories.borough("Camden"))
    for name in ("Hackney", "Merton"):
        factories.system(other, buyer=factories.borough(name), reference="Parking")


def test_words_put_first_what_fits_them_best(client, mentioned):
    html = page(client, "?q=parking")
    assert titles(html) == ["Parking permits", "Street suite"]
    assert sorts(html) == ["number of authorities", "name", "RELEVANCE"]
    _, rows = download(client, "?q=parking")
    assert [row["Technology"] for row in rows] == ["Parking permits", "Street suite", "Street suite"]
    found = client.get("/api/v1/products?q=parking").json()["results"]
    assert [product["name"] for product in found] == ["Parking permits", "Street suite"]


def test_another_order_can_be_asked_for_with_words(client, mentioned):
    html = page(client, "?q=parking&sort=authorities")
    assert titles(html) == ["Street suite", "Parking permits"]
    assert sorts(html)[0] == "NUMBER OF AUTHORITIES"


def test_without_words_there_is_no_relevance(client, mentioned):
    html = page(client, "?sort=relevance")
    assert titles(html) == ["Street suite", "Parking permits"]
    assert sorts(html) == ["NUMBER OF AUTHORITIES", "name"]


def test_among_names_alike_the_better_rank_comes_first_and_none_is_lost(client, monkeypatch):
    camden = factories.borough("Camden")
    factories.system(factories.product("Parking one"), buyer=camden, reference="bays and many words more")
    factories.system(factories.product("Parking two"), buyer=camden, reference="bays bays bays")
    assert titles(page(client, "?q=parking+bays")) == ["Parking two", "Parking one"]
    # Among more than can be told apart, those that most authorities run come first.
    monkeypatch.setattr("contracts.listing.selection.MOST_RANKED", 1)
    assert titles(page(client, "?q=parking+bays")) == ["Parking one", "Parking two"]


def test_the_pages_of_a_long_list_hold_every_technology_once(client):
    camden = factories.borough("Camden")
    names = {factories.system(factories.product(f"T{n:02}"), buyer=camden).product.name for n in range(53)}
    seen = [title for number in (1, 2, 3) for title in titles(page(client, f"?page={number}"))]
    assert sorted(seen) == sorted(names)
    assert "There is no page with this number" in page(client, "?page=4")


@pytest.fixture
def pair():
    """Two systems that have nothing in common."""
    boroughs = factories.borough("Camden"), factories.borough("Hackney")
    housing = factories.function("Housing management")
    payroll = factories.function("Payroll", of=factories.area("People", "corporate"))
    first, second = factories.supplier("Ash"), factories.supplier("Birch")
    wanted = factories.system(
        factories.product("Wanted", maker=first),
        buyer=boroughs[0],
        functions=[housing],
        supplier=first,
        status="live",
        hosting="saas",
        plan_to_replace=True,
        contract=factories.contract(buyer=boroughs[0], end_date=datetime.date(2027, 1, 1)),
    )
    factories.system(
        factories.product("Unwanted", maker=second),
        buyer=boroughs[1],
        functions=[payroll],
        supplier=second,
        status="retired",
        hosting="cloud",
        plan_to_replace=False,
        contract=factories.contract(buyer=boroughs[1], end_date=datetime.date(2029, 1, 1)),
        demonstration=True,
    )
    return {
        "borough": "camden",
        "area": "housing",
        "function": "housing-management",
        "side": "frontline",
        "product": wanted.product.slug,
        "maker": first.slug,
        "supplier": first.slug,
        "not_supplier": second.slug,
        "status": "live",
        "replace": "yes",
        "source": "real",
        "q": "wanted ash",
        "ends_before": "2027-12-31",
        "hosting": "saas",
    }


@pytest.mark.parametrize(
    "name",
    [
        *("borough", "area", "function", "side", "product", "maker", "supplier", "not_supplier"),
        *("status", "replace", "source", "q", "ends_before"),
    ],
)
def test_each_filter_finds_one_and_leaves_the_other_out(client, pair, name):
    assert titles(page(client, f"?{name}={pair[name]}")) == ["Wanted"]
    _, rows = download(client, f"?{name}={pair[name]}")
    assert [row["Technology"] for row in rows] == ["Wanted"]


def test_hosting_is_a_filter_for_authorities_alone(client, pair):
    html = page(client, "?hosting=saas")
    assert "shown to authorities alone" in html
    assert titles(html) == []
    assert 'name="hosting"' not in page(client)
    officer = client_of(Visitor.OFFICER)
    assert titles(page(officer, "?hosting=saas")) == ["Wanted"]
    assert 'name="hosting"' in page(officer)


@pytest.mark.parametrize("query", ["?ends_after=soon", "?page=0", "?status=alive", "?sort=value"])
def test_what_is_wrong_is_said_and_nothing_is_shown(client, query):
    factories.system(factories.product("Alpha"))
    html = page(client, query)
    assert "There is a problem" in html
    assert titles(html) == []
    assert client.get(f"/technologies.csv{query}").status_code == 400


def test_none_found_is_not_none_there(client):
    assert "Nobody has told us yet" in page(client)
    factories.system(factories.product("Alpha"))
    html = page(client, "?borough=nowhere&function=payroll")
    assert "No system that we hold matches" in html
    assert "does not mean that there is none" in html
    assert "/contracts/?borough=nowhere&amp;function=payroll" in html


@pytest.fixture
def hidden():
    """A system whose technology protects, and one that only authorities know of."""
    served = factories.function("Identity", protective=True)
    maker = factories.supplier("Gatekeeper Ltd")
    paying = factories.contract(
        "Gatekeeper agreement", end_date=datetime.date(2027, 3, 31), visibility=CLOSED
    )
    known = factories.system(
        factories.product("Open suite"), buyer=factories.borough("Merton"), contract=paying
    )
    gate = factories.product("Gatekeeper", maker=maker)
    factories.system(gate, buyer=factories.borough("Camden"), functions=[served], supplier=maker)
    factories.system(factories.product("Secret"), buyer=factories.borough("Hackney"), visibility=CLOSED)
    return {"gate": gate, "known": known, "paying": paying}


def test_what_is_withheld_is_told_by_what_it_is_for(client, hidden):
    html = page(client)
    assert heading(html) == "2 systems"
    assert "1 technology, at 2 public bodies." in html
    assert titles(html) == ["Open suite", "Technology withheld"]
    assert "Identity (1)" in html
    for words in ("Gatekeeper", "Secret", "Hackney", hidden["paying"].key):
        assert words not in html
    assert titles(page(client, "?product=withheld")) == ["Technology withheld"]


def test_authorities_see_what_they_share(hidden):
    html = page(client_of(Visitor.OFFICER))
    assert titles(html) == ["Gatekeeper", "Open suite", "Secret"]
    assert hidden["paying"].key in html


def test_a_hidden_technology_is_found_by_no_filter_and_in_no_download(client, hidden):
    slug = hidden["gate"].slug
    assert "Gatekeeper" not in page(client, f"?product={slug}").replace(slug, "")
    _, rows = download(client)
    text = b"".join(client.get("/technologies.csv").streaming_content).decode()
    assert [row["Technology"] for row in rows] == ["Open suite", ""]
    assert [row["Technology state"] for row in rows] == ["Known", "Withheld"]
    assert [row["Contract title"] for row in rows] == ["", ""]
    for words in ("Gatekeeper", "Secret", "Hackney", "Hosting", "Satisfaction"):
        assert words not in text
    _, theirs = download(client_of(Visitor.OFFICER))
    assert [row["Technology"] for row in theirs] == ["Gatekeeper", "Open suite", "Secret"]
    assert theirs[1]["Contract title"] == "Gatekeeper agreement"
    assert theirs[1]["Hosting state"] == "Not known"


def test_the_download_has_every_fact_in_its_state(client):
    maker = factories.supplier("=Acme")
    made = factories.product("Suite", maker=maker)
    paying = factories.contract("Housing", end_date=datetime.date(2027, 3, 31))
    factories.system(
        made,
        functions=[factories.function("Housing management")],
        supplier=maker,
        contract=paying,
        status="live",
        users=40,
        since_date=datetime.date(2020, 4, 1),
        since_precision="month",
        plan_to_replace=True,
        replace_by_date=datetime.date(2028, 1, 1),
    )
    response, [row] = download(client)
    assert row["Technology"] == "Suite"
    assert row["Maker"] == row["Supplier"] == "'=Acme"
    assert (row["Authority"], row["Functions"], row["Service areas"]) == (
        "Camden",
        "Housing management",
        "Housing",
    )
    assert (row["Status"], row["Since"], row["Since precision"]) == ("Live", "2020-04-01", "month")
    assert (row["Users or licences"], row["Users state"]) == ("40", "Known")
    assert (row["Plan to replace"], row["Replace by"]) == ("Plans to replace it", "2028-01-01")
    assert (row["Contract key"], row["Contract ends"]) == (paying.key, "2027-03-31")
    assert row["Technology here"].endswith(made.get_absolute_url())
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Content-Disposition"] == 'attachment; filename="technologies-2026-11-23.csv"'


def test_invented_systems_are_marked_in_page_and_file_name(client):
    factories.system(factories.product("Alpha"))
    assert "X-Robots-Tag" not in client.get("/technologies/").headers
    factories.system(factories.product("Beta"), demonstration=True)
    response = client.get("/technologies/")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.content.decode().count("t3-demonstration-tag") == 1
    response, _ = download(client)
    assert "demonstration-technologies" in response.headers["Content-Disposition"]


def test_the_canonical_address_leaves_the_order_out(client, settings):
    factories.system(factories.product("Alpha"))
    html = page(client, "?sort=name&borough=camden")
    assert f'<link rel="canonical" href="{settings.SITE_URL}/technologies/?borough=camden">' in html


def random_systems(seed):
    rng = random.Random(seed)
    boroughs = [factories.borough(name) for name in ("Camden", "Hackney", "Merton")]
    served = [
        factories.function("Housing management"),
        factories.function("Payroll", of=factories.area("People", "corporate")),
        factories.function("Identity", of=factories.area("Security", "corporate"), protective=True),
    ]
    sellers = [factories.supplier(f"Seller {number}") for number in range(3)]
    made = [factories.product(f"Product {n}", maker=rng.choice([None, *sellers])) for n in range(5)]
    for _ in range(rng.randrange(1, 25)):
        factories.system(
            rng.choice(made),
            buyer=rng.choice(boroughs),
            functions=rng.sample(served, rng.randrange(3)),
            supplier=rng.choice([None, *sellers]),
            status=rng.choice(["", "pilot", "live", "replacing", "retired"]),
            hosting=rng.choice(["", "saas", "cloud"]),
            plan_to_replace=rng.choice([None, True, False]),
            demonstration=rng.random() < 0.3,
            visibility=rng.choice([{}, {}, CLOSED, {"product": {"audience": "boroughs", "reason": "s43"}}]),
        )


@pytest.mark.parametrize("audience", Audience)
@settings(max_examples=6)
@given(seed=st.integers(0, 10**6))
def test_every_count_of_a_facet_is_the_length_of_the_list_that_it_leads_to(audience, seed):
    random_systems(seed)
    facets, _ = offered_to(audience, Selection(SystemFilter(), audience, DAY))
    assert facets
    for facet in facets:
        for option in facet.options:
            led = Selection(SystemFilter(**{facet.name: (option.value,)}), audience, DAY)
            assert option.count == len(led.ids), (facet.name, option.value)
