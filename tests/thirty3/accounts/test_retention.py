"""Accounts that nobody uses are warned after a year and deleted a month after the warning."""

import datetime
from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone

from tests.signing_in import staff_member
from thirty3.accounts.models import User
from thirty3.accounts.retention import months_before, retire
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 27)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def used(email: str, on: str, **facts: object) -> User:
    """A person who was last there at noon of a day, or was added then."""
    at = timezone.make_aware(datetime.datetime.combine(day(on), datetime.time(12)))
    return User.objects.create_user(f"{email}@camden.example", joined_at=at, last_login=at, **facts)


def done(today: datetime.date = TODAY) -> list[tuple[str, str]]:
    return [
        (one.person.email.partition("@")[0], "deleted" if one.deleted else "warned")
        for one in retire(today=today)
    ]


@pytest.mark.parametrize(
    ("before", "months", "then"),
    [
        ("2026-11-27", 12, "2025-11-27"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2026-12-01", 12, "2025-12-01"),
    ],
)
def test_months_are_counted_as_people_count_them(before: str, months: int, then: str) -> None:
    assert months_before(day(before), months) == day(then)


def test_a_year_without_a_sign_in_brings_a_letter_and_no_more(mailoutbox: list[EmailMessage]) -> None:
    used("still", "2025-11-27")
    unused = used("unused", "2025-11-26")
    assert done() == [("unused", "warned")]
    (letter,) = mailoutbox
    assert letter.to == [unused.email]
    assert "will be deleted in a month" in str(letter.body)
    assert "/account/sign-in/" in str(letter.body)
    assert User.objects.count() == 2


def test_running_it_again_sends_no_second_letter(mailoutbox: list[EmailMessage]) -> None:
    used("unused", "2025-01-01")
    assert (done(), done()) == ([("unused", "warned")], [])
    assert len(mailoutbox) == 1


def test_the_account_goes_a_month_after_the_letter_and_not_before() -> None:
    unused = used("unused", "2020-01-01")
    number = unused.pk
    done()
    assert done(day("2026-12-26")) == []
    assert done(day("2026-12-27")) == [("unused", "deleted")]
    assert not User.objects.exists()
    mark = Change.objects.of("accounts.user", number).get()
    assert (mark.action, mark.why) == ("removed", "Not used for 13 months")


def test_signing_in_after_the_letter_keeps_the_account(mailoutbox: list[EmailMessage]) -> None:
    unused = used("unused", "2025-01-01")
    done()
    User.objects.filter(pk=unused.pk).update(
        last_login=datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
    )
    assert done(day("2027-01-01")) == []
    assert done(day("2027-12-02")) == [("unused", "warned")]
    assert len(mailoutbox) == 2


def test_who_never_signed_in_counts_from_the_day_they_were_added() -> None:
    used("invited", "2025-01-01")
    User.objects.update(last_login=None)
    assert done() == [("invited", "warned")]


def test_a_closed_account_goes_without_a_letter(mailoutbox: list[EmailMessage]) -> None:
    used("closed", "2025-10-26", is_active=False)
    used("just", "2025-10-28", is_active=False)
    assert done() == [("closed", "deleted")]
    assert mailoutbox == []


def test_accounts_of_the_demonstration_stay() -> None:
    used("shown", "2020-01-01", is_demonstration=True)
    assert done() == []


def test_the_last_person_who_may_add_people_stays() -> None:
    used("boss", "2020-01-01", is_staff=True, is_superuser=True)
    done()
    assert done(day("2027-01-27")) == []
    staff_member("second@loti.example", with_authenticator=False)
    assert ("boss", "deleted") in done(day("2027-01-27"))


def test_a_letter_that_cannot_be_sent_is_no_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    used("unused", "2025-01-01")
    monkeypatch.setattr(EmailMessage, "send", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        done()
    assert User.objects.get().warned_on is None


def test_a_dry_run_says_what_it_would_do_and_does_nothing(mailoutbox: list[EmailMessage]) -> None:
    used("unused", "2020-01-01")
    used("closed", "2020-01-01", is_active=False)
    output = StringIO()
    call_command("retire_accounts", "--dry-run", stdout=output)
    assert output.getvalue() == (
        "closed@camden.example: would be deleted\nunused@camden.example: would be warned\n"
    )
    assert (User.objects.count(), len(mailoutbox)) == (2, 0)
    call_command("retire_accounts", stdout=output)
    assert (User.objects.count(), len(mailoutbox)) == (1, 1)
    User.objects.update(last_login=timezone.now())
    call_command("retire_accounts", stdout=output)
    assert output.getvalue().endswith("Every account is in use.\n")
