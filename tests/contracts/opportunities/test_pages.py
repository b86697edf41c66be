"""The pages of opportunities, as everybody and as officers read them."""

import csv
import datetime
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.models import Opportunity, Stage
from contracts.opportunities.barriers import barriers
from tests import factories
from tests.contracts.opportunities.conftest import FTS, TODAY, in_days, officer_at, take
from tests.signing_in import sign_in
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
LIST = "/opportunities/"


@pytest.fixture
def officer(client: Client, camden) -> Client:
    sign_in(client, officer_at(camden))
    return client


def titles(query: str = "") -> list[str]:
    answer = Client().get(LIST + query)
    assert answer.status_code == 200
    return [line.opportunity.title for line in answer.context.get("lines", ())]


def test_the_list_shows_what_may_still_come_the_next_deadline_first(tells):
    tells("Later", stage=Stage.OPEN, deadline=in_days(30))
    tells("Sooner", stage=Stage.OPEN, deadline=in_days(3))
    take(tells("Gone", stage=Stage.NEED), Stage.WITHDRAWN)
    tells("Draft")
    tells("Need", stage=Stage.NEED)
    assert titles() == ["Sooner", "Later", "Need"]
    assert titles("?status=withdrawn") == ["Gone"]
    assert titles("?status=open&status=withdrawn") == ["Sooner", "Later", "Gone"]


def test_each_filter_takes_one_in_and_leaves_one_out(tells, camden):
    hackney, repairs = factories.borough("Hackney"), factories.function("Repairs")
    tells(
        "Ours",
        stage=Stage.OPEN,
        functions=[repairs],
        participants=[hackney],
        deadline=in_days(3),
        suits_smes=True,
        value_min=100,
        value_max=200,
        value_state="known",
    )
    tells("Theirs", stage=Stage.OPEN, deadline=in_days(30), suits_smes=False, outcome="Bins are emptied.")
    day = (TODAY + datetime.timedelta(days=9)).strftime("%d/%m/%Y")
    for query in (
        *("?q=book+Repairs+tenants", "?function=repairs", "?borough=hackney", "?suits=smes"),
        *("?value_min=150", "?value_max=150", f"?closes_before={day}"),
    ):
        found = titles(query) if query != "?q=book+Repairs+tenants" else titles("?q=tenants+BOOK")
        assert found == ["Ours"], query
    assert titles("?value_min=201") == []
    assert sorted(titles("?borough=camden")) == ["Ours", "Theirs"]


@pytest.mark.parametrize("query", ["?status=perhaps", "?value_min=much", "?closes_before=soon", "?page=none"])
def test_what_the_address_does_not_mean_is_said(query):
    answer = Client().get(LIST + query)
    assert (answer.status_code, answer.context["invalid"]) == (200, True)
    assert Client().get(f"/opportunities.csv{query}").status_code == 400


def test_pages_hold_25(tells):
    for number in range(26):
        factories.function(f"Function of Need {number}")
        tells(f"Need {number}", stage=Stage.NEED)
    assert len(titles()) == 25
    assert len(titles("?page=2")) == 1
    assert titles("?page=3") == []


def test_the_csv_and_the_feed_hold_what_the_list_finds(tells):
    tells("Open one", stage=Stage.OPEN)
    tells("Need one", stage=Stage.NEED)
    tells("Draft one")
    answer = Client().get("/opportunities.csv?status=open")
    rows = list(csv.DictReader(b"".join(answer).decode("utf-8-sig").splitlines()))
    assert [row["Title"] for row in rows] == ["Open one"]
    assert rows[0]["Notice"] == FTS
    feed = ElementTree.fromstring(Client().get("/opportunities.atom").content)  # noqa: S314
    names = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")][1:]
    assert sorted(names) == ["Need: Need one", "Open: Open one"]


def test_a_draft_changes_no_byte_of_what_everybody_reads(tells, officer, camden):
    shown = tells("Shown", stage=Stage.NEED)
    addresses = [
        *(
            LIST,
            "/opportunities.csv",
            "/opportunities.atom",
            f"{LIST}?q=secret",
            "/",
            "/search/?q=secret",
            "/sitemap.xml",
        ),
        *(shown.get_absolute_url(), camden.get_absolute_url(), "/sitemap-opportunities.xml"),
    ]

    def answers() -> list[bytes]:
        return [b"".join(Client().get(address)) for address in addresses]

    before = answers()
    draft = tells("Secret", functions=list(shown.functions.all()))
    factories.change(draft, outcome="Something secret")
    assert answers() == before


def test_what_one_page_tells(tells):
    opportunity = tells("Phones", stage=Stage.OPEN, deadline=in_days(3))
    told = re.sub(r"\s+", " ", Client().get(opportunity.get_absolute_url()).content.decode())
    for words in (
        *("Closes in 3 days, at noon on", "London time (", "Tenants book repairs.", "Buyer"),
        *(f'href="{FTS}"', "answered none of the 12 questions", "Not known", "Not said"),
    ):
        assert words in told
    assert 'type="file"' not in told


def test_a_need_is_written_published_and_led_on_by_an_officer(officer, camden):
    repairs = factories.function("Repairs")
    need = {
        "title": "Phones",
        "outcome": "Calls are answered.",
        "for_whom": "Tenants",
        "functions": [repairs.pk],
    }
    answer = officer.post(reverse("contracts:new-opportunity", args=["camden"]), need)
    own, found = answer["Location"], Opportunity.objects.get()
    assert "A draft" in officer.get(own).content.decode()
    day = in_days(9)
    times = {"day": f"{day:%d/%m/%Y}", "time": "noon", "how_to_respond": "There.", "contact_role": "Buyer"}
    officer.post(f"{own}responding/", times)
    officer.post(
        f"{own}value/", {"value_max": "£10,000", "value_vat": "excluding", "value_without": "unknown"}
    )
    officer.post(f"{own}step/open/", {"on_date": str(TODAY), "code": "UK4", "url": FTS})
    found.refresh_from_db()
    assert (found.stage, found.deadline, found.value_max, found.value_state) == ("open", day, 10_000, "known")
    wrong = officer.post(f"{own}responding/", times | {"time": "midnight"})
    assert "Midnight belongs to two days" in wrong.content.decode()
    lone = officer.post(f"{own}responding/", {"how_to_respond": "There."})
    assert "What is open has a deadline" in lone.content.decode()


def test_the_barrier_check_is_published_with_what_is_not_answered(officer, tells):
    opportunity = tells(stage=Stage.NEED)
    own = reverse("contracts:opportunity-barriers", args=["camden", opportunity.key])
    first, second = barriers()[:2]
    wrong = officer.post(own, {first.key: "not-possible"})
    assert "Say why this is not possible" in wrong.content.decode()
    officer.post(own, {first.key: "not-possible", f"{first.key}-why": "No time.", second.key: "done"})
    told = re.sub(r"\s+", " ", Client().get(opportunity.get_absolute_url()).content.decode())
    assert "10 of 12 not answered." in told
    assert "Not possible: No time." in told


def test_every_barrier_has_what_helps_and_its_source():
    assert len(barriers()) == 12
    assert all(one.helps and one.source.url for one in barriers())


def test_two_officers_who_change_one_section_are_told(officer, tells):
    opportunity = tells()
    own = reverse("contracts:edit-opportunity", args=["camden", opportunity.key, "need"])
    form = {"title": "Mine", "outcome": "So.", "seen_version": opportunity.version}
    assert officer.post(own, form).status_code == 302
    again = officer.post(own, form | {"title": "Yours"})
    assert "Somebody changed this since you opened it" in again.content.decode()


def test_the_search_for_everything_finds_it_by_title_outcome_and_function(tells):
    opportunity = tells("Phones", functions=[factories.function("Contact centre")], stage=Stage.NEED)
    for words in ("phones", "tenants+book", "contact+centre"):
        assert opportunity.get_absolute_url() in Client().get(f"/search/?q={words}").content.decode()


def test_panels_lead_to_what_is_needed(tells, camden):
    opportunity = tells(stage=Stage.NEED, participants=[factories.borough("Hackney")])
    function = opportunity.functions.get()
    for address in (camden.get_absolute_url(), "/boroughs/hackney/", function.get_absolute_url()):
        assert opportunity.get_absolute_url() in Client().get(address).content.decode()


def test_what_staff_remove_is_gone_for_all_who_saw_it_and_a_draft_never_was(tells):
    shown, draft = tells("Shown", stage=Stage.NEED), tells("Draft")
    for one in (shown, draft):
        remove(one, why="Not a need")
    answers = [Client().get(one.get_absolute_url()).status_code for one in (shown, draft)]
    assert answers == [410, 404]


def test_no_award_is_said_openly_after_long(tells):
    opportunity = tells(stage=Stage.OPEN)
    factories.change(opportunity, deadline=timezone.now() - datetime.timedelta(days=200))
    assert "No award published" in Client().get(opportunity.get_absolute_url()).content.decode()
