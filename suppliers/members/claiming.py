"""Asking to keep the profile of a supplier that is known here: to claim it, to join it, to bring it back."""

from django.db import transaction
from django.utils import timezone

from suppliers.members.lookups import look_up_claim
from suppliers.members.permissions import Act, demand, role_of
from suppliers.members.requests import NotPossible, refuse_too_many, tell_of_request
from suppliers.models import Claim, Supplier, SupplierMember
from thirty3.accounts.models import User


def has_members(supplier: Supplier) -> bool:
    """Whether somebody keeps its profile: then one asks to join them."""
    return SupplierMember.objects.in_force().filter(supplier=supplier).exists()


@transaction.atomic
def claim(*, person: User, supplier: Supplier, message: str) -> Claim:
    """Say that one speaks for this supplier. It waits; how it is proved is said on its own page."""
    if supplier.demonstration:
        raise NotPossible("This supplier is invented: nobody can speak for it.")
    if supplier.merged_into_id is not None or supplier.held_from:
        raise NotPossible("This supplier cannot be claimed now.")
    if role_of(person, supplier) is not None:
        raise NotPossible(f"You keep the profile of {supplier} already.")
    if has_members(supplier):
        return ask_to_join(person=person, supplier=supplier, message=message)
    return _ask(person, supplier, Claim.Kind.CLAIM, message)


def ask_to_join(*, person: User, supplier: Supplier, message: str) -> Claim:
    """Ask to join those who keep a profile."""
    return _ask(person, supplier, Claim.Kind.JOIN, message)


@transaction.atomic
def ask_to_return(*, person: User, supplier: Supplier, message: str) -> Claim:
    """Ask staff to bring a withdrawn profile back."""
    demand(person, Act.WITHDRAW_PROFILE, supplier)
    if supplier.withdrawn_on is None:
        raise NotPossible("This profile is not withdrawn.")
    return _ask(person, supplier, Claim.Kind.RETURN, message)


def _ask(person: User, supplier: Supplier, kind: Claim.Kind, message: str) -> Claim:
    if Claim.objects.open().filter(user=person, supplier=supplier).exists():
        raise NotPossible(f"You already wait for an answer about {supplier}.")
    refuse_too_many(person)
    now = timezone.now()
    made = Claim.objects.create(
        user=person,
        supplier=supplier,
        kind=kind,
        state=Claim.State.WAITING,
        message=message.strip(),
        sent_at=now,
        changed_at=now,
        mends=Claim.objects.of(person).filter(supplier=supplier, state=Claim.State.REFUSED).first(),
    )
    tell_of_request(made)
    look_up_claim(made)
    return made
