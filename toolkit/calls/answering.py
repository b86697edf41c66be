"""Beginning an answer, saving its draft, sending it and taking it back: by the clock of the server."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet

from suppliers.members.permissions import Act, suppliers_for
from suppliers.models import Supplier
from thirty3.documents import store
from thirty3.documents.kinds import words_of
from thirty3.london_time import london_time
from toolkit.calls import letters
from toolkit.calls.content import Given
from toolkit.calls.profile import filled_from
from toolkit.models import Call, Question, Response, ResponseFile, Sending

LONGEST_NAME: Final = 100
MOST_FILES: Final = 40


class NotPossible(ValueError):
    """Something that cannot be done with an answer, in words for whoever tried."""


class NotOpen(NotPossible):
    """The call is not open at this second."""


class SavedSince(NotPossible):
    """Somebody saved the answer since it was opened: a colleague, or the same person in another window."""


class Unanswered(NotPossible):
    """Questions that have to be answered are not."""

    def __init__(self, questions: list[Question]) -> None:
        super().__init__("Answer every question that has to be answered before you send.")
        self.questions = questions


@dataclass(frozen=True)
class SentFile:
    """A file that was sent: what it is called, and what is in it."""

    name: str
    content: bytes


def own_responses(person: Any) -> QuerySet[Response]:
    """The answers that somebody may write: their own, and those of suppliers whose profile they keep."""
    theirs = suppliers_for(person, Act.EDIT_PROFILE).values("pk")
    return Response.objects.with_people().filter(Q(person=person) | Q(supplier__in=theirs))


def questions_of(call: Call) -> list[Question]:
    return list(call.questions.order_by("position", "pk"))


def begin(*, call: Call, person: Any, supplier: Supplier | None, now: datetime.datetime) -> Response:
    """The one answer of a supplier or a person: begun from the profile, or as it was left."""
    whose: dict[str, Any] = {"supplier": supplier} if supplier else {"person": person}
    with transaction.atomic():
        held = _as_it_is(call)
        if (known := Response.objects.filter(call=held, **whose).first()) is not None:
            return known
        _demand_open(held, now)
        if supplier is None and held.who != Call.Who.ANYONE:
            raise NotPossible("This call is for suppliers. Answer it for one whose profile you keep.")
        profile = filled_from(supplier, questions_of(held))
        draft = Given(values=profile).beside(profile)
        return Response.objects.create(
            call=held, **whose, saved_by=person, draft=draft.as_json(), begun_at=now, saved_at=now
        )


def keep_draft(
    *,
    response: Response,
    person: Any,
    given: Given,
    files: Mapping[str, SentFile],
    seen: int,
    now: datetime.datetime,
) -> Response:
    """Keep a draft. `files` are new ones, under the keys of their questions; `seen` is the edition opened."""
    for file in files.values():
        words_of(file.name, file.content)
    kept = {key: store.keep(file.content) for key, file in files.items()}
    try:
        with transaction.atomic():
            held = _locked(response, seen, now)
            made = {key: _file(held, files[key], stored_as) for key, stored_as in kept.items()}
            values = given.values | {key: file.key for key, file in made.items()}
            questions = questions_of(held.call)
            draft = replace(given, values=values).beside(filled_from(held.supplier, questions))
            held.draft, held.edition = draft.as_json(), held.edition + 1
            held.saved_by, held.saved_at = person, now
            held.save(update_fields=["draft", "edition", "saved_by", "saved_at"])
            _drop_unnamed(held, questions)
    except BaseException:
        for stored_as in kept.values():
            store.discard(stored_as)
        raise
    return held


def send(*, response: Response, seen: int, now: datetime.datetime) -> Response:
    """Send the draft. The last that was sent counts; the same sent twice is sent once."""
    with transaction.atomic():
        held = _locked(response, seen, now)
        if held.sent == held.draft:
            return held
        questions = questions_of(held.call)
        if unanswered := Given.read(held.draft).missing(questions):
            raise Unanswered(unanswered)
        held.sent, held.sent_at = held.draft, now
        held.first_sent_at = held.first_sent_at or now
        held.save(update_fields=["sent", "sent_at", "first_sent_at"])
        Sending.objects.create(response=held, at=now)
        _drop_unnamed(held, questions)
    letters.receipt(held)
    return held


def withdraw(response: Response) -> None:
    """Take an answer back: all of it is deleted, its files and what was said of it included."""
    delete([response])


def delete(responses: Iterable[Response]) -> int:
    """Delete answers with their files, and say how many."""
    count = 0
    with transaction.atomic():
        for response in responses:
            _discard_later(response.files.values_list("stored_as", flat=True))
            response.delete()
            count += 1
    return count


def _as_it_is(call: Call) -> Call:
    """The call as it stands now: its times may have been changed since the page was made."""
    return Call.objects.select_for_update().get(pk=call.pk)


def _locked(response: Response, seen: int, now: datetime.datetime) -> Response:
    call = _as_it_is(response.call)
    held = Response.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=response.pk)
    held.call = call
    _demand_open(call, now)
    if held.edition != seen:
        raise SavedSince(
            "This answer was saved since you opened it, by a colleague or in another window. "
            "Nothing of this page is saved. Open the answer again to see what it says now."
        )
    return held


def _demand_open(call: Call, now: datetime.datetime) -> None:
    if call.has_closed_at(now):
        raise NotOpen(
            f"This call closed at {london_time(call.closes_at)}. Nothing was sent or saved since. "
            "A draft that you saved before is kept as it was, and an answer that you sent before counts."
        )
    if not call.is_open_at(now):
        raise NotOpen(f"This call opens at {london_time(call.opens_at)}.")


def _file(response: Response, file: SentFile, stored_as: str) -> ResponseFile:
    if response.files.count() >= MOST_FILES:
        raise NotPossible("This answer holds too many files. Take some away and save before you add others.")
    name = Path(file.name.replace("\\", "/")).name[-LONGEST_NAME:]
    return ResponseFile.objects.create(
        response=response, name=name, stored_as=stored_as, size_bytes=len(file.content)
    )


def _drop_unnamed(response: Response, questions: list[Question]) -> None:
    """Files that neither the draft nor what was sent names any more are gone."""
    named = Given.read(response.draft).file_keys(questions) | Given.read(response.sent).file_keys(questions)
    dead = response.files.exclude(key__in=named)
    _discard_later(dead.values_list("stored_as", flat=True))
    dead.delete()


def _discard_later(stored: Iterable[str]) -> None:
    """Once the transaction stands, so that a row never names a file that is gone."""
    names = list(stored)

    def discard() -> None:
        for name in names:
            store.discard(name)

    transaction.on_commit(discard)
