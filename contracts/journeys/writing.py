"""Starting a journey, doing its tasks, setting the date that it works back from, and closing it."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough, Function
from boroughs.permissions import Act, capacity, demand
from contracts.journeys.tasks import tasks
from contracts.models import Contract, Journey, JourneyTask
from contracts.sharing.wording import refuse_names
from thirty3.history.services import recording


class NotPossible(ValueError):
    """Something that cannot be done with a journey, in words for whoever tried."""


@transaction.atomic
def start(
    *,
    borough: Borough,
    actor: Any,
    title: str = "",
    contract: Contract | None = None,
    function: Function | None = None,
    target_date: datetime.date | None = None,
) -> Journey:
    """Begin a journey, from a contract of the authority or from a need that is told in a few words."""
    demand(actor, Act.EDIT, borough)
    if contract is not None:
        # Of two who begin at once, one waits here and finds the other's.
        held = Contract.objects.select_for_update().filter(pk=contract.pk, lead_buyer=borough)
        contract = held.exclude(kind=Contract.Kind.SPEND).first()
        if contract is None:
            raise NotPossible(f"This is no contract of {borough}.")
        if Journey.objects.under_way().filter(contract_key=contract.key).exists():
            raise NotPossible("A journey of this contract is under way already.")
        title = contract.title[: Journey._meta.get_field("title").max_length]
    else:
        refuse_names(title)
    journey = Journey(
        borough=borough,
        title=title.strip(),
        contract_key=contract.key if contract else "",
        function=function,
        target_date=target_date,
        started_on=timezone.localdate(),
        demonstration=bool(contract and contract.demonstration),
    )
    with recording(journey, actor=actor, role=capacity(actor, borough), why="Started"):
        journey.save()
    return journey


@transaction.atomic
def set_date(*, journey: Journey, actor: Any, target_date: datetime.date | None, seen: int | None) -> None:
    """Say which date the tasks are worked back from; none is the end of the contract again."""
    role = _work(journey, actor)
    with recording(journey, actor=actor, role=role, why="Set the date to work back from", seen=seen):
        _refuse_closed(journey)
        journey.target_date = target_date
        journey.save(update_fields=["target_date"])


@transaction.atomic
def keep_task(
    *,
    journey: Journey,
    actor: Any,
    task: str,
    state: str,
    note: str = "",
    decision: str = "",
    reason: str = "",
    seen: int | None = None,
) -> JourneyTask:
    """Keep what was done, noted or decided of a task. `seen` is the version that was seen, 0 for none."""
    role = _work(journey, actor)
    if task not in tasks():
        raise NotPossible("There is no such task.")
    refuse_names(note, decision, reason)
    # Two who are the first at one task wait for each other.
    Journey.objects.select_for_update().get(pk=journey.pk)
    kept = JourneyTask.objects.filter(journey=journey, task=task).first()
    kept = kept or JourneyTask(journey=journey, task=task)
    why = f"{JourneyTask.State(state).label}: {tasks()[task].title}"
    with recording(kept, actor=actor, role=role, why=why, seen=seen):
        _refuse_closed(journey)
        kept.state, kept.note = state, note.strip()
        kept.decision, kept.reason = decision.strip(), reason.strip()
        kept.save()
    return kept


@transaction.atomic
def close(*, journey: Journey, actor: Any, state: str, outcome: str) -> None:
    """Close a journey, finished or given up, and say what came of it. What was decided stays to be read."""
    role = _work(journey, actor)
    refuse_names(outcome)
    closed = Journey.State(state)
    if closed == Journey.State.OPEN or not outcome.strip():
        raise NotPossible("Say whether it is finished or given up, and what came of it.")
    with recording(journey, actor=actor, role=role, why=closed.label):
        _refuse_closed(journey)
        journey.state, journey.outcome = closed, outcome.strip()
        journey.closed_on = timezone.localdate()
        journey.save(update_fields=["state", "outcome", "closed_on"])


def _work(journey: Journey, actor: Any) -> str:
    """In which role somebody works on a journey; who may not is refused."""
    demand(actor, Act.EDIT, journey.borough)
    return capacity(actor, journey.borough)


def _refuse_closed(journey: Journey) -> None:
    """Within `recording` nobody else writes it: what is read now is true until it is written."""
    journey.refresh_from_db(fields=["state"])
    if not journey.is_open:
        raise NotPossible("This journey is closed.")
