"""The accounts with which people try a demonstration."""

import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

from thirty3.accounts.models import User
from thirty3.accounts.services import forget, save_person

STAFF_ADDRESS = "staff@thirty3.example"


class NotADemonstration(Exception):
    """Accounts that everyone can sign in to exist in a demonstration alone."""


@dataclass(frozen=True)
class DemonstrationAccount:
    """An account that may be shown to everyone."""

    email: str
    role: str
    totp_secret: str

    def security_code(self, *, at: float) -> str:
        """What an authenticator app with this secret shows at that second."""
        counter = int(at) // app_settings.TOTP_PERIOD
        return str(format_hotp_value(hotp_value(self.totp_secret, counter)))


@transaction.atomic
def demonstration_accounts() -> list[DemonstrationAccount]:
    """The accounts, made on the first call. The secret is drawn once for each database and then kept."""
    if not settings.DEMO:
        raise NotADemonstration("Demonstration accounts need THIRTY3_DEMO=1.")
    person = User.objects.filter(email=STAFF_ADDRESS).first()
    if person is None:
        person = User(email=STAFF_ADDRESS, is_staff=True, is_superuser=True, is_demonstration=True)
        save_person(person=person, actor=None, why="Demonstration account")
    authenticator = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        authenticator = TOTP.activate(person, generate_totp_secret()).instance
    secret = decrypt(authenticator.data["secret"])
    return [
        DemonstrationAccount(email=person.email, role="LOTI staff, may do everything", totp_secret=secret)
    ]


def remove_demonstration_accounts() -> int:
    """Take the accounts away again, in whichever mode; what they did stays in the change log, unnamed."""
    people = list(User.objects.filter(is_demonstration=True))
    for person in people:
        forget(person=person, why="Demonstration account taken away")
    return len(people)


def table(accounts: list[DemonstrationAccount], *, now: float | None = None) -> str:
    """The accounts as text for a terminal."""
    lines: list[str] = []
    for account in accounts:
        code = account.security_code(at=time.time() if now is None else now)
        lines += [
            f"Address        {account.email}",
            f"Role           {account.role}",
            f"Sign in        {settings.SITE_URL}/account/sign-in/",
            f"Code by mail   {settings.SITE_URL}/account/outbox/",
            f"TOTP secret    {account.totp_secret}  (for an authenticator app)",
            f"Security code  {code}  now; for a later one run: manage.py demonstration_accounts",
        ]
    return "\n".join(lines)
