"""Adding people, what they may do, lost devices and the demonstration's accounts."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from tests.signing_in import sign_in, staff_member
from thirty3.accounts.demonstration import (
    STAFF_ADDRESS,
    demonstration_accounts,
    remove_demonstration_accounts,
)
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.registry import HOLDERS

pytestmark = pytest.mark.django_db(databases="__all__")

PERSON = {"email": "Lead@Camden.example", "is_active": "on"}


def run(*arguments: str) -> str:
    output = StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


# People


def test_an_address_is_kept_in_small_letters_and_once() -> None:
    User.objects.create_user(" Officer@Camden.Example ")
    assert User.objects.get().email == "officer@camden.example"
    for twice in ("officer@camden.example", "Other@camden.example"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(email=twice)


def test_nobody_has_a_password() -> None:
    person = User.objects.create_superuser("boss@loti.example", password="ignored")
    assert not person.has_usable_password()
    assert person.is_staff


def test_a_person_without_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


def test_a_superuser_adds_a_person_in_the_admin_and_it_is_logged(client: Client, staff: User) -> None:
    sign_in(client, staff)
    assert client.post("/admin/accounts/user/add/", PERSON).status_code == 302
    person = User.objects.get(email="lead@camden.example")
    assert not person.has_usable_password()
    change = Change.objects.of("accounts.user", person.pk).get()
    assert (change.actor, change.action) == (staff, "created")
    assert change.after == {"is_active": True, "is_staff": False, "is_superuser": False}
    assert "camden" not in str(change.__dict__)


def test_closing_an_account_signs_the_person_out_and_is_logged(
    client: Client, staff: User, officer: User
) -> None:
    theirs = Client()
    sign_in(theirs, officer)
    sign_in(client, staff)
    client.post(f"/admin/accounts/user/{officer.pk}/change/", {"email": officer.email})
    assert theirs.get("/account/").status_code == 302
    change = Change.objects.of("accounts.user", officer.pk).get()
    assert (change.before, change.after) == ({"is_active": True}, {"is_active": False})


def test_saving_a_person_without_a_change_logs_nothing(client: Client, staff: User, officer: User) -> None:
    sign_in(client, staff)
    client.post(f"/admin/accounts/user/{officer.pk}/change/", {"email": officer.email, "is_active": "on"})
    assert not Change.objects.exists()


def test_an_address_taken_in_other_letters_is_refused_in_the_admin(
    client: Client, staff: User, officer: User
) -> None:
    sign_in(client, staff)
    answer = client.post("/admin/accounts/user/add/", {"email": "OFFICER@camden.example"})
    assert "Someone already has this e-mail address." in answer.text


def test_staff_who_are_no_superusers_cannot_add_people_or_raise_themselves(client: Client) -> None:
    person = staff_member("curator@loti.example")
    User.objects.update(is_superuser=False)
    sign_in(client, person)
    assert client.post("/admin/accounts/user/add/", PERSON).status_code == 403
    assert client.post(f"/admin/accounts/user/{person.pk}/change/", PERSON).status_code == 403


def test_nobody_is_deleted_in_the_admin(client: Client, staff: User, officer: User) -> None:
    sign_in(client, staff)
    assert client.post(f"/admin/accounts/user/{officer.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_of_people_takes_the_same_queries_for_few_and_for_many(
    client: Client, staff: User, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, staff)
    for many in (2, 40):
        for number in range(many):
            User.objects.get_or_create(email=f"officer{number}@camden.example")
        with django_assert_max_num_queries(6):
            assert client.get("/admin/accounts/user/").status_code == 200


# Lost devices


def test_a_lost_authenticator_is_taken_away_and_every_session_ended(client: Client, staff: User) -> None:
    sign_in(client, staff)
    said = run("reset_second_factor", "Staff@LOTI.example", "--reason", "Phone lost, seen in person")
    assert "sets up a new authenticator" in said
    assert not Authenticator.objects.filter(user=staff).exists()
    assert client.get("/account/").url == "/account/sign-in/?next=/account/"
    change = Change.objects.of("accounts.user", staff.pk).get()
    assert change.why == "Phone lost, seen in person"
    assert change.after == {"second_factor": False}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody@loti.example", "--reason", "x"], "Nobody has this address"),
        (["officer@camden.example", "--reason", "x"], "has no second factor"),
        (["officer@camden.example", "--reason", " "], "Give the reason"),
        (["officer@camden.example"], "--reason"),
    ],
)
def test_a_reset_that_cannot_be_done_says_why(officer: User, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run("reset_second_factor", *arguments)
    assert not Change.objects.exists()


# Demonstration accounts


def test_demonstration_accounts_are_made_once_and_keep_their_secret(settings: Any) -> None:
    settings.DEMO = True
    first, second = demonstration_accounts(), demonstration_accounts()
    assert first == second
    person = User.objects.get()
    assert person.email == STAFF_ADDRESS
    assert person.is_staff
    assert person.is_demonstration


def test_another_database_draws_another_secret(settings: Any) -> None:
    settings.DEMO = True
    (first,) = demonstration_accounts()
    remove_demonstration_accounts()
    assert not User.objects.exists()
    (second,) = demonstration_accounts()
    assert first.totp_secret != second.totp_secret


def test_the_command_prints_how_to_sign_in_and_its_codes_work(client: Client, settings: Any) -> None:
    settings.DEMO = True
    printed = run("demonstration_accounts")
    (account,) = demonstration_accounts()
    for part in (STAFF_ADDRESS, account.totp_secret, "/account/sign-in/", "/account/outbox/"):
        assert part in printed
    # From RFC 6238, appendix B: the secret "12345678901234567890" at 59 seconds.
    known = type(account)(email="", role="", totp_secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    assert known.security_code(at=59) == "287082"


def test_outside_a_demonstration_the_command_refuses() -> None:
    with pytest.raises(CommandError, match="THIRTY3_DEMO=1"):
        run("demonstration_accounts")
    assert not User.objects.exists()


# Erasure


def test_what_the_account_holds_about_a_person_is_found_and_erased(client: Client, staff: User) -> None:
    sign_in(client, staff)
    client.post("/admin/accounts/user/add/", PERSON)
    ours = ["account.EmailAddress.user", "admin.LogEntry.user", "mfa.Authenticator.user"]
    found = {name: HOLDERS[name].find(staff.pk).count() for name in ours}
    assert found == {ours[0]: 0, ours[1]: 1, ours[2]: 1}
    assert {name: HOLDERS[name].erase(staff.pk) for name in ours} == found
    assert not any(HOLDERS[name].find(staff.pk).exists() for name in ours)
