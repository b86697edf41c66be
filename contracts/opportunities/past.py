"""What became of an opportunity: what changed of what everybody reads, and how it stood on a day.

It begins with the day on which it was published: what was drafted before is its officers' alone.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import dropwhile
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from contracts.models import BarrierAnswer, Opportunity, Stage, State
from contracts.opportunities.barriers import barriers
from contracts.opportunities.correcting import CORRECTED
from contracts.opportunities.telling import SUITABLE, value_of
from thirty3.audiences import Audience, audience_of
from thirty3.design.formatting import fact_date, money, state_words
from thirty3.errors import gone
from thirty3.history.entries import NOT_SAID, Entry, Line, entry
from thirty3.history.facts import Facts
from thirty3.history.models import Change, Tombstone
from thirty3.history.pages import Subject, history_page, past_page
from thirty3.history.past import Asked, steps_of, until
from thirty3.history.telling import Told
from thirty3.history.words import Words
from thirty3.london_time import LONDON

# What its page shows of its columns and sets, as the page calls it.
LABELS: Final[Mapping[str, str]] = {
    "title": "Title",
    "stage": "How far it has come",
    "deadline": "Deadline",
    "expected_date": "Tenders expected to be invited",
    "borough_id": "Who buys",
    "participants": "Who takes part",
    "functions": "Function",
    "outcome": "What it should bring about",
    "for_whom": "For whom",
    "suits_smes": "Particularly suitable for SMEs",
    "suits_vcses": "Particularly suitable for VCSEs",
    "how_to_respond": "How to respond",
    "respond_url": "Where to respond",
    "contact_role": "Whom to ask",
}
# Of a part that was taken away, or was added later.
NOT_THERE: Final = "Not there"


@require_safe
def opportunity_history(request: HttpRequest, key: str) -> HttpResponse:
    """What changed of an opportunity since it was published."""
    found = Opportunity.objects.published().select_related("borough").filter(key=key).first()
    if found is None:
        return missing(request, key)
    return history_page(request, _subject(found), OpportunityPast(found, audience_of(request)).entries())


def as_it_stood(request: HttpRequest, found: Opportunity, asked: Asked) -> HttpResponse:
    """An opportunity at the end of a day."""
    facts = OpportunityPast(found, audience_of(request)).on(asked.day) if asked.day else None
    return past_page(request, _subject(found), asked, context={"facts": facts} if facts else None)


def missing(request: HttpRequest, key: str) -> HttpResponse:
    """What was published and removed is told to be gone; a draft, and what never was, is not there."""
    kind = Opportunity.record_kind()
    if Tombstone.objects.filter(kind=kind, key=key).exists():
        removed = Change.objects.filter(kind=kind, key=key, action=Change.Action.REMOVED)
        last = removed.order_by("-pk").first()
        if last is not None and last.before.get("published_at"):
            return gone(request)
    raise Http404


class OpportunityPast:
    """The past of what everybody reads of an opportunity. A query, and one for each kind that it names."""

    def __init__(self, record: Opportunity, audience: Audience) -> None:
        self.audience = audience
        taken = steps_of(record.record_kind(), record.pk)
        self.steps = list(dropwhile(lambda step: not step.after.get("published_at"), taken))
        self.words = Words(Opportunity, (step.after for step in self.steps))
        # A sum that is withheld today is told of no day.
        self.tells_value = record.value_state != State.WITHHELD

    def entries(self) -> list[Entry]:
        """The changes of what everybody reads, the latest first."""
        found: list[Entry] = []
        before: dict[str, str] | None = None
        for step in self.steps:
            if step.removed:
                continue
            after = dict(self._told(step.after))
            lines = tuple(_lines(before, after)) if before is not None else ()
            if before is None or lines:
                found.append(self._entry(step.change, created=before is None, lines=lines))
            before = after
        return found[::-1]

    def _entry(self, change: Change, *, created: bool, lines: tuple[Line, ...]) -> Entry:
        """Why a notice was corrected is for everybody: whoever wrote it was told so."""
        told = entry(change, self.audience, created=created, lines=lines)
        if not change.why.startswith(CORRECTED):
            return told
        return replace(told, why=change.why)

    def on(self, day: datetime.date) -> list[Told] | None:
        """What everybody read at the end of a day; None where it was not published yet."""
        taken = until(self.steps, day)
        if not taken or taken[-1].removed:
            return None
        facts = taken[-1].after
        midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), LONDON)
        stood = Opportunity(stage=facts["stage"], deadline=_moment(facts))
        facts = facts | {"stage": stood.stage_at(midnight).value}
        return [Told(label, words) for label, words in self._told(facts)]

    def _told(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """Everything in words, by what the page calls it."""
        for name, label in LABELS.items():
            yield label, self.words.told(name, facts)
        if self.tells_value:
            yield "Value", _value(facts)
        for lot in facts.get("lots", ()):
            yield f"Lot {lot['position']}", _lot(lot, tells_value=self.tells_value)
        for step in facts.get("steps", ()):
            notice = f" ({step['notice']})" if step["notice"] else ""
            yield f"Step: {Stage(step['stage']).label.lower()}{notice}", _step(step)
        names = {one.key: one.barrier for one in barriers()}
        for one in facts.get("barriers", ()):
            answer = BarrierAnswer.Answer(one["answer"]).label
            yield f"SME barrier check: {names.get(one['barrier'], one['barrier'])}", _with(answer, one["why"])


def _lines(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Line]:
    for label in {**before, **after}:
        was, now = (told.get(label, NOT_THERE) for told in (before, after))
        if was != now:
            yield Line(label, was, now)


def _value(facts: Facts) -> str:
    if facts["value_state"] != State.KNOWN:
        return state_words(facts["value_state"], facts["value_reason"])
    low, high = (Decimal(sum_) if sum_ else None for sum_ in (facts.get("value_min"), facts.get("value_max")))
    told = value_of(Opportunity(value_min=low, value_max=high, value_vat=facts["value_vat"]))
    return told[:1].upper() + told[1:]


def _lot(lot: Mapping[str, Any], *, tells_value: bool) -> str:
    value = money(Decimal(lot["value"])) if lot["value"] else NOT_SAID.lower()
    return "; ".join(
        (
            lot["title"],
            *((f"value: {value}",) if tells_value else ()),
            f"suitable for SMEs: {SUITABLE[lot['suits_smes']].lower()}",
            f"suitable for VCSEs: {SUITABLE[lot['suits_vcses']].lower()}",
        )
    )


def _step(step: Mapping[str, Any]) -> str:
    published = f"no notice is owed: {step['reason']}" if step["reason"] else step["notice_url"]
    return ", ".join(filter(None, (fact_date(datetime.date.fromisoformat(step["on_date"])), published)))


def _with(answer: str, why: str) -> str:
    return f"{answer}: {why}" if why else answer


def _moment(facts: Facts) -> datetime.datetime | None:
    return parse_datetime(facts["deadline"]) if facts.get("deadline") else None


def _subject(found: Opportunity) -> Subject:
    return Subject(
        title=found.title,
        address=found.get_absolute_url(),
        history=reverse("contracts:opportunity-history", args=[found.key]),
        trail=("Opportunities", reverse("contracts:opportunities")),
        demonstration=found.demonstration,
        whose=found.borough.name,
    )
