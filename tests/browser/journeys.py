"""The world of the journeys: two authorities, one for journeys with scripts and one without."""

import datetime
from typing import Any, Final

AUTHORITIES: Final = ("Merton", "Sutton")
# What the authenticator apps of these members of staff were set up with.
SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CONTRACTS: Final = 12
ROLES: Final = ("lead", "editor")


def address(role: str, authority: str) -> str:
    """Where somebody gets their mail."""
    return f"{role}@{authority.lower()}.example"


def make() -> dict[str, str]:
    """People who can sign in, and records that nobody has told of for long: both are found by name."""
    for authority in AUTHORITIES:
        people_of(authority)
        records_of(authority)
    return {}


def people_of(authority: str) -> None:
    from allauth.mfa.totp.internal.auth import TOTP
    from django.utils import timezone

    from boroughs.models import Officer
    from tests import factories
    from thirty3.accounts.models import User
    from thirty3.history.services import recording

    for role in ROLES:
        person = User.objects.create_user(address(role, authority))
        officer = Officer(
            user=person, borough=factories.borough(authority), role=role, approved_at=timezone.now()
        )
        with recording(officer):
            officer.save()
    staff = User.objects.create_user(address("staff", authority), is_staff=True, is_superuser=True)
    TOTP.activate(staff, SECRET)


def records_of(authority: str) -> None:
    from tests import factories

    facts: dict[str, Any] = {
        "buyer": factories.borough(authority),
        "end_date": datetime.date.today() + datetime.timedelta(days=900),
    }
    for number in range(1, CONTRACTS + 1):
        factories.contract(f"{authority} libraries, lot {number:02}", **facts)
    renamed = factories.contract(f"{authority} payroll", **facts)
    factories.change(renamed, title=f"{authority} payroll and pensions")
