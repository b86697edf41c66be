"""Putting right what publishes a step that everybody sees already, with the reason for everybody to read."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db import transaction
from django.utils import timezone

from boroughs.permissions import capacity
from contracts.imports.cells.text import refusal
from contracts.models import Contract, Opportunity, OpportunityStep, Stage
from contracts.opportunities.forms import StepForm
from contracts.opportunities.news import note
from contracts.opportunities.steps import GONE, Notice, NotPossible, owed_for, problem_of_notice
from contracts.opportunities.writing import changing
from contracts.services.editing import editing
from contracts.sharing.wording import refuse_names
from thirty3.history.models import Change

# How the change log begins the reason of a correction. Whoever gave it was told that everybody reads it.
CORRECTED: Final = "Corrected a notice: "
SAY_WHY: Final = "Enter why you correct it."
# In an address, where a step has no code: a reason, or a notice under the earlier law.
NO_CODE: Final = "none"
NOTHING_NEW: Final = "This is what is published already. Change what is wrong."


@dataclass(frozen=True)
class Correction:
    """On which day the notice of a step was put right, and why."""

    on_date: datetime.date
    why: str


@transaction.atomic
def correct(*, step: OpportunityStep, actor: Any, notice: Notice, why: str) -> None:
    """Have another notice, or a reason why none is owed, stand where a wrong one stood."""
    refuse_names(why, notice.reason)
    if not why.strip():
        raise NotPossible(SAY_WHY)
    with changing(step.opportunity, actor, f"{CORRECTED}{why.strip()}") as opportunity:
        held = opportunity.steps.filter(pk=step.pk).first()
        if held is None:
            raise NotPossible(GONE)
        stage, before = Stage(held.stage), Notice(held.notice, held.notice_url, held.reason)
        if problem := problem_of_notice(notice, owed_for(stage, opportunity)):
            raise NotPossible(problem)
        if before == notice:
            raise NotPossible(NOTHING_NEW)
        if opportunity.steps.filter(stage=stage, notice=notice.code).exclude(pk=held.pk).exists():
            raise NotPossible("Another entry tells of this notice already.")
        held.notice, held.notice_url, held.reason = notice.code, notice.url, notice.reason.strip()
        held.save(update_fields=["notice", "notice_url", "reason"])
        note(opportunity, f"The notice of a step was corrected: {stage.label.lower()}.")
        if stage == Stage.AWARDED:
            _correct_contract(opportunity, actor, before.url, notice.url)


def _correct_contract(opportunity: Opportunity, actor: Any, wrong: str, right: str) -> None:
    """The contract that came of it took the address from the award."""
    own = Contract.objects.filter(lead_buyer=opportunity.borough, held_from="")
    contract = own.filter(key=opportunity.contract_key).first()
    if contract is None or not wrong or wrong not in contract.links:
        return
    role = capacity(actor, opportunity.borough)
    with editing(contract, actor=actor, role=role, why="The address of the award’s notice was corrected"):
        links = [right if link == wrong else link for link in contract.links]
        contract.links = list(dict.fromkeys(filter(None, links)))
        contract.save(update_fields=["links"])


def code_in_address(step: OpportunityStep) -> str:
    """How an address names the notice of a step; blank where there is none to be put right."""
    if not step.notice_url and not step.reason:
        return ""
    return step.notice.lower() or NO_CODE


def step_at(opportunity: Opportunity, stage: str, code: str) -> OpportunityStep | None:
    """The step that an address names, if it is published by something that can be put right."""
    held = opportunity.steps.filter(stage=stage, notice="" if code == NO_CODE else code.upper())
    return held.exclude(notice_url="", reason="").first()


def corrections_of(opportunity: Opportunity) -> dict[tuple[str, Notice], Correction]:
    """What was put right, by the step and what stands there since; a later one counts: one query."""
    found: dict[tuple[str, Notice], Correction] = {}
    changes = Change.objects.filter(kind=Opportunity.record_kind(), record_id=opportunity.pk)
    for change in changes.filter(why__startswith=CORRECTED).order_by("version"):
        correction = Correction(timezone.localdate(change.at), change.why.removeprefix(CORRECTED))
        steps = (state.get("steps", ()) for state in (change.before, change.after))
        for before, after in zip(*steps, strict=False):
            if before != after:
                stands = Notice(after["notice"], after["notice_url"], after["reason"])
                found[after["stage"], stands] = correction
    return found


class CorrectionForm(StepForm):
    """What should have stood there, and why it did not."""

    why = forms.CharField(
        label="Why you correct it",
        max_length=300,
        help_text="Everybody reads it beside the step, with the day. Such as “A digit was wrong”.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": SAY_WHY},
    )

    def __init__(self, *args: Any, step: OpportunityStep, **kwargs: Any) -> None:
        super().__init__(*args, opportunity=step.opportunity, stage=Stage(step.stage), **kwargs)
        del self.fields["on_date"]
        self.initial = {"code": step.notice, "url": step.notice_url, "reason": step.reason}

    def clean_why(self) -> str:
        why = str(self.cleaned_data["why"])
        if problem := refusal(why, "This"):
            raise forms.ValidationError(problem)
        return why
