"""Who visits: everyone from whom a page may have to keep something."""

import re
from enum import StrEnum

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Officer
from tests import factories
from tests.signing_in import security_code, sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.accounts.outbox import newest_letters
from thirty3.history.services import recording


class Visitor(StrEnum):
    """The people of the permission matrix."""

    ANYONE = "anyone"
    PERSON = "a person with no role"
    OFFICER = "an officer"
    NEW_STAFF = "staff who have no second factor yet"
    UNPROVEN_STAFF = "staff who did not use their second factor"
    STAFF = "staff"
    STAFF_AGAIN = "staff who have just given the app's code again"
    CODE_SENT = "somebody who asked for a code"
    CODE_GIVEN = "staff who gave their code and not yet the app's"


# Who may be asked of any address; the others are in the middle of proving it.
SIGNED_IN_OR_NOT = (
    Visitor.ANYONE,
    Visitor.PERSON,
    Visitor.OFFICER,
    Visitor.NEW_STAFF,
    Visitor.UNPROVEN_STAFF,
    Visitor.STAFF,
)


def officer_at(borough_name: str = "Authority 0") -> User:
    """An officer whom an authority approved."""
    person = User.objects.create_user("officer@authority.example")
    role = Officer(user=person, borough=factories.borough(borough_name), approved_at=timezone.now())
    with recording(role):
        role.save()
    return person


def client_of(visitor: Visitor, *, enforce_csrf_checks: bool = False) -> Client:
    """A browser in which this visitor is signed in, as far as they are."""
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    match visitor:
        case Visitor.PERSON:
            sign_in(client, User.objects.create_user("person@elsewhere.example"))
        case Visitor.OFFICER:
            sign_in(client, officer_at())
        case Visitor.NEW_STAFF:
            sign_in(client, staff_member("new@loti.example", with_authenticator=False))
        case Visitor.UNPROVEN_STAFF:
            client.force_login(staff_member("unproven@loti.example"))
        case Visitor.STAFF:
            sign_in(client, staff_with_recovery_codes("staff@loti.example"))
        case Visitor.STAFF_AGAIN:
            person = staff_with_recovery_codes("again@loti.example")
            sign_in(client, person)
            client.post(reverse("mfa_reauthenticate"), {"code": security_code(person)})
        case Visitor.CODE_SENT:
            ask_for_code(client, User.objects.create_user("asks@authority.example"))
        case Visitor.CODE_GIVEN:
            code = ask_for_code(client, staff_member("asks@loti.example"))
            client.post(reverse("account_confirm_login_code"), {"code": code})
    return client


def staff_with_recovery_codes(email: str) -> User:
    """A member of staff who set up the app on this site, which makes recovery codes as well."""
    person = staff_member(email)
    RecoveryCodes.activate(person).mark_as_viewed()
    return person


def ask_for_code(client: Client, person: User) -> str:
    """What the letter says that the person gets."""
    client.post(reverse("account_login"), {"email": person.email})
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", newest_letters(settings.OUTBOX_DIR)[0].body)
    assert found
    return found.group()
