"""Invented calls with answers of invented firms."""

import datetime
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from boroughs.models import Borough
from suppliers.models import Supplier
from thirty3.london_time import LONDON
from toolkit.calls import answering
from toolkit.calls.answering import questions_of
from toolkit.calls.content import Given
from toolkit.calls.examples import set_up, was_here
from toolkit.models import Call, Feedback, LearnMore, Question

WHY: Final = "Demonstration"
OPENS: Final = datetime.time(9)
CLOSES: Final = datetime.time(12)


@transaction.atomic
def load_calls(day: datetime.date) -> int:
    """Bring in those that never were here, as they stand on a day; how many came. What staff did stays."""
    text = (settings.BASE_DIR / "fixtures/demonstration/calls.toml").read_text(encoding="utf-8")
    new = [told for told in tomllib.loads(text)["call"] if not was_here(told["slug"])]
    for told in new:
        _call(told, day)
    return len(new)


def _call(told: Mapping[str, Any], day: datetime.date) -> None:
    call = set_up(
        told,
        why=WHY,
        boroughs=Borough.objects.filter(slug__in=told["boroughs"]),
        opens_at=_at(day, told["opens"], OPENS),
        closes_at=_at(day, told["closes"], CLOSES),
        demonstration=True,
    )
    named = dict(zip((one["name"] for one in told["questions"]), questions_of(call), strict=True))
    for answer in told["answers"]:
        _answer(call, named, answer, day)


def _answer(call: Call, named: Mapping[str, Question], told: Mapping[str, Any], day: datetime.date) -> None:
    """An answer as its firm would have sent it; none where the demonstration does not have that firm."""
    supplier = Supplier.objects.filter(demonstration=True, name=told["supplier"]).first()
    if supplier is None:
        return
    now = _at(day, -told["sent"], told["at"])
    begun = answering.begin(call=call, person=None, supplier=supplier, now=now)
    given = Given(
        values={named[name].key: value for name, value in told["values"].items()},
        confidential=tuple(named[name].key for name in told.get("confidential", ())),
        confidential_reason=told.get("reason", ""),
    )
    draft = answering.keep_draft(response=begun, person=None, given=given, files={}, seen=0, now=now)
    sent = answering.send(response=draft, seen=1, now=now)
    for borough in call.boroughs.all():
        if told.get("marked"):
            LearnMore.objects.create(response=sent, borough=borough)
        if text := told.get("feedback"):
            written_at = now + datetime.timedelta(days=2)
            Feedback.objects.create(response=sent, borough=borough, text=text, written_at=written_at)


def _at(day: datetime.date, days: int, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day + datetime.timedelta(days=days), time, tzinfo=LONDON)
