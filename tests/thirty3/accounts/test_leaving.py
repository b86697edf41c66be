"""People delete their own account: every trace goes but what others need, and that is without a name."""

import html
import re
from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from boroughs.models import Officer
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts import leaving
from thirty3.accounts.models import OpenSession, User
from thirty3.accounts.services import reset_second_factor
from thirty3.history.models import Change
from thirty3.history.services import recording
from thirty3.registry import HOLDERS, TRACES

pytestmark = pytest.mark.django_db(databases="__all__")

PAGE, CODE, GONE = "/account/delete/", "/account/delete/code/", "/account/deleted/"


@pytest.fixture
def ask(client: Client, mailoutbox: list[EmailMessage]) -> Callable[[], str]:
    """Asks to delete the account and reads the code from the letter."""

    def code() -> str:
        assert client.post(PAGE).url == CODE
        found = re.search(r"[A-Z]{4}-[A-Z]{4}", str(mailoutbox[-1].body))
        assert found
        return found.group()

    return code


def test_a_person_deletes_their_account_with_a_code(
    client: Client, officer: User, ask: Callable[[], str], mailoutbox: list[EmailMessage]
) -> None:
    number = officer.pk
    sign_in(client, officer)
    code = ask()
    assert mailoutbox[-1].to == [officer.email]
    assert User.objects.exists()
    assert client.post(CODE, {"code": code}).url == GONE
    assert "The account is deleted" in client.get(GONE).text
    assert client.get("/account/").status_code == 302
    assert not [kept for kept in (User, OpenSession, Session) if kept.objects.exists()]
    mark = Change.objects.of("accounts.user", number).get()
    assert (mark.action, mark.actor, mark.why) == ("removed", None, "Deleted by the person")
    assert mark.at.date() == timezone.now().date()
    assert "camden" not in str(mark.__dict__)


def test_the_page_tells_of_every_holder_whether_it_goes_or_stays(client: Client, officer: User) -> None:
    sign_in(client, officer)
    goes, _, stays = html.unescape(client.get(PAGE).text).partition("What stays")
    for holder in HOLDERS:
        assert holder.what[1:] in (stays if holder.keep_row else goes)
    assert User.objects.exists()


def test_what_the_person_did_stays_without_their_name_and_their_role_goes(
    client: Client, officer: User, ask: Callable[[], str]
) -> None:
    role = Officer(user=officer, borough=factories.borough(), approved_at=timezone.now())
    with recording(role, actor=officer):
        role.save()
    sign_in(client, officer)
    client.post(CODE, {"code": ask()})
    assert not Officer.objects.exists()
    assert Change.objects.filter(kind="boroughs.officer").count() == 2
    assert not Change.objects.exclude(actor=None).exists()


def test_the_address_goes_from_the_staff_sites_own_log_and_from_tasks(
    client: Client, staff: User, ask: Callable[[], str]
) -> None:
    browser = Client()
    sign_in(browser, staff)
    browser.post("/admin/accounts/user/add/", {"email": "new@camden.example", "is_active": "on"})
    person = User.objects.get(email="new@camden.example")
    task = DBTaskResult.objects.create(
        task_path="a.b",
        args_kwargs={"args": [], "kwargs": {"email": person.email}},
        run_after=timezone.now(),
        backend_name="default",
    )
    held = {trace.name: len(trace.find("NEW@camden.example")) for trace in TRACES}
    assert (held["staff site's own log"], held["tasks"]) == (1, 1)
    sign_in(client, person)
    client.post(CODE, {"code": ask()})
    assert not [trace.name for trace in TRACES if trace.find("new@camden.example")]
    assert LogEntry.objects.get().object_repr == "Erased"
    assert not DBTaskResult.objects.filter(pk=task.pk).exists()


def test_without_a_code_nothing_is_deleted(client: Client, officer: User, ask: Callable[[], str]) -> None:
    sign_in(client, officer)
    assert client.get(CODE).url == PAGE
    assert client.post(CODE, {"code": "BBBB-BBBB"}).url == PAGE
    ask()
    for given in ("", "BBBB-BBBB", "é"):
        assert "There is a problem" in client.post(CODE, {"code": given}).text
    assert User.objects.filter(pk=officer.pk).exists()


def test_a_code_may_be_wrong_three_times_and_no_more(
    client: Client, officer: User, ask: Callable[[], str]
) -> None:
    sign_in(client, officer)
    code = ask()
    for _ in range(3):
        client.post(CODE, {"code": "BBBB-BBBB"})
    assert "This code no longer works" in client.post(CODE, {"code": code}).text
    assert User.objects.exists()


def test_a_code_runs_out(
    client: Client, officer: User, ask: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, officer)
    code = ask()
    later = leaving.time.time() + 15 * 60 + 1
    monkeypatch.setattr(leaving.time, "time", lambda: later)
    assert "This code no longer works" in client.post(CODE, {"code": code}).text
    assert User.objects.exists()


def test_a_code_of_another_session_does_not_count(
    client: Client, officer: User, ask: Callable[[], str]
) -> None:
    sign_in(client, officer)
    code = ask()
    other = Client()
    sign_in(other, officer)
    assert other.post(CODE, {"code": code}).url == PAGE
    assert User.objects.exists()


def test_asking_for_codes_too_often_is_refused(
    client: Client, officer: User, mailoutbox: list[EmailMessage]
) -> None:
    sign_in(client, officer)
    for _ in range(3):
        client.post(PAGE)
    assert client.post(PAGE).status_code == 429
    assert len(mailoutbox) == 3


def test_the_last_person_who_may_add_people_stays(client: Client, staff: User) -> None:
    sign_in(client, staff)
    assert "You are the only person" in client.get(PAGE).text
    assert client.post(PAGE).status_code == 200
    staff_member("second@loti.example")
    assert client.post(PAGE).url == CODE


def test_staff_delete_their_account_too(client: Client, staff: User, ask: Callable[[], str]) -> None:
    staff_member("second@loti.example")
    sign_in(client, staff)
    client.post(CODE, {"code": ask()})
    assert not User.objects.filter(pk=staff.pk).exists()


@pytest.mark.parametrize("path", [PAGE, CODE])
def test_deleting_takes_a_token_and_a_signed_in_person(officer: User, path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 302
    sign_in(strict, officer)
    assert strict.post(path).status_code == 403
    assert Client().get(GONE).headers["X-Robots-Tag"] == "noindex"


def test_a_reset_of_the_second_factor_is_told_to_the_person(
    staff: User, mailoutbox: list[EmailMessage]
) -> None:
    reset_second_factor(person=staff, why="Phone lost")
    (letter,) = mailoutbox
    assert letter.to == [staff.email]
    assert "If you did not ask for this" in str(letter.body)
    assert "Phone lost" not in str(letter.body)
