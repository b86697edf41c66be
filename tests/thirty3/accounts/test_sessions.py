"""People see where they are signed in, and sign out of it from elsewhere."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.signing_in import sign_in, staff_member
from thirty3.accounts.devices import device_of
from thirty3.accounts.models import OpenSession, User
from thirty3.accounts.sessions import forget_ended
from thirty3.registry import HOLDERS

pytestmark = pytest.mark.django_db(databases="__all__")

PAGE = "/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
CHROME = EDGE.partition(" Edg")[0].replace("Windows NT 10.0; Win64; x64", "X11; Linux x86_64")
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def elsewhere(officer: User) -> Client:
    """Another browser in which the officer is signed in."""
    client = Client()
    sign_in(client, officer)
    return client


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        (FIREFOX, "Firefox on Windows"),
        (EDGE, "Edge on Windows"),
        (CHROME, "Chrome on Linux"),
        (SAFARI, "Safari on an iPhone"),
        (ANDROID, "Chrome on Android"),
        ("", "A browser on an unknown device"),
        ("<script>alert(1)</script>", "A browser on an unknown device"),
    ],
)
def test_a_device_is_told_by_its_family_alone(user_agent: str, told: str) -> None:
    assert device_of(user_agent) == told


def test_signing_in_keeps_the_family_of_the_device_and_the_day_and_nothing_more(
    officer: User, ask_for_code: Callable[..., str]
) -> None:
    client = Client(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.7")
    code = ask_for_code(officer.email, with_client=client)
    assert not OpenSession.objects.exists()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    kept = OpenSession.objects.get()
    assert (kept.user, kept.device, kept.last_seen_on) == (
        officer,
        "Firefox on Windows",
        timezone.localdate(),
    )
    assert kept.session_key == client.session.session_key
    texts = {
        field.name: getattr(kept, field.name)
        for field in OpenSession._meta.concrete_fields
        if isinstance(getattr(kept, field.name), str)
    }
    assert texts == {"session_key": client.session.session_key, "device": "Firefox on Windows"}
    page = client.get(PAGE).text
    assert "Firefox on Windows" in page
    assert "This one" in page


def test_one_session_is_ended_from_another(client: Client, officer: User, elsewhere: Client) -> None:
    sign_in(client, officer)
    theirs = OpenSession.objects.get(session_key=elsewhere.session.session_key)
    answer = client.post(PAGE, {"session": theirs.pk}, follow=True)
    assert "Signed out: A browser on an unknown device." in answer.text
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
    assert not Session.objects.filter(pk=theirs.session_key).exists()


def test_all_other_sessions_are_ended_at_once(client: Client, officer: User, elsewhere: Client) -> None:
    third, other = Client(), Client()
    sign_in(third, officer)
    sign_in(other, User.objects.create_user("other@camden.example"))
    sign_in(client, officer)
    client.post(PAGE, {"session": "others"})
    assert [one.get("/account/").status_code for one in (client, elsewhere, third, other)] == [
        200,
        302,
        302,
        200,
    ]
    assert "Sign out everywhere else" not in client.get(PAGE).text


@pytest.mark.parametrize("chosen", ["", "x", "0", "-1", "1" * 40, "١"])
def test_what_is_no_session_is_not_found(client: Client, officer: User, chosen: str) -> None:
    sign_in(client, officer)
    assert client.post(PAGE, {"session": chosen}).status_code == 404


def test_nobody_ends_a_session_of_another_or_learns_of_it(client: Client, elsewhere: Client) -> None:
    sign_in(client, User.objects.create_user("other@camden.example"))
    theirs = OpenSession.objects.get(session_key=elsewhere.session.session_key)
    assert client.post(PAGE, {"session": theirs.pk}).status_code == 404
    assert client.get(PAGE).text.count("Signed in on") == 1
    assert elsewhere.get("/account/").status_code == 200


def test_the_page_holds_no_key_of_a_session(client: Client, officer: User, elsewhere: Client) -> None:
    sign_in(client, officer)
    page = client.get(PAGE).text
    for browser in (client, elsewhere):
        assert str(browser.session.session_key) not in page


def test_a_form_from_elsewhere_ends_nothing(officer: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, officer)
    assert strict.post(PAGE, {"session": "others"}).status_code == 403


def test_signing_out_forgets_the_session(client: Client, officer: User) -> None:
    sign_in(client, officer)
    client.post(reverse("account_logout"))
    assert not OpenSession.objects.exists()


def test_a_session_used_past_midnight_says_so_and_another_visit_writes_nothing(
    client: Client, officer: User, django_assert_num_queries: Any
) -> None:
    sign_in(client, officer)
    eve = timezone.localdate() - datetime.timedelta(days=1)
    OpenSession.objects.update(last_seen_on=eve)
    with django_assert_num_queries(2):
        client.get("/account/sign-out/")
    assert OpenSession.objects.get().last_seen_on == eve
    session = client.session
    session["signed_in_on"] = eve.isoformat()
    session.save()
    with django_assert_num_queries(3):
        client.get("/account/sign-out/")
    assert OpenSession.objects.get().last_seen_on == timezone.localdate()


def test_a_session_that_ran_out_is_listed_no_more_and_then_forgotten(
    client: Client, officer: User, elsewhere: Client
) -> None:
    sign_in(client, officer)
    Session.objects.filter(pk=elsewhere.session.session_key).update(
        expire_date=timezone.now() - datetime.timedelta(minutes=1)
    )
    assert client.get(PAGE).text.count("Signed in on") == 1
    assert forget_ended(timezone.now()) == 1
    assert forget_ended(timezone.now()) == 0
    assert OpenSession.objects.get().session_key == client.session.session_key


def test_closing_an_account_and_a_lost_device_end_every_session(client: Client, staff: User) -> None:
    officer = User.objects.create_user("leaver@camden.example")
    sign_in(Client(), officer)
    sign_in(client, staff)
    client.post(f"/admin/accounts/user/{officer.pk}/change/", {"email": officer.email})
    assert not OpenSession.objects.filter(user=officer).exists()
    assert Session.objects.count() == 1


def test_erasing_a_person_ends_their_sessions(elsewhere: Client, officer: User) -> None:
    holder = HOLDERS["accounts.OpenSession.user"]
    assert (holder.find(officer.pk).count(), holder.erase(officer.pk)) == (1, 1)
    assert elsewhere.get("/account/").status_code == 302


def test_staff_see_their_own_sessions_alone(client: Client, elsewhere: Client) -> None:
    sign_in(client, staff_member())
    assert client.get(PAGE).text.count("Signed in on") == 1
