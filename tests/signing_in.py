"""Signing people in for tests, past the second factor where they are staff."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.test import Client, RequestFactory

from thirty3.accounts.models import User
from thirty3.accounts.sessions import keep


def staff_member(email: str = "staff@loti.example", *, with_authenticator: bool = True) -> User:
    """A member of staff who may do everything, as they are once they have set up their app."""
    person = User.objects.create_user(email, is_staff=True, is_superuser=True)
    if with_authenticator:
        TOTP.activate(person, generate_totp_secret())
    return person


def code_now(secret: str) -> str:
    """What an authenticator app with this secret shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def security_code(person: User) -> str:
    """What the person's authenticator app shows now."""
    authenticator = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    return code_now(decrypt(authenticator.data["secret"]))


def sign_in(client: Client, person: User) -> None:
    """Sign the person in as if they had given their code, and a security code where they have an app."""
    client.force_login(person)
    request = RequestFactory().get("/")
    request.session = client.session
    keep(request, person)
    record_authentication(request, person, "code", email=person.email)
    for authenticator in Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP):
        record_authentication(request, person, "mfa", id=authenticator.pk, type=authenticator.type)
    request.session.save()


def session_of(person: User) -> str:
    """What the cookie of somebody who is signed in holds."""
    client = Client()
    sign_in(client, person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
