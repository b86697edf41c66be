"""Members are reminded 60 and 30 days before a certificate ends and on its last day, once each."""

import datetime
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from suppliers.certificates import reminding
from suppliers.certificates.reminding import remind, step_due
from suppliers.members.withdrawing import withdraw_profile
from suppliers.models import Certification, CertificationReminder, Supplier
from tests.suppliers.members.conftest import acme, member, staff
from tests.suppliers.profiles.conftest import olga
from thirty3.accounts.models import User
from thirty3.registry import JOBS

__all__ = ["acme", "member", "olga", "staff"]
pytestmark = pytest.mark.django_db(databases="__all__")
END = datetime.date(2027, 3, 31)


def at(days_before: int, end: datetime.date = END) -> datetime.datetime:
    day = end - datetime.timedelta(days=days_before)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))


@pytest.fixture
def certificate(acme: Supplier) -> Certification:
    return Certification.objects.create(
        supplier=acme, scheme="Cyber Essentials", number="77", expires_date=END
    )


def subjects(letters: list[EmailMessage]) -> list[str]:
    return [letter.subject for letter in letters]


@pytest.mark.parametrize(
    ("left", "step"),
    [
        *((400, None), (61, None), (60, 60), (59, 60), (31, 60)),
        *((30, 30), (29, 30), (1, 30), (0, 0), (-1, 0), (-30, 0), (-31, None), (-400, None)),
    ],
)
def test_the_step_that_came_due_last(left: int, step: int | None) -> None:
    assert step_due(END, END - datetime.timedelta(days=left)) == step


def test_every_run_of_days_sends_each_step_at_most_once_and_the_last_one_always() -> None:
    """Whichever days are missed: steps only come nearer, and a run within a month of the end says so."""
    for every in range(1, 40):
        for first in range(90, 50, -7):
            days = [END - datetime.timedelta(days=left) for left in range(first, -31, -every)]
            steps = [step for step in (step_due(END, day) for day in days) if step is not None]
            assert steps == sorted(steps, reverse=True)
            assert set(steps) <= {60, 30, 0}
            if any(0 <= (day - END).days <= 30 for day in days):
                assert steps[-1] == 0


def test_each_step_is_sent_once_to_each_member(
    certificate: Certification, olga: User, member: Callable[..., User], mailoutbox: list[EmailMessage]
) -> None:
    member("second@acme.example")
    sent = []
    for left in (90, 60, 60, 45, 30, 30, 10, 0, 0, -3):
        remind(at(left))
        sent.append((left, len(mailoutbox)))
    assert sent == [*((90, 0), (60, 2), (60, 2), (45, 2), (30, 4), (30, 4), (10, 4), (0, 6), (0, 6), (-3, 6))]
    assert {letter.to[0] for letter in mailoutbox} == {"olga@acme.example", "second@acme.example"}
    assert set(subjects(mailoutbox)) == {"Cyber Essentials of Acme Software Ltd ends on 31 March 2027"}
    rows = CertificationReminder.objects.order_by("due_on").values_list("step", "due_on")
    assert list(rows) == [
        (60, datetime.date(2027, 1, 30)),
        (30, datetime.date(2027, 3, 1)),
        (0, datetime.date(2027, 3, 31)),
    ]


def test_after_missed_runs_only_what_came_due_last_is_sent(
    certificate: Certification, olga: User, mailoutbox: list[EmailMessage]
) -> None:
    remind(at(25))
    assert len(mailoutbox) == 1
    remind(at(-7))
    assert subjects(mailoutbox)[1:] == ["Cyber Essentials of Acme Software Ltd ended on 31 March 2027"]
    assert CertificationReminder.objects.unsent().count() == 0


def test_a_run_that_is_killed_sends_the_rest_the_next_time(
    certificate: Certification,
    olga: User,
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reminding, "write_to", killed)
        with pytest.raises(KeyboardInterrupt):
            remind(at(60))
    assert [one.step for one in CertificationReminder.objects.unsent()] == [60]
    assert remind(at(60)) == 1
    assert remind(at(60)) == 0
    assert len(mailoutbox) == 1


def test_another_end_is_reminded_of_anew(
    certificate: Certification, olga: User, mailoutbox: list[EmailMessage]
) -> None:
    remind(at(60))
    later = END + datetime.timedelta(days=365)
    Certification.objects.filter(pk=certificate.pk).update(expires_date=later)
    remind(at(0))
    assert len(mailoutbox) == 1
    remind(at(60, later))
    assert subjects(mailoutbox)[1:] == ["Cyber Essentials of Acme Software Ltd ends on 30 March 2028"]


def test_without_members_it_stays_due_until_there_are_some(
    certificate: Certification, member: Callable[..., User], mailoutbox: list[EmailMessage]
) -> None:
    assert remind(at(30)) == 0
    assert CertificationReminder.objects.unsent().count() == 1
    member("late@acme.example")
    assert remind(at(28)) == 1
    assert [letter.to for letter in mailoutbox] == [["late@acme.example"]]


def test_nobody_is_reminded_for_a_withdrawn_profile(
    certificate: Certification, acme: Supplier, olga: User, mailoutbox: list[EmailMessage]
) -> None:
    withdraw_profile(supplier=acme, actor=olga)
    mailoutbox.clear()
    assert remind(at(30)) == 0
    assert mailoutbox == []


def test_a_step_is_written_down_once_for_an_end(certificate: Certification) -> None:
    facts = {"certification": certificate, "step": 30, "expires_date": END, "due_on": END}
    CertificationReminder.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificationReminder.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificationReminder.objects.create(**facts | {"step": 14})


def test_it_is_done_every_day() -> None:
    assert JOBS["reminders of certificates"].every == datetime.timedelta(days=1)
