"""The world of the journeys: two authorities, one for journeys with scripts and one without."""

import datetime
from typing import Any, Final

AUTHORITIES: Final = ("Merton", "Sutton")
# The company number of a supplier that is held twice there.
OLD_NUMBERS: Final = dict(zip(AUTHORITIES, ("01234567", "01234568"), strict=True))
# What the authenticator apps of these members of staff were set up with.
SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CONTRACTS: Final = 12
ROLES: Final = ("lead", "editor")
# What the one row of a register is about.
ROW: Final = "case management software"


def address(role: str, authority: str) -> str:
    """Where somebody gets their mail."""
    return f"{role}@{authority.lower()}.example"


def newcomer(authority: str) -> str:
    """The address of somebody at the authority's own domain, who has no account yet."""
    return f"newcomer@{authority.lower()}.gov.uk"


def register_of(authority: str) -> Any:
    """A file of one contract, of which nobody can tell when it ends."""
    lines = ("title,supplier,end_date", f"{authority} {ROW},Stalls and Circle Limited,next spring")
    return {"name": "register.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def make() -> dict[str, str]:
    """People who can sign in, and records that nobody has told of for long: both are found by name.

    Those with a role are signed in already; their session keys by address are returned.
    """
    from suppliers.identity.duplicates import find_duplicates

    sessions = {}
    for authority in AUTHORITIES:
        sessions |= people_of(authority)
        supplier_of(authority)
        records_of(authority)
        suppliers_of(authority)
    find_duplicates()
    return sessions


def people_of(authority: str) -> dict[str, str]:
    from allauth.mfa.totp.internal.auth import TOTP
    from django.utils import timezone

    from boroughs.models import Officer
    from tests import factories
    from tests.signing_in import session_of
    from thirty3.accounts.models import User
    from thirty3.history.services import recording

    sessions = {}
    for role in ROLES:
        person = User.objects.create_user(address(role, authority))
        officer = Officer(
            user=person, borough=factories.borough(authority), role=role, approved_at=timezone.now()
        )
        with recording(officer):
            officer.save()
        sessions[person.email] = session_of(person)
    for role in ("staff", "curator"):
        staff = User.objects.create_user(address(role, authority), is_staff=True, is_superuser=True)
        TOTP.activate(staff, SECRET)
    return sessions


def supplier_of(authority: str) -> None:
    """A supplier that a contract shows, with a website at whose domain its people have their mail."""
    from tests import factories

    seller = factories.supplier(
        f"{authority} Mapping Ltd", website=f"https://www.{authority.lower()}-mapping.example"
    )
    keeper_of(authority)
    factories.contract(f"{authority} maps", buyer=factories.borough(authority), suppliers=[seller])


def keeper_of(authority: str) -> None:
    """A supplier whose profile somebody keeps already."""
    from suppliers.models import SupplierMember
    from tests import factories
    from thirty3.accounts.models import User
    from thirty3.history.services import recording

    kept = factories.supplier(f"{authority} Kept Ltd", listed=True)
    person = User.objects.create_user(address("keeper", authority))
    member = SupplierMember(user=person, supplier=kept, role="owner", came_by="registered")
    with recording(member):
        member.save()


def records_of(authority: str) -> None:
    from tests import factories

    facts: dict[str, Any] = {
        "buyer": factories.borough(authority),
        "end_date": datetime.date.today() + datetime.timedelta(days=900),
    }
    for number in range(1, CONTRACTS + 1):
        factories.contract(f"{authority} libraries, lot {number:02}", **facts)
    factories.contract(f"{authority} parking permits", value="125000", **facts)
    renamed = factories.contract(f"{authority} payroll", **facts)
    factories.change(renamed, title=f"{authority} payroll and pensions")


def suppliers_of(authority: str) -> None:
    """Two suppliers that are one, with two numbers: they share a contract, a certificate and a member, and
    each keeps a profile and makes a product.
    """
    from suppliers.models import SizeFigures, SupplierMember, SupplierProfile
    from tests import factories
    from tests.pages.worlds import saved
    from thirty3.accounts.models import User
    from thirty3.history.services import recording

    old = factories.supplier(
        f"{authority} Ledgers Ltd", slug=f"{authority.lower()}-old", company_number=OLD_NUMBERS[authority]
    )
    another = f"9{OLD_NUMBERS[authority][1:]}"
    new = factories.supplier(f"{authority} Ledgers", slug=f"{authority.lower()}-new", company_number=another)
    buyer = factories.borough("Wandsworth")
    factories.contract(f"{authority} ledgers, both", buyer=buyer, suppliers=[old, new])
    factories.contract(f"{authority} ledgers, old", buyer=buyer, suppliers=[old])
    factories.system(factories.product(f"{authority} Ledger", maker=old), buyer=buyer, supplier=old)
    factories.system(factories.product(f"{authority} Ledger Cloud", maker=new), buyer=buyer, supplier=new)
    person = User.objects.create_user(address("clerk", authority))
    for staff, one in ((12, old), (30, new)):
        with recording(one):
            one.certifications.create(scheme="Cyber Essentials", number="7")
        saved(SupplierMember(user=person, supplier=one, role="owner", came_by="staff"))
        profile = saved(SupplierProfile(supplier=one, description=f"We are {one}."))
        with recording(profile):
            profile.functions.set([factories.function(f"{authority} accounts")])
        saved(SizeFigures(supplier=one, staff=staff, as_at_date=datetime.date(2026, 3, 31)))
