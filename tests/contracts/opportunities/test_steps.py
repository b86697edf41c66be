"""Every step is dated. What the law publishes shows with its notice, or the reason why none is owed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from contracts.models import Opportunity, OpportunityNews, Stage
from contracts.opportunities import writing
from contracts.opportunities.steps import NOTICES, Notice, NotPossible, is_notice_address
from contracts.opportunities.telling import told_of
from contracts.sharing.wording import NamesSomebody
from tests import factories
from tests.contracts.opportunities.conftest import FTS, NONE_OWED, TODAY, in_days, officer_at, take
from thirty3.history.models import Change
from toolkit.law.figures import figure, notices

pytestmark = pytest.mark.django_db(databases="__all__")


def steps_of(opportunity: Opportunity) -> list[tuple[str, str]]:
    told = told_of(Opportunity.objects.get(pk=opportunity.pk), timezone.now())["steps"]
    return [(step.label, step.notice or step.reason) for step in told]


def test_every_notice_of_a_step_is_one_of_the_law():
    assert {code for codes in NOTICES.values() for code in codes} <= notices().keys()


def test_a_draft_is_published_with_its_first_step(tells):
    draft = tells()
    assert (draft.is_draft, list(Opportunity.objects.published())) == (True, [])
    take(draft, Stage.NEED)
    assert steps_of(draft) == [("Need", "")]
    take(draft, Stage.ENGAGEMENT)
    take(draft, Stage.PLANNED, NONE_OWED)
    assert steps_of(draft) == [
        ("Need", ""),
        ("Talking to the market", "Preliminary market engagement notice (UK2)"),
        ("Planned", NONE_OWED.reason),
    ]
    assert Change.objects.filter(kind=Opportunity.record_kind(), why="Step: Planned").count() == 1


@pytest.mark.parametrize("stage", [Stage.ENGAGEMENT, Stage.PLANNED, Stage.OPEN])
def test_a_step_that_the_law_publishes_needs_its_notice_or_a_reason(tells, stage):
    opportunity = tells(deadline=in_days(9), how_to_respond="There.", contact_role="Buyer")
    for notice in (
        Notice(),
        Notice(reason="   "),
        Notice("UK2"),
        Notice("UK7", FTS),
        Notice("", FTS, "None is owed."),
        Notice("", "https://example.org/Notice/1"),
    ):
        with pytest.raises(NotPossible):
            take(opportunity, stage, notice)
    assert not Opportunity.objects.published().exists()
    assert not opportunity.steps.exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://www.find-tender.service.gov.uk/Notice/1",
        "https://find-tender.service.gov.uk.example.org/Notice/1",
        "https://user@www.find-tender.service.gov.uk/Notice/1",
        "https://www.find-tender.service.gov.uk:8443/Notice/1",
        "https://www.find-tender.service.gov.uk",
        "https://www.find-tender.service.gov.uk/",
        "https://example.org\\@www.find-tender.service.gov.uk/Notice/1",
        "https://www.find-tender.service.gov.uk/No tice",
        "https://[::1/Notice",
        "javascript:alert(1)//find-tender.service.gov.uk/x",
        f"https://www.find-tender.service.gov.uk/{'x' * 300}",
    ],
)
def test_what_is_no_address_of_a_notice(address):
    assert not is_notice_address(address)


@pytest.mark.parametrize("host", ["www.find-tender", "find-tender", "www.contractsfinder"])
def test_what_is_an_address_of_a_notice(host):
    assert is_notice_address(f"https://{host}.service.gov.uk/Notice/000001-2026")


def test_it_opens_only_when_suppliers_know_when_and_how_to_respond(tells):
    opportunity = tells(stage=Stage.NEED)
    with pytest.raises(NotPossible, match=r"deadline.*how suppliers respond.*by role"):
        take(opportunity, Stage.OPEN)
    with pytest.raises(NotPossible, match="deadline"):
        take(tells("Other", deadline=in_days(-1), how_to_respond="x", contact_role="Buyer"), Stage.OPEN)


def test_it_closes_by_itself_and_the_next_step_writes_that_down(tells):
    opportunity = tells(stage=Stage.OPEN)
    after = in_days(21)
    assert opportunity.stage_at(after) == Stage.CLOSED
    assert [one.title for one in Opportunity.objects.at_stage(Stage.CLOSED, now=after)] == [opportunity.title]
    assert not Opportunity.objects.at_stage(Stage.OPEN, now=after).exists()
    assert Opportunity.objects.at_stage(Stage.OPEN, now=timezone.now()).exists()
    assert [step.label for step in told_of(opportunity, after)["steps"]] == ["Open", "Closed"]
    factories.change(opportunity, deadline=timezone.now() - datetime.timedelta(minutes=1))
    take(opportunity, Stage.WITHDRAWN, Notice("UK12", FTS))
    assert [label for label, _ in steps_of(opportunity)] == ["Open", "Closed", "Withdrawn"]


def test_a_tender_is_withdrawn_by_a_notice_and_a_need_without_one(tells):
    with pytest.raises(NotPossible):
        take(tells(stage=Stage.OPEN), Stage.WITHDRAWN)
    need = tells("Other", stage=Stage.NEED)
    take(need, Stage.WITHDRAWN)
    assert [label for label, _ in steps_of(need)] == ["Need", "Withdrawn"]
    with pytest.raises(NotPossible):
        take(need, Stage.OPEN)


def test_steps_go_forward_in_time_and_in_order(tells):
    opportunity = tells(stage=Stage.ENGAGEMENT)
    for stage, day in ((Stage.NEED, TODAY), (Stage.PLANNED, TODAY - datetime.timedelta(days=1))):
        with pytest.raises(NotPossible):
            take(opportunity, stage, on=day)
    with pytest.raises(NotPossible, match="past"):
        take(opportunity, Stage.PLANNED, on=TODAY + datetime.timedelta(days=1))
    with pytest.raises(NotPossible):
        take(opportunity, Stage.AWARDED, Notice("UK6", FTS))


def test_another_notice_of_the_same_step_stands_beside_it(tells):
    opportunity = tells(stage=Stage.NEED)
    take(opportunity, Stage.ENGAGEMENT, NONE_OWED)
    whose = {"opportunity": opportunity, "actor": officer_at(opportunity.borough), "on_date": TODAY}
    writing.add_notice(**whose, notice=Notice("UK2", FTS))
    assert len(steps_of(opportunity)) == 3
    with pytest.raises(NotPossible, match="already"):
        writing.add_notice(**whose, notice=Notice("UK2", FTS))


def test_nobody_but_editors_of_the_lead_authority_writes(tells, camden):
    hackney = factories.borough("Hackney")
    opportunity = tells(participants=[hackney])
    for person in (officer_at(camden, "reader"), officer_at(hackney)):
        with pytest.raises(PermissionDenied):
            writing.save(opportunity=opportunity, actor=person)
        with pytest.raises(PermissionDenied):
            writing.discard(opportunity=opportunity, actor=person)


@pytest.mark.parametrize("field", ["title", "outcome", "for_whom", "how_to_respond", "contact_role"])
def test_no_text_of_it_reaches_a_person(tells, field):
    with pytest.raises(NamesSomebody):
        tells(**{"title": "Repairs", field: "Write to jo.bloggs@camden.gov.uk"})


def test_a_draft_may_be_taken_away_and_what_was_published_may_not(tells, camden):
    draft, told = tells(), tells("Told", stage=Stage.NEED)
    writing.discard(opportunity=draft, actor=officer_at(camden))
    with pytest.raises(NotPossible):
        writing.discard(opportunity=told, actor=officer_at(camden))
    assert [one.title for one in Opportunity.objects.all()] == ["Told"]


def test_lots_say_whom_the_whole_suits(tells, camden):
    opportunity = tells()
    whose = {"opportunity": opportunity, "actor": officer_at(camden), "value": None, "suits_vcses": False}
    writing.add_lot(**whose, title="Telephony", suits_smes=False)
    writing.add_lot(**whose, title="Chat", suits_smes=True)
    opportunity.refresh_from_db()
    assert (opportunity.suits_smes, opportunity.suits_vcses) == (True, False)
    writing.remove_lot(opportunity=opportunity, actor=officer_at(camden), position=2)
    opportunity.refresh_from_db()
    assert opportunity.suits_smes is False


def test_a_new_deadline_is_news_and_a_draft_has_none(tells, camden):
    opportunity = tells()
    opportunity.deadline = in_days(3)
    writing.save(opportunity=opportunity, actor=officer_at(camden))
    assert not OpportunityNews.objects.exists()
    take(opportunity, Stage.NEED)
    opportunity.refresh_from_db()
    opportunity.deadline = in_days(4)
    writing.save(opportunity=opportunity, actor=officer_at(camden))
    assert "deadline is now noon on" in OpportunityNews.objects.order_by("-pk")[0].words


def test_a_deadline_long_past_without_an_award_is_said(tells):
    opportunity = tells(stage=Stage.OPEN)
    days = figure("opportunity-no-award-after", TODAY).number
    assert told_of(opportunity, in_days(20 + days))["no_award_after"] is None
    assert told_of(opportunity, in_days(20 + days + 1))["no_award_after"].said == "180 days"
