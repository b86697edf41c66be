"""Inviting colleagues, ending a role, and giving one's own up."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough, Invitation, Officer
from boroughs.officers.asking import NotPossible
from boroughs.officers.domains import authorities_of, domain_of
from boroughs.officers.letters import deciders, roles_page, write_to
from boroughs.permissions import Act, capacity, demand
from thirty3.accounts.inviting import STAYS_OPEN_FOR, person_at
from thirty3.accounts.models import User
from thirty3.history.services import recording


@transaction.atomic
def invite(*, address: str, borough: Borough, role: str, actor: User) -> Invitation:
    """Offer a role to whoever has this address, and let them sign in. A later offer replaces an open one."""
    demand(actor, Act.INVITE, borough)
    domain = domain_of(address)
    if domain is None or not authorities_of(domain).filter(pk=borough.pk).exists():
        raise NotPossible(f"Enter an address at a domain of {borough}.")
    person = person_at(address=address, actor=actor, why=f"Invited to {borough}")
    if person.pk == actor.pk:
        raise NotPossible("You cannot invite yourself.")
    if Officer.objects.in_force().filter(user=person, borough=borough).exists():
        raise NotPossible("This person already has a role here. End it first, or let them ask for another.")
    now = timezone.now()
    # One that has lapsed makes room too.
    unanswered = Invitation.objects.filter(user=person, borough=borough, accepted_at=None, withdrawn_at=None)
    unanswered.update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        user=person,
        borough=borough,
        domain=domain,
        role=Officer.Role(role),
        invited_by=actor,
        invited_at=now,
        lapses_at=now + STAYS_OPEN_FOR,
    )
    write_to(
        [person],
        "invited",
        borough,
        page=reverse("boroughs:invitation", args=[invitation.key]),
        role=invitation.get_role_display().lower(),
        until=f"{timezone.localtime(invitation.lapses_at):%-d %B %Y}",
    )
    return invitation


def withdraw(*, invitation: Invitation, actor: User) -> None:
    """Take an open invitation back."""
    demand(actor, Act.INVITE, invitation.borough)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise NotPossible("This invitation is no longer open.")


@transaction.atomic
def end_role(*, officer: Officer, actor: User, reason: str) -> None:
    """End a colleague's role. The log says why; the person is told."""
    demand(actor, Act.DECIDE_ROLES, officer.borough)
    if officer.user_id == actor.pk:
        raise NotPossible("To end your own role, give it up.")
    if not reason.strip():
        raise NotPossible("Enter a reason: the person reads it.")
    _end(officer, actor, f"Ended by {capacity(actor, officer.borough)}")
    facts = {"role": officer.get_role_display().lower(), "reason": reason.strip()}
    write_to([officer.user], "ended", officer.borough, page=roles_page(), **facts)


@transaction.atomic
def give_up(*, officer: Officer, person: User) -> None:
    """Give up one's own role; those who decide about roles there are told."""
    if officer.user_id != person.pk:
        raise NotPossible("This is somebody else's role.")
    _end(officer, person, "Given up")
    page = reverse("boroughs:people", args=[officer.borough.slug])
    facts = {"role": officer.get_role_display().lower(), "address": person.email}
    write_to(deciders(officer.borough, besides=person), "given-up", officer.borough, page=page, **facts)


def _end(officer: Officer, actor: User, why: str) -> None:
    if officer.ended_at is not None:
        raise NotPossible("This role has ended already.")
    with recording(officer, actor=actor, role=capacity(actor, officer.borough), why=why):
        officer.ended_at = timezone.now()
        officer.save()
