"""What changed of an opportunity is told to everybody, with its days, and nothing that was not published."""

import datetime
import html
import re

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.models import Opportunity, Stage
from contracts.opportunities import barriers, writing
from contracts.opportunities.correcting import correct
from contracts.opportunities.steps import Notice
from tests import factories
from tests.contracts.opportunities.conftest import FTS, TODAY, in_days, officer_at, take
from thirty3.design.formatting import fact_date
from thirty3.history.models import Change
from thirty3.history.services import remove
from thirty3.london_time import london_time

pytestmark = pytest.mark.django_db(databases="__all__")


def past_of(opportunity: Opportunity) -> str:
    address = reverse("contracts:opportunity-history", args=[opportunity.key])
    return Client().get(address).content.decode()


def lines(opportunity: Opportunity) -> list[str]:
    """Each fact that changed: what it was, and what it became."""
    found = re.findall(
        r"<li>([^<]*): <del>(.*?)</del> <ins>(.*?)</ins></li>", past_of(opportunity), re.DOTALL
    )
    return [html.unescape(": ".join(one)) for one in found]


def change(opportunity: Opportunity, **facts: object) -> None:
    opportunity.refresh_from_db()
    for name, value in facts.items():
        setattr(opportunity, name, value)
    writing.save(opportunity=opportunity, actor=officer_at(opportunity.borough))


def on(opportunity: Opportunity, day: datetime.date) -> str:
    told = Client().get(f"{opportunity.get_absolute_url()}?as_of={day}").content.decode()
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", told)))


def nine_days_ago(opportunity: Opportunity) -> None:
    """Have everything that was done so far be done then."""
    changes: QuerySet[Change] = QuerySet(Change)
    changes.filter(key=opportunity.key).update(at=timezone.now() - datetime.timedelta(days=9))


def test_a_new_deadline_is_told_with_what_it_was_and_its_day(tells):
    opportunity = tells(stage=Stage.OPEN)
    before, after = opportunity.deadline, in_days(30)
    change(opportunity, deadline=after)
    assert lines(opportunity) == [f"Deadline: {london_time(before)}: {london_time(after)}"]
    assert fact_date(TODAY) in past_of(opportunity)


def test_each_step_lot_value_and_answer_is_told_in_words(tells, camden):
    opportunity, officer = tells(stage=Stage.NEED), officer_at(camden)
    take(opportunity, Stage.ENGAGEMENT)
    whose = {"opportunity": opportunity, "actor": officer}
    writing.add_lot(**whose, title="Chat", value=1000, suits_smes=True, suits_vcses=None)
    writing.remove_lot(**whose, position=1)
    change(opportunity, value_max=90_000, value_state="known", value_vat="excluding")
    barriers.answer(**whose, answers={barriers.barriers()[0].key: ("not-possible", "No time.")})
    day = fact_date(TODAY)
    lot = "Chat; value: £1,000; suitable for SMEs: yes; suitable for VCSEs: not said"
    assert lines(opportunity) == [
        f"SME barrier check: {barriers.barriers()[0].barrier}: Not there: Not possible: No time.",
        "Value: Not known: Up to £90,000, excluding VAT",
        f"Lot 1: {lot}: Not there",
        "Particularly suitable for SMEs: Not known: Yes",
        f"Lot 1: Not there: {lot}",
        "How far it has come: Need: Talking to the market",
        f"Step: talking to the market (UK2): Not there: {day}, {FTS}",
    ]


def test_a_corrected_notice_is_told_with_why(tells):
    opportunity, right = tells(stage=Stage.ENGAGEMENT), FTS.replace("1-", "2-")
    step = opportunity.steps.get()
    whose = {"step": step, "actor": officer_at(opportunity.borough)}
    correct(**whose, notice=Notice("UK2", right), why="A digit was wrong.")
    day = fact_date(TODAY)
    assert lines(opportunity) == [f"Step: talking to the market (UK2): {day}, {FTS}: {day}, {right}"]
    assert "Why: Corrected a notice: A digit was wrong." in past_of(opportunity)


def test_nothing_of_the_time_before_it_was_published_is_told(tells):
    draft = tells("Secret title")
    change(draft, title="Repairs", outcome="Secret outcome")
    change(draft, outcome="Open outcome")
    take(draft, Stage.NEED)
    told = past_of(draft)
    assert lines(draft) == []
    assert told.count('class="t3-entry"') == 1
    assert "Secret" not in told


def test_who_did_it_is_told_by_role_alone(tells):
    opportunity = tells(stage=Stage.NEED)
    change(opportunity, for_whom="Leaseholders")
    told = past_of(opportunity)
    assert "(Editor at Camden)" in told
    assert "editor@" not in told


def test_a_sum_that_is_withheld_today_is_told_of_no_day(tells):
    opportunity = tells(stage=Stage.NEED, value_max=90_000, value_state="known")
    writing.add_lot(
        **{"opportunity": opportunity, "actor": officer_at(opportunity.borough), "title": "Chat"},
        **{"value": 80_000, "suits_smes": None, "suits_vcses": None},
    )
    change(opportunity, value_max=None, value_state="withheld", value_reason="Commercial")
    for told in (past_of(opportunity), on(opportunity, TODAY - datetime.timedelta(days=1))):
        assert "0,000" not in told
    assert lines(opportunity) == [
        "Lot 1: Not there: Chat; suitable for SMEs: not said; suitable for VCSEs: not said"
    ]


def test_what_is_not_public_of_it_moves_no_byte_of_its_past(tells):
    opportunity = tells(stage=Stage.NEED)
    before = past_of(opportunity)
    factories.change(opportunity, contract_key="2345678923", releases=["1"], last_answer_at=timezone.now())
    assert past_of(opportunity) == before


def test_how_it_stood_on_a_day_is_what_everybody_read_then(tells):
    opportunity = tells(stage=Stage.OPEN, deadline=in_days(1))
    nine_days_ago(opportunity)
    change(opportunity, title="Repairs booked by telephone", deadline=in_days(2))
    past = on(opportunity, TODAY - datetime.timedelta(days=5))
    assert "Repairs booked online" in past
    assert london_time(in_days(1)) in past
    assert "How far it has come Open" in past
    earlier = on(opportunity, TODAY - datetime.timedelta(days=20))
    assert "There is no record of it from" in earlier
    assert "Enter a day like" in Client().get(f"{opportunity.get_absolute_url()}?as_of=soon").content.decode()


def test_on_a_day_after_its_deadline_it_was_closed(tells):
    opportunity = tells(stage=Stage.OPEN)
    factories.change(opportunity, deadline=in_days(-3))
    nine_days_ago(opportunity)
    assert "How far it has come Open" in on(opportunity, TODAY - datetime.timedelta(days=4))
    assert "How far it has come Closed" in on(opportunity, TODAY - datetime.timedelta(days=3))


def test_the_past_of_a_draft_is_not_there_and_of_what_was_removed_gone(tells):
    draft, shown = tells("Draft"), tells("Shown", stage=Stage.NEED)
    remove(Opportunity.objects.get(pk=shown.pk), why="Not a need")
    addresses = [reverse("contracts:opportunity-history", args=[one.key]) for one in (draft, shown)]
    assert [Client().get(address).status_code for address in addresses] == [404, 410]
