"""The list of contracts: filters, results and download from one selection."""

import csv
import datetime
import io
import json
import re
from html import unescape

import pytest

from tests import factories
from tests.pages.visitors import Visitor, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: datetime.date(2026, 11, 23))


def page(client, query=""):
    response = client.get(f"/contracts/{query}")
    assert response.status_code == 200
    return response.content.decode()


def download(client, query=""):
    response = client.get(f"/contracts.csv{query}")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return response, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_contract_stands_in_the_list_with_its_facts(client):
    factories.contract(
        "Housing management",
        buyer=factories.borough("Camden"),
        suppliers=[factories.supplier("Acme")],
        value="125000",
        value_vat="excluding",
        end_date=datetime.date(2027, 3, 31),
        end_precision="month",
    )
    html = page(client)
    assert "1 contract" in html
    for words in ("Housing management", "Camden", "Acme", "March 2027", "£125,000", "excluding VAT"):
        assert words in html


def test_the_heading_says_in_words_what_is_shown(client):
    camden = factories.borough("Camden")
    served = factories.function("Payroll")
    for number in range(3):
        factories.contract(
            f"C{number}", buyer=camden, functions=[served], end_date=datetime.date(2027, 1, number + 1)
        )
    html = page(client, "?borough=camden&function=payroll&status=ending")
    assert (
        '<h1 class="govuk-heading-l">3 contracts of Camden for Payroll, ending within 12 months</h1>' in html
    )


def test_each_filter_in_use_can_be_taken_away(client):
    factories.contract("One", buyer=factories.borough("Camden"))
    html = page(client, "?q=one&borough=camden&value_max=&sort=value")
    assert 'href="/contracts/?borough=camden&amp;sort=value"' in html
    assert 'href="/contracts/?q=one&amp;sort=value"' in html


def test_counts_of_a_facet_leave_its_own_choice_aside(client):
    for name in ("Camden", "Hackney"):
        factories.contract(name, buyer=factories.borough(name))
    html = page(client, "?borough=camden")
    hackney = html[html.index('value="hackney"') :]
    assert "(</span>1<span" in hackney[:500]


@pytest.mark.parametrize(
    "query", ["?ends_after=soon", "?page=0", "?status=alive", "?value_min=2&value_max=1"]
)
def test_what_is_wrong_is_said_and_nothing_is_shown(client, query):
    factories.contract("Housing management")
    html = page(client, query)
    assert "There is a problem" in html
    assert "Housing management</a>" not in html


def test_a_value_that_no_record_has_finds_nothing_and_shows_as_a_chip(client):
    factories.contract("One")
    html = page(client, "?supplier=nobody")
    assert "No contracts with nobody" in html
    assert "No contract that we hold matches" in html


def test_a_page_that_does_not_exist_says_so(client):
    factories.contract("One")
    assert "There is no page with this number" in page(client, "?page=9")


def test_a_hidden_supplier_is_named_nowhere_even_when_asked_for(client):
    hidden = factories.supplier("Gatekeeper Ltd")
    factories.contract(
        "Gatekeeper sign-on",
        suppliers=[hidden],
        functions=[factories.function("Identity", protective=True)],
    )
    html = page(client, f"?supplier={hidden.slug}")
    assert "No contracts" in html
    assert "Gatekeeper Ltd" not in html
    assert "Gatekeeper" not in page(client)
    assert "Withheld" in page(client)


def test_the_pages_of_a_long_list_hold_every_contract_once(client):
    keys = {factories.contract(f"C{n:02}").key for n in range(53)}
    seen = []
    for number in (1, 2, 3):
        html = page(client, f"?page={number}")
        seen += [key for key in keys if f"/contracts/{key}/" in html]
    assert sorted(seen) == sorted(keys)


def test_filtered_twice_or_invented_is_kept_out_of_search_engines(client):
    factories.contract("One", buyer=factories.borough("Camden"))
    assert "X-Robots-Tag" not in client.get("/contracts/?borough=camden").headers
    for query in ("borough=camden&source=real", "q=one"):
        assert client.get(f"/contracts/?{query}").headers["X-Robots-Tag"] == "noindex"
    factories.contract("Two", demonstration=True)
    assert client.get("/contracts/").headers["X-Robots-Tag"] == "noindex"


def test_the_canonical_address_leaves_the_order_out(client, settings):
    factories.contract("One")
    html = page(client, "?sort=value&borough=camden")
    assert f'<link rel="canonical" href="{settings.SITE_URL}/contracts/?borough=camden">' in html


def test_the_download_holds_what_the_page_shows(client):
    camden, seller = factories.borough("Camden"), factories.supplier("=Acme")
    factories.contract(
        "Shown", buyer=camden, suppliers=[seller], value="10.50", end_date=datetime.date(2027, 3, 31)
    )
    factories.contract("Not shown", buyer=factories.borough("Hackney"))
    response, rows = download(client, "?borough=camden")
    assert [row["Title"] for row in rows] == ["Shown"]
    row = rows[0]
    assert row["Suppliers"] == "'=Acme"
    assert (row["Value in pounds"], row["Value state"]) == ("10.50", "Known")
    assert (row["Ends"], row["Status"], row["Demonstration"]) == ("2027-03-31", "Live", "No")
    assert (row["Notice state"], row["Notice period in months"]) == ("Not known", "")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Content-Disposition"] == 'attachment; filename="contracts-2026-11-23.csv"'


def test_a_download_with_invented_records_says_so_in_its_name(client):
    factories.contract("One", demonstration=True)
    response, rows = download(client)
    assert rows[0]["Demonstration"] == "Demonstration"
    assert "demonstration-contracts-2026-11-23.csv" in response.headers["Content-Disposition"]
    real, none = download(client, "?source=real")
    assert none == []
    assert "demonstration" not in real.headers["Content-Disposition"]


def test_the_download_keeps_the_order_of_the_page(client):
    for value in (5, 500, 50):
        factories.contract(f"V{value}", value=value)
    assert [row["Title"] for row in download(client, "?sort=value")[1]] == ["V500", "V50", "V5"]


def test_a_download_that_cannot_be_understood_says_why(client):
    response = client.get("/contracts.csv?ends_after=soon")
    assert response.status_code == 400
    assert "“Ends on or after” must be a real date, like 31/3/2027." in response.content.decode()


def test_what_is_wrong_with_a_facet_leads_to_it(client):
    factories.contract()
    html = page(client, "?status=zz")
    assert 'href="#facet-status">“zz” is not a value of “Status”.' in html
    assert 'id="facet-status"' in html
    assert 'href="#form-errors">There is no such page' in page(client, "?page=0")


def test_filters_are_open_where_one_of_them_is_wrong_and_folded_elsewhere(client):
    assert '<details class="t3-filters" open>' in page(client, "?ends_after=soon")
    assert '<details class="t3-filters">' in page(client, "?ends_after=1/4/2027")


def test_what_was_understood_stays_chosen_while_the_rest_is_put_right(client):
    factories.contract("One", buyer=factories.borough("Camden"))
    html = page(client, "?borough=camden&ends_after=soon")
    assert 'value="camden" checked' in html
    assert 'value="soon"' in html


@pytest.mark.parametrize("query", ["", "?ends_after=x", "?borough=%21", "?sort=colour", "?page=x", "?q=%3F"])
def test_every_link_within_the_page_leads_somewhere(client, query):
    html = page(client, query)
    for place in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{place}"' in html


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize(
    ("query", "more", "more_cold"),
    [("", 0, 0), ("?q=agreement", 7, 1), ("?borough=camden&status=live&value_min=1&sort=value", 1, 0)],
)
def test_the_queries_of_the_page_do_not_grow_with_what_is_held(
    client, query, more, more_cold, warm, django_assert_num_queries
):
    """Cold: 1 stamp, 1 bitmaps, 3 for what depends on the day, 1 order, 1 rows, 4 names (authorities,
    functions, suppliers and products). Warm: the bitmaps and the days are held. Ranges cost one more; words
    one, one for their places in titles, and five for what else they are called; cold, all functions too."""
    expected = 7 + more
    for size in (2, 38):
        for number in range(size):
            factories.contract(
                f"agreement {size} {number}",
                buyer=factories.borough("Camden"),
                participants=[factories.borough("Hackney")],
                suppliers=[factories.supplier()],
                products=[factories.product(maker=factories.supplier())],
                functions=[factories.function()],
                value="5",
                end_date=datetime.date(2027, 1, 1),
            )
        forget()
        if warm:
            page(client, query)
        with django_assert_num_queries(expected + (0 if warm else 4 + more_cold)):
            page(client, query)


def forget():
    """What this process holds, as if it had just started."""
    from thirty3.search import facets, held

    facets._held.clear()
    held.forget_everything()


def test_spend_evidence_is_listed_where_it_is_asked_for_and_mentioned_elsewhere(client):
    seller = factories.supplier("Acme")
    factories.contract("Agreed", suppliers=[seller])
    factories.contract("Paid", kind="spend", suppliers=[seller])
    html = page(client, f"?supplier={seller.slug}")
    assert "1 contract with Acme" in html
    assert ">Paid<" not in html
    assert f"supplier={seller.slug}&amp;kind=spend" in html
    assert "1 line of spend evidence" in html
    asked = page(client, "?kind=spend")
    assert '<h1 class="govuk-heading-l">1 line of spend evidence</h1>' in asked
    assert ">Paid<" in asked
    assert ">Agreed<" not in asked
    assert "Beside these" not in asked
    assert [row["Title"] for row in download(client, f"?supplier={seller.slug}")[1]] == ["Agreed"]


def test_spend_evidence_is_not_chosen_together_with_contracts(client):
    html = page(client, "?kind=spend&kind=contract")
    assert "Choose spend evidence alone" in html
    assert client.get("/contracts.csv?kind=spend&kind=contract").status_code == 400


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kind=framework", "No contracts, framework"),
        ("buyers=one", "1 contract of one authority"),
        ("suppliers=several", "No contracts with several suppliers"),
        ("sme=unknown", "1 contract, SME: not known at award"),
        ("route=open&route=unknown", "1 contract, route to market: open competition or not known"),
        ("end=dated", "No contracts, how it ends: on a date"),
        (
            "span=annual&value_kind=awarded",
            "No contracts, what the value covers: a year, kind of value: awarded value",
        ),
        ("side=unknown", "1 contract, frontline or corporate: not known"),
        ("supplier=unknown", "1 contract, supplier not known"),
        ("not_supplier=withheld&not_supplier=unknown", "No contracts, supplier is not withheld or not known"),
        ("value_min=1000", "No contracts worth at least £1,000"),
        ("value_min=1000&value_max=5000", "No contracts worth from £1,000 to £5,000"),
        ("told_after=1/2/2026", "No contracts told of on or after 1 February 2026"),
    ],
)
def test_the_heading_says_every_filter(client, query, words):
    factories.contract()
    assert f'<h1 class="govuk-heading-l">{words}</h1>' in page(client, f"?{query}")


def test_a_supplier_of_whom_only_spending_tells_has_a_page_that_says_so(client):
    seller = factories.supplier("Acme")
    factories.contract("Paid", kind="spend", suppliers=[seller])
    html = client.get(seller.get_absolute_url()).text
    assert "1 line of spend evidence" in html
    assert "1 contract" not in html


def test_a_search_leads_to_the_same_words_among_technologies_and_suppliers(client):
    factories.system(factories.product("Mosaic"))
    html = page(client, "?q=mosaic")
    assert "No contracts matching" in html
    assert '<a class="govuk-link" rel="nofollow" href="/technologies/?q=mosaic">technologies</a>' in html
    assert '<a class="govuk-link" rel="nofollow" href="/suppliers/?q=mosaic">suppliers</a>' in html
    assert "the same words" not in page(client)


@pytest.mark.parametrize("path", ["/contracts/", "/technologies/", "/suppliers/"])
def test_a_list_of_both_says_how_many_are_real_and_how_many_invented(client, path):
    factories.contract("Real", suppliers=[factories.supplier("Firm")])
    factories.system(factories.product("Known"))
    assert "Of these, " not in client.get(path).text
    invented = factories.supplier("Nobody", demonstration=True)
    factories.contract("Made up", suppliers=[invented], demonstration=True)
    factories.system(factories.product("Unreal", demonstration=True), demonstration=True)
    html = client.get(path).text
    said = re.findall(r'href="([^"]*source=[a-z]+)">(\d+) (?:is|are) (real|invented)', html)
    assert [word for _, _, word in said] == ["real", "invented"]
    for address, count, word in said:
        alone = client.get(address).text
        source = {"real": "real", "invented": "demonstration"}[word]
        assert f">{count} {source} " in alone
        assert "Of these, " not in alone


@pytest.mark.parametrize("path", ["/contracts/", "/technologies/", "/suppliers/"])
def test_a_page_beyond_the_last_says_so_and_is_not_to_be_found(client, path):
    factories.contract("One", suppliers=[factories.supplier("Firm")])
    factories.system(factories.product("Known"))
    response = client.get(f"{path}?page=9")
    assert "(there is no such page)" in response.text[: response.text.index("</title>")]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(path).headers


def test_a_list_of_several_pages_says_which_part_this_is(client):
    for number in range(26):
        factories.contract(f"Agreement {number}")
    assert "1 to 25 of 26." in page(client)
    assert "Number 26 of 26." in page(client, "?page=2")


# Hosting


@pytest.fixture
def hosted():
    """A contract that pays for a supplier's cloud service, and one of which nobody has told a system."""
    factories.system(contract=factories.contract("Cloudy"), hosting="saas")
    factories.contract("Bare")


def test_officers_filter_contracts_by_the_hosting_of_what_they_pay_for(hosted):
    officer = client_of(Visitor.OFFICER)
    html = page(officer)
    facet = html[html.index('id="facet-hosting"') :].partition("</details>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", unescape(facet)).split())
    assert re.search(r"Supplier's cloud service \D*1\b.*Not known \D*1\b", words)
    chosen = page(officer, "?hosting=saas")
    assert "1 contract, hosting: supplier&#x27;s cloud service" in chosen
    assert ">Cloudy<" in chosen
    assert ">Bare<" not in chosen
    _, rows = download(officer, "?hosting=saas")
    assert [row["Title"] for row in rows] == ["Cloudy"]
    found = json.loads(b"".join(officer.get("/contracts.json?hosting=unknown").streaming_content))
    assert [record["title"] for record in found["results"]] == ["Bare"]
    assert found["title"] == "1 contract, hosting: not known"


def test_hosting_is_a_filter_for_authorities_alone(client, hosted):
    html = page(client, "?hosting=saas")
    assert "“Hosting” is shown to authorities alone." in html
    assert "Cloudy" not in html
    assert 'name="hosting"' not in page(client)
    for name in ("contracts.csv", "contracts.xlsx", "contracts.json", "contracts-transparency.csv"):
        assert client.get(f"/{name}?hosting=saas").status_code == 400


def test_very_many_matches_come_as_usual_and_the_page_says_why(client, monkeypatch):
    monkeypatch.setattr("contracts.listing.selection.MOST_RANKED", 1)
    for title, month in (("Payroll payroll", 6), ("Payroll", 3)):
        factories.contract(title, end_date=datetime.date(2027, month, 1))
    html = page(client, "?q=payroll")
    assert "the words cannot tell which fit best" in html
    assert html.index("March 2027") < html.index("June 2027")
    assert "<strong>end date</strong>" in html
    assert ">relevance</a>" not in html
    # With a filter fewer match, and the one that says the word more often comes first.
    html = page(client, "?q=payroll&ends_after=2027-05-01")
    assert "<strong>relevance</strong>" in html
    assert "the words cannot tell" not in html
