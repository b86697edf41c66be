"""A contract's and a system's history, and how each stood on a day: under the rules of today."""

import pytest
from django.contrib.auth import get_user_model

from contracts.models import ContractSupplier
from contracts.services.editing import editing
from tests import factories
from tests.past import at, date_changes
from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.history.services import recording, remove

pytestmark = pytest.mark.django_db
OWN = {"audience": "own", "reason": "s43"}


def history(client, record, path="contracts"):
    response = client.get(f"/{path}/{record.key}/history/")
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def stood(client, record, day, path="contracts"):
    response = client.get(f"/{path}/{record.key}/", {"as_of": day})
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    return response.content.decode()


@pytest.fixture
def officer_sees(monkeypatch):
    """Ask as an officer of any authority."""
    for module in ("contract", "past", "system"):
        monkeypatch.setattr(f"contracts.directory.{module}.audience_of", lambda request: Audience.BOROUGHS)


def test_the_history_says_who_by_role_when_what_and_from_which_source(client):
    staff = get_user_model().objects.create_user("person@example.org", is_staff=True)
    record = factories.contract("One", value="100")
    factories.assertion(record, factories.source("notices", published=True), won=["value"])
    factories.change(record, value="200", actor=staff, why="Somebody rang")
    html = history(client, record)
    assert "(LOTI staff, from Notices)" in html
    assert "Value: <del>£100 (" in html
    assert "person@example.org" not in html
    assert "Somebody rang" not in html


def test_authorities_read_why(client, officer_sees):
    record = factories.contract("One")
    factories.change(record, title="Two", why="Somebody rang")
    assert "Somebody rang" in history(client, record)


def test_a_reason_that_the_site_itself_gives_is_for_everyone(client):
    record = factories.contract("One")
    factories.change(record, title="Two", why="Changed in the staff site")
    assert "Changed in the staff site" in history(client, record)


def test_a_change_of_hidden_facts_alone_leaves_neither_a_row_nor_a_date(client):
    record = factories.contract("One", value="100", visibility={"value": OWN})
    before = history(client, record)
    factories.change(record, value="200")
    factories.change(record, notes="Confidential")
    assert history(client, record) == before


def test_what_an_own_file_said_stays_its_authoritys_when_a_public_source_speaks(client):
    """The value of a file of which nobody said that it may be published is in no public past."""
    record = factories.contract("One", value="111")
    factories.assertion(record, factories.source("register"), won=["value"], own=True)
    factories.change(record, value="222")
    said = factories.assertion(record, factories.source("notices", published=True))
    origins = {"value": f"notices:{said.source_record_id}"}
    factories.change(record, value="333", origins=origins)
    date_changes(record, *(f"2026-01-0{day}" for day in range(1, 5)))
    assert "£222" not in history(client, record)
    assert "£222" not in stood(client, record, "2026-01-03")
    assert "£333" in stood(client, record, "2026-01-04")


def test_what_a_source_said_that_is_held_no_more_does_not_show(client):
    """Nobody can say any more whether it may be published."""
    record = factories.contract("One", value="111")
    gone = factories.assertion(record, factories.source("register"), won=["value"])
    factories.change(record, value="222")
    gone.delete()
    factories.change(record, value="333", origins={})
    html = history(client, record)
    assert "£222" not in html
    assert "£333" in html


@pytest.mark.parametrize(("ending", "shown"), [("", True), (":published", True), (":own", False)])
def test_what_was_said_by_hand_and_taken_back_shows_by_the_right_under_which_it_was_said(
    client, ending, shown
):
    record = factories.contract("One", value="111")
    origins = {"value": f"edited-by-hand:{record.key}{ending}"}
    factories.change(record, value="222", origins=origins)
    factories.change(record, value="333", origins={})
    assert ("£222" in history(client, record)) is shown


def test_a_state_that_nobody_may_know_of_leaves_the_one_before_it_standing(client):
    record = factories.contract("First title")
    factories.change(record, title="Lost title", origins={"title": "register:gone"})
    factories.change(record, title="Third title", origins={})
    date_changes(record, "2026-01-01", "2026-01-02", "2026-01-03")
    assert "First title" in stood(client, record, "2026-01-02")
    html = history(client, record)
    assert "<del>First title</del> <ins>Third title</ins>" in html
    assert "Lost title" not in html


def test_a_record_that_was_an_authoritys_own_begins_when_it_became_public(client):
    own = factories.assertion(factories.contract("Other"), factories.source("register"), own=True)
    record = factories.contract("Secret name", origins={"title": f"register:{own.source_record_id}"})
    own.record_id = record.pk
    own.save()
    factories.change(record, title="Another secret name")
    said = factories.assertion(record, factories.source("notices", published=True))
    factories.change(record, title="Public name", origins={"title": f"notices:{said.source_record_id}"})
    date_changes(record, "2026-01-01", "2026-01-02", "2026-01-03")
    html = history(client, record)
    assert "ecret" not in html
    assert html.count("t3-entry__head") == 1
    assert "3 January 2026" in html
    assert "There is no record of it" in stood(client, record, "2026-01-02")


def test_a_day_of_the_past_shows_columns_sets_and_rows_as_they_were(client):
    first, second = factories.supplier("First Ltd"), factories.supplier("Second Ltd")
    hackney = factories.borough("Hackney")
    record = factories.contract(
        "Old title", suppliers=[first], participants=[hackney], extensions=[12], value="100"
    )
    with recording(record):
        record.title, record.extensions_state, record.value = "New title", "none", 200
        record.save()
        record.participants.clear()
        record.supplier_links.all().delete()
        record.extension_options.all().delete()
        ContractSupplier.objects.create(contract=record, supplier=second)
    date_changes(record, "2026-03-31", "2026-04-01")
    then = stood(client, record, "2026-03-31")
    for shown in (
        "Old title",
        "First Ltd",
        "Hackney",
        "12 months",
        "£100",
        "31 March 2026",
        "as it is today",
    ):
        assert shown in then
    for later in ("New title", "Second Ltd", "£200"):
        assert later not in then
    assert "Second Ltd" in stood(client, record, "2026-04-01")


def test_the_end_of_the_day_is_that_of_london(client):
    """At half past midnight in summer it is still the day before by the clock of the world."""
    record = factories.contract("One")
    factories.change(record, title="Two")
    date_changes(record, "2026-06-01", "2026-07-01", hour=0)
    assert at("2026-07-01", 0).utctimetuple().tm_mday == 30
    assert "Two" not in stood(client, record, "2026-06-30")
    assert "Two" in stood(client, record, "2026-07-01")


def test_what_is_closed_today_is_closed_on_every_day(client, officer_sees):
    record = factories.contract("One", value="100")
    factories.change(record, visibility={"value": OWN})
    date_changes(record, "2026-01-01", "2026-01-02")
    html = stood(client, record, "2026-01-01")
    assert "£100" not in html
    assert "Withheld: s43" in html


def test_what_is_open_today_is_open_on_every_day(client):
    record = factories.contract("One", value="100", visibility={"value": OWN})
    factories.change(record, visibility={})
    date_changes(record, "2026-01-01", "2026-01-02")
    assert "£100" in stood(client, record, "2026-01-01")


def test_before_a_record_existed_the_page_says_so(client):
    record = factories.contract("One")
    date_changes(record, "2026-03-31")
    html = stood(client, record, "2026-03-30")
    assert "There is no record of it from 30 March 2026." in html
    assert "t3-facts" not in html


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "March 2026", "0000-00-00", "9" * 300])
def test_a_day_that_is_none_says_what_to_enter(client, day):
    html = stood(client, factories.contract("One"), day)
    assert '<a href="#id_as_of">Enter a day like 31 March 2026.</a>' in html
    assert "<title>Error: " in html


@pytest.mark.parametrize("day", ["30 March 2026", "30 Mar 2026", "30/3/2026"])
def test_a_day_may_be_written_as_people_write_it(client, day):
    record = factories.contract("One")
    date_changes(record, "2026-03-31")
    html = stood(client, record, day)
    assert "There is no record of it from 30 March 2026." in html
    assert 'value="30 March 2026"' in html


@pytest.mark.parametrize("day", ["2999-01-01", ""])
def test_a_day_to_come_and_none_mean_today(client, day):
    record = factories.contract("One", value="100")
    html = stood(client, record, day)
    assert html == client.get(f"/contracts/{record.key}/").content.decode()


def test_a_hidden_record_has_no_past_and_a_removed_one_is_gone(client):
    closed = {"record": {"audience": "boroughs", "reason": "s31"}}
    hidden, seen = factories.contract("One", visibility=closed), factories.contract("Two")
    remove(seen)
    for page in ("history/", "?as_of=2026-01-01"):
        assert client.get(f"/contracts/{hidden.key}/{page}").status_code == 404
        assert client.get(f"/contracts/{seen.key}/{page}").status_code == 410


def test_a_system_has_a_page_a_history_and_a_past(client):
    record = factories.system(
        factories.product("Gateway"), functions=[factories.function("Payroll")], users=5, hosting="saas"
    )
    with editing(record):
        record.users, record.hosting = 9, "cloud"
        record.save()
        record.functions.clear()
    date_changes(record, "2026-01-02", "2026-01-03")
    page = client.get(f"/systems/{record.key}/").content.decode()
    assert "Gateway" in page
    assert f"/systems/{record.key}/history/" in page
    html = history(client, record, "systems")
    assert "Users or licences: <del>5</del> <ins>9</ins>" in html
    assert "Hosting" not in html
    then = stood(client, record, "2026-01-02", "systems")
    assert "Payroll" in then
    assert "cloud" not in then


def test_the_queries_of_a_past_day_do_not_grow_with_the_history(client, django_assert_num_queries):
    record = factories.contract("One", suppliers=[factories.supplier()], products=[factories.product()])
    for changes in (1, 12):
        for number in range(changes):
            factories.change(record, value=f"{changes}{number}", value_state="known")
        days = ["2026-01-01"] * Change.objects.filter(record_id=record.pk, key=record.key).count()
        date_changes(record, *days)
        with django_assert_num_queries(9):
            stood(client, record, "2026-01-01")
        with django_assert_num_queries(8):
            history(client, record)


def test_a_long_history_is_read_a_page_at_a_time(client, monkeypatch):
    monkeypatch.setattr("thirty3.history.pages.A_PAGE", 2)
    record = factories.contract("One")
    for number in range(4):
        factories.change(record, title=f"Title {number}")
    latest, earlier = (
        client.get(f"/contracts/{record.key}/history/", {"page": page}).text for page in (1, 2)
    )
    assert "<ins>Title 3</ins>" in latest
    assert "<ins>Title 0</ins>" not in latest
    assert "?page=2" in latest
    assert "<ins>Title 1</ins>" in earlier
