"""What officers write of an opportunity: facts, lots, steps, and taking a draft away."""

import contextlib
import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough, Function
from boroughs.permissions import Act, capacity, demand
from contracts.models import Opportunity, OpportunityLot, OpportunityStep, Stage
from contracts.opportunities.news import note
from contracts.opportunities.steps import (
    GONE,
    Notice,
    NotPossible,
    may_follow,
    owed_for,
    problem_of_notice,
    what_is_missing,
)
from contracts.sharing.wording import refuse_names
from thirty3.history.services import recording, remove
from thirty3.london_time import LONDON, london_time

MOST_LOTS: Final = 40


@contextlib.contextmanager
def changing(opportunity: Opportunity, actor: Any, why: str) -> Iterator[Opportunity]:
    """The opportunity as it is held now, for an officer to change: whatever the block saves is one change."""
    demand(actor, Act.EDIT, opportunity.borough)
    held = as_it_is(opportunity)
    with recording(held, actor=actor, role=capacity(actor, opportunity.borough), why=why):
        yield held


def as_it_is(opportunity: Opportunity) -> Opportunity:
    """The opportunity as it is held now, which nobody else changes until this is written."""
    held = Opportunity.objects.select_related("borough").select_for_update(of=("self",))
    found = held.filter(pk=opportunity.pk).first()
    if found is None:
        raise NotPossible(GONE)
    return found


@transaction.atomic
def save(
    *,
    opportunity: Opportunity,
    actor: Any,
    functions: Iterable[Function] | None = None,
    participants: Iterable[Borough] | None = None,
    seen: int | None = None,
) -> Opportunity:
    """Keep what an officer entered; what its columns say stands on it already."""
    demand(actor, Act.EDIT, opportunity.borough)
    texts = (opportunity.title, opportunity.outcome, opportunity.for_whom, opportunity.how_to_respond)
    refuse_names(*texts, opportunity.contact_role, opportunity.value_reason)
    before = as_it_is(opportunity) if opportunity.pk else None
    role = capacity(actor, opportunity.borough)
    with recording(opportunity, actor=actor, role=role, why="Entered by the authority", seen=seen):
        opportunity.save()
        if functions is not None:
            opportunity.functions.set(functions)
        if participants is not None:
            opportunity.participants.set([one for one in participants if one != opportunity.borough])
    if before is not None and before.deadline != opportunity.deadline:
        new = opportunity.deadline
        moved = f"The deadline is now {london_time(new)}." if new else "There is no deadline any more."
        note(opportunity, moved)
    return opportunity


@transaction.atomic
def add_lot(
    *,
    opportunity: Opportunity,
    actor: Any,
    title: str,
    value: Decimal | None,
    suits_smes: bool | None,
    suits_vcses: bool | None,
) -> None:
    """Add a lot after the others."""
    with changing(opportunity, actor, "Added a lot") as held:
        refuse_names(title)
        positions = list(held.lots.order_by("position").values_list("position", flat=True))
        if len(positions) >= MOST_LOTS:
            raise NotPossible(f"There are {MOST_LOTS} lots already, which is the most that we keep.")
        OpportunityLot.objects.create(
            opportunity=held,
            position=max(positions, default=0) + 1,
            title=title.strip(),
            value=value,
            suits_smes=suits_smes,
            suits_vcses=suits_vcses,
        )
        _sum_up(held)


@transaction.atomic
def remove_lot(*, opportunity: Opportunity, actor: Any, position: int) -> None:
    """Take a lot away."""
    with changing(opportunity, actor, "Took a lot away") as held:
        held.lots.filter(position=position).delete()
        _sum_up(held)


def _sum_up(opportunity: Opportunity) -> None:
    """The whole suits those whom one of its lots suits."""
    lots = list(opportunity.lots.all())
    if not lots:
        return
    for name in ("suits_smes", "suits_vcses"):
        said = {getattr(lot, name) for lot in lots}
        setattr(opportunity, name, True if True in said else None if None in said else False)
    opportunity.save(update_fields=["suits_smes", "suits_vcses"])


@transaction.atomic
def take_step(
    *, opportunity: Opportunity, actor: Any, stage: Stage, on_date: datetime.date, notice: Notice
) -> Opportunity:
    """Take the next step, and tell everybody of it at the same moment."""
    now = timezone.now()
    with changing(opportunity, actor, f"Step: {stage.label}") as held:
        if stage == Stage.AWARDED or stage not in may_follow(held, now):
            raise NotPossible("It cannot take this step now.")
        if missing := what_is_missing(held, stage, now):
            raise NotPossible(" ".join(missing))
        write_step(held, stage, on_date, notice, now)
    return held


@transaction.atomic
def add_notice(*, opportunity: Opportunity, actor: Any, on_date: datetime.date, notice: Notice) -> None:
    """Tell of another notice of the step that it took last."""
    now = timezone.now()
    with changing(opportunity, actor, "Another notice") as held:
        stage = Stage(held.stage)
        if held.is_draft or not owed_for(stage, held) or not notice.url:
            raise NotPossible("Enter the address of a notice of this step.")
        write_step(held, stage, on_date, notice, now)


def write_step(
    opportunity: Opportunity, stage: Stage, on_date: datetime.date, notice: Notice, now: datetime.datetime
) -> None:
    """Write down a step and what publishes it, within the record that somebody is writing."""
    if problem := problem_of_notice(notice, owed_for(stage, opportunity)):
        raise NotPossible(problem)
    refuse_names(notice.reason)
    _close_at_the_deadline(opportunity, stage, now)
    steps = list(opportunity.steps.all())
    if on_date > timezone.localdate(now):
        raise NotPossible("The day of a step must be today or in the past.")
    earlier = [step.on_date for step in steps if step.stage != stage]
    if earlier and on_date < max(earlier):
        raise NotPossible("The day of a step must not lie before the day of the step before it.")
    if any(step.stage == stage and step.notice == notice.code for step in steps):
        raise NotPossible("This is told already.")
    OpportunityStep.objects.create(
        opportunity=opportunity,
        stage=stage,
        on_date=on_date,
        notice=notice.code,
        notice_url=notice.url,
        reason=notice.reason.strip(),
    )
    opportunity.stage = stage
    opportunity.published_at = opportunity.published_at or now
    opportunity.save(update_fields=["stage", "published_at"])
    note(opportunity, f"{stage.label}, from {on_date:%-d %B %Y}.")


def _close_at_the_deadline(opportunity: Opportunity, stage: Stage, now: datetime.datetime) -> None:
    """What closed by itself is written down with the next step."""
    deadline = opportunity.deadline
    if opportunity.stage != Stage.OPEN or stage in (Stage.OPEN, Stage.CLOSED) or deadline is None:
        return
    if deadline <= now and not opportunity.steps.filter(stage=Stage.CLOSED).exists():
        day = deadline.astimezone(LONDON).date()
        OpportunityStep.objects.create(opportunity=opportunity, stage=Stage.CLOSED, on_date=day)


@transaction.atomic
def discard(*, opportunity: Opportunity, actor: Any) -> None:
    """Take a draft away; what was published is withdrawn instead, which everybody reads."""
    demand(actor, Act.EDIT, opportunity.borough)
    held = as_it_is(opportunity)
    if not held.is_draft:
        raise NotPossible("It was published. Withdraw it instead.")
    remove(held, actor=actor, why="The draft was taken away")
