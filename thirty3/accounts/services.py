"""Changes to people that staff make. The change log keeps what they may do, never their address."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from thirty3.accounts.models import User
from thirty3.accounts.sessions import end_all
from thirty3.accounts.tasks import write_to
from thirty3.history.models import Change
from thirty3.history.services import role_of
from thirty3.registry import HOLDERS, TRACES

LOGGED = ("is_active", "is_staff", "is_superuser")
LOGGED_OF_ALL = (*LOGGED, "second_factor")


class NoSecondFactor(Exception):
    """The person has nothing that could be reset."""


class LastSuperuser(Exception):
    """Without this person nobody could add people or say what they may do."""


@transaction.atomic
def save_person(*, person: User, actor: User | None, why: str = "") -> User:
    """Add a person, or change what one may do."""
    before = User.objects.filter(pk=person.pk).values(*LOGGED).first()
    person.email = person.email.strip().lower()
    if not User.objects.filter(pk=person.pk, email=person.email).exists():
        # What proved the old mailbox says nothing of another one.
        person.mailbox_proved_at = None
    if before is None:
        # Nobody has a password: people sign in by a code sent to their address.
        person.set_unusable_password()
    person.save()
    if not person.is_active:
        end_all(person=person)
    after = {name: getattr(person, name) for name in LOGGED}
    if before != after:
        _log(person, actor=actor, why=why, before=before, after=after)
    return person


def join(*, address: str) -> User:
    """The account of an address that was proved by a code, made if there is none."""
    email = address.strip().lower()
    try:
        with transaction.atomic():
            held = User.objects.filter(email=email).first()
            return held or save_person(person=User(email=email), actor=None, why="Joined with a code")
    except IntegrityError:
        # The code was given twice at once, and the other was first.
        return User.objects.get(email=email)


def prove_mailbox(*, person: User) -> None:
    """A code that was sent to the person's address came back: the mailbox is theirs today."""
    person.mailbox_proved_at = timezone.now()
    User.objects.filter(pk=person.pk).update(mailbox_proved_at=person.mailbox_proved_at)


@transaction.atomic
def forget(*, person: User, why: str) -> None:
    """Erase a person: every place that holds something about them lets go of it, and the account goes.

    The log keeps that an account was deleted, when and why, and not whose it was.
    """
    if is_last_who_may_do_everything(person):
        raise LastSuperuser("Somebody else must first be able to add people.")
    for holder in HOLDERS:
        holder.erase(person.pk)
    for trace in TRACES:
        if trace.erase is not None:
            trace.erase(person.email)
    before = {name: getattr(person, name) for name in LOGGED}
    _log(person, actor=None, why=why, before=before, after={})
    person.delete()


def is_last_who_may_do_everything(person: User) -> bool:
    """Whether nobody could add people once this person is gone. A demonstration makes its own anew."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    return person.is_superuser and person.is_active and not person.is_demonstration and not others.exists()


@transaction.atomic
def reset_second_factor(*, person: User, actor: User | None = None, why: str) -> None:
    """Take away a lost authenticator and its recovery codes, and sign the person out everywhere.

    They set up a new one when they next sign in by code, and a letter tells them that it was done.
    """
    taken, _ = Authenticator.objects.filter(user=person).delete()
    if not taken:
        raise NoSecondFactor(f"{person} has no second factor to reset.")
    # The password field is part of what a session is checked against: a new unusable one ends them all.
    person.set_unusable_password()
    person.save(update_fields=["password"])
    end_all(person=person)
    _log(person, actor=actor, why=why, before={"second_factor": True}, after={"second_factor": False})
    write_to.enqueue(person_id=person.pk, letter="second_factor_reset", facts={})


def _log(
    person: User, *, actor: User | None, why: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    old = before or {}
    changed = [name for name in LOGGED_OF_ALL if old.get(name) != after.get(name)]
    kind = User._meta.label_lower
    last = Change.objects.of(kind, person.pk).values_list("version", flat=True).first()
    Change.objects.create(
        actor=actor,
        role=role_of(actor),
        why=why,
        kind=kind,
        record_id=person.pk,
        version=(last or 0) + 1,
        action=_action(before, after),
        before={name: old[name] for name in changed if name in old},
        after={name: after[name] for name in changed if name in after},
    )


def _action(before: dict[str, Any] | None, after: dict[str, Any]) -> str:
    if before is None:
        return Change.Action.CREATED
    return Change.Action.CHANGED if after else Change.Action.REMOVED
