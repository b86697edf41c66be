"""A few side by side: what differs comes first, states are told apart, and nothing that was asked is lost."""

import datetime
import re
from html import unescape

import pytest

from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED, OWN

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
CONTRACTS, TECHNOLOGIES, AUTHORITIES = "/compare/contracts/", "/compare/technologies/", "/compare/boroughs/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def page(client, address, *values, name, **more):
    response = client.get(address, [*((name, value) for value in values), *more.items()])
    assert response.status_code == 200
    return response.content.decode()


def of_contracts(client, *records):
    return page(client, CONTRACTS, *(record.key for record in records), name="key")


def of_technologies(client, *products):
    return page(client, TECHNOLOGIES, *(product.slug for product in products), name="technology")


def of_authorities(client, *places, **more):
    return page(client, AUTHORITIES, *(place.slug for place in places), name="borough", **more)


def words(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def heading(html):
    return re.search(r'<h1 class="govuk-heading-l">(.*?)</h1>', html)[1]


def differing(html):
    """Fact -> the words of each cell, of the first table."""
    table = re.search(r'aria-labelledby="differs">\s*<thead.*?</table>', html, re.DOTALL)
    found = {}
    for row in re.findall(r"<tr.*?</tr>", table[0] if table else "", re.DOTALL)[1:]:
        label = words(re.search(r"<th.*?</th>", row, re.DOTALL)[0])
        cells = re.findall(r"<td.*?<div>(.*?)</div>\s*</td>|<td.*?</td>", row, re.DOTALL)
        found[label] = [words(cell) for cell in cells]
    return found


def same(html):
    """Fact -> the one value of all."""
    part = html.partition("What is the same")[2].partition("<h2")[0]
    rows = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", part, re.DOTALL)
    return {words(label): words(value) for label, value in rows}


def test_what_differs_comes_before_what_is_the_same(client):
    one = factories.contract("Rents", buyer=factories.borough("Camden"), value="100", value_span="annual")
    other = factories.contract("Repairs", buyer=factories.borough("Camden"), value="200", value_span="annual")
    html = of_contracts(client, one, other)
    assert heading(html) == "Compare two contracts"
    assert differing(html)["Value"] == [
        "£100 (a year, VAT and kind not stated)",
        "£200 (a year, VAT and kind not stated)",
    ]
    assert same(html)["Authority"] == "Camden"
    assert "Authority" not in differing(html)
    assert html.index("What differs") < html.index("What is the same")


def test_the_four_states_are_told_apart(client):
    known = factories.contract("Known", value="5")
    unknown = factories.contract("Unknown")
    none = factories.contract("None", value_state="none")
    withheld = factories.contract("Withheld", value_state="withheld", value_reason="commercial")
    html = of_contracts(client, known, unknown, none, withheld)
    cells = differing(html)["Value"]
    assert cells[1:3] == ["Not known", "None"]
    assert cells[0].startswith("£5")
    assert cells[3].startswith("Withheld")


def test_what_is_unknown_of_all_is_named_once(client):
    html = of_contracts(client, factories.contract("One"), factories.contract("Other"))
    assert re.search(r"Not known</span> of any: [^.]*notice period", html)


def test_what_is_withheld_of_all_is_not_called_the_same(client):
    records = [
        factories.contract(name, value=worth, visibility={"value": CLOSED})
        for name, worth in (("A", 1), ("B", 2))
    ]
    html = of_contracts(client, *records)
    assert "Value" in words(html.partition("What is withheld of all")[2].partition("</dl>")[0])
    assert "commercial until 2027" in html
    assert "Value" not in same(html)
    assert "Value" in differing(of_contracts(client_of(Visitor.OFFICER), *records))


def test_a_hidden_contract_and_one_that_never_was_are_both_not_held(client):
    shown = factories.contract("Shown")
    hidden = factories.contract("Hidden", visibility={"record": OWN})
    html = of_contracts(client, shown, hidden)
    assert f"We hold no contract “{hidden.key}” that you may see" in html
    never = page(client, CONTRACTS, shown.key, "zzzzzzzzzz", name="key")
    assert html.replace(hidden.key, "zzzzzzzzzz") == never
    assert 'href="/contracts/' + shown.key in html


def test_of_more_than_five_the_others_wait_and_none_is_lost(client):
    records = [factories.contract(f"Contract {number}") for number in range(7)]
    html = of_contracts(client, *records)
    assert heading(html) == "Compare five contracts"
    assert "There is room for five" in html
    for record in records:
        assert record.title in html
    remove = re.search(r'href="([^"]+)"[^>]*>Remove<span class="govuk-visually-hidden"> Contract 0', html)[1]
    after = client.get(remove.replace("&amp;", "&")).content.decode()
    assert "Contract 0" not in after
    assert after.count('class="govuk-link t3-compared__remove"') == 5
    assert "Contract 6" in after


def test_one_alone_asks_for_another_and_offers_live_ones_for_the_same(client):
    served = factories.function("Housing management")
    facts = {"functions": [served], "end_date": datetime.date(2027, 5, 1)}
    one = factories.contract("Rents", **facts)
    like = factories.contract("Repairs", **facts)
    factories.contract("Ended", functions=[served], end_date=datetime.date(2020, 5, 1))
    html = of_contracts(client, one)
    assert "There is nothing to compare it with yet" in html
    assert f"?key={one.key}&amp;key={like.key}" in html
    assert "Ended" not in words(html)


@pytest.mark.parametrize("write", ["{}", "/contracts/{}/", "https://thirty3.example/contracts/{}/", " {} "])
def test_a_contract_is_asked_for_by_key_or_by_address(client, write):
    record = factories.contract("Rents")
    assert "Rents" in page(client, CONTRACTS, write.format(record.key), name="key")


def test_lists_have_boxes_of_a_form_of_their_own(client):
    record = factories.contract("Rents")
    made = factories.product("Suite")
    factories.system(made)
    for address, name, value, action in (
        ("/contracts/", "key", record.key, CONTRACTS),
        ("/technologies/", "technology", made.slug, TECHNOLOGIES),
    ):
        html = client.get(address).content.decode()
        assert f'<input type="checkbox" form="compare" name="{name}" value="{value}">' in html
        assert f'id="compare" action="{action}" method="get"' in html


def test_each_page_leads_to_its_comparison(client):
    record = factories.contract("Rents")
    made = factories.product("Suite")
    factories.system(made)
    for subject, address in (
        (record, f"{CONTRACTS}?key={record.key}"),
        (made, f"{TECHNOLOGIES}?technology={made.slug}"),
        (record.lead_buyer, f"{AUTHORITIES}?borough=camden"),
    ):
        assert f'href="{address}"' in client.get(subject.get_absolute_url()).content.decode()


def test_technologies_are_told_by_who_runs_them_and_for_how_much(client):
    suite = factories.product("Suite", maker=factories.supplier("Acme"), stage="live")
    ledger = factories.product("Ledger", maker=factories.supplier("Beacon"))
    rents = factories.function("Rents")
    for place in ("Camden", "Hackney"):
        factories.system(suite, buyer=factories.borough(place), functions=[rents], status="live")
    factories.system(ledger, buyer=factories.borough("Brent"), functions=[rents], status="pilot")
    for worth in ("100", "900"):
        factories.contract(worth, products=[suite], value=worth, value_span="annual", route="open")
    facts = differing(of_technologies(client, suite, ledger))
    assert facts["Maker"] == ["Acme", "Beacon"]
    assert facts["Authorities that run it"] == ["Camden Hackney", "Brent"]
    assert facts["Systems in use"] == ["2 systems", "1 system"]
    assert facts["How these stand"] == ["Live (2)", "Pilot (1)"]
    assert facts["Values of contracts, as stated"] == ["£100 to £900 (a year) (2 known)", "Not known"]
    assert facts["Routes to market"] == ["Open competition (2)", "Not known"]
    assert facts["Stage"] == ["Live", "Not known"]
    assert same(of_technologies(client, suite, ledger))["Used for"] == "Rents"


def test_hosting_is_told_to_authorities_alone(client):
    one, other = factories.product("One"), factories.product("Other")
    factories.system(one, hosting="saas")
    factories.system(other, hosting="cloud")
    public = of_technologies(client, one, other)
    assert "Hosting" not in differing(public)
    assert "authorities share this only with each other" in public
    assert differing(of_technologies(client_of(Visitor.OFFICER), one, other))["Hosting"] == [
        "Supplier's cloud service (1)",
        "Authority's own cloud (1)",
    ]


def test_a_technology_is_asked_for_by_its_name(client):
    made = factories.product("Housing Suite")
    factories.system(made)
    assert made.get_absolute_url() in page(client, TECHNOLOGIES, "housing suite", name="technology")


def test_a_technology_that_only_authorities_see_is_not_held_for_others(client):
    made = factories.product("Secret")
    factories.system(made, visibility={"record": CLOSED})
    html = page(client, TECHNOLOGIES, "Secret", name="technology")
    assert "We hold no technology “Secret”" in html
    assert made.slug not in html
    assert made.get_absolute_url() in of_technologies(client_of(Visitor.OFFICER), made)


def test_authorities_are_told_by_what_they_hold_and_run(client):
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    shared, alone = factories.product("Shared"), factories.product("Alone")
    rents = factories.function("Rents")
    for place in (camden, hackney):
        factories.system(shared, buyer=place, functions=[rents])
    factories.system(alone, buyer=camden, functions=[rents])
    facts = {"start_date": datetime.date(2025, 1, 1), "value_span": "annual", "value_kind": "awarded"}
    factories.contract("A", buyer=camden, value="100", end_date=datetime.date(2027, 5, 1), **facts)
    factories.contract("B", buyer=camden, value="50.50", end_date=datetime.date(2030, 5, 1), **facts)
    factories.contract("C", buyer=hackney, end_date=datetime.date(2020, 5, 1))
    html = of_authorities(client, camden, hackney)
    found = differing(html)
    assert found["Live contracts"] == ["2 contracts", "No contracts"]
    assert found["Ending within 12 months"] == ["1 contract", "No contracts"]
    assert found["Known value a year"] == ["£150.50 (of 2 contracts)", "Not known"]
    assert found["Systems in use"] == ["2 systems", "1 system"]
    said = words(html)
    assert "Both of them run 1 Shared" in said
    assert "Of these, Camden alone runs 1 Alone" in said
    assert "Hackney alone" not in said


def test_real_and_invented_records_are_never_counted_together(client):
    camden = factories.borough("Camden")
    factories.contract("Real", buyer=camden)
    for name in ("A", "B"):
        factories.contract(name, buyer=camden, demonstration=True)
    invented = of_authorities(client, camden)
    assert "2 contracts" in words(invented)
    assert "records that are invented" in invented
    real = of_authorities(client, camden, source="real")
    assert "1 contract" in words(real)
    # What is chosen stays chosen.
    assert f"{AUTHORITIES}?borough=camden&amp;source=real" in invented
    assert '<input type="hidden" name="source" value="real">' in real


def test_an_authority_without_records_is_not_one_with_none(client):
    html = of_authorities(client, factories.borough("Bexley"), factories.borough("Brent"))
    assert re.search(r"Not known</span> of any: [^.]*live contracts", html)


@pytest.mark.parametrize(
    ("address", "name"), [(CONTRACTS, "key"), (TECHNOLOGIES, "technology"), (AUTHORITIES, "borough")]
)
@pytest.mark.parametrize("value", ["\x00", "'; drop table", "<b>", "a" * 100_000, "withheld", "%", "///"])
def test_no_value_breaks_a_comparison(client, address, name, value):
    factories.borough("Camden")
    response = client.get(address, {name: [value, value], "source": value})
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert len(response.content) < 30_000
