"""Staff's side of guidance: faults with their lines, a preview that saves nothing, versions, the queue."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.signing_in import sign_in, staff_member
from tests.toolkit.guidance import texts
from tests.toolkit.guidance.test_reading import on
from thirty3.documents import store
from thirty3.history.models import Change
from thirty3.history.services import recording, remove
from thirty3.registry import QUEUES
from toolkit.guidance.keeping import keep
from toolkit.models import Page, RenderedPage, Resource

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def staff() -> Client:
    client = Client()
    sign_in(client, staff_member())
    return client


def filled(page: Page, **given: Any) -> dict[str, Any]:
    facts = {
        **{
            "title": page.title,
            "slug": page.slug,
            "stage": page.stage_id,
            "order": page.order,
            "summary": page.summary,
        },
        **{"roles": page.roles, "moments": page.moments, "resources": [texts.template().pk]},
        **{"checked_on": page.checked_on, "review_on": page.review_on, "body": page.body},
    }
    return facts | {"seen_version": page.version} | given


def change(page: Page) -> str:
    return reverse("admin:toolkit_page_change", args=[page.pk])


def test_a_text_with_faults_is_not_saved_and_each_is_named(staff: Client) -> None:
    texts.page("other-page", order=20)
    page = texts.page()
    wrong = "You must ask them. See [x](toolkit:none) and UK4 [@no]."
    body = page.body.replace("Ask them and listen.", wrong)
    answer = staff.post(change(page), filled(page, body=body.replace("\n", "\r\n")))
    assert answer.status_code == 200
    line = body.splitlines().index(wrong) + 1
    for words in ("No source beside “must”", "There is no page “none”", "{{code:UK4}}", "no source “no”"):
        assert f"line {line}" in answer.text
        assert words in answer.text
    page.refresh_from_db()
    assert "You must ask them" not in page.body


def test_a_text_without_faults_is_saved_with_its_version_and_can_be_put_back(staff: Client) -> None:
    texts.page("other-page", order=20)
    page = texts.page()
    for words in ("Ask, and listen.", "Listen first."):
        page.refresh_from_db()
        sent = filled(page, body=texts.BODY.replace("Ask them and listen.", words))
        assert staff.post(change(page), sent).status_code == 302
    assert "Listen first." in RenderedPage.objects.get(page=page).html
    page.refresh_from_db()
    back = reverse("admin:toolkit_page_restore", args=[page.pk, page.version - 1])
    assert "Ask, and listen." in staff.get(back).text
    staff.post(back, {"seen": page.version})
    assert "Ask, and listen." in RenderedPage.objects.get(page=page).html


def unfit(page: Page) -> None:
    """A state of a page that nobody could save today: the log has it from a time of other rules."""
    fit = page.body
    for body in (fit.replace("Ask them and listen.", "You must ask {{figure:gone}} [@gone]."), fit):
        with recording(page):
            page.body = body
            page.save()
            keep(page)


def test_a_state_that_would_not_be_saved_today_is_not_put_back(staff: Client) -> None:
    texts.page("other-page", order=20)
    page = texts.page()
    unfit(page)
    html, changes = RenderedPage.objects.get(page=page).html, Change.objects.count()
    back = reverse("admin:toolkit_page_restore", args=[page.pk, page.version - 1])
    told = staff.post(back, {"seen": page.version}, follow=True).text
    line = page.body.splitlines().index("Ask them and listen.") + 1
    for words in (
        *("Nothing was changed. This state would not be saved today. Body: line", f"line {line}"),
        *("There is no figure “gone”", "no source “gone”"),
    ):
        assert words in told
    held = Page.objects.get(pk=page.pk)
    assert (held.body, held.version) == (page.body, page.version)
    assert RenderedPage.objects.get(page=page).html == html
    assert Change.objects.count() == changes


def test_a_removed_page_comes_back_only_if_it_would_be_saved_today(staff: Client) -> None:
    other, page = texts.page("other-page", order=20), texts.page()
    number = page.pk
    remove(page)
    remove(other)
    back = reverse("admin:toolkit_page_bring_back", args=[number])
    told = staff.post(back).text
    assert "There is no page “other-page”" in told
    assert not Page.objects.exists()
    texts.page("other-page", order=20)
    texts.template()
    assert staff.post(back).status_code == 302
    assert Page.objects.get(pk=number).slug == "first-page"


def test_a_preview_shows_the_page_and_its_faults_and_saves_nothing(staff: Client) -> None:
    texts.page("other-page", order=20)
    page = texts.page()
    sent = filled(page, body=page.body.replace("Ask them", "You must ask {{figure:no}}"), preview=page.pk)
    changes = Change.objects.count()
    answer = staff.post(reverse("admin:toolkit_page_preview"), sent)
    assert "You must ask {{figure:no}}" in answer.text
    assert "There is no figure “no”" in answer.text
    assert "£207,720" in answer.text
    assert Change.objects.count() == changes
    fit = staff.post(reverse("admin:toolkit_page_preview"), filled(page, preview=page.pk))
    assert "nothing is wrong with it" in fit.text
    new = filled(page, slug="new-page", preview="", title="New")
    assert "nothing is wrong with it" in staff.post(reverse("admin:toolkit_page_preview"), new).text
    assert Client().post(reverse("admin:toolkit_page_preview"), sent).status_code == 302


def test_a_page_waits_for_staff_after_a_year_until_it_is_marked(staff: Client) -> None:
    page = texts.page(review_on=datetime.date(2028, 6, 1))
    queue = QUEUES["toolkit-to-check"]
    assert queue.counted(datetime.date(2027, 11, 26)) == (0, 0)
    day = datetime.date(2027, 11, 27)
    assert queue.counted(day) == (1, 1)
    with on(day):
        sign_in(staff, staff_member("second@loti.example"))
        assert page.title in staff.get(queue.address()).text
        action = {"action": "mark_as_checked", "_selected_action": [page.pk]}
        staff.post(reverse("admin:toolkit_page_changelist"), action)
    page.refresh_from_db()
    assert (page.checked_on, page.review_on) == (day, datetime.date(2028, 11, 27))
    assert queue.counted(day) == (0, 0)
    assert Change.objects.order_by("-pk")[0].why == "Checked: nothing had to be changed"


def test_a_day_of_review_puts_a_page_into_the_queue_without_a_banner() -> None:
    page = texts.page(review_on=datetime.date(2026, 12, 1))
    day = datetime.date(2026, 12, 1)
    assert QUEUES["toolkit-to-check"].counted(day) == (1, 0)
    assert not page.is_stale(day)


def upload(staff: Client, name: str, content: bytes) -> Any:
    facts = {
        **{"title": "Made by the City", "slug": "as-given", "stage": texts.stage().pk, "order": 30},
        **{"summary": "As it was given.", "kind": "file", "checked_on": texts.CHECKED, "body": ""},
    }
    file = SimpleUploadedFile(name, content)
    return staff.post(reverse("admin:toolkit_resource_add"), {**facts, "upload": file})


def test_a_file_is_known_by_its_content_and_given_out_as_an_attachment(staff: Client) -> None:
    assert "not a PDF" in upload(staff, "a.pdf", b"<script>").text
    assert "one of these kinds" in upload(staff, "a.exe", b"MZ").text
    assert "no larger than 5 MB" in upload(staff, "a.txt", b"a" * (5 * 1024 * 1024 + 1)).text
    assert not Resource.objects.exists()
    assert upload(staff, "plan.txt", b"A plan.").status_code == 302
    resource = Resource.objects.get()
    assert store.path_of(resource.stored_as).read_bytes() == b"A plan."
    answer = Client().get("/toolkit/templates/as-given.txt")
    assert b"".join(answer.streaming_content) == b"A plan."  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
