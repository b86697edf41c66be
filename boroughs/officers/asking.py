"""Asking for a role, and deciding about it."""

from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough, Invitation, Officer, RoleRequest
from boroughs.officers.domains import authorities_of, domain_of
from boroughs.officers.letters import deciders, roles_page, staff, write_to
from boroughs.officers.statement import VERSION
from boroughs.permissions import Act, capacity, demand, is_staff
from thirty3.accounts.models import User
from thirty3.history.services import recording
from thirty3.registry import stands_elsewhere

Outcome = RoleRequest.Outcome
# The side on which officers stand, for those of both sides: `Standing` in `thirty3/registry.py`.
SIDE: Final = "officer"


class NotPossible(ValueError):
    """Something that cannot be done with a role, in words for whoever tried."""


@transaction.atomic
def ask(*, person: User, borough: Borough, role: str, interests: str) -> RoleRequest:
    """Ask for a role at an authority of one's own address, with the statement of today."""
    request = _stated(person=person, borough=borough, role=role, interests=interests)
    if RoleRequest.objects.waiting().filter(user=person, borough=borough).exists():
        raise NotPossible(f"You already wait for a role at {borough}.")
    if Officer.objects.in_force().filter(user=person, borough=borough, role=role).exists():
        raise NotPossible(f"You already have this role at {borough}.")
    request.save()
    page = reverse("boroughs:role-request", args=[request.key])
    label = request.get_role_display().lower()
    write_to([person], "asked", borough, page=roles_page(), role=label)
    asked = staff(besides=person) if is_for_staff(person) else deciders(borough, besides=person)
    write_to(asked, "to-decide", borough, page=page, role=label, address=person.email)
    return request


def as_officers(person_id: int) -> list[str]:
    """What somebody is to authorities, in words, though a role rests now."""
    held = Officer.objects.held().filter(user=person_id).select_related("borough")
    return [str(officer) for officer in held.order_by("pk")]


def is_for_staff(person: User) -> bool:
    """Whether staff alone decide: whoever keeps a supplier's profile sees what its rivals must not."""
    return bool(stands_elsewhere(SIDE, person.pk))


@transaction.atomic
def approve(*, request: RoleRequest, actor: User) -> Officer:
    """Give the role that was asked for."""
    _decide(request, actor, Outcome.APPROVED, "")
    officer = _give(request, actor)
    label = request.get_role_display().lower()
    write_to([request.user], "approved", request.borough, page=reverse("boroughs:my-authority"), role=label)
    _tell_the_others(request, actor, "approved")
    return officer


@transaction.atomic
def refuse(*, request: RoleRequest, actor: User, reason: str) -> None:
    """Refuse the role, with a reason that the person reads."""
    if not reason.strip():
        raise NotPossible("Enter a reason: the person reads it.")
    _decide(request, actor, Outcome.REFUSED, reason.strip())
    label = request.get_role_display().lower()
    facts = {"role": label, "reason": request.reason}
    write_to([request.user], "refused", request.borough, page=roles_page(), **facts)
    _tell_the_others(request, actor, "refused")


@transaction.atomic
def accept(*, invitation: Invitation, person: User, interests: str) -> Officer | RoleRequest:
    """Take up an invitation: its inviter has approved the role, and the person states what everyone does.

    Whoever keeps a supplier's profile waits for staff instead.
    """
    open_ones = Invitation.objects.open().select_for_update()
    held = open_ones.filter(pk=invitation.pk, user=person).first()
    if held is None:
        raise NotPossible("This invitation has lapsed or was withdrawn. Ask for a new one.")
    inviter = held.invited_by
    if inviter is None:
        raise NotPossible("Whoever invited you has left this site. Ask for the role instead.")
    # An inviter who is no longer a lead gives nothing away.
    demand(inviter, Act.INVITE, held.borough)
    request = _stated(person=person, borough=held.borough, role=held.role, interests=interests)
    RoleRequest.objects.waiting().filter(user=person, borough=held.borough).delete()
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    if is_for_staff(person) and not is_staff(inviter):
        return _leave_to_staff(request)
    request.outcome, request.decided_by, request.decided_at = Outcome.APPROVED, inviter, timezone.now()
    request.save()
    officer = _give(request, inviter)
    page = reverse("boroughs:people", args=[held.borough.slug])
    write_to([inviter], "accepted", held.borough, page=page, address=person.email)
    return officer


def _leave_to_staff(request: RoleRequest) -> RoleRequest:
    request.save()
    page, label = reverse("boroughs:role-request", args=[request.key]), request.get_role_display().lower()
    facts = {"role": label, "address": request.user.email}
    write_to(staff(besides=request.user), "to-decide", request.borough, page=page, **facts)
    return request


def _stated(*, person: User, borough: Borough, role: str, interests: str) -> RoleRequest:
    """A request with the statement of today, if the person's address is at the authority's domain."""
    domain = domain_of(person.email)
    if domain is None or not authorities_of(domain).filter(pk=borough.pk).exists():
        raise NotPossible(f"Your address is not at a domain of {borough}.")
    if not interests.strip():
        raise NotPossible("Enter your outside interests, or “none”.")
    return RoleRequest(
        user=person,
        borough=borough,
        domain=domain,
        role=Officer.Role(role),
        statement_version=VERSION,
        stated_on=timezone.localdate(),
        interests=interests.strip(),
    )


def _decide(request: RoleRequest, actor: User, outcome: str, reason: str) -> None:
    """Of two who decide at once, one does."""
    if request.user_id == actor.pk:
        raise NotPossible("Nobody decides about their own role.")
    demand(actor, Act.DECIDE_ROLES, request.borough)
    if is_for_staff(request.user) and not is_staff(actor):
        raise NotPossible("This person keeps a supplier’s profile: LOTI’s staff decide.")
    decided = {"outcome": outcome, "reason": reason, "decided_at": timezone.now(), "decided_by": actor}
    if not RoleRequest.objects.filter(pk=request.pk, outcome="").update(**decided):
        raise NotPossible("Somebody else has decided already.")
    request.refresh_from_db()


def _give(request: RoleRequest, actor: User) -> Officer:
    """One role each at an authority: a new one takes the place of the old."""
    officer = Officer.objects.filter(user=request.user, borough=request.borough).first()
    officer = officer or Officer(user=request.user, borough=request.borough)
    why = f"Asked for, and approved: {request.get_role_display().lower()}"
    with recording(officer, actor=actor, role=capacity(actor, request.borough), why=why):
        officer.role, officer.domain = request.role, request.domain
        officer.approved_at, officer.ended_at = timezone.now(), None
        officer.save()
    return officer


def _tell_the_others(request: RoleRequest, actor: User, outcome: str) -> None:
    """Whoever else was asked to decide hears that it is done."""
    others = [one for one in deciders(request.borough, besides=request.user) if one.pk != actor.pk]
    page = reverse("boroughs:people", args=[request.borough.slug])
    label = request.get_role_display().lower()
    facts = {"role": label, "address": request.user.email, "outcome": outcome}
    write_to(others, "decided", request.borough, page=page, **facts)
