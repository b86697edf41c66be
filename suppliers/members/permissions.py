"""What editors, owners and staff may do for a supplier. Views and services ask here alone.

Every question is asked of the database anew, so that what ends or changes counts at the next request.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from boroughs.permissions import is_staff
from suppliers.models import MemberRole, Supplier, SupplierMember


class Act(StrEnum):
    """Something that somebody does for a supplier."""

    EDIT_PROFILE = "say what its profile tells"
    MANAGE_MEMBERS = "invite and end members, and decide who joins"
    WITHDRAW_PROFILE = "withdraw its profile and ask to bring it back"


_EVERYONE, _OWNERS = frozenset(MemberRole), frozenset({MemberRole.OWNER})
# Staff may do all of it everywhere.
MAY: Final[Mapping[Act, frozenset[MemberRole]]] = {
    Act.EDIT_PROFILE: _EVERYONE,
    Act.MANAGE_MEMBERS: _OWNERS,
    Act.WITHDRAW_PROFILE: _OWNERS,
}


def role_of(person: Any, supplier: Supplier) -> MemberRole | None:
    """What somebody is to a supplier today; staff need be nothing."""
    if not person.is_active:
        return None
    held = SupplierMember.objects.in_force().filter(user=person, supplier=supplier)
    role = held.values_list("role", flat=True).first()
    return MemberRole(role) if role else None


def may(person: Any, act: Act, supplier: Supplier) -> bool:
    """Whether somebody may do this for the supplier."""
    return is_staff(person) or role_of(person, supplier) in MAY[act]


def demand(person: Any, act: Act, supplier: Supplier) -> None:
    """Refuse whoever may not do this for the supplier."""
    if not may(person, act, supplier):
        raise PermissionDenied


def supplier_for(person: Any, act: Act, slug: str) -> tuple[Supplier, MemberRole | None]:
    """The supplier of a page and what the person is to it.

    Whoever is nothing to it finds no such page; whoever is not enough is refused.
    """
    supplier = get_object_or_404(Supplier.objects.current(), slug=slug)
    if is_staff(person):
        return supplier, None
    role = role_of(person, supplier)
    if role is None:
        raise Http404
    if role not in MAY[act]:
        raise PermissionDenied
    return supplier, role


def suppliers_for(person: Any, act: Act) -> QuerySet[Supplier]:
    """The suppliers for which somebody may do this as a member, by name."""
    members = SupplierMember.objects.in_force().filter(user=person, role__in=MAY[act])
    return Supplier.objects.current().filter(pk__in=members.values("supplier")).order_by("name", "pk")


def was_approved_once(person: Any, supplier: Supplier) -> bool:
    """Whether somebody looked at this person before letting them keep the profile: every member in force."""
    return role_of(person, supplier) is not None


def capacity(person: Any, supplier: Supplier) -> str:
    """In which role somebody acts for the supplier, as the change log keeps it: never by name."""
    if is_staff(person):
        return "LOTI staff"
    role = role_of(person, supplier)
    return f"{role.label} of {supplier}" if role else ""
