"""Who speaks for a supplier here: the one place in which contracts ask. Staff speak for none."""

from typing import Any

from django.db.models import QuerySet

from suppliers.members.permissions import Act, suppliers_for
from suppliers.models import Supplier, SupplierMember
from thirty3.accounts.models import User


def suppliers_of(person: Any) -> QuerySet[Supplier]:
    """The suppliers for which somebody speaks today, by name."""
    return suppliers_for(person, Act.EDIT_PROFILE) if person.is_active else Supplier.objects.none()


def speaks_for(person: Any, supplier: Supplier) -> bool:
    """Whether somebody speaks for the supplier today."""
    return suppliers_of(person).filter(pk=supplier.pk).exists()


def members_of(supplier: Supplier) -> list[User]:
    """Those who speak for the supplier, to write to."""
    members = SupplierMember.objects.in_force().filter(supplier=supplier)
    return list(User.objects.filter(pk__in=members.values("user")).order_by("pk"))


def capacity_for(supplier: Supplier) -> str:
    """In which role a member acts, as the change log keeps it: never by name."""
    return f"Member of {supplier}"
