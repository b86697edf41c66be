"""As whom a demonstration is tried beside staff: an officer, and the keeper of an invented firm's profile."""

from typing import Final

from django.utils import timezone

from boroughs.models import Borough, Officer
from suppliers.members.deciding import let_in
from suppliers.models import MemberRole, Supplier, SupplierMember
from thirty3.accounts.models import User
from thirty3.history.services import recording
from thirty3.registry import DEMONSTRATION_ROLES, DemonstrationRole

WHY: Final = "Demonstration account"
# Those of the invented calls: the authority that they name, and a firm that answered one of them.
AUTHORITY: Final = "camden"
SUPPLIER: Final = "Dampwatch Ltd"


def _authority() -> Borough | None:
    return Borough.objects.filter(slug=AUTHORITY).first()


def _supplier() -> Supplier | None:
    return Supplier.objects.filter(name=SUPPLIER, demonstration=True).first()


def _edits(person: User, borough: Borough) -> None:
    """A role that was given up or ended since stays so."""
    if Officer.objects.filter(user=person, borough=borough).exists():
        return
    role = Officer(user=person, borough=borough, role=Officer.Role.EDITOR, approved_at=timezone.now())
    with recording(role, why=WHY):
        role.save()


def _keeps(person: User, supplier: Supplier) -> None:
    if not SupplierMember.objects.filter(user=person, supplier=supplier).exists():
        let_in(
            person=person,
            supplier=supplier,
            role=MemberRole.OWNER,
            came_by=SupplierMember.CameBy.STAFF,
            actor=None,
        )


def register() -> None:
    """Offer both accounts; called when the app is ready."""
    for role in (
        DemonstrationRole(
            "officer", "officer@thirty3.example", "Officer of {place}, editor", _authority, _edits, order=10
        ),
        DemonstrationRole(
            "supplier",
            "supplier@thirty3.example",
            "Keeps the profile of {place}, an invented firm",
            _supplier,
            _keeps,
            order=20,
        ),
    ):
        DEMONSTRATION_ROLES.register(role)
