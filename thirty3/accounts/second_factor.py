"""Whether a session has passed the second factor that staff must have."""

from enum import Enum, auto

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest


class Standing(Enum):
    """Where a signed-in session stands with its second factor."""

    PASSED = auto()
    TO_SET_UP = auto()
    NOT_PROVEN = auto()


def standing_of(request: HttpRequest) -> Standing:
    """Read from what allauth recorded in this session, never from the mere fact of being signed in."""
    records = get_authentication_records(request, request.user)
    authenticator = authenticator_of(request)
    if authenticator is None:
        by_code = any(record["method"] == "code" for record in records)
        return Standing.TO_SET_UP if by_code else Standing.NOT_PROVEN
    # A proof given before this authenticator was set up was for one that has since been taken away.
    since = authenticator.created_at.timestamp()
    passed = any(record["method"] == "mfa" and record["at"] >= since for record in records)
    return Standing.PASSED if passed else Standing.NOT_PROVEN


def authenticator_of(request: HttpRequest) -> Authenticator | None:
    """The authenticator app of the person signed in, if one is set up."""
    return Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).first()


def record_set_up(request: HttpRequest) -> None:
    """Whoever has just set up the app has shown a code from it: do not ask again at once."""
    authenticator = authenticator_of(request)
    if authenticator is not None:
        record_authentication(
            request,
            request.user,
            "mfa",
            id=authenticator.pk,
            type=authenticator.type,
            reauthenticated=True,
        )
