"""Officers whom a call names, and staff, read answers, mark them and write back; staff set calls up."""

import csv
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from boroughs.models import Borough
from tests import factories
from tests.logged import unlogged
from tests.staff_forms import filled_in
from tests.thirty3.documents.files import PDF
from tests.toolkit.calls.conftest import a_call, officer_at
from toolkit.calls import answering
from toolkit.calls.content import Given
from toolkit.calls.officers import A_PAGE
from toolkit.models import Call, Feedback, LearnMore, Response

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def hackney(db: None) -> Borough:
    return factories.borough("Hackney")


def at(name: str, borough: Borough, call: Call, *more: str) -> str:
    return reverse(f"toolkit:{name}", args=[borough.slug, call.slug, *more])


@pytest.fixture
def desk(officer: Any, window: Any) -> Client:
    return window(officer)


def test_an_officer_reads_answers_with_what_is_confidential_marked(desk, camden, call, answered) -> None:
    assert "Acme Software Ltd" in desk.get(at("call-answers", camden, call)).content.decode()
    page = desk.get(at("call-answer", camden, call, answered.key)).content.decode()
    for words in ("Parts are confidential: Rivals do not know", "6 weeks", ">Confidential<", "plan.pdf"):
        assert words in page
    file = desk.get(at("call-answer-file", camden, call, answered.key, answered.files.get().key))
    assert file["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert b"".join(file) == PDF


def test_answers_are_paged_and_their_downloads_are_whole(desk, camden, call, asked) -> None:
    given = Given(values={asked["name"].key: "Us"}).as_json()
    for number in range(A_PAGE + 1):
        Response.objects.create(
            call=call,
            supplier=factories.supplier(f"Firm {number:02}"),
            **{"draft": given, "sent": given, "sent_at": call.opens_at, "first_sent_at": call.opens_at},
        )
    url, last = at("call-answers", camden, call), f"the answer of Firm {A_PAGE}<"
    first = desk.get(url).content.decode()
    assert f"{A_PAGE + 1} answers, in the order in which they came" in first
    assert "?page=2" in first
    assert last not in first
    for number in ("2", "99"):
        second = desk.get(url, {"page": number}).content.decode()
        assert last in second
        assert second.count("> the answer of ") == 1
    rows = b"".join(desk.get(at("call-answers-csv", camden, call))).decode().splitlines()
    assert len(rows) == A_PAGE + 2


def test_drafts_and_what_only_a_draft_names_are_not_there(desk, camden, call, answered, anna, asked) -> None:
    everyone = a_call(camden, slug="everyone", who="anyone")
    draft = answering.begin(call=everyone, person=anna, supplier=None, now=everyone.opens_at)
    assert "No answer is here." in desk.get(at("call-answers", camden, everyone)).content.decode()
    assert desk.get(at("call-answer", camden, everyone, draft.key)).status_code == 404
    file = answered.files.create(name="b.pdf", stored_as="x", size_bytes=1)
    assert desk.get(at("call-answer-file", camden, call, answered.key, file.key)).status_code == 404


def test_a_mark_to_learn_more_is_the_authoritys_own(
    desk, camden, hackney, call, answered, anna, window
) -> None:
    factories.change(call, boroughs=[camden, hackney])
    other = window(officer_at(hackney))
    url = at("call-answer-mark", camden, call, answered.key)
    for _ in range(2):
        desk.post(url, {"marked": "yes"})
    assert LearnMore.objects.count() == 1
    assert "To learn more" in desk.get(at("call-answers", camden, call)).content.decode()
    for browser, page in (
        (other, at("call-answers", hackney, call)),
        (other, at("call-answer", hackney, call, answered.key)),
        (window(anna), reverse("toolkit:response-receipt", args=[call.slug, answered.key])),
    ):
        assert ">To learn more<" not in browser.get(page).content.decode()
    assert b"yes" not in b"".join(other.get(at("call-answers-csv", hackney, call)))
    desk.post(url, {"marked": "no"})
    assert not LearnMore.objects.exists()


def test_feedback_is_read_beside_the_answer_and_told_by_letter(
    desk, camden, call, answered, anna, window, staff, django_capture_on_commit_callbacks
) -> None:
    url = at("call-answer-feedback", camden, call, answered.key)
    assert "Enter your feedback." in desk.post(url, {"text": " "}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(url, {"text": "Show us the exports."})
        window(staff).post(url, {"text": "Thank you."})
    page = (
        window(anna).get(reverse("toolkit:response-receipt", args=[call.slug, answered.key])).content.decode()
    )
    assert "Show us the exports." in page
    assert page.index("Camden, ") < page.index("LOTI’s staff, ")
    letters = [letter for letter in mail.outbox if letter.subject.startswith("Feedback on")]
    assert [letter.to for letter in letters] == [["anna@acme.example"]] * 2
    assert "Show us" not in letters[0].body
    assert Feedback.objects.filter(borough=None).count() == 1


def test_downloads_mark_what_is_confidential_and_run_no_formula(desk, camden, call, answered) -> None:
    text = b"".join(desk.get(at("call-answers-csv", camden, call))).decode("utf-8-sig")
    headings, row = csv.reader(text.splitlines())
    told = dict(zip(headings, row, strict=True))
    assert told["What are you called?"] == "'=Acme"
    assert (told["Confidential: How many weeks?"], told["Why confidential"]) == (
        "CONFIDENTIAL",
        "Rivals do not know",
    )
    assert (told["Your plan"], told["Confidential: Your plan"]) == ("plan.pdf", "")
    workbook = load_workbook(BytesIO(b"".join(desk.get(at("call-answers-workbook", camden, call)))))
    assert [cell.value for cell in workbook.worksheets[0][1]] == headings
    assert workbook.worksheets[0]["E2"].value == "'=Acme"
    assert "Delete by" in [row[0].value for row in workbook.worksheets[1].rows]


def test_whom_a_call_does_not_name_finds_none_of_it(camden, hackney, call, answered, window, staff) -> None:
    other = window(officer_at(hackney))
    for slug, name in ((hackney, "call-answers"), (camden, "call-answers"), (hackney, "call-answers-csv")):
        assert other.get(at(name, slug, call)).status_code == 404
    assert other.get(at("call-answer", hackney, call, answered.key)).status_code == 404
    reader = window(officer_at(camden, "reader"))
    assert reader.get(at("call-answer", camden, call, answered.key)).status_code == 200
    assert reader.post(at("call-answer-mark", camden, call, answered.key)).status_code == 403
    # Staff read the answers to every call, but where it belongs.
    assert window(staff).get(at("call-answer", camden, call, answered.key)).status_code == 200
    assert window(staff).get(at("call-answer", hackney, call, answered.key)).status_code == 404
    call.boroughs.clear()
    assert window(staff).get(at("call-answer", hackney, call, answered.key)).status_code == 200
    assert reader.get(at("call-answer", camden, call, answered.key)).status_code == 404


@pytest.fixture
def kept(window: Any, staff: Any) -> Client:
    return window(staff)


def admin(call: Call) -> str:
    return reverse("admin:toolkit_call_change", args=[call.pk])


def test_questions_and_promises_stay_once_somebody_began_to_answer(kept, hackney, call, answered) -> None:
    form = filled_in(kept.get(admin(call))) | {"questions-0-required": "on"}
    form |= {"questions-1-options": form["questions-1-options"].replace("\n", "\r\n")}
    for change, told in (
        ({"questions-0-label": "Another question"}, "the questions stay as they are"),
        ({"questions-0-DELETE": "on"}, "the questions stay as they are"),
        ({"boroughs": [*form["boroughs"], hackney.pk]}, "no authority can be added now"),
        ({"keep_days": 31}, "cannot be kept for longer"),
    ):
        assert told in kept.post(admin(call), form | change).content.decode()
    saved = kept.post(admin(call), form | {"keep_days": 29, "title": "Housing"})
    assert saved.status_code == 302, (saved.context["adminform"].form.errors, saved.context["errors"])
    call.refresh_from_db()
    assert (call.keep_days, call.title) == (29, "Housing")
    assert kept.post(reverse("admin:toolkit_call_delete", args=[call.pk]), {"post": "yes"}).status_code == 200
    assert Call.objects.filter(pk=call.pk).exists()
    assert unlogged() == []


def test_a_state_with_other_questions_is_not_put_back_once_answered(kept, call, anna, acme) -> None:
    form = filled_in(kept.get(admin(call)))
    kept.post(admin(call), form | {"questions-0-label": "What is your name?"})
    answering.begin(call=call, person=anna, supplier=acme, now=call.opens_at)
    answer = kept.post(reverse("admin:toolkit_call_restore", args=[call.pk, 1]), follow=True)
    assert "the questions stay as they are" in answer.content.decode()
    assert call.questions.order_by("position")[0].label == "What is your name?"


def test_an_engagement_is_published_with_its_notice_or_the_reason_and_not_without(kept, camden) -> None:
    call = a_call(camden, kind="engagement", published=False)
    form = filled_in(kept.get(admin(call))) | {"published": "on"}
    assert "with the address of its UK2 notice" in kept.post(admin(call), form).content.decode()
    reason = form | {"no_uk2_reason": "The purchase would stay below the threshold."}
    assert kept.post(admin(call), reason).status_code == 302
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(no_uk2_reason="")


def test_staff_are_led_from_the_form_to_the_answers(kept, camden, call) -> None:
    page = kept.get(admin(call)).content.decode()
    assert at("call-answers", camden, call) in page
    assert call.get_absolute_url() in page


def test_an_authority_finds_its_calls_on_its_own_page(desk, camden, call) -> None:
    page = desk.get(reverse("boroughs:authority", args=[camden.slug])).content.decode()
    assert at("call-answers", camden, call) in page
    assert call.title in desk.get(reverse("toolkit:own-calls", args=[camden.slug])).content.decode()
    assert Response.objects.count() == 0
