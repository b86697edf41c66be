"""An officer plans what comes after a contract: tasks with dates, notes, decisions, and their record."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from contracts.imports.removing import remove_demonstration
from contracts.journeys import writing
from contracts.models import Contract, ExtensionOption, Journey, JourneyTask
from contracts.sharing.wording import NamesSomebody
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.pages.reading import form_of
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.design.formatting import fact_date
from thirty3.history.merging.kinds import MERGEABLE
from thirty3.history.merging.service import merge
from thirty3.history.models import Change
from thirty3.history.services import remove
from thirty3.history.versions import ChangedSince
from toolkit.models import Page, Stage

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate()
IN_A_YEAR = TODAY + datetime.timedelta(weeks=52)


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def officer(camden: Borough) -> User:
    return officer_at(camden)


@pytest.fixture
def housing(camden: Borough) -> Contract:
    made = factories.contract("Housing system", buyer=camden, end_date=IN_A_YEAR, notice_months=3)
    ExtensionOption.objects.create(
        contract=made, position=1, months=12, decide_by_date=TODAY + datetime.timedelta(days=20)
    )
    return made


@pytest.fixture
def journey(camden: Borough, officer: User, housing: Contract) -> Journey:
    return writing.start(borough=camden, actor=officer, contract=housing)


def page_of(journey: Journey, name: str = "journey", *more: str) -> str:
    return reverse(f"contracts:{name}", args=[journey.borough.slug, journey.key, *more])


def signed_in(person: User) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def a_page(slug: str) -> Page:
    """A page of guidance under preparation."""
    stage = Stage.objects.create(slug="preparation", title="Preparation", summary="First.", order=1)
    words = {"title": "Know your end dates", "summary": "How.", "body": "How."}
    return Page.objects.create(
        slug=slug, stage=stage, order=1, **words, checked_on=TODAY, review_on=IN_A_YEAR
    )


def keep(journey: Journey, actor: User, task: str = "team", **given: Any) -> JourneyTask:
    return writing.keep_task(journey=journey, actor=actor, task=task, **({"state": "done"} | given))


def test_from_the_contracts_page_to_tasks_with_dates(officer: User, housing: Contract) -> None:
    client = signed_in(officer)
    way_in = f"/account/authority/camden/journeys/new/?contract={housing.key}"
    assert f'href="{way_in}"' in client.get(housing.get_absolute_url()).text
    page = client.post(way_in, {}, follow=True).text
    for words in (
        "the end of the contract",
        "It is no law",
        "Decide whether to extend by 12",
        "Due now",
    ):
        assert words in page
    # Once it is there, the same link leads to it.
    journey = Journey.objects.get()
    assert client.get(way_in)["Location"] == page_of(journey)
    with pytest.raises(writing.NotPossible, match="under way"):
        writing.start(borough=journey.borough, actor=officer, contract=housing)
    assert "Name the roles that take part" in client.get("/account/authority/camden/").text


def test_a_need_without_a_date_says_so_and_gets_one(officer: User, camden: Borough) -> None:
    client = signed_in(officer)
    page = client.post("/account/authority/camden/journeys/new/", {"title": "Booking repairs"}, follow=True)
    assert "No end is known, so the tasks have no dates." in page.text
    journey = Journey.objects.get()
    form = {"target_date": "27/3/2028", "seen_version": journey.version}
    assert "27 March 2028" in client.post(page_of(journey, "journey-date"), form, follow=True).text


def test_a_task_is_ticked_and_noted_and_its_decision_has_a_reason(officer: User, journey: Journey) -> None:
    client, page = signed_in(officer), page_of(journey, "journey-task", "extend-or-buy")
    a_page("know-your-end-dates")
    assert 'href="/toolkit/preparation/know-your-end-dates/"' in client.get(page).text
    sent = form_of(client.get(page).text, "task") | {"state": "not-needed"}
    assert "Enter the reason for leaving the task out." in client.post(page, sent).text
    sent |= {"state": "done", "decision": "Buy anew", "note": "Users want another."}
    assert "Enter the reason for the decision." in client.post(page, sent).text
    assert client.post(page, sent | {"reason": "Leaving costs less."}).status_code == 302
    printed = client.get(page_of(journey, "journey-record")).text
    for words in ("Buy anew", "Leaving costs less.", "Users want another.", "Editor at Camden"):
        assert words in printed
    assert officer.email not in printed


def test_of_two_editors_the_second_is_told_and_loses_nothing(officer: User, journey: Journey) -> None:
    client, page = signed_in(officer), page_of(journey, "journey-task", "team")
    opened = form_of(client.get(page).text, "task") | {"state": "done", "note": "Mine"}
    keep(journey, officer, note="Theirs")
    # Another task is in nobody's way.
    keep(journey, officer, task="systems", seen=0)
    told = client.post(page, opened).text
    assert "Somebody changed this since you opened it." in told
    assert "Theirs" in told
    assert "Mine" in told
    assert JourneyTask.objects.get(task="team").note == "Theirs"
    assert client.post(page, form_of(told, "task")).status_code == 302
    assert JourneyTask.objects.get(task="team").note == "Mine"
    with pytest.raises(ChangedSince):
        keep(journey, officer, note="Once more", seen=1)


def test_a_closed_journey_takes_nothing_more_and_another_may_begin(
    officer: User, journey: Journey, housing: Contract
) -> None:
    client = signed_in(officer)
    client.post(page_of(journey, "close-journey"), {"state": "finished", "outcome": "Bought with Brent."})
    assert "Bought with Brent." in client.get("/account/authority/camden/journeys/").text
    with pytest.raises(writing.NotPossible, match="closed"):
        keep(Journey.objects.get(), officer)
    again = writing.start(borough=journey.borough, actor=officer, contract=housing)
    assert again.key != journey.key


def test_readers_look_and_others_find_nothing(camden: Borough, journey: Journey, officer: User) -> None:
    reader = officer_at(camden, "reader")
    other = officer_at(factories.borough("Hackney"))
    for name, more in (("journey", ()), ("journey-task", ("team",)), ("journey-record", ())):
        assert signed_in(reader).get(page_of(journey, name, *more)).status_code == 200
        assert signed_in(other).get(page_of(journey, name, *more)).status_code == 404
    missing = page_of(journey).replace(journey.key, "bcdfghjkmn")
    assert signed_in(officer).get(missing).status_code == 404
    assert signed_in(reader).post(page_of(journey, "journey-task", "team"), {}).status_code == 403
    with pytest.raises(PermissionDenied):
        keep(journey, reader)
    under_hackney = page_of(journey).replace("camden", "hackney")
    assert signed_in(other).get(under_hackney).status_code == 404


def test_nobody_is_named_in_it(officer: User, journey: Journey) -> None:
    for words in ({"note": "Ask jo@camden.example"}, {"reason": "020 7946 0123", "decision": "Yes"}):
        with pytest.raises(NamesSomebody):
            keep(journey, officer, **words)
    assert not JourneyTask.objects.exists()


def test_a_journey_outlives_its_contract_and_says_when_that_was_removed(
    officer: User, journey: Journey, housing: Contract
) -> None:
    keep(journey, officer, note="All of five.", decision="Buy anew", reason="It costs less.")
    remove(housing)
    client, day = signed_in(officer), fact_date(TODAY)
    said = f"The record of this contract was removed on {day}."
    page = client.get(page_of(journey)).text
    assert said in page
    assert "The end of the contract is not held any more, so the tasks have no dates." in page
    assert page.count("Done") == 1
    for gone in ("Due now", "The contract itself asks", f"By {day[-4:]}", "the end of the contract."):
        assert gone not in page
    assert "To be done by" not in client.get(page_of(journey, "journey-task", "extend-or-buy")).text
    printed = client.get(page_of(journey, "journey-record")).text
    for words in (said, "All of five.", "Buy anew", "It costs less."):
        assert words in printed
    assert "Worked back from" not in printed
    for address in ("/account/authority/camden/journeys/", "/account/authority/camden/"):
        assert said in client.get(address).text


def test_a_date_that_somebody_set_stands_without_the_contract(
    officer: User, journey: Journey, housing: Contract
) -> None:
    writing.set_date(journey=journey, actor=officer, target_date=IN_A_YEAR, seen=journey.version)
    remove(housing)
    page = signed_in(officer).get(page_of(journey)).text
    assert f"<strong>{fact_date(IN_A_YEAR)}</strong>, the date that was set for this journey" in page
    assert "The contract itself asks" not in page


def test_a_contract_that_is_brought_back_gives_its_dates_again(
    officer: User, journey: Journey, housing: Contract
) -> None:
    number = housing.pk
    remove(housing, actor=officer)
    staff = signed_in(staff_member())
    assert staff.post(reverse("admin:contracts_contract_bring_back", args=[number])).status_code == 302
    page = signed_in(officer).get(page_of(journey)).text
    assert "was removed" not in page
    assert "The contract itself asks" in page


def test_a_contract_on_hold_or_of_another_authority_gives_no_dates(
    officer: User, journey: Journey, housing: Contract
) -> None:
    for change, said in (
        ({"held_from": "public"}, "is on hold while a report about it is looked at."),
        (
            {"held_from": "", "lead_buyer": factories.borough("Hackney")},
            "Camden has no record of this contract now.",
        ),
    ):
        factories.change(housing, **change)
        page = signed_in(officer).get(page_of(journey)).text
        assert said in page
        assert "so the tasks have no dates" in page


def test_no_contract_is_merged_away() -> None:
    # If contracts are to be merged, journeys name them by key: the merge has to carry the key along.
    assert Contract not in {kind.model for kind in MERGEABLE}


def test_a_journey_moves_with_its_function(officer: User, camden: Borough) -> None:
    old, new = factories.function("Repairs"), factories.function("Voids")
    need = writing.start(borough=camden, actor=officer, title="Repairs", function=old)
    merge(loser=old, survivor=new, why="The same")
    need.refresh_from_db()
    assert need.function == new


def test_a_journey_of_an_invented_contract_goes_with_it(
    officer: User, camden: Borough, settings: Any
) -> None:
    settings.ALLOW_DEMONSTRATION = True
    invented = factories.contract("Invented", buyer=camden, demonstration=True)
    keep(writing.start(borough=camden, actor=officer, contract=invented), officer)
    real = writing.start(borough=camden, actor=officer, title="A need")
    remove_demonstration()
    assert list(Journey.objects.all()) == [real]
    assert Change.objects.filter(kind="contracts.journeytask", action="removed").count() == 1
