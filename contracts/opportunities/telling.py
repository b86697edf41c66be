"""What a page tells of one opportunity, the same to everybody."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from boroughs.models import Borough, Function
from contracts.models import Opportunity, OpportunityQuestion, OpportunityStep, Stage
from contracts.opportunities.barriers import check_of
from contracts.opportunities.correcting import Correction, code_in_address, corrections_of
from contracts.opportunities.deadlines import countdown
from contracts.opportunities.steps import Notice
from thirty3.design.formatting import money
from thirty3.london_time import LONDON
from toolkit.law.figures import Figure, figure, notices

SUITABLE = {True: "Yes", False: "No", None: "Not said"}
ORDER = {stage: place for place, stage in enumerate(Stage)}


@dataclass(frozen=True)
class Step:
    """A step as a page shows it: its name, its day, and the notice that publishes it, or why none is owed."""

    label: str
    on_date: datetime.date
    notice: str = ""
    url: str = ""
    reason: str = ""
    stage: str = ""
    # Its notice in an address; blank for a step that no notice publishes.
    code: str = ""
    corrected: Correction | None = None


@dataclass(frozen=True)
class Lot:
    """A lot in words."""

    position: int
    title: str
    value: str
    smes: str
    vcses: str

    @property
    def name(self) -> str:
        return f"Lot {self.position}: {self.title}"


def with_parts() -> list[str | Prefetch[Any]]:
    """What a page of one opportunity shows beside its columns: one query each."""
    return [
        Prefetch("participants", Borough.objects.by_name()),
        Prefetch("functions", Function.objects.in_order()),
        Prefetch("steps", OpportunityStep.objects.order_by("on_date", "pk")),
        "lots",
        "barriers",
        Prefetch("questions", OpportunityQuestion.objects.order_by("-answered_at", "pk")),
    ]


def told_of(found: Opportunity, now: datetime.datetime) -> dict[str, Any]:
    """Everything that is told of an opportunity."""
    stage = found.stage_at(now)
    day = now.astimezone(LONDON).date()
    check = check_of(found)
    return {
        "opportunity": found,
        "stage": stage,
        "steps": list(steps_of(found, now)),
        "countdown": countdown_of(found, now),
        "value": value_of(found),
        "lots": [
            Lot(
                lot.position,
                lot.title,
                money(lot.value) or "Not known",
                SUITABLE[lot.suits_smes],
                SUITABLE[lot.suits_vcses],
            )
            for lot in sorted(found.lots.all(), key=lambda lot: lot.position)
        ],
        "smes": SUITABLE[found.suits_smes],
        "vcses": SUITABLE[found.suits_vcses],
        "check": check,
        "unanswered": sum(one.answer is None for one in check),
        "answered": [one for one in found.questions.all() if one.answer],
        "no_award_after": no_award_after(found, stage, day),
    }


def steps_of(found: Opportunity, now: datetime.datetime) -> Iterator[Step]:
    """Its steps in their order, with the closing that happened by itself."""
    steps = sorted(found.steps.all(), key=lambda step: (step.on_date, ORDER[Stage(step.stage)], step.pk))
    closed = any(step.stage == Stage.CLOSED for step in steps)
    corrected = corrections_of(found)
    for step in steps:
        name = notices()[step.notice].name if step.notice in notices() else ""
        notice = f"{name} ({step.notice})" if name else "Notice under the earlier law"
        yield Step(
            Stage(step.stage).label,
            step.on_date,
            notice if step.notice_url else "",
            step.notice_url,
            step.reason,
            step.stage,
            code_in_address(step),
            corrected.get((step.stage, Notice(step.notice, step.notice_url, step.reason))),
        )
    if not closed and found.deadline and found.stage_at(now) == Stage.CLOSED:
        yield Step(Stage.CLOSED.label, found.deadline.astimezone(LONDON).date())


def countdown_of(found: Opportunity, now: datetime.datetime) -> str:
    """When it closes or closed; blank without a deadline, or where that no longer matters."""
    if found.deadline is None or found.stage == Stage.WITHDRAWN:
        return ""
    told = countdown(found.deadline, now)
    return told[:1].upper() + told[1:]


def value_of(found: Opportunity) -> str:
    """ "£100,000 to £250,000, excluding VAT"; blank where its state says more."""
    low, high = found.value_min, found.value_max
    if low is None and high is None:
        return ""
    if low is None or high is None:
        said = f"from {money(low)}" if high is None else f"up to {money(high)}"
    else:
        said = money(low) if low == high else f"{money(low)} to {money(high)}"
    vat = found.get_value_vat_display().lower().replace("vat", "VAT")
    return f"{said}, {'VAT not stated' if found.value_vat == 'not-stated' else vat}"


def no_award_after(found: Opportunity, stage: Stage, day: datetime.date) -> Figure | None:
    """The rule by which it is time to say that no award was published; None until then."""
    if stage != Stage.CLOSED or found.deadline is None:
        return None
    rule = figure("opportunity-no-award-after", day)
    since = (day - found.deadline.astimezone(LONDON).date()).days
    return rule if rule.met_by(Decimal(since)) else None
