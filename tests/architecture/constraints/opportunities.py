"""Opportunities and journeys: what an authority buys next."""

from contracts.models import (
    BarrierAnswer,
    Interest,
    Journey,
    JourneyTask,
    Opportunity,
    OpportunityFollower,
    OpportunityLot,
    OpportunityQuestion,
    OpportunityStep,
    SharedNeed,
)
from tests import factories
from tests.architecture.constraints.case import DAY, NOW, OTHER, Checks, Once, Plain, Unique
from thirty3.accounts.models import User


def a_journey() -> Journey:
    return Journey.objects.create(borough=factories.borough(), title="One", started_on=DAY)


def another_journey() -> Journey:
    return Journey.objects.create(borough=factories.borough("Brent"), title="Two", started_on=DAY)


def an_opportunity() -> Opportunity:
    found = Opportunity.objects.filter(title="One").first()
    return found or Opportunity.objects.create(**PLAIN[Opportunity]())


PLAIN: Plain = {
    Opportunity: lambda: {"borough": factories.borough(), "title": "One", "outcome": "Two"},
    OpportunityStep: lambda: {"opportunity": an_opportunity(), "stage": "need", "on_date": DAY},
    OpportunityLot: lambda: {"opportunity": an_opportunity(), "position": 1, "title": "One"},
    BarrierAnswer: lambda: {"opportunity": an_opportunity(), "barrier": "bias", "answer": "done"},
    OpportunityQuestion: lambda: {"opportunity": an_opportunity(), "text": "Why?", "asked_on": DAY},
    Interest: lambda: {"opportunity": an_opportunity(), "supplier": factories.supplier(), "since_date": DAY},
    SharedNeed: lambda: {"opportunity": an_opportunity(), "borough": factories.borough(), "since_date": DAY},
    OpportunityFollower: lambda: {
        "opportunity": an_opportunity(),
        "user": User.objects.get_or_create(email="follows@b.example")[0],
    },
    Journey: lambda: {"borough": factories.borough(), "title": "One", "started_on": DAY},
    JourneyTask: lambda: {"journey": a_journey(), "task": "team"},
}
CHECKS: Checks = {
    "opportunity_value_state_is_one_of_four": (
        Opportunity,
        [{"value_state": one} for one in ("unknown", "none", "withheld")],
        [{"value_state": ""}, {"value_state": "perhaps"}],
    ),
    "opportunity_value_exactly_when_known": (
        Opportunity,
        [{"value_state": "known", name: 1} for name in ("value_min", "value_max")],
        [{"value_state": "known"}, {"value_min": 1}, {"value_state": "withheld", "value_max": 1}],
    ),
    "opportunity_value_from_less_to_more": (
        Opportunity,
        [{"value_state": "known", "value_min": 1, "value_max": 1}],
        [{"value_state": "known", "value_min": 2, "value_max": 1}],
    ),
    "opportunity_step_with_notice_or_reason": (
        OpportunityStep,
        [
            *({"stage": one} for one in ("need", "closed", "withdrawn")),
            {"stage": "open", "notice_url": "https://a.example/"},
            {"stage": "awarded", "reason": "None is owed."},
        ],
        [{"stage": one} for one in ("engagement", "planned", "open", "awarded")],
    ),
    "barrier_not_possible_says_why": (
        BarrierAnswer,
        [{"answer": "not-possible", "why": "No time"}, {"answer": "does-not-apply"}],
        [{"answer": "not-possible"}],
    ),
    "opportunity_answer_has_its_time": (
        OpportunityQuestion,
        [{"answer": "So", "answered_at": NOW}],
        [{"answer": "So"}, {"answered_at": NOW}],
    ),
    "journey_closed_with_day_and_outcome": (
        Journey,
        [{}, {"state": "finished", "closed_on": DAY, "outcome": "Bought."}],
        [
            {"closed_on": DAY},
            {"state": "given-up", "outcome": "No money."},
            {"state": "finished", "closed_on": DAY},
        ],
    ),
    "journey_task_decided_with_a_reason": (
        JourneyTask,
        [
            {},
            {"state": "done"},
            {"state": "not-needed", "reason": "No."},
            {"decision": "Buy", "reason": "So."},
        ],
        [{"state": "not-needed"}, {"state": "done", "decision": "Buy"}],
    ),
}
UNIQUE: Unique = {
    "opportunity_process_once": (Opportunity, {"ocid": "ocds-1"}, [{"ocid": "ocds-2"}, {"ocid": ""}]),
    "opportunity_step_once": (
        OpportunityStep,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"stage": "closed"}, {"notice": "UK2"}],
    ),
    "opportunity_lot_position_once": (
        OpportunityLot,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"position": 2}],
    ),
    "barrier_answered_once": (
        BarrierAnswer,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"barrier": "risk"}],
    ),
    "interest_once": (
        Interest,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"supplier": OTHER["supplier"]}],
    ),
    "shared_need_once": (
        SharedNeed,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"borough": OTHER["borough"]}],
    ),
    "opportunity_follower_once": (
        OpportunityFollower,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"user": OTHER["user"]}],
    ),
    "journey_of_contract_once_open": (
        Journey,
        {"contract_key": "2345678923"},
        [
            {"contract_key": "3456789234"},
            {"contract_key": ""},
            {"state": "finished", "closed_on": DAY, "outcome": "Bought."},
        ],
    ),
    "journey_task_once": (JourneyTask, {}, [{"task": "market"}, {"journey": another_journey}]),
}
ONCE: Once = [
    (Opportunity, "key"),
    (OpportunityQuestion, "key"),
    (OpportunityFollower, "key"),
    (Journey, "key"),
]
