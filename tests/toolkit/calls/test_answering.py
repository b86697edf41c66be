"""An answer is begun from the profile, saved, sent until the closing second, taken back and deleted."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from boroughs.models import Borough
from suppliers.models import Supplier
from tests import factories
from tests.thirty3.documents.files import PDF
from tests.toolkit.calls.conftest import DAY, a_call, member
from thirty3.accounts.models import User
from thirty3.documents import store
from thirty3.documents.kinds import NotAccepted
from thirty3.london_time import LONDON, exact_london_time, london_time
from thirty3.registry import HOLDERS, MOVERS
from toolkit.calls import answering, erasing
from toolkit.calls.answering import NotOpen, NotPossible, SavedSince, SentFile, Unanswered
from toolkit.calls.content import Given
from toolkit.calls.retention import delete_old_answers
from toolkit.models import Call, Response, ResponseFile

pytestmark = pytest.mark.django_db(databases="__all__")
SECOND = datetime.timedelta(seconds=1)


def begun(call: Call, person: User, supplier: Supplier | None) -> Response:
    return answering.begin(call=call, person=person, supplier=supplier, now=timezone.now())


def saved(response: Response, person: User, **values: Any) -> Response:
    now = timezone.now()
    given = Given(values=values)
    return answering.keep_draft(
        response=response, person=person, given=given, files={}, seen=response.edition, now=now
    )


def test_it_begins_with_what_the_profile_says_and_marks_it(call, acme, anna, asked) -> None:
    draft = Given.read(begun(call, anna, acme).draft)
    assert draft.values == {
        asked["name"].key: "Acme Software Ltd",
        asked["size"].key: "Small (10 to 49)",
        asked["holds"].key: ["CYBER ESSENTIALS"],
    }
    assert set(draft.from_profile) == set(draft.values)


def test_what_is_changed_is_no_longer_from_the_profile_which_stays(call, acme, anna, asked) -> None:
    name, size = asked["name"].key, asked["size"].key
    held = saved(begun(call, anna, acme), anna, **{name: "Acme Labs", size: "Small (10 to 49)"})
    assert Given.read(held.draft).from_profile == (size,)
    acme.refresh_from_db()
    assert acme.name == "Acme Software Ltd"


def test_a_supplier_has_one_answer_and_a_person_one_of_their_own(call, camden, acme, anna) -> None:
    ben = member("ben@acme.example", acme)
    assert begun(call, anna, acme).pk == begun(call, ben, acme).pk
    with pytest.raises(NotPossible, match="for suppliers"):
        begun(call, anna, None)
    everyone = a_call(camden, slug="everyone", who="anyone")
    assert begun(everyone, anna, None).pk == begun(everyone, anna, None).pk != begun(everyone, anna, acme).pk


def test_the_second_of_two_windows_is_told_and_overwrites_nothing(call, acme, anna, asked) -> None:
    draft, name = begun(call, anna, acme), asked["name"].key
    saved(draft, anna, **{name: "First"})
    with pytest.raises(SavedSince, match="saved since you opened it"):
        saved(draft, anna, **{name: "Second"})
    with pytest.raises(SavedSince):
        answering.send(response=draft, seen=0, now=timezone.now())
    draft.refresh_from_db()
    assert Given.read(draft.draft).values == {name: "First"}


def test_sending_needs_every_required_answer_and_keeps_each_time(call, acme, anna, asked) -> None:
    draft = saved(begun(call, anna, acme), anna)
    now = timezone.now()
    with pytest.raises(Unanswered) as refused:
        answering.send(response=draft, seen=draft.edition, now=now)
    assert refused.value.questions == [asked["name"]]
    first = saved(draft, anna, **{asked["name"].key: "Acme"})
    answering.send(response=first, seen=first.edition, now=now)
    answering.send(response=first, seen=first.edition, now=now + SECOND)
    second = saved(first, anna, **{asked["name"].key: "Acme Labs"})
    sent = answering.send(response=second, seen=second.edition, now=now + 2 * SECOND)
    assert (sent.first_sent_at, sent.sent_at) == (now, now + 2 * SECOND)
    assert list(sent.sendings.order_by("at").values_list("at", flat=True)) == [now, now + 2 * SECOND]
    assert Given.read(sent.sent).values[asked["name"].key] == "Acme Labs"


def test_a_receipt_with_the_reference_goes_to_everyone_who_keeps_the_profile(
    call, acme, anna, asked, django_capture_on_commit_callbacks
) -> None:
    member("ben@acme.example", acme)
    draft = saved(begun(call, anna, acme), anna, **{asked["name"].key: "Acme"})
    with django_capture_on_commit_callbacks(execute=True):
        answering.send(response=draft, seen=draft.edition, now=timezone.now())
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {"anna@acme.example", "ben@acme.example"}
    letter = told["anna@acme.example"]
    assert f"Reference: {draft.key}" in letter.body
    assert "London time" in letter.body
    assert letter.subject == "We have your answer to Software for housing"


@pytest.mark.parametrize(
    ("day", "before", "at"),
    [
        # Clocks go forward at one in the morning of 28 March 2027, and back at two of 31 October.
        ((2027, 3, 28), "GMT", datetime.datetime(2027, 3, 28, 11, tzinfo=datetime.UTC)),
        ((2027, 10, 31), "BST", datetime.datetime(2027, 10, 31, 12, tzinfo=datetime.UTC)),
    ],
    ids=["forward", "back"],
)
def test_it_closes_at_noon_in_london_to_the_second_when_the_clocks_change(
    camden: Borough, acme: Supplier, anna: User, asked: Any, day: Any, before: str, at: datetime.datetime
) -> None:
    closes = datetime.datetime(*day, 12, tzinfo=LONDON)
    eve = closes - DAY
    assert closes == at
    assert london_time(eve).endswith(f"London time ({before})")
    call = a_call(camden, slug="clocks", opens_at=at - 10 * DAY, closes_at=closes)
    draft = answering.begin(call=call, person=anna, supplier=acme, now=at - DAY)
    sent = answering.send(response=draft, seen=0, now=at - SECOND)
    assert sent.sent_at == at - SECOND
    zone = "GMT" if before == "BST" else "BST"
    assert exact_london_time(sent.sent_at).startswith("11:59:59am on Sunday")
    assert london_time(closes).endswith(f"London time ({zone})")
    given = Given(values={question.key: "Late" for question in call.questions.filter(kind="text")})
    for late in (at, at + SECOND):
        with pytest.raises(NotOpen, match=r"closed at noon on Sunday .* is kept as it was"):
            answering.keep_draft(response=draft, person=anna, given=given, files={}, seen=0, now=late)
        with pytest.raises(NotOpen):
            answering.send(response=draft, seen=0, now=late)
    draft.refresh_from_db()
    assert Given.read(draft.draft).values != given.values


def test_a_draft_begun_before_closing_is_kept_and_not_sent(call, acme, anna, asked) -> None:
    draft = saved(begun(call, anna, acme), anna, **{asked["name"].key: "Acme"})
    with pytest.raises(NotOpen):
        answering.send(response=draft, seen=draft.edition, now=call.closes_at)
    draft.refresh_from_db()
    assert (draft.sent_at, Given.read(draft.draft).values) == (None, {asked["name"].key: "Acme"})
    with pytest.raises(NotOpen):
        answering.begin(call=call, person=anna, supplier=factories.supplier(), now=call.closes_at)
    with pytest.raises(NotOpen, match="This call opens at"):
        answering.begin(call=call, person=anna, supplier=factories.supplier(), now=call.opens_at - SECOND)


def files_of(documents: Path) -> set[str]:
    return {path.name for path in documents.iterdir()} if documents.exists() else set()


def test_a_replaced_file_goes_once_neither_draft_nor_what_was_sent_names_it(
    answered: Response, anna: User, asked: Any, documents: Path, django_capture_on_commit_callbacks: Any
) -> None:
    def replaced(content: bytes) -> Response:
        held = Response.objects.get(pk=answered.pk)
        with django_capture_on_commit_callbacks(execute=True):
            return answering.keep_draft(
                response=held,
                person=anna,
                given=Given(values={asked["name"].key: "Acme"}),
                files={asked["plan"].key: SentFile("..\\other.pdf", content)},
                seen=held.edition,
                now=timezone.now(),
            )

    held = replaced(PDF + b"2")
    assert set(held.files.values_list("name", flat=True)) == {"plan.pdf", "other.pdf"}
    replaced(PDF + b"3")
    assert held.files.count() == 2
    held.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        answering.send(response=held, seen=held.edition, now=timezone.now())
    assert [path.read_bytes() for path in documents.iterdir()] == [PDF + b"3"]


def test_a_refused_file_leaves_nothing(call, acme, anna, asked, documents: Path) -> None:
    draft = begun(call, anna, acme)
    for seen, content in ((0, b"<html>"), (7, PDF)):
        with pytest.raises((NotAccepted, SavedSince)):
            answering.keep_draft(
                response=draft,
                person=anna,
                given=Given(),
                files={asked["plan"].key: SentFile("a.pdf", content)},
                seen=seen,
                now=timezone.now(),
            )
    assert (files_of(documents), ResponseFile.objects.count()) == (set(), 0)


def test_withdrawing_deletes_the_answer_and_its_files(
    answered: Response, documents: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answering.withdraw(answered)
    assert (Response.objects.count(), ResponseFile.objects.count(), files_of(documents)) == (0, 0, set())


def test_answers_go_when_their_time_is_over_and_leave_their_number(
    answered: Response, call: Call, documents: Path, django_capture_on_commit_callbacks: Any
) -> None:
    begun(call, member("x@other.example", other := factories.supplier("Other")), other)
    due = call.closes_at + 30 * DAY
    assert delete_old_answers(due - SECOND) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_old_answers(due) == 2
    call.refresh_from_db()
    assert (call.deleted_answers, Response.objects.count(), files_of(documents)) == (1, 0, set())
    assert delete_old_answers(due + DAY) == 0


def test_a_person_who_is_erased_takes_their_own_answer_with_its_files_and_no_suppliers(
    answered: Response, camden: Borough, anna: User, documents: Path, django_capture_on_commit_callbacks: Any
) -> None:
    everyone = a_call(camden, slug="everyone", who="anyone")
    own = begun(everyone, anna, None)
    ResponseFile.objects.create(response=own, name="a.pdf", stored_as=store.keep(PDF), size_bytes=1)
    with django_capture_on_commit_callbacks(execute=True):
        for holder in HOLDERS:
            if holder.model is Response:
                holder.erase(anna.pk)
    assert list(Response.objects.all()) == [answered]
    assert files_of(documents) == set(answered.files.values_list("stored_as", flat=True))
    answered.refresh_from_db()
    assert answered.saved_by is None


def test_an_address_in_a_file_is_found_and_the_file_taken_out(call, acme, anna, asked, documents) -> None:
    draft = begun(call, anna, acme)
    file = {asked["plan"].key: SentFile("plan.txt", b"Ask jo@acme.example")}
    answering.keep_draft(response=draft, person=anna, given=Given(), files=file, seen=0, now=timezone.now())
    assert erasing.find("Jo@acme.example") == [f"File of answer {draft.key}"]
    assert (erasing.erase("Jo@acme.example"), files_of(documents)) == (1, set())


def test_a_merge_of_two_suppliers_leaves_the_survivors_answer(call, acme, anna) -> None:
    other = factories.supplier("Acme Labs")
    kept = begun(call, anna, acme)
    begun(call, member("x@labs.example", other), other)
    assert MOVERS["toolkit.Response.supplier"].move(from_id=other.pk, to_id=acme.pk) == 1
    assert list(Response.objects.all()) == [kept]


def test_documents_that_only_answers_name_are_not_taken_for_dead(answered: Response, documents: Path) -> None:
    store.keep(b"nobody's")
    assert store.delete_dead(timezone.now() + 2 * DAY) == 1
    assert files_of(documents) == set(answered.files.values_list("stored_as", flat=True))
