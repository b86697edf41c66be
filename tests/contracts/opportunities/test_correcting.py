"""A wrong notice of a step that everybody sees is put right, with why and on which day."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from contracts.models import Opportunity, OpportunityNews, OpportunityStep, Stage
from contracts.opportunities.awarding import award
from contracts.opportunities.correcting import NOTHING_NEW, SAY_WHY, correct
from contracts.opportunities.steps import GONE, Notice, NotPossible
from contracts.sharing.wording import NamesSomebody
from tests import factories
from tests.contracts.opportunities.conftest import FTS, NONE_OWED, TODAY, officer_at, take
from tests.contracts.opportunities.test_awarding import UK5, WON
from tests.logged import unlogged
from tests.signing_in import sign_in
from thirty3.design.formatting import fact_date
from thirty3.history.models import Change
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
RIGHT = FTS.replace("1-", "2-")


def corrected(opportunity: Opportunity, notice: Notice, why: str = "A digit was wrong.", **more: Any) -> None:
    step = OpportunityStep.objects.filter(opportunity=opportunity).order_by("-pk")[0]
    correct(step=step, notice=notice, why=why, **({"actor": officer_at(opportunity.borough)} | more))


def page(opportunity: Opportunity) -> str:
    told = Client().get(opportunity.get_absolute_url()).content.decode()
    return re.sub(r"\s+", " ", told)


def test_a_wrong_address_is_put_right_and_everybody_reads_why(tells):
    opportunity = tells(stage=Stage.ENGAGEMENT)
    corrected(opportunity, Notice("UK2", RIGHT))
    told = page(opportunity)
    assert f'href="{RIGHT}"' in told
    assert FTS not in told
    assert f"Corrected on {fact_date(TODAY)}: A digit was wrong." in told
    assert OpportunityNews.objects.order_by("-pk")[0].words == (
        "The notice of a step was corrected: talking to the market."
    )
    change = Change.objects.order_by("-pk")[0]
    assert (change.before["steps"][0]["notice_url"], change.role) == (FTS, "Editor at Camden")
    assert unlogged() == []


def test_a_reason_takes_the_place_of_a_notice_and_the_other_way_round(tells):
    opportunity = tells(stage=Stage.ENGAGEMENT)
    corrected(opportunity, NONE_OWED)
    assert f"No notice is owed: {NONE_OWED.reason}" in page(opportunity)
    corrected(opportunity, Notice("UK2", RIGHT), "One was owed.")
    told = page(opportunity)
    assert f'href="{RIGHT}"' in told
    assert "One was owed." in told
    assert "A digit was wrong." not in told


def test_a_correction_stands_beside_its_own_step_alone(tells):
    opportunity = take(tells(stage=Stage.ENGAGEMENT), Stage.PLANNED, NONE_OWED)
    first = opportunity.steps.get(stage=Stage.ENGAGEMENT)
    correct(step=first, actor=officer_at(opportunity.borough), notice=NONE_OWED, why="None was owed.")
    assert page(opportunity).count("Corrected on") == 1


@pytest.mark.parametrize(
    "notice",
    [
        Notice(),
        Notice("UK2"),
        Notice("UK2", "https://example.org/Notice/1"),
        Notice("UK7", RIGHT),
        Notice("", RIGHT, "None is owed."),
        Notice("", "", "  "),
    ],
)
def test_what_publishes_a_step_is_never_nothing(tells, notice):
    opportunity = tells(stage=Stage.ENGAGEMENT)
    with pytest.raises(NotPossible):
        corrected(opportunity, notice)
    assert OpportunityStep.objects.get().notice_url == FTS


def test_a_correction_says_why_and_names_nobody(tells):
    opportunity = tells(stage=Stage.ENGAGEMENT)
    with pytest.raises(NotPossible, match=SAY_WHY):
        corrected(opportunity, Notice("UK2", RIGHT), "  ")
    with pytest.raises(NamesSomebody):
        corrected(opportunity, Notice("UK2", RIGHT), "jo.bloggs@camden.gov.uk sent it")
    with pytest.raises(NotPossible, match=NOTHING_NEW):
        corrected(opportunity, Notice("UK2", FTS))


def test_two_entries_never_tell_of_one_notice(tells):
    opportunity = take(tells(stage=Stage.NEED), Stage.ENGAGEMENT, NONE_OWED)
    OpportunityStep.objects.create(
        opportunity=opportunity, stage=Stage.ENGAGEMENT, on_date=TODAY, notice="UK2", notice_url=FTS
    )
    with pytest.raises(NotPossible, match="already"):
        corrected(opportunity, NONE_OWED)


def test_nobody_but_editors_of_the_lead_authority_corrects(tells, camden):
    opportunity = tells(stage=Stage.ENGAGEMENT)
    with pytest.raises(PermissionDenied):
        corrected(opportunity, Notice("UK2", RIGHT), actor=officer_at(camden, "reader"))


def test_what_was_removed_meanwhile_is_not_corrected(tells):
    opportunity = tells(stage=Stage.ENGAGEMENT)
    step = OpportunityStep.objects.select_related("opportunity__borough").get()
    remove(Opportunity.objects.get(), why="Not a need")
    with pytest.raises(NotPossible, match=GONE):
        correct(step=step, actor=officer_at(opportunity.borough), notice=Notice("UK2", RIGHT), why="A digit.")


def test_the_contract_that_came_of_it_has_the_right_address_too(tells):
    opportunity = tells(stage=Stage.NEED)
    contract = award(opportunity=opportunity, actor=officer_at(opportunity.borough), award=WON, notice=UK5)
    corrected(opportunity, Notice("UK5", RIGHT))
    contract.refresh_from_db()
    assert contract.links == [RIGHT]
    factories.change(contract, links=["https://example.org/ours"])
    corrected(opportunity, Notice(reason="Below the threshold."))
    contract.refresh_from_db()
    assert contract.links == ["https://example.org/ours"]


def test_an_officer_corrects_it_on_a_page_that_is_there_for_what_a_notice_publishes(tells, camden):
    opportunity = take(tells(stage=Stage.NEED), Stage.ENGAGEMENT)
    client = Client()
    sign_in(client, officer_at(camden))

    def at(stage: str, code: str) -> str:
        return reverse("contracts:correct-opportunity-notice", args=["camden", opportunity.key, stage, code])

    own = client.get(reverse("contracts:own-opportunity", args=["camden", opportunity.key])).content.decode()
    assert at("engagement", "uk2") in own
    for stage, code in (("need", "none"), ("engagement", "uk3"), ("lost", "uk2")):
        assert client.get(at(stage, code)).status_code == 404
    sent = {"code": "UK2", "url": RIGHT, "reason": "", "why": ""}
    assert SAY_WHY in client.post(at("engagement", "uk2"), sent).content.decode()
    sent["why"] = "Ask jo.bloggs@camden.gov.uk."
    assert client.post(at("engagement", "uk2"), sent).status_code == 200
    sent["why"] = "A digit was wrong."
    answer = client.post(at("engagement", "uk2"), sent, follow=True).content.decode()
    assert "It is corrected." in answer
    assert f'href="{RIGHT}"' in answer
