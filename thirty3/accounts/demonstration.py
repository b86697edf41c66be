"""The accounts with which people try a demonstration."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

from thirty3.accounts.models import User
from thirty3.accounts.services import forget, save_person
from thirty3.registry import DEMONSTRATION_ROLES

STAFF_ADDRESS = "staff@thirty3.example"


class NotADemonstration(Exception):
    """Accounts that everyone can sign in to exist in a demonstration alone."""


@dataclass(frozen=True)
class DemonstrationAccount:
    """An account that may be shown to everyone."""

    email: str
    role: str
    # Of staff, who need a second factor; nobody else does.
    totp_secret: str = ""

    def security_code(self, *, at: float) -> str:
        """What an authenticator app with this secret shows at that second."""
        counter = int(at) // app_settings.TOTP_PERIOD
        return str(format_hotp_value(hotp_value(self.totp_secret, counter)))


@transaction.atomic
def demonstration_accounts() -> list[DemonstrationAccount]:
    """The accounts, made on the first call. The secret is drawn once for each database and then kept."""
    if not settings.DEMO:
        raise NotADemonstration("Demonstration accounts need THIRTY3_DEMO=1.")
    return [_staff(), *_in_roles()]


def _staff() -> DemonstrationAccount:
    person = _person(STAFF_ADDRESS, is_staff=True, is_superuser=True)
    authenticator = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        authenticator = TOTP.activate(person, generate_totp_secret()).instance
    secret = decrypt(authenticator.data["secret"])
    return DemonstrationAccount(person.email, "LOTI staff, may do everything", secret)


def _in_roles() -> Iterator[DemonstrationAccount]:
    """Those of higher layers, as far as what they are roles at is there."""
    for role in DEMONSTRATION_ROLES:
        if (place := role.place()) is not None:
            person = _person(role.address)
            role.take(person, place)
            yield DemonstrationAccount(person.email, role.words.format(place=place))


def _person(address: str, **rights: bool) -> User:
    held = User.objects.filter(email=address).first()
    return held or save_person(
        person=User(email=address, is_demonstration=True, **rights),
        actor=None,
        why="Demonstration account",
    )


def remove_demonstration_accounts() -> int:
    """Take the accounts away again, in whichever mode; what they did stays in the change log, unnamed."""
    people = list(User.objects.filter(is_demonstration=True))
    for person in people:
        forget(person=person, why="Demonstration account taken away")
    return len(people)


def table(accounts: list[DemonstrationAccount], *, now: float | None = None) -> str:
    """The accounts as text for a terminal."""
    moment = time.time() if now is None else now
    return "\n\n".join("\n".join(_lines(account, moment)) for account in accounts)


def _lines(account: DemonstrationAccount, moment: float) -> Iterator[str]:
    yield f"Address        {account.email}"
    yield f"Role           {account.role}"
    yield f"Sign in        {settings.SITE_URL}/account/sign-in/"
    yield f"Code by mail   {settings.SITE_URL}/account/outbox/"
    if account.totp_secret:
        code = account.security_code(at=moment)
        yield f"TOTP secret    {account.totp_secret}  (for an authenticator app)"
        yield f"Security code  {code}  now; for a later one run: manage.py demonstration_accounts"
