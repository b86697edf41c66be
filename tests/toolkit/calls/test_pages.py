"""What visitors read of a call, and how somebody answers one in pages."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from suppliers.models import Supplier
from tests import factories
from tests.thirty3.documents.files import PDF, docx
from tests.toolkit.calls.conftest import DAY, a_call, member
from thirty3.accounts.models import User
from toolkit.calls.content import Given
from toolkit.calls.examples import load_examples
from toolkit.models import Call, Question, Response

pytestmark = pytest.mark.django_db(databases="__all__")
NO_AWARD = "This call leads to no award of a contract. Taking part is no advantage in any later competition"


def read(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(f"toolkit:{name}", args=args)).content.decode()


def test_the_list_tells_what_is_open_coming_and_closed_and_nothing_unpublished(client, camden) -> None:
    now = timezone.now()
    a_call(camden, slug="one", title="Open call")
    a_call(camden, slug="two", title="Coming call", opens_at=now + DAY, closes_at=now + 2 * DAY)
    a_call(camden, slug="three", title="Closed call", opens_at=now - 2 * DAY, closes_at=now - DAY)
    a_call(camden, slug="four", title="Secret call", published=False)
    page = read(client, "calls")
    places = [page.index(words) for words in ("Open now", "Open call", ">Coming<", "Coming call", ">Closed<")]
    assert places == sorted(places)
    assert page.index("Closed call") > places[-1]
    assert "Secret call" not in page
    assert "A call leads to no award of a contract." in page


def test_the_page_says_what_a_call_is_not_and_what_becomes_of_answers(client, camden) -> None:
    url = "https://www.find-tender.service.gov.uk/Notice/000001-2026"
    call = a_call(camden, kind="engagement", uk2_url=url, introduction="One <b>\n\nTwo")
    page = read(client, "call", call.slug)
    for words in (
        *(NO_AWARD, "staying away is no handicap", "Preliminary market engagement", url),
        *("Officers of Camden, and LOTI’s staff", "30 days after closing", "London time (G"),
        *("One &lt;b&gt;</p>", "How many weeks? (optional)", "Answer this call"),
    ):
        assert words in page
    assert "csrf" not in page


def test_the_summary_shows_once_the_call_has_closed_and_not_before(client, camden) -> None:
    call = a_call(camden, closing_summary="Eleven firms answered.")
    assert "Eleven firms" not in read(client, "call", call.slug)
    factories.change(call, opens_at=timezone.now() - 2 * DAY, closes_at=timezone.now() - DAY)
    page = read(client, "call", call.slug)
    assert "Eleven firms" in page
    assert "Answer this call" not in page


@pytest.mark.parametrize("name", ["call", "answer-call", "answer-call-address"])
def test_what_is_not_published_is_missing_for_all_but_staff(
    name, client, camden, anna, staff, window
) -> None:
    a_call(camden, published=False)
    for visitor in (client, window(anna)):
        hidden, missing = (visitor.get(reverse(f"toolkit:{name}", args=[s])) for s in ("housing", "nowhere"))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert hidden.content.replace(b"housing", b"nowhere") == missing.content
    assert window(staff).get(reverse(f"toolkit:{name}", args=["housing"])).status_code in (200, 302)


@pytest.fixture
def form(call: Call, acme: Supplier, anna: User, window: Any) -> tuple[Client, str]:
    """Anna at the form of her supplier's answer."""
    browser = window(anna)
    led = browser.post(reverse("toolkit:answer-call", args=[call.slug]), {"whose": f"for-{acme.slug}"})
    return browser, led.url


def fields(asked: dict[str, Question], **values: Any) -> dict[str, Any]:
    return {f"q-{asked[name].key}": value for name, value in values.items()}


def test_the_form_is_filled_and_says_what_is_from_the_profile(form, call, asked) -> None:
    browser, url = form
    page = browser.get(url).content.decode()
    assert "Acme Software Ltd</textarea>" in page
    assert page.count("From your profile. What you change here stays in this answer.") == 3
    assert 'value="Small (10 to 49)" checked' in page


def test_a_supplier_answers_with_a_file_and_a_confidential_part(form, call, asked) -> None:
    browser, url = form
    sent = fields(asked, name="Acme\r\nLabs", size="Small (10 to 49)", weeks="6.50", holds=["ISO 27001"])
    sent |= fields(asked, plan=SimpleUploadedFile("plan.docx", docx()))
    sent |= {"edition": 0, "then": "check", "confidential": [asked["weeks"].key]}
    refused = browser.post(url, sent).content.decode()
    assert "Enter why these answers are confidential." in refused
    sent |= {"confidential_reason": "Rivals", **fields(asked, plan=SimpleUploadedFile("plan.docx", docx()))}
    checked = browser.post(url, sent, follow=True)
    page = checked.content.decode()
    for words in ("6.5 weeks", "plan.docx", "Confidential because: Rivals", "Acme<br>Labs"):
        assert words in page
    receipt = browser.post(checked.redirect_chain[-1][0], {"edition": 1}, follow=True).content.decode()
    held = Response.objects.get()
    assert held.key in receipt
    assert "London time (G" in receipt
    assert Given.read(held.sent).values[asked["name"].key] == "Acme\nLabs"
    # The same page sent again changes nothing.
    browser.post(checked.redirect_chain[-1][0], {"edition": 1})
    assert held.sendings.count() == 1
    file = browser.get(f"{url}files/{held.files.get().key}/")
    assert file["Content-Disposition"] == 'attachment; filename="plan.docx"'
    assert (file["X-Content-Type-Options"], file["Cache-Control"]) == ("nosniff", "private, no-store")
    assert b"".join(file) == docx()


def test_a_draft_may_be_incomplete_and_what_goes_on_may_not(form, asked) -> None:
    browser, url = form
    assert browser.post(url, {"edition": 0, "then": "later"}).url == url
    page = browser.post(url, {"edition": 1, "then": "check"}).content.decode()
    assert "Answer: What are you called?" in page
    assert "Error: " in page
    check = browser.get(f"{url}check/").content.decode()
    assert "Before you can send it, answer: What are you called?" in check
    assert "Answer: What are you called?" in browser.post(f"{url}check/", {"edition": 1}).content.decode()
    assert not Response.objects.sent().exists()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("weeks", "NaN", "Enter a number from 0 to 52"),
        ("weeks", "Infinity", "Enter a number from 0 to 52"),
        ("weeks", "1e400", "Enter a number from 0 to 52"),
        ("weeks", "53", "Enter a number from 0 to 52"),
        ("weeks", "0.001", "with two decimals at most"),
        ("name", "x" * 5_001, "Answer in 5,000 characters or fewer."),
        ("size", "Huge", "Choose among the answers that are offered."),
        ("holds", ["ISO 27001", "Nothing"], "Choose among the answers that are offered."),
        ("plan", SimpleUploadedFile("page.html", b"<script>"), "Choose a document of one of these kinds"),
        ("plan", SimpleUploadedFile("plan.pdf", b"<html>%PDF-1.7"), "not a PDF, though its name says so"),
        ("plan", SimpleUploadedFile("plan.txt", b"a" * 20 * 1024 * 1024), "no larger than 5 MB"),
        ("plan", SimpleUploadedFile("plan.pdf", PDF + b"/JavaScript"), "holds a script"),
        ("plan", "not a file", ""),
    ],
    ids=str,
)
def test_whatever_is_wrong_is_told_and_nothing_is_saved(name, value, told, form, asked) -> None:
    browser, url = form
    answer = browser.post(url, {"edition": 0, "then": "later", **fields(asked, **{name: value})})
    assert told in answer.content.decode()
    assert Response.objects.get().edition == (0 if told else 1)


@pytest.mark.parametrize("edition", ["", "x", "-1", "9" * 30, "٣"])
def test_an_edition_that_never_was_is_refused(edition, form, asked) -> None:
    browser, url = form
    for page in (url, f"{url}check/"):
        assert browser.post(page, {"edition": edition, "then": "later"}).status_code == 200
    assert Response.objects.get().edition == 0


def test_two_windows_and_a_closed_call_are_told(form, call, asked) -> None:
    browser, url = form
    sent = {"edition": 0, "then": "later", **fields(asked, name="First")}
    browser.post(url, sent)
    assert "was saved since you opened it" in browser.post(url, sent).content.decode()
    factories.change(call, closes_at=timezone.now())
    late = browser.post(url, sent | {"edition": 1}).content.decode()
    assert "This call closed at" in late
    assert "This call has closed. Your draft is shown as you saved it" in browser.get(url).content.decode()
    assert "This call closed at" in browser.post(f"{url}check/", {"edition": 1}).content.decode()
    assert Given.read(Response.objects.get().draft).values == {asked["name"].key: "First"}


def test_a_file_is_taken_away_and_an_answer_withdrawn(asked, answered, anna, call, window) -> None:
    browser = window(anna)
    url = reverse("toolkit:response", args=[call.slug, answered.key])
    away = {"edition": 1, "then": "later", f"away-{asked['plan'].key}": "on", **fields(asked, name="A")}
    browser.post(url, away)
    answered.refresh_from_db()
    assert asked["plan"].key not in answered.draft["values"]
    assert "Your draft says something else by now" in browser.get(f"{url}sent/").content.decode()
    browser.post(f"{url}withdraw/")
    assert browser.get(f"{url}sent/").status_code == 404


def test_anybody_answers_a_survey_by_a_code_and_without_a_supplier(client, camden, settings) -> None:
    call = a_call(camden, who="anyone")
    asked_for = reverse("toolkit:answer-call-address", args=[call.slug])
    page = read(client, "answer-call", call.slug)
    assert asked_for in page
    assert "csrf" not in page
    led = client.post(asked_for, {"email": "new@else.example", "next": f"/calls/{call.slug}/answer/"})
    assert led.url.startswith(reverse("account_confirm_login_code"))
    person = User.objects.create_user("someone@else.example")
    client.force_login(person)
    begun = client.post(reverse("toolkit:answer-call", args=[call.slug]), {"whose": "myself"})
    assert client.get(begun.url).status_code == 200
    assert Response.objects.get().person == person


def test_a_stranger_to_the_answer_finds_none_of_its_pages(
    answered, call, officer, camden, window, client
) -> None:
    rival = member("rival@rival.example", factories.supplier("Rival"))
    for name, more in (
        *(("response", []), ("response-check", []), ("response-receipt", []), ("response-withdraw", [])),
        ("response-file", [answered.files.get().key]),
    ):
        url = reverse(f"toolkit:{name}", args=[call.slug, answered.key, *more])
        assert [window(one).get(url).status_code for one in (rival, officer)] == [404, 404]
        assert client.get(url).status_code == 302
        other = reverse(f"toolkit:{name}", args=["elsewhere", answered.key, *more])
        assert window(User.objects.get(email="anna@acme.example")).get(other).status_code == 404


def test_somebody_without_a_supplier_is_led_to_registering(call, window) -> None:
    browser = window(User.objects.create_user("new@else.example"))
    page = read(browser, "answer-call", call.slug)
    assert reverse("suppliers:register") in page
    posted = browser.post(reverse("toolkit:answer-call", args=[call.slug]), {"whose": "for-acme"})
    assert posted.status_code == 200
    assert not Response.objects.exists()


def test_the_worked_examples_are_set_up_once_and_stay_as_staff_have_them(client) -> None:
    assert {call.slug for call in load_examples()} == {
        *("housing-showcase-2021", "selling-to-boroughs", "buying-technology")
    }
    factories.change(Call.objects.get(slug="buying-technology"), title="Changed")
    assert load_examples() == []
    showcase = read(client, "call", "housing-showcase-2021")
    assert "5pm on Friday 19 March 2021, London time (GMT)" in showcase
    assert "A worked example" in showcase
    assert "Its questions are not known to us" in showcase
    for one, other in (("selling-to-boroughs", "Changed"), ("buying-technology", "hard to sell technology")):
        page = read(client, "call", one)
        assert other in page
        assert "noon on Wednesday 31 March 2027, London time (BST)" in page
    assert set(Question.objects.values_list("kind", flat=True)) == set(Question.Kind.values)
