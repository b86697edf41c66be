"""Invented opportunities at different steps, and a journey from a contract that ends in two years or so."""

import datetime
import tomllib
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from boroughs.models import Borough, Function
from contracts.demonstration.tables import ANCHOR
from contracts.models import (
    BarrierAnswer,
    Contract,
    Journey,
    JourneyTask,
    Opportunity,
    OpportunityLot,
    OpportunityQuestion,
    OpportunityStep,
    Stage,
    State,
)
from contracts.opportunities.steps import NOTICES
from thirty3.history.services import recording
from thirty3.london_time import LONDON

WHY: Final = "Demonstration"
WEEK: Final = datetime.timedelta(weeks=1)
NO_NOTICE: Final = "it is invented for the demonstration."
# From the need to the award of what was awarded.
WAY: Final = {Stage.NEED: 300, Stage.OPEN: 150, Stage.CLOSED: 110, Stage.AWARDED: 30}
# Early enough for a journey to begin in time.
AHEAD: Final = (datetime.timedelta(days=600), datetime.timedelta(days=820))
PLAIN: Final = (
    *("title", "outcome", "for_whom", "value_min", "value_max", "suits_smes", "suits_vcses"),
    *("expected_date", "how_to_respond", "contact_role"),
)


@transaction.atomic
def load_coming(day: datetime.date) -> int:
    """Bring them in where there are none, as they stand on a day; how many came. What staff changed stays."""
    if Opportunity.objects.filter(demonstration=True).exists():
        return 0
    text = (settings.BASE_DIR / "fixtures/demonstration/opportunities.toml").read_text(encoding="utf-8")
    # By whole weeks, so that no deadline comes to lie on a Sunday.
    later = (day - ANCHOR) // WEEK * WEEK
    made = [_opportunity(_moved(told, later), day) for told in tomllib.loads(text)["opportunity"]]
    _journey(day)
    return sum(made)


def _moved(told: Any, later: datetime.timedelta) -> Any:
    """What a file tells, with every day so much later."""
    match told:
        case dict():
            return {name: _moved(one, later) for name, one in told.items()}
        case list():
            return [_moved(one, later) for one in told]
        case datetime.date():
            return told + later
    return told


def _opportunity(told: dict[str, Any], day: datetime.date) -> bool:
    """Make one; not the awarded one where there is no contract that could have come of it."""
    borough = Borough.objects.get(slug=told["borough"])
    contract = _running(borough, day) if told.get("awarded") else None
    if told.get("awarded") and contract is None:
        return False
    one = Opportunity(borough=borough, demonstration=True, **{k: told[k] for k in PLAIN if k in told})
    known = one.value_min is not None or one.value_max is not None
    one.value_state = State.KNOWN if known else State.UNKNOWN
    deadline = told.get("deadline")
    steps = [(Stage(step["stage"]), step["on"]) for step in told.get("steps", ())]
    functions = list(Function.objects.filter(slug__in=told.get("functions", ())))
    if contract is not None and contract.start_date is not None:
        start = contract.start_date
        steps = [(stage, start - datetime.timedelta(days=days)) for stage, days in WAY.items()]
        deadline = datetime.datetime.combine(dict(steps)[Stage.CLOSED], datetime.time(12))
        one.title, one.contract_key = contract.title[:150], contract.key
        functions = list(contract.functions.all())
    one.deadline = deadline.replace(tzinfo=LONDON) if deadline else None
    one.stage, last = steps[-1]
    one.published_at = datetime.datetime.combine(steps[0][1], datetime.time(9), tzinfo=LONDON)
    with recording(one, actor=None, why=WHY):
        one.save()
        one.functions.set(functions)
        for stage, day in steps:
            reason = NO_NOTICE if NOTICES[stage] else ""
            OpportunityStep.objects.create(opportunity=one, stage=stage, on_date=day, reason=reason)
        for position, title in enumerate(told.get("lots", ()), start=1):
            OpportunityLot.objects.create(opportunity=one, position=position, title=title, suits_smes=True)
        for barrier, why in told.get("barriers", {}).items():
            done = BarrierAnswer.Answer.DONE
            BarrierAnswer.objects.create(opportunity=one, barrier=barrier, answer=done, why=why)
    if "question" in told:
        OpportunityQuestion.objects.create(
            opportunity=one,
            text=told["question"],
            answer=told["answer"],
            asked_on=last,
            answered_at=datetime.datetime.combine(last, datetime.time(16), tzinfo=LONDON),
        )
    return True


def _running(borough: Borough, day: datetime.date) -> Contract | None:
    """The latest contract of an authority's demonstration records that has begun."""
    found = Contract.objects.filter(demonstration=True, lead_buyer=borough, start_date__lte=day)
    return found.exclude(kind=Contract.Kind.SPEND).order_by("-start_date", "pk").first()


def _journey(day: datetime.date) -> None:
    """One from the first contract that ends in two years or so, with two tasks done."""
    ending = Contract.objects.filter(
        demonstration=True, end_date__range=(day + AHEAD[0], day + AHEAD[1])
    ).exclude(kind=Contract.Kind.SPEND)
    contract = ending.filter(lead_buyer__slug="camden").order_by("end_date", "pk").first()
    if contract is None:
        return
    journey = Journey(
        borough=contract.lead_buyer,
        title=contract.title[:200],
        contract_key=contract.key,
        started_on=day,
        demonstration=True,
    )
    with recording(journey, actor=None, why=WHY):
        journey.save()
    for task, said in (
        ("check-the-record", {"note": "End date and notice period read in the contract itself."}),
        (
            "team",
            {
                "decision": "The service lead decides.",
                "reason": "The outcome is theirs, and so is the budget.",
            },
        ),
    ):
        kept = JourneyTask(journey=journey, task=task, state=JourneyTask.State.DONE, **said)
        with recording(kept, actor=None, why=WHY):
            kept.save()
