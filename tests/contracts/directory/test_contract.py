"""One contract's page: facts in their states, sources, disagreement, history, and who may see what."""

import datetime

import pytest
from django.contrib.auth import get_user_model

from contracts.directory.contract import until
from contracts.models import Listing
from tests import factories
from thirty3.audiences import Audience
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db


def page(client, record):
    response = client.get(f"/contracts/{record.key}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def officer_sees(monkeypatch):
    """Ask as an officer of any authority."""
    from contracts.directory import contract

    monkeypatch.setattr(contract, "audience_of", lambda request: Audience.BOROUGHS)


def protective(**facts):
    return factories.contract(
        "Gatekeeper sign-on",
        suppliers=[factories.supplier("Gatekeeper Ltd")],
        functions=[factories.function("Identity", protective=True)],
        **facts,
    )


def test_every_state_is_told_apart(client):
    record = factories.contract(
        "One",
        supplier_state="withheld",
        supplier_reason="commercial",
        notice_state="none",
        value="1200",
        value_span="annual",
        value_vat="including",
        value_kind="awarded",
        end_date=datetime.date(2027, 3, 31),
        end_precision="quarter",
        extensions=[12, 12],
    )
    html = page(client, record)
    assert "Withheld: commercial" in html
    assert "t3-state--none" in html
    assert "t3-state--unknown" in html
    assert "£1,200 (a year, including VAT, awarded value)" in html
    assert "January to March 2027" in html
    assert "12 months; then 12 months" in html


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ("2026-11-22", ""),
        ("2026-11-23", "today"),
        ("2026-11-24", "tomorrow"),
        ("2027-01-22", "in 60 days"),
        ("2027-03-22", "in 3 months"),
        ("2027-03-23", "in 4 months"),
        ("2028-11-22", "in 23 months"),
        ("2028-11-23", "in 2 years"),
    ],
)
def test_the_page_says_first_how_long_there_is_to_the_end(ends, words):
    row = Listing(ends=datetime.date.fromisoformat(ends))
    assert until(row, datetime.date(2026, 11, 23)) == words


def test_what_is_not_known_stands_in_one_line(client):
    html = page(client, factories.contract("One", end_date=datetime.date(2020, 3, 31)))
    assert "Ended <strong>31 March 2020</strong>." in html
    assert html.count("t3-state--unknown") == 1
    assert "Not known</span>: supplier" in html


def test_values_of_two_sources_each_say_which(client):
    record = factories.contract("One", value="1200", suppliers=[factories.supplier("Acme")])
    notice = factories.source("notices", published=True, rank=3)
    factories.assertion(
        record,
        notice,
        won=["value"],
        url="https://example.org/n/1",
        publisher="The Gazette",
        evidence="award notice",
    )
    other = {"value": {"value": "9.00", "value_state": "known"}}
    factories.assertion(record, factories.source(), won=["supplier"], values=other)
    html = page(client, record)
    assert 'href="https://example.org/n/1"' in html
    assert "award notice" in html
    assert "Where sources disagree" in html
    assert "£9 (" in html


def test_the_public_page_of_a_protective_contract_names_nobody(client):
    record = protective()
    html = page(client, record)
    assert '<h1 class="govuk-heading-l">Identity</h1>' in html
    assert "Gatekeeper" not in html
    assert "Withheld: it could help someone to attack" in html
    assert "are shown to authorities alone" in html


def test_authorities_see_all_of_it(client, officer_sees):
    html = page(client, protective(notes="Unhappy"))
    assert "Gatekeeper sign-on" in html
    assert "Gatekeeper Ltd" in html
    assert "Unhappy" in html


def test_changing_what_is_hidden_changes_no_byte_of_the_public_page(client):
    record = protective()
    before = page(client, record)
    factories.change(record, title="Other", notes="More", description="Text", why="Gatekeeper changed")
    assert page(client, record) == before


def test_history_tells_visible_changes_by_role_and_never_by_name(client):
    staff = get_user_model().objects.create_user("person@example.org", is_staff=True)
    record = factories.contract("One", value="100")
    factories.change(record, value="200", actor=staff, why="Somebody rang")
    html = page(client, record)
    assert "LOTI staff" in html
    assert "person@example.org" not in html
    assert "Somebody rang" not in html
    assert "Value: <del>£100 (" in html


def test_todays_rule_applies_to_past_states(client):
    record = factories.contract("One", suppliers=[factories.supplier("First Ltd")])
    factories.change(record, title="Two")
    assert "<del>One</del> <ins>Two</ins>" in page(client, record)
    factories.change(record, functions=[factories.function("Identity", protective=True)])
    html = page(client, record)
    assert "One</del>" not in html
    assert "First Ltd" not in html
    assert "Used for: <del>Not known</del> <ins>Identity</ins>" in html


def test_a_hidden_contract_and_a_missing_one_answer_alike(client):
    closed = {"record": {"audience": "boroughs", "reason": "s31"}}
    hidden = client.get(f"/contracts/{factories.contract('One', visibility=closed).key}/")
    missing = client.get("/contracts/bcdfghjkmn/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


def test_a_removed_contract_is_gone_for_those_who_could_see_it(client, monkeypatch):
    closed = {"record": {"audience": "boroughs", "reason": "s31"}}
    seen, unseen = factories.contract("Seen"), factories.contract("Unseen", visibility=closed)
    remove(seen)
    remove(unseen)
    assert client.get(f"/contracts/{seen.key}/").status_code == 410
    assert client.get(f"/contracts/{unseen.key}/").status_code == 404
    monkeypatch.setattr("contracts.directory.contract.audience_of", lambda request: Audience.BOROUGHS)
    assert client.get(f"/contracts/{unseen.key}/").status_code == 410


def test_an_invented_contract_says_so_and_stays_out_of_search_engines(client):
    record = factories.contract("One", demonstration=True)
    response = client.get(f"/contracts/{record.key}/")
    assert b"This record is invented" in response.content
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(f"/contracts/{factories.contract('Two').key}/").headers


def test_an_agreement_leads_to_those_it_follows_as_far_as_they_may_be_seen(client):
    open_one = factories.contract("The old agreement")
    closed = factories.contract("Secret", visibility={"record": {"audience": "own", "reason": ""}})
    record = factories.contract("New")
    factories.change(record, predecessors=[open_one, closed])
    html = page(client, record)
    assert f'href="/contracts/{open_one.key}/"' in html
    assert closed.key not in html


def test_the_queries_of_the_page_do_not_grow_with_its_history(client, django_assert_num_queries):
    """1 row, 1 related titles, 1 changes, 1 sources, 1 systems, 1 notes, 1 owners, 1 ratings, 1 opportunity,
    and 6 for the names that these hold."""
    record = factories.contract(
        "One",
        suppliers=[factories.supplier()],
        products=[factories.product()],
        functions=[factories.function()],
    )
    factories.change(record, predecessors=[factories.contract("Earlier")])
    for changes in (1, 12):
        for number in range(changes):
            factories.change(record, value=f"{changes}{number}", value_state="known")
        with django_assert_num_queries(15):
            page(client, record)
