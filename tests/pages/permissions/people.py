"""Everyone who visits. A new kind of person is one line of `VISITORS` and one function that lets them arrive.

Each says as what somebody stands before the place of the matrix. Who is a member of another supplier, or only
asks to be one, stands before this one as anybody who signed in.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from boroughs.models import Borough, Officer
from tests.pages.permissions.asking import PlainClient
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import As
from tests.pages.permissions.selling_place import member
from tests.pages.visitors import staff_with_recovery_codes
from tests.pages.worlds import saved
from tests.signing_in import sign_in
from thirty3.accounts.models import User

LONG_AGO: Final = datetime.timedelta(days=91)


@dataclass(frozen=True)
class Visitor:
    """A kind of person: as what they stand before the place of the matrix, and how they arrive."""

    name: str
    stands: frozenset[As]
    arrive: Callable[[Place], PlainClient]

    def __str__(self) -> str:
        return self.name


def signed_in(person: User) -> PlainClient:
    client = PlainClient()
    sign_in(client, person)
    return client


def officer(borough: Borough, role: str, **facts: object) -> User:
    """Somebody whom an authority gave a role."""
    person = User.objects.create_user(f"{role}@{borough.slug}.example")
    saved(Officer(user=person, borough=borough, role=role, **{"approved_at": timezone.now()} | facts))
    return person


def here(role: str) -> Callable[[Place], PlainClient]:
    return lambda place: signed_in(officer(place.borough, role))


def elsewhere(role: str) -> Callable[[Place], PlainClient]:
    return lambda place: signed_in(officer(place.other, role))


def lapsed(place: Place) -> PlainClient:
    """A lead from whose mailbox no code came back for 90 days."""
    return signed_in(officer(place.borough, Officer.Role.LEAD, approved_at=timezone.now() - LONG_AGO))


def keeper(role: str) -> Callable[[Place], PlainClient]:
    return lambda place: signed_in(member(f"{role}@firm.example", place.firm.supplier, role))


def staff(place: Place) -> PlainClient:
    person = staff_with_recovery_codes("curator@loti.example")
    User.objects.filter(pk=person.pk).update(is_superuser=False)
    return signed_in(User.objects.get(pk=person.pk))


def visitor_named(name: str) -> Visitor:
    return next(visitor for visitor in VISITORS if visitor.name == name)


ANYBODY: Final = frozenset({As.ANYONE})
SOMEBODY: Final = ANYBODY | {As.SIGNED_IN}
OFFICER: Final = SOMEBODY | {As.OFFICER}
READER: Final = OFFICER | {As.HOLDER, As.READER}
EDITOR: Final = READER | {As.EDITOR}
LEAD: Final = EDITOR | {As.LEAD, As.LEAD_SOMEWHERE}
SELLER: Final = SOMEBODY | {As.KEEPER_SOMEWHERE}
KEEPER: Final = SELLER | {As.KEEPER, As.EDITING}
# Staff may do for every authority what its leads do, without a role to give up, and for every supplier what
# its owners do.
STAFF: Final = (LEAD - {As.HOLDER}) | {As.EDITING, As.OWNER, As.OWNER_WITHDRAWN, As.STAFF}
VISITORS: Final = (
    Visitor("anyone", ANYBODY | {As.STRANGER}, lambda place: PlainClient()),
    Visitor(
        "a person with no role", SOMEBODY, lambda place: signed_in(User.objects.create_user("who@x.example"))
    ),
    Visitor("a person who is invited", SOMEBODY | {As.INVITED}, lambda place: signed_in(place.invited)),
    Visitor("a reader", READER, here("reader")),
    Visitor("an editor", EDITOR, here("editor")),
    Visitor("the editor who uploaded", EDITOR | {As.UPLOADER}, lambda place: signed_in(place.uploader)),
    Visitor("a lead", LEAD, here("lead")),
    Visitor("a reader elsewhere", OFFICER, elsewhere("reader")),
    Visitor("an editor elsewhere", OFFICER, elsewhere("editor")),
    Visitor("a lead elsewhere", OFFICER | {As.LEAD_SOMEWHERE}, elsewhere("lead")),
    Visitor("a lead whose role lapsed", SOMEBODY | {As.HOLDER}, lapsed),
    Visitor("a supplier's owner", KEEPER | {As.OWNER}, keeper("owner")),
    Visitor("a supplier's editor", KEEPER, keeper("editor")),
    Visitor(
        "another supplier's owner",
        SELLER,
        lambda place: signed_in(member("owner@rival.example", place.firm.rival, "owner")),
    ),
    Visitor("a pending claimant", SOMEBODY | {As.CLAIMANT}, lambda place: signed_in(place.firm.claim.user)),
    Visitor(
        "the owner of a withdrawn supplier",
        SELLER | {As.OWNER_WITHDRAWN},
        lambda place: signed_in(place.firm.withdrawn_by),
    ),
    Visitor("staff", STAFF, staff),
    Visitor(
        "a superuser",
        STAFF | {As.SUPERUSER},
        lambda place: signed_in(staff_with_recovery_codes("super@loti.example")),
    ),
)
