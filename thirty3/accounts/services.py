"""Changes to people that staff make. The change log keeps what they may do, never their address."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from thirty3.accounts.models import User
from thirty3.accounts.sessions import end_all
from thirty3.history.models import Change
from thirty3.history.services import role_of
from thirty3.registry import HOLDERS

LOGGED = ("is_active", "is_staff", "is_superuser")


class NoSecondFactor(Exception):
    """The person has nothing that could be reset."""


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


def prove_mailbox(*, person: User) -> None:
    """A code that was sent to the person's address came back: the mailbox is theirs today."""
    person.mailbox_proved_at = timezone.now()
    User.objects.filter(pk=person.pk).update(mailbox_proved_at=person.mailbox_proved_at)


@transaction.atomic
def forget(*, person: User) -> None:
    """Erase a person: every place that holds something about them lets go of it, and the account goes."""
    for holder in HOLDERS:
        holder.erase(person.pk)
    person.delete()


@transaction.atomic
def reset_second_factor(*, person: User, actor: User | None = None, why: str) -> None:
    """Take away a lost authenticator and its recovery codes, and sign the person out everywhere.

    They set up a new one when they next sign in by code.
    """
    taken, _ = Authenticator.objects.filter(user=person).delete()
    if not taken:
        raise NoSecondFactor(f"{person} has no second factor to reset.")
    # The password field is part of what a session is checked against: a new unusable one ends them all.
    person.set_unusable_password()
    person.save(update_fields=["password"])
    end_all(person=person)
    _log(person, actor=actor, why=why, before={"second_factor": True}, after={"second_factor": False})


def _log(
    person: User, *, actor: User | None, why: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    changed = [name for name in after if before is None or before[name] != after[name]]
    kind = User._meta.label_lower
    last = Change.objects.of(kind, person.pk).values_list("version", flat=True).first()
    Change.objects.create(
        actor=actor,
        role=role_of(actor),
        why=why,
        kind=kind,
        record_id=person.pk,
        version=(last or 0) + 1,
        action=Change.Action.CREATED if before is None else Change.Action.CHANGED,
        before={} if before is None else {name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
