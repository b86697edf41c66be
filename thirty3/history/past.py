"""A record's past states, told together from the change log: what it was after each change, and on a day."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from thirty3.design.formatting import DAYS_AS_WRITTEN, fact_date
from thirty3.history.facts import Facts
from thirty3.history.models import Change

# The parameter of a record's page that asks for a day.
AS_OF: Final = "as_of"
NO_DATE: Final = "Enter a day like 31 March 2026."


@dataclass(frozen=True)
class Step:
    """One change, with everything that was so before it and after it. Without facts there was no record."""

    change: Change
    before: Facts
    after: Facts

    @property
    def removed(self) -> bool:
        return self.change.action == Change.Action.REMOVED


def steps_of(kind: str, record_id: int) -> list[Step]:
    """All of a record's changes, the first one first: one query."""
    return steps(Change.objects.filter(kind=kind, record_id=record_id).order_by("version"))


def steps(changes: Iterable[Change]) -> list[Step]:
    """What a record was before and after each of these, which are all of its changes in order."""
    found: list[Step] = []
    before: Facts = {}
    for change in changes:
        kept = {name: value for name, value in before.items() if name not in change.before}
        after = {} if change.action == Change.Action.REMOVED else kept | change.after
        found.append(Step(change, before, after))
        before = after
    return found


def until(known: Sequence[Step], day: datetime.date) -> list[Step]:
    """Those of the steps that were taken by the end of a day in London."""
    return [step for step in known if timezone.localdate(step.change.at) <= day]


@dataclass(frozen=True)
class Asked:
    """The day that an address asks for: none where it asks for today; or what is wrong with it."""

    day: datetime.date | None = None
    problem: str = ""
    text: str = ""


def asked_of(request: HttpRequest) -> Asked:
    """Which day a visitor wants to see a record on. A day to come has brought nothing yet: it means today."""
    text = request.GET.get(AS_OF, "").strip()
    if not text:
        return Asked()
    try:
        day = forms.DateField(input_formats=DAYS_AS_WRITTEN).clean(text)
    except forms.ValidationError:
        return Asked(problem=NO_DATE, text=text[:40])
    return Asked(day=day if day < timezone.localdate() else None, text=fact_date(day))
