"""Inviting colleagues, changing what they may do, ending it, and leaving."""

from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from boroughs.permissions import is_staff
from suppliers.members.claiming import ask_to_join
from suppliers.members.deciding import let_in
from suppliers.members.letters import own_page, owners_of, write_to
from suppliers.members.permissions import Act, capacity, demand
from suppliers.members.requests import SIDE, NotPossible, people_page
from suppliers.models import Claim, MemberRole, Supplier, SupplierInvitation, SupplierMember
from thirty3.accounts.inviting import STAYS_OPEN_FOR, person_at
from thirty3.accounts.models import User
from thirty3.history.services import recording
from thirty3.registry import stands_elsewhere

MOST_INVITED: Final = 20


@transaction.atomic
def invite(*, address: str, supplier: Supplier, role: str, actor: User) -> SupplierInvitation:
    """Offer a place to whoever has this address, and let them sign in. A later offer replaces an open one."""
    demand(actor, Act.MANAGE_MEMBERS, supplier)
    if SupplierInvitation.objects.open().filter(supplier=supplier).count() >= MOST_INVITED:
        raise NotPossible("Too many invitations are open. Take some back first.")
    person = person_at(address=address, actor=actor, why="Invited to keep a supplier’s profile")
    if person.pk == actor.pk:
        raise NotPossible("You cannot invite yourself.")
    if SupplierMember.objects.in_force().filter(user=person, supplier=supplier).exists():
        raise NotPossible("This person is a member already.")
    now = timezone.now()
    # One that has lapsed makes room too.
    unanswered = SupplierInvitation.objects.filter(
        user=person, supplier=supplier, accepted_at=None, withdrawn_at=None
    )
    unanswered.update(withdrawn_at=now)
    invitation = SupplierInvitation.objects.create(
        user=person,
        supplier=supplier,
        role=MemberRole(role),
        invited_by=actor,
        invited_at=now,
        lapses_at=now + STAYS_OPEN_FOR,
    )
    page = reverse("suppliers:invitation", args=[invitation.key])
    until = f"{timezone.localtime(invitation.lapses_at):%-d %B %Y}"
    role_told = invitation.get_role_display().lower()
    write_to([person], "invited", supplier.name, page=page, role=role_told, until=until)
    return invitation


def withdraw(*, invitation: SupplierInvitation, actor: User) -> None:
    """Take an open invitation back."""
    demand(actor, Act.MANAGE_MEMBERS, invitation.supplier)
    if not SupplierInvitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise NotPossible("This invitation is no longer open.")


@transaction.atomic
def accept(*, invitation: SupplierInvitation, person: User) -> SupplierMember | Claim:
    """Take up an invitation. Whoever has a role at an authority waits for staff instead."""
    held = SupplierInvitation.objects.open().select_for_update().filter(pk=invitation.pk, user=person).first()
    if held is None:
        raise NotPossible("This invitation has lapsed or was withdrawn. Ask for a new one.")
    inviter = held.invited_by
    if inviter is None:
        raise NotPossible("Whoever invited you has left this site. Ask to join instead.")
    # An inviter who is no longer an owner gives nothing away.
    demand(inviter, Act.MANAGE_MEMBERS, held.supplier)
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    if stands_elsewhere(SIDE, person.pk) and not is_staff(inviter):
        return ask_to_join(person=person, supplier=held.supplier, message="Invited by an owner.")
    Claim.objects.waiting().filter(user=person, supplier=held.supplier).update(
        state=Claim.State.WITHDRAWN, changed_at=timezone.now()
    )
    came_by = SupplierMember.CameBy.INVITED
    member = let_in(person=person, supplier=held.supplier, role=held.role, came_by=came_by, actor=inviter)
    write_to([inviter], "accepted", held.supplier.name, page=people_page(held.supplier), address=person.email)
    return member


@transaction.atomic
def change_role(*, member: SupplierMember, role: str, actor: User) -> None:
    """Make an editor an owner, or an owner an editor."""
    held = _held(member)
    demand(actor, Act.MANAGE_MEMBERS, held.supplier)
    if MemberRole(role) != MemberRole.OWNER:
        _refuse_last_owner(held)
    with recording(held, actor=actor, role=capacity(actor, held.supplier)):
        held.role = MemberRole(role)
        held.save()


@transaction.atomic
def end(*, member: SupplierMember, actor: User, reason: str) -> None:
    """End a colleague's membership. The log says by whom; the person is told why."""
    held = _held(member)
    demand(actor, Act.MANAGE_MEMBERS, held.supplier)
    if held.user_id == actor.pk:
        raise NotPossible("To end your own membership, leave.")
    if not reason.strip():
        raise NotPossible("Enter a reason: the person reads it.")
    if not is_staff(actor):
        _refuse_last_owner(held)
    _end(held, actor, f"Ended by {capacity(actor, held.supplier)}")
    write_to([held.user], "ended", held.supplier.name, page=own_page(), reason=reason.strip())


@transaction.atomic
def leave(*, member: SupplierMember, person: User) -> None:
    """Leave. The last owner goes only when nobody else is left; then staff are told."""
    held = _held(member)
    if held.user_id != person.pk:
        raise NotPossible("This is somebody else’s membership.")
    _refuse_last_owner(held)
    _end(held, person, "Left")
    owners = owners_of(held.supplier, besides=person)
    write_to(owners, "left", held.supplier.name, page=people_page(held.supplier), address=person.email)


def _held(member: SupplierMember) -> SupplierMember:
    """A member as they are now. Of two who change members of a supplier at once, one waits."""
    Supplier.objects.select_for_update().filter(pk=member.supplier_id).first()
    found = SupplierMember.objects.with_people().filter(pk=member.pk, ended_at=None).first()
    if found is None:
        raise NotPossible("This membership has ended already.")
    return found


def _refuse_last_owner(member: SupplierMember) -> None:
    """Where others are left, one of them is an owner."""
    others = SupplierMember.objects.in_force().filter(supplier=member.supplier).exclude(pk=member.pk)
    if member.role != MemberRole.OWNER or not others.exists():
        return
    if not others.filter(role=MemberRole.OWNER).exists():
        raise NotPossible("Make somebody else an owner first: a supplier with members has an owner.")


def _end(member: SupplierMember, actor: User, why: str) -> None:
    with recording(member, actor=actor, role=capacity(actor, member.supplier), why=why):
        member.ended_at = timezone.now()
        member.save()
