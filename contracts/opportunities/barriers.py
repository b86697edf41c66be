"""What keeps small firms away, and what the buyer of an opportunity did about it."""

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django import forms
from django.conf import settings
from django.db import transaction

from contracts.imports.cells.text import refusal
from contracts.models import BarrierAnswer, Opportunity
from contracts.opportunities.writing import changing
from contracts.sharing.wording import refuse_names
from toolkit.law.figures import Source, sources

BARRIERS: Final[Path] = settings.BASE_DIR / "fixtures" / "law" / "sme-barriers.csv"
Answer = BarrierAnswer.Answer


@dataclass(frozen=True)
class Barrier:
    """One thing that keeps small firms from taking part, and what helps."""

    key: str
    barrier: str
    helps: str
    source: Source


@functools.cache
def barriers() -> tuple[Barrier, ...]:
    """All of them, in the order of the table."""
    with BARRIERS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Barrier(row["key"], row["barrier"], row["helps"], sources()[row["source"]])
            for row in csv.DictReader(file)
        )


@dataclass(frozen=True)
class Checked:
    """A barrier with the answer of the buyer; without one it is not answered yet."""

    barrier: Barrier
    answer: BarrierAnswer | None


def check_of(opportunity: Opportunity) -> list[Checked]:
    """Every barrier with its answer: one query, or none where they were fetched."""
    answers = {one.barrier: one for one in opportunity.barriers.all()}
    return [Checked(one, answers.get(one.key)) for one in barriers()]


@transaction.atomic
def answer(*, opportunity: Opportunity, actor: Any, answers: Mapping[str, tuple[str, str]]) -> None:
    """Keep the answers: for a barrier what was said, and why. Those left out are not answered."""
    with changing(opportunity, actor, "SME barrier check") as held:
        refuse_names(*(why for _, why in answers.values()))
        held.barriers.exclude(barrier__in=answers).delete()
        for key, (said, why) in answers.items():
            found = BarrierAnswer.objects.filter(opportunity=held, barrier=key).first()
            one = found or BarrierAnswer(opportunity=held, barrier=key)
            one.answer, one.why = Answer(said), why.strip()
            one.save()


class BarriersForm(forms.Form):
    """The whole checklist: an answer to each barrier, and why where it is not possible."""

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for checked in check_of(opportunity):
            key, held = checked.barrier.key, checked.answer
            self.fields[key] = forms.ChoiceField(
                label=checked.barrier.barrier,
                help_text=checked.barrier.helps,
                choices=[*Answer.choices, ("", "Not answered yet")],
                required=False,
                widget=forms.RadioSelect,
                initial=held.answer if held else "",
            )
            self.fields[f"{key}-why"] = forms.CharField(
                label="What you did, or why not",
                required=False,
                max_length=500,
                initial=held.why if held else "",
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for one in barriers():
            why = f"{one.key}-why"
            if problem := refusal(cleaned.get(why, ""), "This"):
                self.add_error(why, problem)
            if cleaned.get(one.key) == Answer.NOT_POSSIBLE and not cleaned.get(why):
                self.add_error(why, f"Say why this is not possible: {one.barrier.lower()}.")
        return cleaned

    def answers(self) -> dict[str, tuple[str, str]]:
        """What was answered."""
        given = self.cleaned_data
        return {one.key: (given[one.key], given[f"{one.key}-why"]) for one in barriers() if given[one.key]}
