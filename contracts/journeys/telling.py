"""A journey as its pages show it: its dates, where each task stands, and what was decided."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.urls import reverse

from contracts.journeys.dates import Anchor, Limit, anchor_of, due_day, limits_of
from contracts.journeys.origins import Origin, origins
from contracts.journeys.tasks import Stage, Task, stages
from contracts.models import Contract, Journey, JourneyTask
from thirty3.design.formatting import fact_date

DONE: Final = (JourneyTask.State.DONE, JourneyTask.State.NOT_NEEDED)


@dataclass(frozen=True)
class Line:
    """A task of a journey: what was kept of it, when it is due, and what this comes to today."""

    journey: Journey
    task: Task
    kept: JourneyTask | None
    due: datetime.date | None
    today: datetime.date

    @property
    def is_settled(self) -> bool:
        return self.kept is not None and self.kept.state in DONE

    @property
    def is_due(self) -> bool:
        """Whether it should be done by now."""
        return not self.is_settled and self.due is not None and self.due <= self.today

    @property
    def has_words(self) -> bool:
        return self.kept is not None and bool(self.kept.note or self.kept.decision)

    @property
    def address(self) -> str:
        return reverse(
            "contracts:journey-task", args=[self.journey.borough.slug, self.journey.key, self.task.key]
        )

    def item(self) -> dict[str, Any]:
        """Its row in the task list."""
        return {
            "title": {"text": self.task.title},
            "href": self.address,
            "hint": f"By {fact_date(self.due)}" if self.due and not self.is_settled else "",
            "status": self._status(),
        }

    def _status(self) -> dict[str, str]:
        if self.is_settled and self.kept is not None:
            return {"text": self.kept.get_state_display()}
        if self.is_due:
            return {"tag": "Due now", "tag_classes": "govuk-tag--orange"}
        if self.has_words:
            return {"tag": "Begun", "tag_classes": "govuk-tag--blue"}
        return {"tag": "To do", "tag_classes": "govuk-tag--grey"}


@dataclass(frozen=True)
class Told:
    """A journey with everything that its pages need. Of a contract that is gone no date stands."""

    journey: Journey
    origin: Origin
    today: datetime.date

    @property
    def contract(self) -> Contract | None:
        return self.origin.contract

    @cached_property
    def limits(self) -> list[Limit]:
        if self.contract is None:
            return []
        return limits_of(self.contract, self.contract.extension_options.all())

    @property
    def anchor(self) -> Anchor | None:
        return anchor_of(self.contract, self.journey.target_date)

    @cached_property
    def by_stage(self) -> list[tuple[Stage, list[Line]]]:
        kept = {one.task: one for one in self.journey.tasks.all()}
        return [(stage, [self._line(task, kept.get(task.key)) for task in stage.tasks]) for stage in stages()]

    def _line(self, task: Task, kept: JourneyTask | None) -> Line:
        return Line(self.journey, task, kept, due_day(task, self.anchor, self.limits, self.today), self.today)

    @property
    def lines(self) -> list[Line]:
        return [line for _, lines in self.by_stage for line in lines]

    @property
    def due(self) -> list[Line]:
        """What should be done by now, that which is due longest first."""
        lines = [line for line in self.lines if line.is_due]
        return sorted(lines, key=lambda line: line.due or self.today)

    @property
    def settled(self) -> int:
        return sum(line.is_settled for line in self.lines)

    @property
    def items(self) -> list[tuple[Stage, list[dict[str, Any]]]]:
        return [(stage, [line.item() for line in lines]) for stage, lines in self.by_stage]


def told(journey: Journey, today: datetime.date) -> Told:
    """A journey with what it began from."""
    return tell_all([journey], today)[0]


def tell_all(journeys: list[Journey], today: datetime.date) -> list[Told]:
    """Several with what they began from: four queries at most, however many."""
    prefetch_related_objects(journeys, "tasks")
    began = origins(journeys)
    return [Told(one, began.get(one.pk, Origin()), today) for one in journeys]
