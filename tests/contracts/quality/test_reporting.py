"""Anyone reports a problem without an account; nothing they wrote is lost, and nobody but staff reads it."""

import datetime
import re
import time
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from contracts.models import DataIssue, ReportedWords
from contracts.quality.about import About, about_of
from contracts.quality.holding import hold
from contracts.quality.reporting import forget_words, report_problem
from contracts.quality.terms import due_on
from tests import factories
from tests.logged import unlogged
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED
from tests.signing_in import sign_in, staff_member
from thirty3 import spam
from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.registry import HOLDERS

pytestmark = pytest.mark.django_db(databases="__all__")
REPORT = "/report/"
TEXT = "It ended in March: ask jo.bloggs@camden.example"
EMAIL = "reader@example.org"


@pytest.fixture(autouse=True)
def nobody_reported_yet() -> None:
    cache.clear()


def stamp_of(monkeypatch: pytest.MonkeyPatch, seconds_ago: float) -> str:
    """What a form says that was opened so long ago."""
    then = time.time() - seconds_ago
    with monkeypatch.context() as patched:
        patched.setattr(time, "time", lambda: then)
        return spam.stamp()


@pytest.fixture
def form(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What somebody sends who wrote for a minute."""
    return {"wrong": "ended", "text": TEXT, "email": EMAIL, "opened": stamp_of(monkeypatch, 60)}


def send(form: dict[str, str], address: str = REPORT, **request: Any) -> Any:
    return Client().post(address, form, **request)


def a_report(**facts: Any) -> DataIssue:
    said = {"wrong": "ended", "about": About(address="/"), "text": TEXT, "email": EMAIL, **facts}
    return report_problem(**said)


def test_a_report_on_a_record_is_taken_in(form: dict[str, str]) -> None:
    contract = factories.contract()
    page = Client().get(contract.get_absolute_url()).content.decode()
    link = f"/report/?about=contract%3A{contract.key}"
    assert f'href="{link}"' in page
    asked = Client().get(link).content.decode()
    assert contract.title in asked
    response = send(form, link)
    issue = DataIssue.objects.get()
    assert response.headers["Location"] == issue.get_absolute_url()
    assert (issue.wrong, issue.subject, issue.subject_key) == ("ended", "contract", contract.key)
    assert (issue.words.text, issue.words.email, issue.words.reporter) == (TEXT, EMAIL, None)
    sent = Client().get(issue.get_absolute_url()).content.decode()
    assert issue.reference in sent
    assert TEXT not in sent
    assert unlogged() == []
    assert EMAIL not in str(list(Change.objects.values()))
    assert "bloggs" not in str(list(Change.objects.values()))


def test_every_page_leads_to_the_form_with_its_own_address(client: Client) -> None:
    for address in ("/", "/boroughs/", "/about/contact/"):
        page = client.get(address).content.decode()
        assert f'href="/report/?about={address.replace("/", "%2F")}"' in page
        assert "csrf" not in page


def test_the_form_is_the_only_place_with_a_token_and_nobody_keeps_it(client: Client) -> None:
    response = client.get(REPORT)
    assert "csrfmiddlewaretoken" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert Client(enforce_csrf_checks=True).post(REPORT, {"wrong": "other"}).status_code == 403


@pytest.mark.parametrize("kind", ["contract", "system", "supplier", "technology", "borough"])
def test_each_kind_of_record_is_known_by_kind_and_key(kind: str) -> None:
    seller, made = factories.supplier("Seller"), factories.product("Payer")
    contract = factories.contract("Payroll", suppliers=[seller])
    system = factories.system(made)
    found = {
        "contract": (contract.key, "Payroll, Camden"),
        "system": (system.key, "Payer, Camden"),
        "supplier": (seller.slug, "Seller"),
        "technology": (made.slug, "Payer"),
        "borough": ("camden", "Camden"),
    }
    key, title = found[kind]
    assert about_of(f"{kind}:{key}", Audience.PUBLIC) == About(kind, key, title=title)


def test_the_address_of_a_record_is_as_good_as_its_key() -> None:
    contract = factories.contract("Payroll")
    address = contract.get_absolute_url()
    expected = About("contract", contract.key, address, "Payroll, Camden")
    assert about_of(address, Audience.PUBLIC) == expected
    assert about_of("/contracts/?q=pay", Audience.PUBLIC) == About(address="/contracts/?q=pay")


@pytest.mark.parametrize(
    "asked", ["", "//elsewhere.example/", "https://elsewhere.example/", "page:x", "a" * 999]
)
def test_what_is_no_page_of_ours_is_about_the_site(asked: str) -> None:
    assert about_of(asked, Audience.PUBLIC) == About()


def test_a_hidden_record_and_one_that_never_was_are_asked_about_alike(client: Client) -> None:
    hidden = factories.contract("Hidden", visibility={"record": CLOSED})
    held = factories.contract("Held")
    hold(record=held, actor=None, why="Reported")
    for form in ("contract:{}", "/contracts/{}/"):
        pages = {
            client.get(REPORT, {"about": form.format(key)})
            .content.decode()
            .replace(key, "?")
            .split("<form")[0]
            for key in (hidden.key, held.key, "2345678923")
        }
        assert len(pages) == 1
    seller = factories.supplier("Secret Seller")
    assert about_of(f"supplier:{seller.slug}", Audience.PUBLIC).title == ""


# What is not taken, and why


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"wrong": ""}, "Choose what is wrong."),
        ({"wrong": "nonsense"}, "Select a valid choice"),
        ({"text": " "}, "Say what is wrong, in a sentence or two."),
        ({"text": "a" * 5001}, "Write no more than 5,000 characters."),
        ({"email": "nobody"}, "Enter an e-mail address like name@example.gov.uk, or leave it empty."),
        ({"website": "https://spam.example/"}, spam.FILLED_IN),
        ({"text": "http://a.example https://b.example www.c.example http://d.example"}, spam.TOO_MANY_LINKS),
        ({"opened": ""}, spam.TOO_OLD),
        ({"opened": "opened:forged:stamp"}, spam.TOO_OLD),
    ],
)
def test_a_report_that_is_not_taken_says_why_and_loses_nothing(
    form: dict[str, str], change: dict[str, str], told: str
) -> None:
    sent = form | change
    page = send(sent)
    assert page.status_code == 200
    html = page.content.decode()
    assert told in html
    assert "<title>Error: Report a problem" in html
    for value in (sent["text"], sent["email"]):
        assert value.strip() in html
    assert not DataIssue.objects.exists()
    assert not ReportedWords.objects.exists()


def test_a_form_sent_quicker_than_anyone_writes_is_sent_again_in_a_moment(
    form: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = stamp_of(monkeypatch, 1)
    page = send(form | {"opened": opened}).content.decode()
    assert spam.TOO_QUICK in page
    # The clock goes on: it does not begin anew.
    assert f'value="{opened}"' in page


def test_what_is_missing_is_told_before_how_quick_it_was(
    form: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send(form | {"wrong": "", "opened": stamp_of(monkeypatch, 1)}).content.decode()
    assert "Choose what is wrong." in page
    assert spam.TOO_QUICK not in page


def test_a_form_that_lay_open_for_days_gets_a_new_stamp(
    form: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = stamp_of(monkeypatch, 2 * 86_400)
    page = send(form | {"opened": opened}).content.decode()
    assert spam.TOO_OLD in page
    assert f'value="{opened}"' not in page
    assert TEXT in page


def test_a_network_sends_so_many_in_an_hour_and_others_go_on(form: dict[str, str]) -> None:
    for _ in range(spam.SENT_AN_HOUR):
        assert send(form, REMOTE_ADDR="192.0.2.10").status_code == 302
    refused = send(form, REMOTE_ADDR="192.0.2.77")
    assert refused.status_code == 429
    assert spam.TOO_MANY in refused.content.decode()
    assert TEXT in refused.content.decode()
    assert send(form, REMOTE_ADDR="198.51.100.1").status_code == 302
    assert send(form, REMOTE_ADDR="2001:db8:1::1").status_code == 302
    assert DataIssue.objects.count() == spam.SENT_AN_HOUR + 2


def test_no_internet_address_is_kept(form: dict[str, str]) -> None:
    send(form, REMOTE_ADDR="192.0.2.10")
    alias = "cache" if "cache" in connections else "default"
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM thirty3_cache")
        kept = str(cursor.fetchall())
    assert "sent-" in kept
    assert "192.0.2" not in kept


# Its clock


@pytest.mark.parametrize(
    ("wrong", "received", "due"),
    [
        ("personal", "2026-12-01", "2026-12-03"),
        ("not-public", "2026-12-04", "2026-12-08"),  # over a weekend
        ("personal", "2026-12-24", "2026-12-30"),  # over Christmas, whose second day is made up for
        ("accessibility", "2026-12-01", "2026-12-08"),
        ("date", "2026-12-01", "2026-12-15"),
        ("other", "2020-01-06", "2020-01-20"),  # before the first term
    ],
)
def test_a_report_is_due_after_so_many_working_days(wrong: str, received: str, due: str) -> None:
    day = datetime.date.fromisoformat
    assert due_on(wrong, day(received)) == day(due)


# Staff


@pytest.fixture
def staff() -> Client:
    client = Client()
    sign_in(client, staff_member())
    return client


def change_page(issue: DataIssue) -> str:
    return reverse("admin:contracts_dataissue_change", args=[issue.pk])


def decided(issue: DataIssue, **facts: str) -> dict[str, str]:
    said = {name: getattr(issue, name) for name in ("wrong", "subject", "subject_key", "address", "state")}
    return {**said, "due_date": str(issue.due_date), "reason": "", "public_sentence": "", **facts}


def test_staff_see_what_waits_and_what_is_late_on_their_first_page(staff: Client) -> None:
    a_report()
    late = a_report()
    DataIssue.objects.filter(pk=late.pk).update(due_date=timezone.localdate() - datetime.timedelta(days=1))
    page = staff.get("/admin/").content.decode()
    assert "Reported problems: 2" in page
    assert "1 late" in page


def test_the_queue_begins_with_what_is_due_first(staff: Client) -> None:
    slow, quick = a_report(wrong="date"), a_report(wrong="personal")
    waiting = reverse("admin:contracts_dataissue_changelist") + "?state__in=new,looked-at"
    page = staff.get(waiting).content.decode()
    assert page.index(change_page(quick)) < page.index(change_page(slow))


def test_staff_read_what_was_written_and_decide(staff: Client) -> None:
    issue = a_report()
    assert TEXT in staff.get(change_page(issue)).content.decode()
    assert staff.post(change_page(issue), decided(issue, state="looked-at")).status_code == 302
    issue.refresh_from_db()
    assert (issue.state, issue.closed_at) == ("looked-at", None)
    refused = staff.post(change_page(issue), decided(issue, state="refused"))
    assert "Say why nothing was changed." in refused.content.decode()
    assert mail.outbox == []
    staff.post(change_page(issue), decided(issue, state="refused", reason="The notice says so too."))
    issue.refresh_from_db()
    assert issue.closed_at is not None
    changes = Change.objects.of("contracts.dataissue", issue.pk)
    assert [change.role for change in changes] == ["LOTI staff", "LOTI staff", ""]
    assert unlogged() == []


def test_who_left_an_address_hears_once_what_became_of_it(staff: Client) -> None:
    issue, silent = a_report(), a_report(email="")
    for one in (issue, silent):
        staff.post(change_page(one), decided(one, state="done", reason="The date was wrong."))
    staff.post(change_page(issue), decided(issue, state="done", reason="The date was quite wrong."))
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    body = str(mail.outbox[0].body)
    assert "Put right" in body
    assert "The date was wrong." in body
    assert issue.get_absolute_url() in body


def test_one_click_holds_the_record_and_another_releases_it(staff: Client, client: Client) -> None:
    contract = factories.contract()
    issue = a_report(about=About("contract", contract.key))
    address = (
        f"{reverse('admin:problem-hold', args=['contracts.contract', contract.pk])}?report={issue.reference}"
    )
    assert address in staff.get(change_page(issue)).content.decode()
    assert staff.post(address, {"hold": ""}).headers["Location"] == change_page(issue)
    assert client.get(contract.get_absolute_url()).status_code == 410
    assert Change.objects.of("contracts.contract", contract.pk)[0].why == f"Report {issue.reference}"
    assert "Release the record" in staff.get(change_page(issue)).content.decode()
    staff.post(address, {"release": ""})
    assert client.get(contract.get_absolute_url()).status_code == 200


def test_the_enter_key_does_not_hold_a_record(staff: Client) -> None:
    contract = factories.contract()
    page = staff.get(change_page(a_report(about=About("contract", contract.key)))).content.decode()
    form = page[page.index('id="dataissue_form"') :].split("</form>")[0]
    buttons = [tag for tag in re.findall(r"<(?:button|input)[^>]*>", form) if 'type="submit"' in tag]
    assert 'form="hold-form"' in buttons[0]
    assert ["hold" in tag for tag in buttons[1:]] == [False] * (len(buttons) - 1)


def test_who_may_not_change_a_record_may_not_hold_it(settings: Settings) -> None:
    # As where rights are handed out one by one.
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[:1]
    contract = factories.contract()
    person = staff_member("new@loti.example")
    person.is_superuser = False
    person.save()
    client = Client()
    sign_in(client, person)
    address = reverse("admin:problem-hold", args=["contracts.contract", contract.pk])
    assert client.post(address, {"hold": ""}).status_code == 403
    contract.refresh_from_db()
    assert contract.held_from == ""


# What is forgotten


def closed(days_ago: int, **facts: Any) -> DataIssue:
    issue = a_report(**facts)
    at = timezone.now() - datetime.timedelta(days=days_ago)
    DataIssue.objects.filter(pk=issue.pk).update(state="done", closed_at=at)
    return issue


def test_what_was_written_goes_thirty_days_after_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    old, recent, waiting = closed(31), closed(29), a_report()
    assert forget_words(dry_run=True) == 1
    assert ReportedWords.objects.count() == 3
    call_command("forget_reports")
    assert set(ReportedWords.objects.values_list("issue", flat=True)) == {recent.pk, waiting.pk}
    assert DataIssue.objects.filter(pk=old.pk).exists()
    call_command("forget_reports")
    assert capsys.readouterr().out == "Reports forgotten: 1.\n"


def test_a_person_who_was_signed_in_is_forgotten_with_what_they_wrote() -> None:
    person = staff_member("someone@loti.example")
    issue = a_report(reporter=person)
    HOLDERS["contracts.ReportedWords.reporter"].erase(person.pk)
    assert not ReportedWords.objects.exists()
    assert DataIssue.objects.get() == issue


# The public log


def test_the_log_tells_in_staffs_words_and_of_nothing_else(client: Client) -> None:
    contract = factories.contract("Payroll")
    hidden = factories.contract("Hidden", visibility={"record": CLOSED})
    made = factories.product("Payer")
    system = factories.system(made)
    issues = [
        closed(1, about=About("contract", contract.key)),
        closed(1, about=About("contract", hidden.key)),
        closed(1, about=About("system", system.key)),
        closed(1, about=About("technology", made.slug)),
        closed(1, about=About("borough", "camden")),
    ]
    for number, issue in enumerate(issues):
        DataIssue.objects.filter(pk=issue.pk).update(public_sentence=f"Sentence {number}.", reason="Kept in")
    a_report()
    page = client.get("/data/problems/").content.decode()
    assert all(f"Sentence {number}." in page for number in range(5))
    assert page.count("<tr ") == 6
    assert contract.get_absolute_url() in page
    assert "A record that is not shown" in page
    for secret in ("Hidden", hidden.key, TEXT, EMAIL, "Kept in"):
        assert secret not in page


def test_the_log_names_no_record_on_hold(client: Client) -> None:
    contract = factories.contract("Payroll")
    issue = closed(1, about=About("contract", contract.key))
    DataIssue.objects.filter(pk=issue.pk).update(public_sentence="We check it.")
    assert "Payroll" in client.get("/data/problems/").content.decode()
    hold(record=contract, actor=None, why="Reported")
    page = client.get("/data/problems/").content.decode()
    assert "Payroll" not in page
    assert "We check it." in page


def test_an_empty_log_says_so(client: Client) -> None:
    assert "Nothing stands here yet" in client.get("/data/problems/").content.decode()


def test_officers_see_what_authorities_share_in_the_log() -> None:
    shared = factories.contract("Shared", visibility={"record": CLOSED})
    issue = closed(1, about=About("contract", shared.key))
    DataIssue.objects.filter(pk=issue.pk).update(public_sentence="Looked at.")
    assert "Shared" in client_of(Visitor.OFFICER).get("/data/problems/").content.decode()
