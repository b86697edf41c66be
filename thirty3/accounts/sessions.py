"""Sessions as their owner sees them: kept while they last, listed, and ended from elsewhere."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from thirty3.accounts.devices import device_of
from thirty3.accounts.models import OpenSession, User

# Kept in the session itself, so that an ordinary visit asks nothing more of the database.
SIGNED_IN_ON = "signed_in_on"


def keep(request: HttpRequest, user: User) -> None:
    """Remember a session whose owner has just signed in."""
    if not request.session.session_key:
        request.session.create()
    request.session[SIGNED_IN_ON] = timezone.localdate().isoformat()
    OpenSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "device": device_of(request.META.get("HTTP_USER_AGENT", "")),
            "signed_in_at": timezone.now(),
            "last_seen_on": timezone.localdate(),
        },
    )


def let_go(request: HttpRequest) -> None:
    """Forget a session whose owner signs out of it."""
    if request.session.session_key:
        OpenSession.objects.filter(session_key=request.session.session_key).delete()


def see(request: HttpRequest) -> None:
    """Note that a session is used on a later day than it began: at most one statement, and none before."""
    today = timezone.localdate()
    if request.session.get(SIGNED_IN_ON, "") != today.isoformat():
        OpenSession.objects.filter(session_key=request.session.session_key, last_seen_on__lt=today).update(
            last_seen_on=today
        )


@transaction.atomic
def end(session: OpenSession) -> None:
    """Sign somebody out of one session, wherever it is."""
    Session.objects.filter(pk=session.session_key).delete()
    session.delete()


@transaction.atomic
def end_all(*, person: User, but: str = "") -> int:
    """Sign a person out of every session, or of every one but that of this key. Returns how many."""
    ended = OpenSession.objects.filter(user=person).exclude(session_key=but)
    Session.objects.filter(pk__in=ended.values("session_key")).delete()
    return ended.delete()[0]


def forget_ended(now: datetime) -> int:
    """Delete what is left of sessions that ran out."""
    return OpenSession.objects.ended(now).delete()[0]
