"""Calls of the page tests: each names the first authority, and suppliers answered the first of them."""

import datetime
from typing import Any

from django.utils import timezone

from boroughs.models import Borough
from suppliers.models import Supplier
from thirty3.accounts.models import User
from thirty3.documents import store
from thirty3.history.services import recording
from toolkit.models import Call, Feedback, LearnMore, Question, Response, ResponseFile, Sending

A_MONTH = datetime.timedelta(days=30)
UK2 = "https://www.find-tender.service.gov.uk/Notice/000001-2026"


def add_call(number: int, borough: Borough, supplier: Supplier, person: User) -> None:
    """One more call, and one more answer to the first; one that is hidden, and one that names nobody."""
    _call(number, borough)
    if number == 0:
        _call(0, borough, slug="call-hidden", published=False)
        _call(0, borough, slug="call-elsewhere").boroughs.clear()
    _answer(Call.objects.get(slug="call-0"), supplier, person)


def _call(number: int, borough: Borough, **facts: Any) -> Call:
    now = timezone.now()
    told: dict[str, Any] = {
        **{"slug": f"call-{number}", "title": f"Call {number}", "introduction": "One\n\nTwo"},
        **{"kind": "engagement", "uk2_url": UK2, "published": True, "keep_days": 30},
        **{"opens_at": now - A_MONTH, "closes_at": now + A_MONTH},
        "belongs_with": Call.objects.order_by("pk").first(),
    }
    call = Call(**told | facts)
    with recording(call):
        call.save()
        call.boroughs.add(borough)
        Question.objects.create(call=call, position=0, label=f"What {number}?")
        Question.objects.create(call=call, position=99, label="A plan", kind="file")
    return call


def _answer(call: Call, supplier: Supplier, person: User) -> None:
    now = timezone.now()
    response = Response(
        call=call, supplier=supplier, saved_by=person, edition=1, sent_at=now, first_sent_at=now
    )
    file = ResponseFile(name="plan.pdf", stored_as=store.keep(b"%PDF-1.7"), size_bytes=8)
    text, plan = call.questions.get(position=0), call.questions.get(kind="file")
    given = {"values": {text.key: "That", plan.key: file.key}, "from_profile": [], "confidential": [text.key]}
    response.sent = {**given, "confidential_reason": "Rivals do not know"}
    # It was changed since, and can be sent again.
    response.draft = {**given, "confidential_reason": "Rivals still do not know"}
    response.save()
    file.response = response
    file.save()
    Sending.objects.create(response=response, at=now)
    LearnMore.objects.create(response=response, borough=call.boroughs.order_by("pk")[0])
    Feedback.objects.create(response=response, text="Thank you.", written_by=person)
