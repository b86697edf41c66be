"""The page of one technology: who runs it, under which contracts, and what else serves."""

import datetime
import re

import pytest

from tests import factories
from tests.pages.visitors import Visitor, client_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
CLOSED = {"record": {"audience": "boroughs", "reason": "commercial"}}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def page(client, made):
    response = client.get(made.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(html, name):
    """The text of one panel."""
    found = re.search(
        rf'<section class="t3-panel" aria-labelledby="panel-{name}">(.*?)</section>', html, re.S
    )
    return words(found[1]) if found else ""


def test_it_says_who_runs_it_and_until_when(client):
    maker, housing = factories.supplier("Acme"), factories.function("Housing management")
    made = factories.product("Suite", maker=maker, stage="live", website="https://suite.example/")
    paying = factories.contract("Housing licences", end_date=datetime.date(2027, 3, 31))
    factories.system(
        made,
        buyer=factories.borough("Camden"),
        functions=[housing],
        supplier=maker,
        contract=paying,
        status="live",
        plan_to_replace=True,
        replace_by_date=datetime.date(2028, 1, 1),
        hosting="saas",
        satisfaction=4,
    )
    html = page(client, made)
    for fact in ("Suite", "Acme", "Housing management", "Live", "https://suite.example/"):
        assert fact in html
    told = section(html, "running")
    for fact in (
        "Camden",
        "Contract ends 31 March 2027",
        "Its contract Housing licences",
        "Yes, by 1 January 2028",
    ):
        assert fact in told
    assert maker.get_absolute_url() in html
    assert paying.get_absolute_url() in html
    assert "Hosting" not in html
    assert "Satisfaction" not in html
    theirs = section(page(client_of(Visitor.OFFICER), made), "running")
    assert "cloud service" in theirs
    assert "4 of 5" in theirs


def test_a_contract_that_is_over_is_said_to_have_ended(client):
    made, camden = factories.product("Suite"), factories.borough("Camden")
    for day in ("2026-11-22", "2026-11-23"):
        paying = factories.contract(f"Licences to {day}", end_date=datetime.date.fromisoformat(day))
        factories.system(made, buyer=camden, contract=paying)
    told = section(page(client, made), "running")
    assert "Contract ends Ended 22 November 2026" in told
    assert "Contract ends 23 November 2026" in told
    listed = words(client.get("/technologies/").text)
    assert "contract ended 22 November 2026" in listed
    assert "contract ends 23 November 2026" in listed
    theirs = words(client.get(camden.get_absolute_url()).text)
    assert "Contract ends Ended 22 November 2026" in theirs


def test_what_all_use_a_technology_for_is_no_column_of_its_table(client):
    made, housing = factories.product("Suite"), factories.function("Housing management")
    for name in ("Camden", "Hackney"):
        factories.system(made, buyer=factories.borough(name), functions=[housing])
    assert "Used for" not in section(page(client, made), "running")
    factories.system(made, buyer=factories.borough("Merton"), functions=[factories.function("Payroll")])
    assert "Used for" in section(page(client, made), "running")


def test_the_map_says_in_words_who_runs_it(client):
    made = factories.product("Suite")
    places = {"tile_x": 1, "tile_y": 1, "short_name": "CMD"}
    factories.system(made, buyer=factories.borough("Camden", **places))
    factories.system(
        made,
        buyer=factories.borough("Merton", **places | {"tile_x": 2, "short_name": "MRT"}),
        status="retired",
    )
    factories.borough("Hackney", **places | {"tile_x": 3, "short_name": "HCK"})
    html = page(client, made)
    for said in ("Camden: runs it", "Merton: has retired it", "Hackney: not known to run it"):
        assert said in html


def test_each_year_of_ends_leads_to_the_systems_that_it_counts(client):
    made = factories.product("Suite")
    for number, end in enumerate(((2026, 1, 1), (2026, 12, 1), (2027, 1, 1), (2027, 12, 31))):
        paying = factories.contract(f"C{number}", end_date=datetime.date(*end))
        factories.system(made, buyer=factories.borough(f"B{number}"), contract=paying)
    html = page(client, made)
    told = re.findall(r'<dt>(20\d\d)</dt><dd><a[^>]*href="([^"]+)"[^>]*>(\d+)</a>', html)
    assert [(year, count) for year, _, count in told] == [("2026", "1"), ("2027", "2")]
    for _, address, count in told:
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        assert re.search(r"<h1[^>]*>(\d+) system", listed)[1] == count


def test_what_else_serves_leads_to_the_list_that_it_counts(client):
    housing, payroll = factories.function("Housing management"), factories.function("Payroll")
    ours, other = factories.product("Suite"), factories.product("Rival")
    factories.system(ours, functions=[housing, payroll])
    factories.system(other, buyer=factories.borough("Hackney"), functions=[housing])
    factories.system(other, buyer=factories.borough("Merton"), functions=[payroll])
    factories.system(other, buyer=factories.borough("Sutton"), functions=[factories.function("Parking")])
    html = page(client, ours)
    told = section(html, "alternatives")
    assert "Rival" in told
    assert "Housing management, Payroll" in told
    address = re.search(rf'href="(/technologies/\?[^"]*product={other.slug}[^"]*)"', html)[1]
    listed = client.get(address.replace("&amp;", "&")).content.decode()
    assert re.search(r"<h1[^>]*>2 real systems for .*, in use</h1>", listed)
    assert "1 technology, at 2 public bodies." in listed
    assert "Rival , authorities: 2" in told or "Rival, authorities: 2" in told


def test_what_was_retired_serves_nobody_now(client):
    housing, payroll = factories.function("Housing management"), factories.function("Payroll")
    ours, other = factories.product("Suite"), factories.product("Rival")
    factories.system(ours, functions=[housing, payroll])
    factories.system(other, buyer=factories.borough("Hackney"), functions=[housing])
    factories.system(other, buyer=factories.borough("Merton"), functions=[payroll], status="retired")
    html = page(client, ours)
    assert "Rival Functions in common Housing management Authorities" in section(html, "alternatives")
    address = re.search(rf'href="(/technologies/\?[^"]*product={other.slug}[^"]*)"', html)[1]
    listed = client.get(address.replace("&amp;", "&")).content.decode()
    assert re.search(r"<h1[^>]*>1 real system for .*, in use</h1>", listed)
    assert "1 technology, at 1 public body." in listed


def test_real_technologies_are_set_beside_real_ones_alone(client):
    housing = factories.function("Housing management")
    made = {
        (name, invented): factories.product(f"{name} {invented}", demonstration=invented)
        for name in ("Suite", "Rival")
        for invented in (False, True)
    }
    for (_, invented), product in made.items():
        factories.system(product, functions=[housing], demonstration=invented)
    for invented in (False, True):
        told = section(page(client, made["Suite", invented]), "alternatives")
        assert f"Rival {invented}" in told
        assert f"Rival {not invented}" not in told


def test_a_list_that_could_not_be_asked_for_is_not_linked(client):
    served = [factories.function(f"Function {number}") for number in range(51)]
    ours, other = factories.product("Suite"), factories.product("Rival")
    factories.system(ours, functions=served)
    factories.system(other, functions=served)
    html = page(client, ours)
    assert "Rival" in section(html, "alternatives")
    assert not re.search(rf'href="/technologies/\?[^"]*product={other.slug}', html)
    assert "All technologies in use for these functions" not in html


def test_the_queries_of_what_else_serves_do_not_grow(client, django_assert_num_queries):
    """2 stamps, the technology and what is openly offered, 2 for its functions, 1 for what it follows; who
    runs it: stamp, systems and the 33; a stamp for contracts; what else: stamp, functions and names; notes;
    what authorities think of it; what its maker says of it.
    """
    housing, ours = factories.function("Housing management"), factories.product("Suite")
    factories.system(ours, functions=[housing])
    for size in (2, 12):
        for number in range(size):
            other = factories.product(f"Other {size} {number}")
            factories.system(other, buyer=factories.borough("Hackney"), functions=[housing])
        page(client, ours)
        with django_assert_num_queries(17):
            page(client, ours)


def test_a_technology_of_which_nothing_is_shown_is_not_found(client):
    unused = factories.product("Unused")
    gate = factories.product("Gatekeeper")
    factories.system(gate, functions=[factories.function("Identity", protective=True)])
    secret = factories.product("Secret")
    factories.system(secret, visibility=CLOSED)
    for made in (unused, gate, secret):
        assert client.get(made.get_absolute_url()).status_code == 404
    assert client.get("/technologies/never-was/").status_code == 404
    officer = client_of(Visitor.OFFICER)
    assert officer.get(unused.get_absolute_url()).status_code == 404
    assert "Gatekeeper" in page(officer, gate)
    assert "Secret" in page(officer, secret)


def test_hidden_systems_and_contracts_take_no_part(client):
    housing, made = factories.function("Housing management"), factories.product("Suite")
    hidden = factories.contract("Hidden agreement", end_date=datetime.date(2027, 1, 1), visibility=CLOSED)
    factories.system(made, buyer=factories.borough("Camden"), functions=[housing], contract=hidden)
    before = page(client, made)
    later = factories.product("Later suite")
    factories.system(made, buyer=factories.borough("Hackney"), functions=[housing], visibility=CLOSED)
    factories.system(later, buyer=factories.borough("Hackney"), functions=[housing], visibility=CLOSED)
    factories.change(made, successor=later)
    assert page(client, made) == before
    assert "Hidden agreement" not in before
    assert "Contracts ending, by year" not in before
    theirs = page(client_of(Visitor.OFFICER), made)
    for name in ("Hidden agreement", "Hackney", "Later suite", "Followed by"):
        assert name in theirs


def test_it_names_what_follows_it_and_what_it_follows(client):
    newer = factories.product("Newer")
    older = factories.product("Older", successor=newer)
    for made in (newer, older):
        factories.system(made)
    assert "Followed by Newer" in words(page(client, older))
    assert "Follows Older" in words(page(client, newer))


def test_other_names_are_for_authorities(client):
    made = factories.product("Suite")
    made.aliases.create(spelling="The Suite", folded="the suite")
    factories.system(made)
    assert "The Suite" not in page(client, made)
    assert "The Suite" in page(client_of(Visitor.OFFICER), made)


def test_an_invented_technology_is_marked_and_kept_out_of_search_engines(client):
    real = factories.product("Real")
    factories.system(real)
    response = client.get(real.get_absolute_url())
    assert "X-Robots-Tag" not in response.headers
    assert "t3-demonstration-tag" not in response.content.decode()
    invented = factories.product("Invented", demonstration=True)
    factories.system(invented, demonstration=True)
    response = client.get(invented.get_absolute_url())
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "No such product is meant" in response.content.decode()


def test_a_contract_names_the_systems_that_it_pays_for(client):
    paying = factories.contract("Housing licences", products=[])
    factories.system(factories.product("Suite"), buyer=factories.borough("Camden"), contract=paying)
    factories.system(factories.product("Unpaid"), buyer=factories.borough("Camden"))
    factories.system(factories.product("Secret"), contract=paying, visibility=CLOSED)
    html = words(client.get(paying.get_absolute_url()).content.decode())
    assert "Systems it pays for" in html
    assert "Suite" in html
    assert "Unpaid" not in html
    assert "Secret" not in html
    theirs = words(client_of(Visitor.OFFICER).get(paying.get_absolute_url()).content.decode())
    assert "Secret" in theirs


def test_names_on_a_contract_lead_to_their_pages(client):
    seller, made = factories.supplier("Acme"), factories.product("Suite")
    served = factories.function("Housing management")
    record = factories.contract("One", suppliers=[seller], products=[made], functions=[served])
    html = client.get(record.get_absolute_url()).content.decode()
    for subject in (seller, made, served):
        assert f'href="{subject.get_absolute_url()}"' in html
        assert client.get(subject.get_absolute_url()).status_code == 200


def test_an_authority_leads_to_each_technology_and_to_all_that_it_runs(client):
    camden = factories.borough("Camden")
    made = [factories.product(f"Suite {number:02}") for number in range(14)]
    for one in made:
        factories.system(one, buyer=camden)
    html = client.get(camden.get_absolute_url()).content.decode()
    assert f'href="{made[0].get_absolute_url()}"' in html
    assert 'href="/technologies/?borough=camden"' in html
    assert "All 14 systems of Camden" in html


def test_the_sitemap_has_real_technologies_that_the_public_knows(client):
    known, hidden = factories.product("Known"), factories.product("Hidden")
    invented = factories.product("Invented", demonstration=True)
    factories.system(known)
    factories.system(hidden, visibility=CLOSED)
    factories.system(invented, demonstration=True)
    found = client.get("/sitemap-technologies.xml").content.decode()
    assert known.get_absolute_url() in found
    for other in (hidden, invented):
        assert other.get_absolute_url() not in found
