"""What readers, editors, leads and staff may do for an authority. Views and services ask here alone.

Every question is asked of the database anew, so that a role that ends or changes counts at the next request.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from boroughs.models import Borough, Officer

Role = Officer.Role


class Act(StrEnum):
    """Something that somebody does for an authority."""

    SEE_OWN = "see what the authority keeps to itself"
    EDIT = "add and change its records"
    CONFIRM = "say that its records are still true"
    IMPORT = "send registers and decide about their rows"
    SHARE = "share what it learnt with other authorities"
    GROUP = "join groups on suppliers, and ask these things together"
    DISPUTE = "say where it disagrees with what a supplier says of itself"
    ANSWER = "answer requests for information with a link"
    SET_VISIBILITY = "say who sees which of its values"
    DECIDE_ROLES = "approve, refuse and end roles"
    INVITE = "invite colleagues"
    DESCRIBE = "say how to sell to it"


_EVERYONE, _EDITORS, _LEADS = frozenset(Role), frozenset({Role.EDITOR, Role.LEAD}), frozenset({Role.LEAD})
# Staff may do all of it everywhere.
MAY: Final[Mapping[Act, frozenset[Role]]] = {
    Act.SEE_OWN: _EVERYONE,
    Act.EDIT: _EDITORS,
    Act.CONFIRM: _EDITORS,
    Act.IMPORT: _EDITORS,
    Act.SHARE: _EDITORS,
    Act.GROUP: _EDITORS,
    Act.DISPUTE: _EDITORS,
    Act.ANSWER: _EDITORS,
    Act.SET_VISIBILITY: _EDITORS,
    Act.DECIDE_ROLES: _LEADS,
    Act.INVITE: _LEADS,
    Act.DESCRIBE: _LEADS,
}


def is_staff(person: Any) -> bool:
    """Whether somebody is a member of LOTI's staff whose account is open."""
    return bool(person.is_active and person.is_staff)


def role_at(person: Any, borough: Borough) -> Role | None:
    """The role that somebody has there today; staff need none."""
    if not person.is_active:
        return None
    held = Officer.objects.in_force().filter(user=person, borough=borough)
    role = held.values_list("role", flat=True).first()
    return Role(role) if role else None


def may(person: Any, act: Act, borough: Borough) -> bool:
    """Whether somebody may do this for the authority."""
    return is_staff(person) or role_at(person, borough) in MAY[act]


def demand(person: Any, act: Act, borough: Borough) -> None:
    """Refuse whoever may not do this for the authority."""
    if not may(person, act, borough):
        raise PermissionDenied


def authority_for(person: Any, act: Act, slug: str) -> tuple[Borough, Role | None]:
    """The authority of a page and the person's role there.

    Whoever has none finds no such page; whoever has one that is not enough is refused.
    """
    borough = get_object_or_404(Borough, slug=slug)
    if is_staff(person):
        return borough, None
    role = role_at(person, borough)
    if role is None:
        raise Http404
    if role not in MAY[act]:
        raise PermissionDenied
    return borough, role


def authorities_for(person: Any, act: Act) -> QuerySet[Borough]:
    """The authorities for which somebody may do this, by name."""
    everywhere = Borough.objects.by_name()
    if is_staff(person):
        return everywhere
    roles = Officer.objects.in_force().filter(user=person, role__in=MAY[act])
    return everywhere.filter(pk__in=roles.values("borough")) if person.is_active else everywhere.none()


def capacity(person: Any, borough: Borough) -> str:
    """In which role somebody acts for the authority, as the change log keeps it: never by name."""
    if is_staff(person):
        return "LOTI staff"
    role = role_at(person, borough)
    return f"{role.label} at {borough}" if role else ""
