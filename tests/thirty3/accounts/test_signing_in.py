"""Signing in by a code, and out again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from thirty3.accounts.adapters import AccountAdapter
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")

SIGN_IN = "/account/sign-in/"


def test_a_person_signs_in_with_the_code_from_the_letter(
    client: Client, officer: User, give_code: Callable[..., Any]
) -> None:
    answer = give_code(officer.email)
    assert answer.url == "/account/"
    assert officer.email in client.get("/account/").text


def test_the_letter_goes_to_the_person_alone_and_says_what_to_do(
    officer: User, ask_for_code: Callable[..., str], mailoutbox: list[EmailMessage]
) -> None:
    code = ask_for_code(officer.email)
    (letter,) = mailoutbox
    assert letter.to == [officer.email]
    assert letter.subject == "Your sign-in code for Thirty3"
    assert code in letter.body
    assert "within 15 minutes" in letter.body


def test_the_case_in_which_the_address_is_typed_does_not_matter(
    officer: User, ask_for_code: Callable[..., str], mailoutbox: list[EmailMessage]
) -> None:
    assert ask_for_code("Officer@Camden.EXAMPLE")
    assert mailoutbox[0].to == [officer.email]


def test_small_letters_and_no_dash_will_do(
    client: Client, officer: User, ask_for_code: Callable[..., str]
) -> None:
    code = ask_for_code(officer.email).replace("-", "").lower()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get("/account/").status_code == 200


def test_three_wrong_codes_end_the_attempt(
    client: Client, officer: User, ask_for_code: Callable[..., str]
) -> None:
    code = ask_for_code(officer.email)
    confirm = reverse("account_confirm_login_code")
    first = client.post(confirm, {"code": "BBBB-BBBB"})
    assert "This code is not right" in first.text
    client.post(confirm, {"code": "BBBB-BBBB"})
    assert client.post(confirm, {"code": "BBBB-BBBB"}).url == SIGN_IN
    client.post(confirm, {"code": code})
    assert client.get("/account/").status_code == 302


def test_a_code_is_no_use_in_another_browser(officer: User, ask_for_code: Callable[..., str]) -> None:
    code = ask_for_code(officer.email)
    other = Client()
    assert other.post(reverse("account_confirm_login_code"), {"code": code}).url == SIGN_IN
    assert other.get("/account/").status_code == 302


def test_a_code_works_once(client: Client, officer: User, ask_for_code: Callable[..., str]) -> None:
    code = ask_for_code(officer.email)
    confirm = reverse("account_confirm_login_code")
    client.post(confirm, {"code": code})
    client.post(reverse("account_logout"))
    client.post(confirm, {"code": code})
    assert client.get("/account/").status_code == 302


def test_after_fifteen_minutes_the_code_is_refused(
    client: Client, officer: User, ask_for_code: Callable[..., str]
) -> None:
    code = ask_for_code(officer.email)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 15 * 60 + 1
    session.save()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get("/account/").status_code == 302


def test_an_account_closed_between_code_and_sign_in_stays_out(
    client: Client, officer: User, ask_for_code: Callable[..., str]
) -> None:
    code = ask_for_code(officer.email)
    User.objects.update(is_active=False)
    answer = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert "This account is closed" in answer.text
    assert client.get("/account/").status_code == 302


def test_a_person_can_start_again(client: Client, officer: User, ask_for_code: Callable[..., str]) -> None:
    ask_for_code(officer.email)
    assert client.get(SIGN_IN).url == "/account/sign-in/code/"
    assert client.post(reverse("account_logout"), {"next": SIGN_IN}).url == SIGN_IN
    assert client.get(SIGN_IN).status_code == 200


def test_asking_too_often_for_one_address_is_refused(client: Client, officer: User) -> None:
    for _ in range(3):
        assert Client().post(SIGN_IN, {"email": officer.email}).status_code == 302
    answer = Client().post(SIGN_IN, {"email": officer.email})
    assert answer.status_code == 200
    assert "Too many attempts" in answer.text


def test_asking_too_often_from_one_place_is_refused(client: Client, mailoutbox: list[EmailMessage]) -> None:
    for number in range(20):
        Client().post(SIGN_IN, {"email": f"nobody{number}@camden.example"})
    assert "Too many attempts" in Client().post(SIGN_IN, {"email": "officer@camden.example"}).text


@pytest.mark.parametrize("spelling", [str.upper, str.title, " {} ".format])
def test_another_spelling_of_an_address_is_no_way_around_the_limit(
    officer: User, spelling: Callable[[str], str]
) -> None:
    for _ in range(3):
        Client().post(SIGN_IN, {"email": officer.email})
    assert "Too many attempts" in Client().post(SIGN_IN, {"email": spelling(officer.email)}).text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_a_header_that_anybody_can_send_is_no_way_around_the_limit(header: str) -> None:
    for number in range(20):
        Client(headers={header: f"192.0.2.{number}"}).post(SIGN_IN, {"email": f"a{number}@b.example"})
    answer = Client(headers={header: "192.0.2.99"}).post(SIGN_IN, {"email": "officer@camden.example"})
    assert "Too many attempts" in answer.text


def test_codes_cannot_be_guessed_by_asking_for_many(settings: Any) -> None:
    """Three guesses for each of at most twenty codes an hour, of twenty-five thousand million."""
    rates = [rate.split("/") for rate in settings.ACCOUNT_RATE_LIMITS["request_login_code"].split(",")]
    an_hour = min(int(amount) for amount, time, per in rates if (time, per) == ("h", "key"))
    code = AccountAdapter().generate_login_code().replace("-", "")
    assert len(code) == 8
    assert an_hour * settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS <= 60


@pytest.mark.parametrize("email", ["", "officer", "officer@", "a@b.example\nBcc: x@y.example"])
def test_what_is_no_address_is_refused_in_plain_words(client: Client, email: str) -> None:
    answer = client.post(SIGN_IN, {"email": email})
    assert answer.status_code == 200
    assert "There is a problem" in answer.text
    assert "<title>Error: Sign in" in answer.text


def test_signing_out_takes_a_post(client: Client, officer: User, give_code: Callable[..., Any]) -> None:
    give_code(officer.email)
    question = client.get(reverse("account_logout"))
    assert "Do you want to sign out?" in question.text
    assert client.get("/account/").status_code == 200
    assert client.post(reverse("account_logout")).url == "/"
    assert client.get("/account/").url == "/account/sign-in/?next=/account/"


def test_every_form_needs_a_token(officer: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"email": officer.email}).status_code == 403
    assert strict.post(reverse("account_logout")).status_code == 403


@pytest.mark.parametrize(
    "following",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "http://localhost/account/",
        "http:///evil.example",
    ],
)
def test_sign_in_never_leads_to_another_site(
    officer: User, give_code: Callable[..., Any], following: str
) -> None:
    assert give_code(officer.email, following=following).url == "/account/"


def test_sign_in_leads_to_the_page_that_was_asked_for(officer: User, give_code: Callable[..., Any]) -> None:
    assert give_code(officer.email, following="/boroughs/?q=a&b=c").url == "/boroughs/?q=a&b=c"


def test_sign_out_never_leads_to_another_site(client: Client) -> None:
    assert client.post(reverse("account_logout"), {"next": "https://evil.example/"}).url == "/"
