"""Invented opportunities and a journey: they come once, say what they are, and go with the rest."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough
from contracts.demonstration.coming import load_coming
from contracts.demonstration.tables import ANCHOR
from contracts.imports.removing import remove_demonstration
from contracts.models import Journey, Opportunity, Stage
from tests import factories

pytestmark = pytest.mark.django_db(databases="__all__")


def test_opportunities_at_every_step_and_a_journey_come_once_and_go_with_the_demonstration() -> None:
    call_command("load_reference", verbosity=0)
    a_year = datetime.timedelta(days=365)
    camden = Borough.objects.get(slug="camden")
    days = {"start_date": ANCHOR - a_year, "end_date": ANCHOR + 2 * a_year}
    contract = factories.contract("Loans", buyer=camden, demonstration=True, **days)
    assert (load_coming(ANCHOR), load_coming(ANCHOR)) == (6, 0)
    stages = set(Opportunity.objects.values_list("stage", flat=True))
    assert stages == {Stage.NEED, Stage.ENGAGEMENT, Stage.PLANNED, Stage.OPEN, Stage.AWARDED}
    assert Opportunity.objects.get(stage=Stage.AWARDED).contract_key == contract.key
    assert Journey.objects.get().contract_key == contract.key
    page = Client().get("/opportunities/?status=need")
    assert page.text.count("t3-demonstration-tag") > Client().get("/about/").text.count(
        "t3-demonstration-tag"
    )
    assert "demonstration-opportunities" in Client().get("/opportunities.csv")["Content-Disposition"]
    assert "/opportunities/" not in Client().get("/sitemap-opportunities.xml").text
    remove_demonstration()
    assert not Opportunity.objects.exists()
    assert not Journey.objects.exists()


@pytest.mark.parametrize(("days", "later"), [(0, 0), (6, 0), (7, 7), (400, 399)])
def test_days_come_as_many_weeks_later_as_they_are_loaded(days: int, later: int) -> None:
    call_command("load_reference", verbosity=0)
    load_coming(ANCHOR + datetime.timedelta(days=days))
    chatbot = Opportunity.objects.get(title__startswith="Chatbot")
    assert chatbot.deadline is not None
    moved = datetime.timedelta(days=later)
    assert timezone.localtime(chatbot.deadline).date() == datetime.date(2027, 1, 29) + moved
    assert timezone.localtime(chatbot.deadline).hour == 12
    opened = chatbot.steps.get(stage=Stage.OPEN).on_date
    assert opened == datetime.date(2026, 11, 20) + moved
    assert opened <= ANCHOR + datetime.timedelta(days=days)
