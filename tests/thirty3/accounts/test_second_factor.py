"""Staff use a second factor, whichever way they came in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from tests.signing_in import code_now, security_code, sign_in, staff_member
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")

SET_UP = "/account/authenticator/"
ASK = "/account/sign-in/security-code/"
CLOSED_PAGES = ["/admin/", "/admin/accounts/user/", "/account/", "/account/recovery-codes/", "/no-such-page/"]


@pytest.fixture
def new_staff(db: None) -> User:
    return staff_member("new@loti.example", with_authenticator=False)


def shown_secret(page: str) -> str:
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    return found.group(1)


def test_staff_sign_in_with_a_code_and_a_security_code(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/account/sign-in/?next=%2Fadmin%2F"
    assert give_code(staff.email, following="/admin/").url == ASK
    assert client.get("/admin/").status_code == 302
    answer = client.post(ASK, {"code": security_code(staff)})
    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_security_code_lets_nobody_in(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    give_code(staff.email)
    wrong = f"{(int(security_code(staff)) + 1) % 10**6:06}"
    assert "This code is not right" in client.post(ASK, {"code": wrong}).text
    assert client.get("/account/").status_code == 302


def test_a_security_code_works_once(
    staff: User, client: Client, give_code: Callable[..., Any], ask_for_code: Callable[..., str]
) -> None:
    code = security_code(staff)
    give_code(staff.email)
    client.post(ASK, {"code": code})
    client.post(reverse("account_logout"))
    give_code(staff.email)
    assert "This code is not right" in client.post(ASK, {"code": code}).text


def test_guessing_security_codes_is_refused_after_a_few(
    client: Client, staff: User, give_code: Callable[..., Any]
) -> None:
    give_code(staff.email)
    for _ in range(5):
        client.post(ASK, {"code": "000000"})
    assert "Too many attempts" in client.post(ASK, {"code": security_code(staff)}).text


def test_a_recovery_code_stands_in_once_for_the_app(
    client: Client, new_staff: User, give_code: Callable[..., Any]
) -> None:
    give_code(new_staff.email)
    secret = shown_secret(client.get(SET_UP).text)
    page = client.post(SET_UP, {"code": code_now(secret)}, follow=True).text
    recovery = re.findall(r"<code>(\d{8})</code>", page)
    assert len(recovery) == 10
    for outcome in ("/account/", None):
        client.post(reverse("account_logout"))
        give_code(new_staff.email)
        answer = client.post(ASK, {"code": recovery[0]})
        assert answer.headers.get("Location") == outcome


@pytest.mark.parametrize("path", CLOSED_PAGES)
def test_staff_without_an_authenticator_are_sent_to_set_one_up(
    client: Client, new_staff: User, give_code: Callable[..., Any], path: str
) -> None:
    give_code(new_staff.email)
    assert client.get(path).url == SET_UP
    assert client.post(path).url == SET_UP


def test_staff_set_up_their_authenticator_and_go_on(
    client: Client, new_staff: User, give_code: Callable[..., Any]
) -> None:
    give_code(new_staff.email)
    page = client.get(SET_UP).text
    secret = shown_secret(page)
    wrong = client.post(SET_UP, {"code": "12345"}).text
    assert "This code is not right" in wrong
    assert shown_secret(wrong) == secret
    spaced = code_now(secret)[:3] + " " + code_now(secret)[3:]
    assert client.post(SET_UP, {"code": spaced}).url == "/account/recovery-codes/"
    assert "10 of 10 are left" in client.get("/account/recovery-codes/").text
    assert client.get("/admin/").status_code == 200
    assert client.get(SET_UP).url == "/account/"


def test_staff_who_are_setting_up_may_sign_out(
    client: Client, new_staff: User, give_code: Callable[..., Any]
) -> None:
    give_code(new_staff.email)
    assert client.post(reverse("account_logout")).url == "/"
    assert client.get("/account/").url.startswith("/account/sign-in/")


def test_the_picture_is_for_the_person_who_is_setting_up(
    client: Client, new_staff: User, give_code: Callable[..., Any]
) -> None:
    picture = reverse("mfa_totp_qr")
    assert client.get(picture).url.startswith("/account/sign-in/")
    give_code(new_staff.email)
    assert client.get(picture).status_code == 404
    secret = shown_secret(client.get(SET_UP).text)
    answer = client.get(picture)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "<path" in answer.text
    assert " style=" not in answer.text
    client.post(SET_UP, {"code": code_now(secret)})
    assert client.get(picture).status_code == 404


@pytest.mark.parametrize("path", CLOSED_PAGES)
def test_a_staff_session_made_without_the_second_factor_is_ended(
    client: Client, staff: User, path: str
) -> None:
    client.force_login(staff)
    assert client.get(path).url.startswith("/account/sign-in/")
    assert "_auth_user_id" not in client.session


def test_a_staff_session_made_without_a_code_cannot_set_up_an_authenticator(
    client: Client, new_staff: User
) -> None:
    client.force_login(new_staff)
    assert client.get(SET_UP).url.startswith("/account/sign-in/")


def test_someone_made_staff_while_signed_in_must_set_up_an_authenticator(
    client: Client, officer: User, give_code: Callable[..., Any]
) -> None:
    give_code(officer.email)
    assert client.get("/admin/login/").status_code == 403
    User.objects.update(is_staff=True)
    assert client.get("/account/").url == SET_UP


def test_a_session_that_was_open_before_the_app_was_set_up_elsewhere_is_ended(
    client: Client, new_staff: User, give_code: Callable[..., Any]
) -> None:
    give_code(new_staff.email)
    TOTP.activate(new_staff, generate_totp_secret())
    assert client.get("/admin/").url == "/account/sign-in/?next=/admin/"


def test_a_proof_for_an_authenticator_that_was_taken_away_counts_no_more(client: Client, staff: User) -> None:
    sign_in(client, staff)
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.all().delete()
    TOTP.activate(staff, generate_totp_secret())
    assert client.get("/admin/").url == "/account/sign-in/?next=/admin/"


def test_the_proofs_of_another_person_in_the_same_browser_do_not_count(client: Client, staff: User) -> None:
    sign_in(client, staff)
    records = client.session["account_authentication_methods"]
    client.force_login(staff_member("second@loti.example"))
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(staff.pk)
    session.save()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/accounts/user/"])
def test_people_who_are_not_staff_stay_out_of_the_admin(
    client: Client, officer: User, give_code: Callable[..., Any], path: str
) -> None:
    give_code(officer.email)
    assert client.get(path, follow=True).status_code == 403


def test_people_who_are_not_staff_are_not_offered_an_authenticator(
    client: Client, officer: User, give_code: Callable[..., Any]
) -> None:
    give_code(officer.email)
    assert client.get(SET_UP).status_code == 404
    assert "Staff site" not in client.get("/account/").text


def test_recovery_codes_ask_for_a_security_code_again(client: Client, staff: User) -> None:
    Authenticator.objects.create(user=staff, type="recovery_codes", data={"seed": "ab" * 40, "used_mask": 0})
    sign_in(client, staff)
    again = client.get("/account/recovery-codes/")
    assert again.url == "/account/security-code/?next=%2Faccount%2Frecovery-codes%2F"
    assert "Enter a security code again" in client.get(again.url).text
    shown = client.post(again.url, {"code": security_code(staff)}, follow=True)
    assert "10 of 10 are left" in shown.text
    before = re.findall(r"<code>(\d{8})</code>", shown.text)
    assert "The 10 codes" in client.get("/account/recovery-codes/new/").text
    after = client.post("/account/recovery-codes/new/", follow=True)
    assert not set(before) & set(re.findall(r"<code>(\d{8})</code>", after.text))


def test_proving_it_again_too_often_is_refused_with_a_page_of_our_own(client: Client, staff: User) -> None:
    sign_in(client, staff)
    for _ in range(10):
        client.post("/account/security-code/", {"code": "000000"})
    answer = client.post("/account/security-code/", {"code": "000000"})
    assert answer.status_code == 429
    assert '<h1 class="govuk-heading-l">Too many attempts</h1>' in answer.text


def test_visitors_without_a_session_cost_no_query(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        client.get("/account/sign-in/")
